"""The files of the site: which they are, their hashes, and all of them in one archive."""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from analysis.errors import FazhiError, UsageError
from analysis.store import NO_TIME

HASHES: Final = "sha256.txt"
_ENDINGS: Final = frozenset((".html", ".pdf", ".docx", ".xlsx", ".csv", ".js", ".css"))
_NOT_PUBLISHED: Final = re.compile(r"\.draft\.|\.手工改动\d*\.")
_BLOCK: Final = 2**20


def site_files(reports: Path) -> list[str]:
    """Return the files of the site by their place below ``reports/``, in order.

    Not among them: the public edition, drafts, what is hidden or half written, and copies that
    somebody changed by hand, for nothing has looked at these.
    """
    return sorted(_below(reports, ""))


def stamps(reports: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """Return size and time of change of files: whether anything was touched since."""
    found = {name: (reports / name).stat() for name in names}
    return {name: [about.st_size, about.st_mtime_ns] for name, about in found.items()}


def hashes(reports: Path, names: list[str]) -> str:
    """Return the hashes of files, as ``sha256sum -c`` reads them."""
    return "".join(f"{_hash(reports / name)}  {name}\n" for name in names)


def check_target(reports: Path, target: Path) -> None:
    """Raise ``UsageError`` where an archive must not or cannot be put."""
    place = target.resolve()
    if place.is_relative_to(reports.resolve()):
        raise UsageError(
            f"{target.name} 不能放在 reports/ 里面。", "请写到别处，如 --zip 法治报告.zip。"
        )
    if place.suffix.lower() != ".zip":
        raise UsageError(f"{target.name} 不是以 .zip 结尾的文件名。", "请写如 --zip 法治报告.zip。")
    if not place.parent.is_dir():
        raise UsageError(f"没有文件夹 {target.parent}。", "请先建好，或写到别处。")


def pack(reports: Path, names: list[str], top: str, target: Path) -> int:
    """Put files and their hashes below one folder into an archive; return its size in bytes.

    The same files give the same bytes. Raises ``UsageError`` for a target in ``reports/`` or in no
    folder, ``FazhiError`` where it cannot be written.
    """
    check_target(reports, target)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted((*names, HASHES)):
                part = zipfile.ZipInfo(f"{top}/{name}", NO_TIME)
                part.create_system, part.external_attr = 3, 0o644 << 16
                part.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(part, (reports / name).read_bytes())
        temporary.replace(target)
    except PermissionError as error:
        raise FazhiError(
            f"{target.name} 正被其他程序打开，或不能写入。", "请关闭打开它的程序后重试。"
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
    return target.stat().st_size


def _below(folder: Path, before: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{before}{entry.name}"
            if entry.name[0] in ".~" or name == "public":
                continue
            if entry.is_dir():
                yield from _below(folder / entry.name, f"{name}/")
            elif _is_published(entry.name):
                yield name


def _is_published(name: str) -> bool:
    return Path(name).suffix.lower() in _ENDINGS and not _NOT_PUBLISHED.search(name)


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
