"""The state of one simulated publiq and the rules it follows; nothing here knows of HTTP."""
