"""The sentences by which a document is refused: what is wrong, and how to mend it."""

from __future__ import annotations

from typing import Final

from analysis.errors import UnreadableFileError

SAVE: Final = "请用 Word 或 WPS 打开后另存为 .docx。"
SEND: Final = "请重新复制或重新发送该文件。"
KINDS: Final = "请提供 .docx、.html、.pdf、.txt 或 .md 格式的报告。"


def refused(says: str, remedy: str = SAVE) -> UnreadableFileError:
    """Return the error for a document that is not read."""
    return UnreadableFileError(says, remedy)


def damaged() -> UnreadableFileError:
    """Return the error for a document whose inside is broken."""
    return refused("文件内容已损坏，无法完整读取。")


def too_big(remedy: str = "请只保留文字，另存为新文件。") -> UnreadableFileError:
    """Return the error for what would fill the memory."""
    return refused("文件展开后异常庞大，为安全起见未打开。", remedy)
