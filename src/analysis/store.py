"""Artefacts on disk: written whole or not at all, and keys that say what they were made from."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from analysis.errors import FazhiError

_T = TypeVar("_T")

NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every part of an archive that we write."""


def key(*parts: str) -> str:
    """Return the key of something made from ``parts`` (keys, names, settings as text)."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode())
        digest.update(b"\x00")
    return digest.hexdigest()[:16]


def files_key(folder: Path, paths: Iterable[Path]) -> str:
    """Return the key of files by name below ``folder`` and content; order does not matter."""
    named = sorted((p.relative_to(folder).as_posix(), p) for p in paths if p.is_file())
    return key(*(f"{name} {hashlib.sha256(p.read_bytes()).hexdigest()}" for name, p in named))


def write_bytes(path: Path, content: bytes) -> None:
    """Replace ``path`` in one step; readers see the old file or the new one, never half.

    Raises ``FazhiError`` when the target is open in another program.
    """
    write_all(path.parent, {path.name: content})


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace several files of a folder; when one cannot be replaced, none is.

    Raises ``FazhiError`` naming the one that is open in another program.
    """
    folder.mkdir(parents=True, exist_ok=True)
    temporary = {name: folder / f".{name}.{os.getpid()}.tmp" for name in files}
    name = ""
    try:
        for name, content in files.items():
            temporary[name].write_bytes(content)
        for name in files:
            _check_free(folder / name)
        for name, written in temporary.items():
            written.replace(folder / name)
    except (PermissionError, IsADirectoryError) as error:
        raise FazhiError(
            f"{folder.name}/{name} 正被其他程序打开，或不能写入；没有改动任何文件。",
            "请关闭打开它的程序（如 Excel、Word、浏览器）后重试。",
        ) from error
    finally:
        for written in temporary.values():
            written.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what a process that was killed has left half-written in a folder."""
    import psutil  # noqa: PLC0415 - for whoever builds only

    for left in folder.glob(".*.tmp") if folder.is_dir() else ():
        owner = left.name.split(".")[-2]
        if owner.isdecimal() and not psutil.pid_exists(int(owner)):
            left.unlink(missing_ok=True)


def _check_free(target: Path) -> None:
    """Raise ``OSError`` where Windows would refuse to replace a file that is open elsewhere."""
    if target.is_dir():
        raise IsADirectoryError(21, "", str(target))
    if target.exists():
        target.replace(target)


def same_archive(archive: bytes) -> bytes:
    """Return a zip archive (docx, xlsx) with the same parts and no times: equal parts, equal bytes."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = zipfile.ZipInfo(name, NO_TIME)
            part.create_system, part.external_attr = 3, 0o644 << 16  # on every system the same
            target.writestr(part, source.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text, line ends as they are."""
    write_bytes(path, text.encode())


def as_json(content: Any) -> bytes:  # noqa: ANN401 - any JSON
    """Return readable JSON in the order given."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def write_json(path: Path, content: Any) -> None:  # noqa: ANN401 - any JSON
    """Write readable JSON in the order given."""
    write_bytes(path, as_json(content))


def read_json(path: Path) -> Any:  # noqa: ANN401 - any JSON
    """Return the content of a JSON file, None when there is none or it is not JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):  # neither UTF-8 nor JSON
        return None


class Lately(Generic[_T]):
    """The last few things that were made, by a key that tells all they were made from."""

    def __init__(self, most: int) -> None:
        """``most``: how many are kept; of more the oldest goes."""
        self._most = most
        self._kept: dict[Hashable, _T] = {}

    def get(self, about: Hashable) -> _T | None:
        """Return what was made of that, None when it was not or is gone."""
        return self._kept.get(about)

    def put(self, about: Hashable, made: _T) -> _T:
        """Keep a thing and return it."""
        self._kept.pop(about, None)
        while len(self._kept) >= self._most:
            del self._kept[next(iter(self._kept))]
        self._kept[about] = made
        return made

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
