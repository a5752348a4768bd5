"""How quick searching is: dateline beside SQLite FTS5 and tantivy, on the same made-up articles, in one run."""
