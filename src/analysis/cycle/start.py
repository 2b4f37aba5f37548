"""``fazhi init``: a ready root from an empty folder; what is there stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from analysis.cycle.head import head
from analysis.cycle.placing import REST, Placing, filled, toml_text, town_of, year_of
from analysis.cycle.skeleton import sections, skeleton
from analysis.errors import FazhiError, UsageError
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.settings import COUNTY_FILE, REPORT_FILE
from analysis.workspace import PROJECT_NOTEBOOKS, Area, Workspace

TEXTS, README = "文字材料.md", "请先读我.md"


@dataclass(frozen=True, slots=True)
class Started:
    """What ``init`` did. ``remarks``: what the user should know besides."""

    workspace: Workspace
    year: int
    placing: Placing
    remarks: tuple[str, ...]


def start(
    folder: Path,
    today: date,
    *,
    county: str = "",
    year: str | None = None,
    towns: Sequence[str] = (),
) -> Started:
    """Make a folder a root for a year, without touching what it holds.

    Without ``year``: the year before the present one. Without ``towns``: those of the folder's own
    ``county.toml``. Raises ``UsageError`` for names and years that cannot be, before anything is
    written.
    """
    report_year = year_of(year, today.year) if year is not None else today.year - 1
    given = list(dict.fromkeys(town_of(name) for name in towns))
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} 是文件，不是文件夹。", "请写一个文件夹名。")
    root = folder.resolve()
    workspace, placing = Workspace(root), Placing(root)
    remarks = _about(root)
    configured = (root / COUNTY_FILE).exists()
    if configured:
        known = workspace.configuration().county
        names = {town.name for town in known.towns}
        unknown = [area.key for area in given if names.isdisjoint({area.key, area.name})]
        if unknown:
            remarks.append(
                f"{COUNTY_FILE} 已有，未改动，其中没有{'、'.join(unknown)}；如应报送，请自行加上。"
            )
        areas = given or [town_of(town.name) for town in known.towns]
        county = known.name or county
    else:
        areas = given
    _place(workspace, placing, report_year, county, areas)
    return Started(workspace, report_year, placing, tuple(remarks))


def place_town(
    workspace: Workspace, placing: Placing, area: Area, year: int, settings: str
) -> None:
    """Put a town's folder with ``report.toml`` (of that text) and a skeleton of 文字材料."""
    folder = workspace.raw(area, year)
    placing.folder(folder)
    placing.text(folder / REPORT_FILE, settings)
    written = sorted(path.name for path in folder.glob("文字材料.*") if path.name != TEXTS)
    if written:
        placing.kept.append((folder / written[0]).relative_to(workspace.root).as_posix())
        return
    configuration = workspace.configuration()
    asked = sections(workspace.notebook(configuration.notebooks.annual_report))
    placing.text(folder / TEXTS, skeleton(asked, defined(INDICATORS, configuration)))


def _about(root: Path) -> list[str]:
    """Say that a folder holds other things; a root of ours needs no word."""
    try:
        holds = root.is_dir() and any(root.iterdir())
    except OSError as error:
        raise FazhiError(f"无法打开文件夹 {root}。", REST) from error
    if holds and not (root / "data" / "raw").is_dir():
        return ["这个文件夹里已有别的文件，都没有改动，只添上了缺少的。"]
    return []


def _place(
    workspace: Workspace, placing: Placing, year: int, county: str, areas: Sequence[Area]
) -> None:
    root = workspace.root
    placing.folder(root / "data" / "raw" / str(year))
    placing.folder(root / "data" / "mappings")
    placing.text(root / COUNTY_FILE, county_file(county, year, [a.key for a in areas]))
    placing.text(root / ".gitignore", filled("gitignore"))
    for notebook in sorted(PROJECT_NOTEBOOKS.glob("*.ipynb")):
        placing.file(root / "notebooks" / notebook.name, notebook.read_bytes())
    for area in areas:
        place_town(workspace, placing, area, year, head(area, year, county))
    names = "、".join(area.key for area in areas)
    listed = (
        f"   已备好的文件夹：{names}。" if names else "   每个乡镇新建一个文件夹，名称就是乡镇名。"
    )
    placing.text(root / README, filled("readme.md", county=county, year=str(year), towns=listed))


def county_file(county: str, year: int, towns: Sequence[str]) -> str:
    """Return a commented ``county.toml``; its examples are valid once uncommented."""
    named = f"name = {toml_text(county)}" if county else '# name = "某某县"'
    entries = [f"[[county.towns]]\nname = {toml_text(town)}\n" for town in towns]
    listed = "\n".join(entries) or '# [[county.towns]]\n# name = "某某镇"\n'
    return filled("county.toml", county=named, year=str(year), towns=listed.rstrip("\n"))
