"""Releases on disk: ``data/releases/<year>/<town>/<n>/``, written once and never again."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from analysis.errors import FazhiError, UsageError
from analysis.releases.content import content_key
from analysis.releases.model import Content, Figure, Release
from analysis.store import read_json, write_bytes, write_json
from analysis.town import Town
from analysis.workspace import Area, Workspace

RELEASE_FILE = "release.json"
_FORMAT = 1


def releases_folder(workspace: Workspace, area: Area, year: int) -> Path:
    """Return where a town's releases of a year are; may be absent."""
    return workspace.released(area, year)


def numbers(workspace: Workspace, area: Area, year: int) -> list[int]:
    """Return the numbers of a town's releases of a year, oldest first."""
    folder = releases_folder(workspace, area, year)
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(int(f.name) for f in found if f.name.isdecimal() and f.is_dir())


def latest(workspace: Workspace, area: Area, year: int) -> Release | None:
    """Return a town's last release of a year. Raises ``FazhiError`` for one that is damaged."""
    known = numbers(workspace, area, year)
    return read_release(workspace, area, year, known[-1]) if known else None


def base_of(workspace: Workspace, town: Town, last: Town | None) -> Release | None:
    """Return the release that a report's “what changed” compares with, None for a first version.

    It is the latest with another content: once a report is released, building it again still
    compares with the version before, and gives the page that was released.
    """
    now = content_key(workspace, town, last)
    for number in reversed(numbers(workspace, town.area, town.year)):
        release = read_release(workspace, town.area, town.year, number)
        if release.key != now:
            return release
    return None


def version(workspace: Workspace, town: Town, last: Town | None) -> int:
    """Return the number that a report has, or would have once released."""
    base = base_of(workspace, town, last)
    return base.number + 1 if base else 1


def read_release(workspace: Workspace, area: Area, year: int, number: int) -> Release:
    """Read one release. Raises ``UsageError`` for none of that number, ``FazhiError`` if damaged."""
    known = numbers(workspace, area, year)
    if number not in known:
        listed = "、".join(f"第{n}版" for n in known) or "（无）"
        raise UsageError(f"{area.key}{year}年没有第{number}版。", f"已有：{listed}。")
    path = releases_folder(workspace, area, year) / str(number) / RELEASE_FILE
    try:
        return _release(read_json(path))
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        where = path.relative_to(workspace.root).as_posix()
        says = f"{where} 无法读取，可能已损坏。"
        raise FazhiError(says, "请从备份中恢复这个文件夹；存档不要改动。") from error


def as_json(area: Area, year: int, release: Release) -> dict[str, Any]:
    """Return ``release.json``: the same release gives the same text."""
    content = release.content
    return {
        "format": _FORMAT,
        "town": area.key,
        "year": year,
        "number": release.number,
        "date": release.day.isoformat(),
        "note": release.note,
        "content": release.key,
        "figures": {name: _figure(content.figures[name]) for name in sorted(content.figures)},
        "files": dict(sorted(content.files.items())),
        "paragraphs": content.paragraphs and dict(content.paragraphs),
    }


def write_release(
    folder: Path, number: int, content: Mapping[str, bytes], said: Mapping[str, Any]
) -> Path:
    """Write a release's files and its ``release.json``; return its folder, which appears whole.

    Raises ``FazhiError`` when there is one of that number, or the folder cannot be written to.
    """
    target = folder / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=folder, ignore_cleanup_errors=True) as made:
        inner = Path(made) / str(number)
        for name, data in content.items():
            write_bytes(inner / name, data)
        write_json(inner / RELEASE_FILE, said)
        if target.exists():
            raise FazhiError(f"第{number}版已经有了，没有覆盖。", "请重试。")
        try:
            inner.rename(target)  # of two at once the second finds a folder that is not empty
        except OSError as error:
            says = f"第{number}版没有存成（{type(error).__name__}）。"
            raise FazhiError(says, "请关闭打开着的存档文件夹后重试。") from error
    return target


def _figure(figure: Figure) -> dict[str, Any]:
    told = {**asdict(figure), "value": f"{figure.value:f}", "files": list(figure.files)}
    del told["indicator"]  # the name that it stands under
    return told


def _release(stored: dict[str, Any]) -> Release:
    figures = {
        name: Figure(
            indicator=name, **{**f, "value": Decimal(f["value"]), "files": tuple(f["files"])}
        )
        for name, f in stored["figures"].items()
    }
    content = Content(figures, stored["files"], stored["paragraphs"])
    day = date.fromisoformat(stored["date"])
    return Release(stored["number"], day, stored["note"], stored["content"], content)
