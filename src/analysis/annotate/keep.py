"""Writing the copies anew without losing what the clerk has mended in an earlier one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from analysis.errors import FazhiError
from analysis.store import read_json, write_bytes, write_json

_RECORD = ".written.json"


def put(target: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files by their names below ``target``; return their paths.

    Files of an earlier run go when they are as they were written; those changed since stay, under
    another name where theirs is needed.
    """
    record: dict[str, str] = read_json(target / _RECORD) or {}
    for name in record.keys() - contents.keys():
        if _digest(target / name) == record[name]:
            _free(target / name, None)
    for name, content in contents.items():
        path = target / name
        known = {None, record.get(name), hashlib.sha256(content).hexdigest()}
        if _digest(path) not in known:
            _free(path, _aside(path))
        write_bytes(path, content)
    if contents or record:
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
        write_json(target / _RECORD, digests)
    return [target / name for name in contents]


def _digest(path: Path) -> str | None:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def _aside(path: Path) -> Path:
    names = (path.with_name(f"{path.stem}（您改过的{n}）{path.suffix}") for n in count(1))
    return next(name for name in names if not name.exists())


def _free(path: Path, new: Path | None) -> None:
    try:
        if new is None:
            path.unlink()
        else:
            path.rename(new)
    except PermissionError as error:
        name = f"{path.parent.name}/{path.name}"
        raise FazhiError(f"{name} 正被其他程序打开，无法写入。", "请关闭后重试。") from error
