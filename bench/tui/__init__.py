"""How quick the reader is: from the command to a screen, and from a key to what it changes."""
