"""The screens: each arranges widgets, asks the library in the background, and handles the answers."""
