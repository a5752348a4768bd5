"""How quick the reader is: the real program in a pseudo-terminal, beside an empty Textual app in the same one."""
