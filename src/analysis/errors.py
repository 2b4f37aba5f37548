"""What can go wrong, told apart by what the user does next.

Every message is one polite Chinese sentence saying what and where; ``remedy`` says how to mend it.
Neither ever holds the value of a ledger cell.
"""

from __future__ import annotations


class FazhiError(Exception):
    """Anything fazhi refuses to do. ``exit_code`` is what the command ends with."""

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        """Keep the sentence and the remedy apart, so that each place can lay them out its way."""
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the sentence and, after it, what to do."""
        return f"{self.message}{self.remedy}"


class UsageError(FazhiError):
    """The command or a notebook parameter was mistyped: type it again."""

    exit_code = 2


class ConfigurationError(FazhiError):
    """``county.toml`` or ``report.toml`` cannot be used: mend that file."""


class UnreadableFileError(FazhiError):
    """A ledger file cannot be opened: save it again or leave it out."""


class RefusedError(FazhiError):
    """The ledgers hold errors: mend the cells that the data check names."""


class NotebookError(FazhiError):
    """A notebook cell asks for something that does not exist: mend the cell."""


class PrivacyError(FazhiError):
    """Personal data would have been published: mend what the message names."""
