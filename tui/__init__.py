"""Everything of dateline that is a screen; it sees the archive only through `index.library`."""
