"""An invented country: thousands of towns with the habits of real ones, for trials of scale.

Everything follows from the seed and a town's number: not from the other towns, the order in which
they are written, or how many processes write them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from analysis.beside.reported import REPORTED, Reported
from analysis.errors import UsageError
from analysis.sample.country.beside import beside, county
from analysis.sample.country.keeping import files
from analysis.sample.country.towns import MOST, Town, key_of, lot, town_of
from analysis.sample.country.written import reported_by, reported_table, written_report
from analysis.settings import COUNTY_FILE
from analysis.workspace import Area, Workspace

_CHUNK = 25


def write(root: Path, count: int, years: Sequence[int], *, seed: int = 0, jobs: int = 0) -> int:
    """Write the raw folders of ``count`` towns below ``root``; return how many files there are.

    ``jobs``: processes, 0 for one a core. A folder that holds the same country is written over;
    raises ``UsageError`` for one that holds anything else.
    """
    if not 1 <= count <= MOST:
        raise UsageError(f"乡镇数应为 1 至 {MOST}。", "请修改 --towns。")
    towns = [town_of(seed, number) for number in range(count)]
    told = county(towns, seed)
    _refuse_others(root, {key_of(t.then(year), count) for t in towns for year in years}, told)
    root.mkdir(parents=True, exist_ok=True)
    (root / COUNTY_FILE).write_bytes(told)
    jobs = min(jobs or os.cpu_count() or 1, -(-count // _CHUNK))
    work = partial(_write_towns, root, count, tuple(years), seed)
    chunks = [range(count)[at : at + _CHUNK] for at in range(0, count, _CHUNK)]
    if jobs == 1:
        written = sum(map(work, chunks))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            written = sum(pool.map(work, chunks))
    return written + sum(_write_reported(root, towns, year) for year in years)


def town_files(town: Town, year: int) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file in a town's folder; one that files nothing has few."""
    befalls, town = lot(town, year), town.then(year)
    yield from beside(town, year)
    if befalls != "silent" and town.part != "written":
        yield from files(town, year, befalls)


def _write_towns(
    root: Path, count: int, years: Sequence[int], seed: int, numbers: Sequence[int]
) -> int:
    workspace, written = Workspace(root), 0
    for number in numbers:
        town = town_of(seed, number)
        for year in years:
            folder = workspace.raw(Area.parse(key_of(town.then(year), count)), year)
            folder.mkdir(parents=True, exist_ok=True)
            for name, content in town_files(town, year):
                (folder / name).write_bytes(content)
                written += 1
    return written


def _write_reported(root: Path, towns: Sequence[Town], year: int) -> int:
    """Write 自填.csv of a year: what ``fazhi verify`` takes from the reports without ledgers."""
    figures: list[Reported] = []
    for town in towns:
        if town.part == "written":
            key = key_of(town, len(towns))
            name, _ = written_report(town, year)
            path = Workspace(root).raw(Area.parse(key), year) / name
            figures += reported_by(key, year, path)
    if figures:
        (root / "data" / "raw" / str(year) / REPORTED).write_bytes(reported_table(figures))
    return bool(figures)


def _refuse_others(root: Path, keys: set[str], told: bytes) -> None:
    """Refuse a folder that holds anything but the same country."""
    if not root.exists() or (root.is_dir() and not any(root.iterdir())):
        return
    settings = root / COUNTY_FILE
    if not settings.is_file() or settings.read_bytes() != told:
        raise UsageError(f"{root} 中已有别的内容，示例没有写入。", "请换一个空文件夹。")
    workspace = Workspace(root)
    years = workspace.years() if (root / "data" / "raw").is_dir() else []
    others = [a.key for year in years for a in workspace.areas(year) if a.key not in keys]
    if others:
        raise UsageError(
            f"{root} 的 data/raw 中有不属于示例的乡镇（{others[0]}），示例没有写入。",
            "请换一个空文件夹。",
        )


__all__ = ["town_files", "write"]
