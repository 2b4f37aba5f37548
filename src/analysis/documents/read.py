"""A written document is read in the watched process, or refused in one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from analysis.documents.model import Document
from analysis.documents.refusals import refused, too_big
from analysis.errors import UnreadableFileError
from analysis.intake.watched import StoppedError, reader

_MAX_FILE: Final = 50 * 2**20  # pictures among it


def read_document(path: Path) -> Document:
    """Read a written document: .docx, .html, .pdf, .txt or .md, by its content.

    Raises ``UnreadableFileError`` with what is wrong and how to mend it.
    """
    if not path.is_file():
        says = f"“{path.name}”不是文件。" if path.exists() else f"没有“{path.name}”这个文件。"
        raise refused(says, "请核对文件名和所在的文件夹。")
    try:
        if path.stat().st_size > _MAX_FILE:
            raise too_big()
        answer = reader().ask(path, "document", name=path.name)
    except OSError as error:
        raise refused("文件打不开，可能正被其他程序使用。", "请关闭该文件后重试。") from error
    except StoppedError as error:
        raise refused(str(error), "请只保留报告的文字，另存为新文件。") from error
    if isinstance(answer, Document):
        return answer
    if isinstance(answer, UnreadableFileError):
        raise answer
    raise refused(f"程序内部出错（{answer}）。", "请把这一行发给维护人员。")
