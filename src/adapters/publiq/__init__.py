"""publiq's services over HTTP: for each question, how it is asked and how its answer is read."""
