"""Record what a real environment answers, without persons or secrets; replay it, and learn cases from it."""
