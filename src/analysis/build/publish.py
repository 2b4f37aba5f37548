"""A town's files put in their place: all of them or none, nothing of anybody's lost.

A file that somebody changed by hand since it was made is kept under another name; one that an
earlier build made and this one does not is taken away, for it would tell older numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.errors import FazhiError
from analysis.store import read_json, write_all

MANIFEST = "manifest.json"
_CHANGED = "手工改动"


def publish(folder: Path, files: Mapping[str, bytes], manifest: str = MANIFEST) -> list[str]:
    """Write the files of one report; return what the user has to be told.

    ``files`` by name, the ``manifest`` among them. Raises ``FazhiError`` when one of the old files is
    open in another program; then none has been replaced.
    """
    known = _known(folder / manifest)
    kept = dict(_changed_by_hand(folder, files, known))
    stale = [name for name in known if name not in files and name not in kept]
    write_all(
        folder, {**files, **{other: (folder / name).read_bytes() for name, other in kept.items()}}
    )
    told = [f"{name} 被手工改过，改过的一份另存为 {other}。" for name, other in kept.items()]
    for name in [*stale, *(name for name in kept if name not in files)]:
        old = folder / name
        if old.is_file():
            _remove(old)
            if name in stale:
                told.append(f"这次没有生成 {name}，旧的一份已删除。")
    return told


def _known(manifest: Path) -> dict[str, str]:
    """Return the files that the last build made, with their hashes."""
    stored = read_json(manifest)
    files = stored.get("files") if isinstance(stored, dict) else None
    return {str(name): str(digest) for name, digest in files.items()} if files else {}


def _changed_by_hand(
    folder: Path, files: Mapping[str, bytes], known: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the files that are no longer as they were made, and the name to keep each under."""
    for name, digest in known.items():
        path = folder / name
        if path.is_file():
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() != digest and content != files.get(name):
                yield name, _free_name(path)


def _free_name(path: Path) -> str:
    number = 1
    while True:
        mark = _CHANGED if number == 1 else f"{_CHANGED}{number}"
        name = f"{path.stem}.{mark}{path.suffix}"
        if not (path.parent / name).exists():
            return name
        number += 1


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        raise FazhiError(
            f"旧的 {path.name} 正被其他程序打开，无法删除；它和新的报告不是同一版。",
            "请关闭后删除它，或重新生成。",
        ) from error
