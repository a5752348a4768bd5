"""What leaves dateline as a file: an article, a result list or a dossier as Markdown, JSON or CSV.

The rendering is pure (values in, pieces of text out); `gathering` asks a library for the values, `files` writes the
pieces so that no half-written file is ever left, and none is replaced unasked. The three formats are for three uses and
keep three promises: JSON is exact, Markdown is safe to paste (nothing of an article is taken for markup), CSV is safe
to open in a spreadsheet (nothing of an article is taken for a formula).
"""

from index.exporting.formats import FORMATS, Format, Subject, format_of, suggested_name

__all__ = ["FORMATS", "Format", "Subject", "format_of", "suggested_name"]
