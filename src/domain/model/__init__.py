"""Values and entities of registering for activities at UiTPAS prices."""
