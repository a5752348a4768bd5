"""The headless commands: the same archive from scripts and pipes.

Data goes to standard output, narration to standard error. Errors are caught here once, and told in a sentence.
"""

from index.cli.group import COMMANDS, Reader, build, complain, run

__all__ = ["COMMANDS", "Reader", "build", "complain", "run"]
