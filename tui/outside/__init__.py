"""Programs outside dateline: clipboard tools, browser, editor, pager. Always by argument list, never by a shell."""
