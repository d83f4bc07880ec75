"""What stands in deploy/ fits together and fits the code; it needs no server to tell."""
