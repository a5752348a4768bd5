"""Every error dateline raises on purpose, so that a person always reads a sentence and never a traceback.

    DatelineError                 exit code 1
    ├── UsageError                2   a command line that makes no sense
    │   └── ExportError               a file that cannot be written
    │       └── FileExists                and must not be replaced unasked
    ├── ConfigError               2   the configuration file or an environment variable
    ├── LibraryError              3   the library on disk
    │   ├── LibraryMissing            there is none at that place
    │   ├── LibraryLocked             another process is writing it
    │   ├── LibraryTooNew             written by a newer dateline
    │   └── LibraryDamaged            its files do not read back
    ├── ReadError                 4   an article file
    │   ├── UnknownFormat             no reader knows it
    │   ├── BadEncoding               bytes that are not text
    │   └── TooLarge                  over the size limit
    ├── AnnotateError             5   the language model
    │   └── ModelMissing              not installed
    ├── QueryError                2   a query that cannot be run (carries its column)
    ├── EngineError               3   the full-text index
    │   ├── EngineStale               behind the store
    │   └── EngineUnavailable         missing, damaged or of another version
    ├── NotFound                  1   no such article or entity
    └── JobError                  6   a background job that ended badly

Backend exceptions (sqlite3, Whoosh, spaCy, OSError) are translated once, where the backend is called. They are caught
in three places only: the headless commands, the app, and the worker.
"""

from __future__ import annotations

from pathlib import Path


class DatelineError(Exception):
    """Something went wrong that a person should be told of: what happened and where, and what to do next.

    `message` and `hint` are plain text, possibly holding data from articles or file names: they are made printable by
    `index.text.printable` where they are shown.
    """

    exit_code = 1
    title = "Something went wrong"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class UsageError(DatelineError):
    exit_code = 2
    title = "Not understood"


class ExportError(UsageError):
    title = "Not written"


class FileExists(ExportError):
    title = "That file exists"


class ConfigError(DatelineError):
    exit_code = 2
    title = "Configuration"


class LibraryError(DatelineError):
    exit_code = 3
    title = "Library"


class LibraryMissing(LibraryError):
    title = "No library"


class LibraryLocked(LibraryError):
    title = "Library in use"


class LibraryTooNew(LibraryError):
    title = "Library is newer than this program"


class LibraryDamaged(LibraryError):
    title = "Library is damaged"


class ReadError(DatelineError):
    """An article file, or one record of it, that could not be read.

    `line` is the 1-based line of the record at fault, where the format has lines; `path` the file, where the error was
    met before a file was opened. The message names both.
    """

    exit_code = 4
    title = "Could not read"

    def __init__(self, message: str, *, hint: str = "", line: int | None = None, path: Path | None = None) -> None:
        super().__init__(message, hint=hint)
        self.line = line
        self.path = path


class UnknownFormat(ReadError):
    title = "Unknown format"


class BadEncoding(ReadError):
    title = "Not readable as text"


class TooLarge(ReadError):
    title = "Too large"


class AnnotateError(DatelineError):
    exit_code = 5
    title = "Names could not be found"


class ModelMissing(AnnotateError):
    title = "Model not installed"


class QueryError(DatelineError):
    """A query that cannot run at all; `column` is the 0-based offset into the query text where the trouble starts."""

    exit_code = 2
    title = "Query"

    def __init__(self, message: str, *, hint: str = "", column: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.column = column


class EngineError(DatelineError):
    exit_code = 3
    title = "Search index"


class EngineStale(EngineError):
    title = "Search index is behind"


class EngineUnavailable(EngineError):
    title = "Search index is not usable"


class NotFound(DatelineError):
    title = "Not found"


class JobError(DatelineError):
    exit_code = 6
    title = "Background job"
