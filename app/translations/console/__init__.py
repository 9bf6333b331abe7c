"""The texts of the console, by language and key."""
