"""Reports by the thousand: the stock commands, our road and the plain functions, in one run.

    uv run python benchmarks/batch.py [--quick] [--towns 3000] [--json]

A report is ``10_annual_report`` as a page and a table (CSV). Three roads make that of the same
town, one after the other in every round, so that a slow minute of the machine hits all alike:

- stock: ``benchmarks/stock/annual_report.ipynb`` through ``papermill`` and ``jupyter nbconvert``;
- ours: ``fazhi build`` over copies of that town, start included;
- floor: the same functions without any notebook in a warm process (``benchmarks/floor.py``).

Seconds are seconds of one core: for ours wall × cores ÷ reports. Then whole invented countries:
the cost of a town for 30, 300 and 3,000 of them, nothing changed, one cell changed in thirty.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import psutil
from measured import Place, stock_environment
from roads import (
    CORES,
    NAMES,
    YEAR,
    Bench,
    build,
    copies,
    floor,
    stock_alone,
    stock_together,
)

_OTHERS = 4  # invented towns that the floor gets warm on; one or two of them may be refused


def compare(bench: Bench, rounds: int, count: int) -> dict[str, float]:
    """Measure the three roads, alternating; return the ratios and reports a minute."""
    many = copies(bench.folder / "many", count)
    few = copies(bench.folder / "few", CORES)
    alone = copies(bench.folder / "alone", 1)
    for town in sorted(raw(country(bench, 30)).iterdir()):
        if any("人民调解登记" in file.name for file in town.iterdir()):
            shutil.copytree(town, raw(alone) / town.name)
        if len(list(raw(alone).iterdir())) > _OTHERS:
            break
    warm_up(bench, alone)
    together: list[float] = []
    for number in range(rounds):
        bench.say(f"round {number + 1} of {rounds}")
        for road in bench.stock:
            stock_alone(bench, road, alone)
        cost = build(bench, many)
        if len(pages(many)) != count:
            raise SystemExit(f"{len(pages(many))} reports instead of {count}")
        bench.note("ours", cost.wall * CORES / count)
        bench.note("ours cpu", cost.cpu / count)
        start = build(bench, few)
        bench.note("ours, one more", (cost.wall - start.wall) * CORES / (count - CORES))
        floor(bench, alone)
        together.append(stock_together(bench, alone))
        bench.say(f"  stock on all cores      {together[-1]:8.1f} reports a minute")
    stock, ours, least = (bench.median(road) for road in ("stock", "ours", "floor"))
    more = bench.median("ours, one more")
    return {
        "ratio_to_stock": round(stock / ours, 1),
        "ratio_to_lean_stock": round(bench.median("lean") / ours, 1),
        "ratio_to_stock_one_more": round(stock / more, 1),
        "ratio_to_floor": round(ours / least, 2),
        "ratio_to_floor_one_more": round(more / least, 2),
        "stock_to_floor": round(stock / least, 1),
        "reports_per_minute": round(60 * CORES / ours, 1),
        "stock_per_minute": round(sorted(together)[len(together) // 2], 1),
    }


def warm_up(bench: Bench, root: Path) -> None:
    """Run every road once unmeasured: bytecode, page cache."""
    bench.say("every road once, unmeasured")
    seconds = bench.seconds
    bench.seconds, quiet, bench.quiet = {}, bench.quiet, True
    for road in bench.stock:
        stock_alone(bench, road, root)
    floor(bench, root)
    build(bench, root)
    bench.seconds, bench.quiet = seconds, quiet


def scale(bench: Bench, sizes: list[int]) -> dict[str, object]:
    """Build whole countries; return the cost of a town, memory, and what rebuilding costs."""
    costs, parents, peak, result = {}, {}, 0.0, {}
    for towns in sizes:
        root = country(bench, towns)
        cost = build(bench, root)
        made = pages(root)
        costs[str(towns)] = round(cost.wall * CORES / towns, 3)
        parents[str(towns)] = round(cost.parent_mb, 1)
        peak = max(peak, cost.tree_mb)
        bench.say(
            f"{towns:>6} towns: {len(made)} reports, {cost.wall:.1f} s, {costs[str(towns)]} s of a"
            f" core each; parent {cost.parent_mb:.0f} MB, all {cost.tree_mb:.0f} MB"
        )
        if towns == sizes[0]:
            result["one_change_s"] = one_change(bench, root)
        if towns == sizes[-1]:
            result["no_change_s"] = no_change(bench, root)
        shutil.rmtree(root)
    return {"peak_mb": round(peak, 1), "cost_30_300_3000": costs, "parent_mb": parents, **result}


def no_change(bench: Bench, root: Path) -> float:
    """Return the seconds of a build that finds nothing to do. Stops when a page was written."""
    before = pages(root)
    seconds = build(bench, root, cold=False).wall
    if pages(root) != before:
        raise SystemExit("reports were written although nothing had changed")
    bench.say(f"       nothing changed: {seconds:.2f} s")
    return round(seconds, 2)


def one_change(bench: Bench, root: Path) -> float:
    """Return the seconds of a build after one cell changed. Stops unless just that town's is new."""
    before = pages(root)
    town = change_a_cell(root, before)
    seconds = build(bench, root, cold=False).wall
    after = pages(root)
    changed = [name for name in after if before.get(name) != after[name]]
    if changed != [town]:
        raise SystemExit(f"one cell of {town} changed, and these reports: {changed}")
    bench.say(f"       one cell of {town} changed: {seconds:.2f} s")
    return round(seconds, 2)


def change_a_cell(root: Path, towns: Mapping[str, int]) -> str:
    """Turn one settled case of a case register into one that is not; return the town."""
    for town in towns:
        for path in sorted((raw(root) / town).glob("*人民调解登记*.xlsx")):
            with warnings.catch_warnings(action="ignore"):  # openpyxl: a workbook without styles
                book = openpyxl.load_workbook(path)
            cells = (c for sheet in book for row in sheet.iter_rows() for c in row)
            cell = next((c for c in cells if c.value in {"调解成功", "成功"}), None)
            if cell is not None:
                cell.value = "调解不成功"
                book.save(path)
                return town
    raise SystemExit("no town with a register whose case could be changed")


def raw(root: Path) -> Path:
    """Return the folder of the year's ledgers."""
    return root / "data" / "raw" / str(YEAR)


def pages(root: Path) -> dict[str, int]:
    """Return the reports of a root by town, with the time each was written in ns."""
    top = root / "reports" / str(YEAR)
    found = sorted(top.rglob("report.html"))
    return {p.parent.relative_to(top).as_posix(): p.stat().st_mtime_ns for p in found}


def country(bench: Bench, towns: int) -> Path:
    """Write the invented country of that size, once."""
    root = bench.folder / f"country{towns}"
    if not root.exists():
        count = ["--towns", str(towns), "--years", str(YEAR)]
        bench.ours.run(["fazhi", "sample", str(root), *count], bench.folder)
    return root


def prepared(folder: Path, *, quiet: bool) -> Bench:
    """Return the bench: our environment, the stock one, and the stock one without JupyterLab's."""
    # jsonschema imports rfc3987_syntax where JupyterLab has brought it: 1.5 s at every start.
    stock = {
        "stock": ("fazhi",),
        "lean": ("fazhi", "rfc3987"),
    }
    places = {}
    for road, without in stock.items():
        (folder / road).mkdir()
        environment = stock_environment(folder / f"{road}-python", without=without)
        places[road] = Place(environment, folder / f"{road}-scratch")
    return Bench(folder, Place(Path(sys.prefix), folder / "ours-scratch"), places, quiet)


def main() -> None:
    """Print what was measured, and last one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="two rounds; 30 and 100 towns only")
    parser.add_argument("--towns", type=int, default=3000, help="size of the largest country")
    parser.add_argument("--copies", type=int, default=30, help=f"at most {len(NAMES)}")
    parser.add_argument("--rounds", type=int, default=3, help="of the three roads")
    parser.add_argument("--json", action="store_true", help="the JSON line only")
    told = parser.parse_args()
    if told.copies <= CORES:
        parser.error(f"--copies has to be more than {CORES}, the cores")
    middle = 300 if told.towns > 300 else 30
    sizes = [30, 100] if told.quick else sorted({30, middle, told.towns})
    handles = psutil.Process().num_fds()
    with tempfile.TemporaryDirectory(prefix="fazhi-benchmark-") as folder:
        bench = prepared(Path(folder), quiet=told.json)
        bench.say(f"{CORES} cores, {os.uname().machine}, Python {sys.version.split()[0]}")
        result = compare(bench, 2 if told.quick else told.rounds, told.copies) | scale(bench, sizes)
        bench.say("median seconds: " + json.dumps(bench.medians(), ensure_ascii=False))
    if psutil.Process().num_fds() != handles:
        raise SystemExit("a handle was left open")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
