"""Where things are and what a build is about.

A root is any folder with ``data/raw/``; what it lacks (``notebooks/``, ``county.toml``) comes from
the project's own folder.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.errors import UsageError
from analysis.settings import (
    COUNTY_FILE,
    REPORT_FILE,
    Configuration,
    Format,
    ReportSettings,
    read_settings,
)
from analysis.values import nearest

Edition = Literal["review", "public"]
EDITIONS: tuple[Edition, ...] = ("review", "public")

_PACKAGE = Path(__file__).resolve().parent
PROJECT_NOTEBOOKS = max(
    (_PACKAGE.parents[1] / "notebooks", _PACKAGE / "notebooks"), key=lambda folder: folder.is_dir()
)
"""The notebooks as delivered: beside ``src/`` in the project, inside the package in a wheel."""

OWN_TEXT_FILES = ("文字材料.docx", "文字材料.md", "文字材料.txt")
COMPARISON_FILES = ("对照数据.csv", "对照数据.xlsx", "对照数据.xls")
BESIDE = frozenset({REPORT_FILE, *OWN_TEXT_FILES, *COMPARISON_FILES})
"""Files that stand beside the ledgers in a town's folder and are no ledgers; in lower case."""

_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_SAMPLE = re.compile(rb"(?m)^[ \t]*sample[ \t]*=[ \t]*true")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A reporting area: ``("双龙镇",)`` or, where names repeat, ``("丰都县", "双龙镇")``."""

    path: tuple[str, ...]

    @property
    def key(self) -> str:
        """Path below the year, as typed on the command line."""
        return "/".join(self.path)

    @property
    def name(self) -> str:
        """Name as printed in the report."""
        return self.path[-1]

    @classmethod
    def parse(cls, key: str) -> Area:
        """Read a key; raise ``UsageError`` for one that could leave the data folder."""
        path = tuple(part for part in key.replace("\\", "/").split("/") if part)
        bad = not path or len(path) > 2 or any(p.startswith(".") or _UNSAFE.search(p) for p in path)
        if bad or key.startswith("/"):
            raise UsageError(
                f"“{key}”不能作为乡镇名。", "请写 data/raw/年份/ 下的文件夹名，如 双龙镇。"
            )
        return cls(path)


@dataclass(frozen=True, slots=True)
class Job:
    """What one build is about. ``standalone``: the page is one file that needs no other."""

    area: Area
    year: int
    edition: Edition = "review"
    formats: tuple[Format, ...] = ("html",)
    draft: bool = False
    standalone: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    """Paths below one root. Building paths creates nothing."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Workspace:
        """Return the workspace of ``start`` or the nearest folder above it with ``data/raw``.

        Without ``start``: the current folder. Raises ``UsageError``.
        """
        begin = (start or Path.cwd()).resolve()
        for folder in (begin, *begin.parents):
            if (folder / "data" / "raw").is_dir():
                return cls(folder)
        raise UsageError(
            "没有找到 data/raw 文件夹。",
            "请进入项目文件夹再运行，或用 --root 指明含有 data/raw 的文件夹。",
        )

    @classmethod
    def around(cls) -> Workspace | None:
        """Return the workspace of the current folder, None where there is none."""
        try:
            return cls.find()
        except UsageError:
            return None

    @property
    def reports(self) -> Path:
        """Built output."""
        return self.root / "reports"

    def raw(self, area: Area, year: int) -> Path:
        """The town's folder, never written to."""
        return self.root.joinpath("data", "raw", str(year), *area.path)

    def mapping(self, area: Area) -> Path:
        """What the town has said about its own headings, kept over the years; may be absent."""
        return self.root.joinpath("data", "mappings", *area.path[:-1], f"{area.name}.toml")

    def processed(self, area: Area, year: int) -> Path:
        """Typed rows and observations."""
        return self.root.joinpath("data", "processed", str(year), *area.path)

    def published(self, area: Area, year: int, edition: Edition = "review") -> Path:
        """Published files; those of the public edition stand apart, to be uploaded as they are."""
        return self.published_top(edition).joinpath(str(year), *area.path)

    def published_top(self, edition: Edition = "review") -> Path:
        """The folder that holds a folder for each year, and what all pages share."""
        return self.reports / "public" if edition == "public" else self.reports

    def released(self, area: Area, year: int) -> Path:
        """A folder for each released version of a report; may be absent."""
        return self.root.joinpath("data", "releases", str(year), *area.path)

    def report_years(self, edition: Edition = "review") -> list[int]:
        """Years that have a folder of published files, oldest first."""
        return sorted(
            int(f.name) for f in _folders(self.published_top(edition)) if _YEAR.fullmatch(f.name)
        )

    def notebook(self, name: str) -> Path:
        """The root's own notebook of that name, else the project's.

        Raises ``UsageError`` naming the nearest one.
        """
        folders = (self.root / "notebooks", PROJECT_NOTEBOOKS)
        for folder in folders:
            path = folder / f"{name}.ipynb"
            if path.is_file():
                return path
        guess = nearest(
            name, [p.stem for folder in folders for p in sorted(folder.glob("*.ipynb"))]
        )
        remedy = f"您是否指“{guess}”？" if guess else "请从项目中复制一份。"
        raise UsageError(f"没有找到笔记本 notebooks/{name}.ipynb。", remedy)

    def years(self) -> list[int]:
        """Years that have a folder in ``data/raw``, oldest first."""
        folders = (self.root / "data" / "raw").iterdir()
        return sorted(int(f.name) for f in folders if f.is_dir() and _YEAR.fullmatch(f.name))

    def areas(self, year: int) -> list[Area]:
        """Towns with a folder in that year: folders that hold files, one or two levels down."""
        top = self.root / "data" / "raw" / str(year)
        found: list[Area] = []
        for name in _inside(str(top))[0]:
            folders, files = _inside(str(top / name))
            if folders and not [file for file in files if file.lower() not in BESIDE]:
                found += [Area((name, inner)) for inner in folders]
            else:
                found.append(Area((name,)))
        return sorted(found)

    def area(self, key: str, year: int) -> Area:
        """Return the town of that year named ``key``.

        Raises ``UsageError`` naming the nearest town when there is none of that name.
        """
        wanted = Area.parse(key)
        areas = self.areas(year)
        if wanted in areas:
            return wanted
        same_name = [a for a in areas if a.name == wanted.key]
        if len(same_name) == 1:
            return same_name[0]
        guess = nearest(key, [a.key for a in areas])
        listed = "、".join(a.key for a in areas[:10]) or "（无）"
        remedy = f"您是否指“{guess}”？" if guess else f"该年度现有：{listed}。"
        raise UsageError(f"data/raw/{year}/ 下没有“{key}”。", remedy)

    def settings(self, area: Area, year: int) -> ReportSettings:
        """Read ``report.toml``; all defaults when there is none. Raises ``ConfigurationError``."""
        return read_settings(self.raw(area, year) / REPORT_FILE, ReportSettings)

    def may_be_sample(self, area: Area, year: int) -> bool:
        """Tell whether ``report.toml`` looks as if it said ``sample = true``, without reading it all."""
        try:
            return bool(_SAMPLE.search((self.raw(area, year) / REPORT_FILE).read_bytes()))
        except OSError:
            return False

    def configuration(self) -> Configuration:
        """Read ``county.toml``; empty when there is none. Raises ``ConfigurationError``."""
        return read_settings(self.root / COUNTY_FILE, Configuration)


def _inside(parent: str) -> tuple[list[str], list[str]]:
    """Return the names of a folder's folders and files, hidden ones left out, in order."""
    try:
        entries = sorted(os.scandir(parent), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return [], []
    folders = [e.name for e in entries if e.name[0] not in "._~" and e.is_dir()]
    return folders, [e.name for e in entries if e.name[0] != "." and e.is_file()]


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(f for f in parent.iterdir() if f.is_dir() and f.name[0] not in "._~")
