"""The three roads to one report, and what each costs. See ``batch.py``."""

from __future__ import annotations

import csv
import json
import os
import shutil
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

from measured import Cost, Place

HERE = Path(__file__).resolve().parent
NOTEBOOK = HERE / "stock" / "annual_report.ipynb"
SAMPLE = HERE.parent / "data" / "raw" / "2023" / "双龙镇"
YEAR = 2023
CORES = len(os.sched_getaffinity(0))
NAMES = [
    f"{first}{second}镇" for first in "青白石竹梨龙大新回云" for second in "松云桥林树泉湾田山河"
]


@dataclass(slots=True)
class Bench:
    """The folder, the environments, what was measured. ``seconds``: of one core, a report, by road."""

    folder: Path
    ours: Place
    stock: dict[str, Place]
    quiet: bool
    seconds: dict[str, list[float]] = field(default_factory=dict)

    def note(self, road: str, seconds: float) -> None:
        """Keep and tell one measurement."""
        self.seconds.setdefault(road, []).append(seconds)
        self.say(f"  {road:<24}{seconds:8.3f} s")

    def say(self, text: str) -> None:
        """Print a line, unless only the JSON is wanted."""
        if not self.quiet:
            print(text, flush=True)

    def median(self, road: str) -> float:
        """Return the median seconds of a road."""
        return statistics.median(self.seconds[road])

    def medians(self) -> dict[str, float]:
        """Return the median of everything that was measured, by name."""
        return {road: round(self.median(road), 3) for road in self.seconds}

    def nothing_left(self, root: Path) -> None:
        """Stop when a process or a temporary file of a command is still there."""
        for place in (self.ours, *self.stock.values()):
            if left := list(place.left(root)):
                raise SystemExit("left behind:\n" + "\n".join(left))


def copies(root: Path, count: int) -> Path:
    """Write a root with ``count`` copies of the sample town under other names; one year only."""
    for name in NAMES[:count]:
        shutil.copytree(SAMPLE, root / "data" / "raw" / str(YEAR) / name)
    return root


def build(bench: Bench, root: Path, *, cold: bool = True) -> Cost:
    """Run ``fazhi build`` over a root; with nothing made before when ``cold``."""
    if cold:
        for made in (root / "data" / "processed", root / "reports"):
            shutil.rmtree(made, ignore_errors=True)
    command = ["fazhi", "build", "--root", str(root), "--year", str(YEAR), "--formats", "html"]
    # 1: towns that are meant to be refused are; how many reports there are is looked at.
    cost = bench.ours.run([*command, "--jobs", str(CORES)], root, allowed=(0, 1))
    bench.nothing_left(root)
    return cost


def stock_commands(root: Path, out: Path) -> tuple[list[str], list[str]]:
    """Return the two commands that an analyst types for the first copy."""
    run = ["papermill", str(NOTEBOOK), out.name, "-p", "town", NAMES[0], "-p", "year", str(YEAR)]
    page = ["jupyter", "nbconvert", "--to", "html", "--template", "lab", out.name]
    return [*run, "-p", "root", str(root)], page


def stock_alone(bench: Bench, road: str, root: Path) -> None:
    """Make one report with the stock commands, one process at a time."""
    out, place = bench.folder / road / "out.ipynb", bench.stock[road]
    costs = [place.run(command, out.parent) for command in stock_commands(root, out)]
    bench.note(road, sum(cost.wall for cost in costs))
    for step, cost in zip(("papermill", "nbconvert"), costs, strict=True):
        bench.note(f"{road} {step} wall", cost.wall)
        bench.note(f"{road} {step} cpu", cost.cpu)
    bench.say(f"  {road} peak {max(cost.tree_mb for cost in costs):.0f} MB")
    _right_figures(out.parent)


def stock_together(bench: Bench, root: Path) -> float:
    """Return the reports a minute when as many stock roads run at once as there are cores."""
    place, begin = bench.stock["stock"], time.perf_counter()
    outs = [bench.folder / "stock" / f"core{core}" / "out.ipynb" for core in range(CORES)]
    for out in outs:
        out.parent.mkdir(exist_ok=True)
    for step in range(2):
        running = [place.begin(stock_commands(root, out)[step], out.parent) for out in outs]
        for child in running:
            place.wait(child, begin)
    return CORES * 60 / (time.perf_counter() - begin)


def _right_figures(folder: Path) -> None:
    """Stop when the stock road has not read the ledgers as the sample is known to be."""
    (table,) = folder.glob("*_indicators.csv")
    with table.open(encoding="utf-8-sig", newline="") as lines:
        figures = {row["指标"]: float(row["数值"]) for row in csv.DictReader(lines)}
    if figures["排查矛盾纠纷"] != 127 or figures["成功化解矛盾纠纷"] != 202:
        raise SystemExit(f"the stock notebook has other figures than the sample: {figures}")


def floor(bench: Bench, root: Path) -> None:
    """Measure the plain functions for the first copy: warm from other towns, nothing made yet."""
    for made in (root / "data" / "processed", root / "reports"):
        shutil.rmtree(made, ignore_errors=True)
    said = bench.ours.scratch / "said.txt"
    said.unlink(missing_ok=True)
    towns = sorted(f.name for f in (root / "data" / "raw" / str(YEAR)).iterdir())
    others = [name for name in towns if name != NAMES[0]]
    bench.ours.run(
        ["python", str(HERE / "floor.py"), str(root), str(YEAR), NAMES[0], *others], root
    )
    told = json.loads(said.read_text(encoding="utf-8").splitlines()[-1])
    bench.note("floor", told["wall"])
    bench.note("floor cpu", told["cpu"])
    bench.nothing_left(root)
