"""What each step of a town's report is made from: named inputs and their keys.

Light on purpose: asking three thousand towns whether anything changed imports no pandas. A file's
content is hashed again only when its size or time has changed (as make and git do).
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from analysis.errors import ConfigurationError, UsageError
from analysis.layers import code_key, layer_of
from analysis.roster import filed_as
from analysis.settings import REPORT_FILE, Configuration
from analysis.store import key
from analysis.workspace import BESIDE, Edition, Job, Workspace

Step = str
STEPS: Final[Mapping[Step, str]] = {
    "read": "读取台账",
    "observe": "计算指标",
    "check": "数据核对",
    "execute": "运行报告笔记本",
    "html": "网页",
    "pdf": "PDF",
    "docx": "Word",
    "xlsx": "指标表",
}
"""Steps in their order, and what to call them."""
AFTER: Final[Mapping[Step, Step]] = {
    "observe": "read", "check": "observe", "execute": "observe",
    "html": "execute", "pdf": "execute", "docx": "execute", "xlsx": "execute",
}  # fmt: skip
"""The step that each step goes on from: where that one is stale, so is this one."""
DATA_CHECK: Final = "01_data_check"

Inputs = dict[Step, dict[str, str]]
"""By step and input, in the words of ``fazhi plan``: the key of what the input holds."""

_LIBRARIES = ("pandas", "plotly", "nbconvert", "papermill", "python-calamine", "jinja2")
_RACY = 2 * 10**9  # nanoseconds: a file changed just before it was hashed may have changed since


@dataclass(slots=True)
class Hashes:
    """Hashes of files by path below the root, with size and time of each when it was hashed.

    ``known``: those of the last build, ``at`` (ns since the epoch); ``seen``: those of this one.
    """

    root: Path
    known: Mapping[str, list[object]] = field(default_factory=dict)
    at: int = 0
    seen: dict[str, list[object]] = field(default_factory=dict)

    def of(self, path: str, about: os.stat_result) -> str:
        """Return the hash of a file whose ``stat`` is given."""
        name = path.removeprefix(f"{self.root}{os.sep}")
        entry = self.known.get(name)
        same = entry is not None and entry[:2] == [about.st_size, about.st_mtime_ns]
        if entry is None or not same or about.st_mtime_ns > self.at - _RACY:
            with open(path, "rb") as file:  # noqa: PTH123 - of a scan that gives names
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            entry = [about.st_size, about.st_mtime_ns, digest]
        self.seen[name] = entry
        return str(entry[2])

    def file(self, path: Path) -> str:
        """Return the hash of a file, "" when it is not there."""
        try:
            return self.of(str(path), path.stat())
        except OSError:
            return ""

    def below(self, folder: Path) -> dict[str, str]:
        """Return the hashes of all files of a folder by name; hidden and lock files left out."""
        return {name: self.of(path, about) for name, path, about in _scan(str(folder), "")}


def _scan(folder: str, above: str) -> Iterator[tuple[str, str, os.stat_result]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(("~$", ".")):
            continue
        if entry.is_dir():
            yield from _scan(entry.path, f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", entry.path, entry.stat()


@dataclass(frozen=True, slots=True)
class Common:
    """What all towns of a run share. ``years``: those that have reports; ``filed``: ledgers."""

    configuration: Configuration
    definitions: str
    notebooks: Mapping[str, str]
    years: Sequence[int]
    filed: Sequence[int]

    @classmethod
    def of(cls, workspace: Workspace, edition: Edition) -> Common:
        """Read it once. Raises ``ConfigurationError`` for settings that name no notebook."""
        configuration = workspace.configuration()
        said = [f"{name} {one.model_dump_json()}" for name, one in configuration.indicators.items()]
        said += [one.model_dump_json() for one in configuration.thresholds]
        names = (configuration.notebooks.annual_report, DATA_CHECK)
        try:
            notebooks = {name: _content(workspace.notebook(name)) for name in names}
        except UsageError as error:  # mistyped in county.toml, not in the command
            raise ConfigurationError(error.message, error.remedy) from error
        years = workspace.report_years(edition)
        return cls(configuration, key(*said), notebooks, years, workspace.years())


def inputs_of(
    workspace: Workspace, job: Job, common: Common, hashes: Hashes, *, printed: bool
) -> Inputs:
    """Return what each step of a town's report is made from now.

    ``printed``: whether there is a PDF, or is to be one: browser and fonts are looked for.
    """
    files = hashes.below(workspace.raw(job.area, job.year))
    beside = {name: digest for name, digest in files.items() if name.lower() in BESIDE}
    ledgers = {f"台账 {name}": digest for name, digest in files.items() if name not in beside}
    report = beside.pop(REPORT_FILE, "")
    mapping = {"表头对照": hashes.file(workspace.mapping(job.area))}
    notebook = common.configuration.notebooks.annual_report
    last_year = _last_year(workspace, job, common, hashes)
    found: Inputs = {
        "read": {**ledgers, **mapping, "程序": _code("intake")},
        "observe": {
            REPORT_FILE: report,
            "county.toml": common.definitions,
            "程序": _code("indicators"),
        },
        "check": {
            **beside,
            **last_year,
            DATA_CHECK: common.notebooks[DATA_CHECK],
            "程序": _code("render"),
        },
        "execute": {
            **beside,
            **last_year,
            notebook: common.notebooks[notebook],
            "已存档的版本": _names(workspace.released(job.area, job.year)),
            "程序": _code("report"),
            "程序库": libraries(),
        },
    }
    others = {
        "其他年度的报告": _other_years(workspace, job, common.years),
        "县级网页": _above(workspace, job),
        "单个文件": str(job.standalone),
    }
    for name in STEPS:
        if name not in found:
            more = others if name == "html" else {}
            if name == "pdf" and printed:
                more = {"浏览器和字体": _printing()}
            found[name] = {**more, "程序": _code("build")}
    return found


def _last_year(workspace: Workspace, job: Job, common: Common, hashes: Hashes) -> dict[str, str]:
    """Return the keys of all that last year's figures and texts come from."""
    year = job.year - 1
    known = year in common.filed  # most often there is no folder of that year at all
    last = filed_as(workspace, job.area, year, common.configuration.county) if known else None
    if last is None:
        return {}
    files = hashes.below(workspace.raw(last, year))
    told = hashes.file(workspace.mapping(last)) if last != job.area else ""
    return {f"{year}年 {name}": digest for name, digest in files.items()} | (
        {f"{year}年 表头对照": told} if told else {}
    )


def _above(workspace: Workspace, job: Job) -> str:
    """Name the pages above that are there to link; see ``render.page.siblings``."""
    top = workspace.published_top(job.edition)
    pages = (top / "index.html", top / str(job.year) / "index.html")
    return " ".join(page.parent.name for page in pages if page.is_file())


def _other_years(workspace: Workspace, job: Job, years: Iterable[int]) -> str:
    """Name the years that have a page to link; see ``render.page.siblings``."""
    others = (year for year in years if year != job.year)
    pages = {y: workspace.published(job.area, y, job.edition) / "report.html" for y in others}
    return " ".join(str(year) for year, page in pages.items() if page.is_file())


def _names(folder: Path) -> str:
    """Name the versions that were released: each is written once and never again."""
    try:
        return " ".join(sorted(os.listdir(folder)))  # noqa: PTH208 - names
    except OSError:
        return ""


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@cache
def _code(room: str) -> str:
    return code_key(layer_of(room))


@cache
def libraries() -> str:
    """Return the versions of the libraries that a page is made with."""
    return " ".join(f"{name} {importlib.metadata.version(name)}" for name in _LIBRARIES)


@cache
def _printing() -> str:
    """Return a key of the browser that prints and of the fonts that are installed."""
    from analysis.render.pdf.find import find_browser  # noqa: PLC0415 - for PDF only

    try:
        browser = find_browser()
    except ConfigurationError:
        browser = None  # told when it is to print; other formats are made all the same
    about = browser.resolve().stat() if browser else None
    fonts = (
        f"{name} {found.st_size} {found.st_mtime_ns}"
        for folder in _FONTS.get(sys.platform, _FONTS["linux"])
        for name, _, found in _scan(str(Path(folder).expanduser()), "")
    )
    told = f"{browser} {about.st_size} {about.st_mtime_ns}" if about else ""
    return key(told, *fonts)


_FONTS: Final = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
    "win32": ("C:/Windows/Fonts", "~/AppData/Local/Microsoft/Windows/Fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
}
