"""The sentences by which a file is refused: what is wrong, and what to do."""

from __future__ import annotations

from analysis.errors import UnreadableFileError

SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx。"


def refused(says: str, remedy: str = SAVE_AS) -> UnreadableFileError:
    """Return the error for a file that is not read."""
    return UnreadableFileError(says, remedy)


def too_big() -> UnreadableFileError:
    """Return the error for what would fill the memory."""
    return refused(
        "文件展开后异常庞大，为安全起见未打开。", "请只保留有数据的行和列，另存为新文件。"
    )


def damaged(part: str = "") -> UnreadableFileError:
    """Return the error for a file of a known kind whose inside is broken."""
    where = f"（{part}）" if part else ""
    return refused(f"文件内容已损坏{where}，无法完整读取。", f"请重新导出或重新发送；{SAVE_AS}")


def cut_short() -> UnreadableFileError:
    """Return the error for a file that ends too early."""
    return refused("文件不完整，可能没有传完。", "请重新复制或重新发送该文件。")


def locked() -> UnreadableFileError:
    """Return the error for a file with a password."""
    return refused("文件设有密码。", "请取消密码后重新保存。")


def odd_markup() -> UnreadableFileError:
    """Return the error for XML that declares things of its own (entities)."""
    return refused("文件中含有表格文件不应有的定义（DOCTYPE），为安全起见未打开。")
