"""What can go wrong, told apart by what the user does next.

Every message is one polite Chinese sentence saying what and where; ``remedy`` says how to mend it.
Neither ever holds the value of a ledger cell.
"""

from __future__ import annotations

import sys

_HINT = "（想看程序停在哪一行，请在新的单元格里运行 %tb。）"


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

    def _render_traceback_(self) -> list[str]:
        """Show a notebook's cell the sentence and no traceback (IPython's protocol).

        ``%tb``, which asks again once nothing is being handled, gets the whole traceback:
        docs/decisions/0012.
        """
        if sys.exc_info()[1] is self:
            return [f"\x1b[31m{self.message}\x1b[39m{self.remedy}", _HINT]
        from IPython.core.ultratb import VerboseTB  # noqa: PLC0415 - only where IPython asks

        shown = VerboseTB(include_vars=False)  # values of variables may be cells of a ledger
        lines: list[str] = shown.structured_traceback(type(self), self, self.__traceback__)
        return lines


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
