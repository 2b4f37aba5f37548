"""What a reviewer has to look at: rates and their halves, jumps, sums, corrections, what changed.

Findings and changes come from the notebook's ``review`` block; the rest is read from the figures
that the page prints, so that no remark is about a number that the reader does not see.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from analysis.findings import CORRECTED
from analysis.render.document.annex import Entry
from analysis.report.compared import growth

REVIEW: Final = "review"  # the panel's own anchor: what only it speaks of is not printed elsewhere
JUMP_PERCENT: Final = 30
JUMP_POINTS: Final = 5
_FEW: Final = 5  # from 1 to 3 is no jump, though it is 200 %
_FROM_NOTHING: Final = Decimal(1000)  # from 0: before all others
_ELSEWHERE: Final = frozenset({CORRECTED, "W406"})  # a list of their own; the table of rates
_HALVES: Final = (("numerator", "分子"), ("denominator", "分母"))

Figure = Mapping[str, Any]
Table = Mapping[str, Any]  # columns and rows of cells, as the page's grid takes them


@dataclass(frozen=True)
class Rate:
    """A printed rate. ``unsaid``: which of 分子 and 分母 no paragraph prints."""

    figure: Figure
    full: bool
    unsaid: tuple[str, ...]


@dataclass(frozen=True)
class Jump:
    """A figure far from last year's, by ``size`` percent (rates: percentage points)."""

    figure: Figure
    size: Decimal


@dataclass(frozen=True)
class Panel:
    """The review panel.

    ``items``: all that the block tells; ``findings``: those that no list of its own holds.
    ``base``: number and date of the version before this one, None for the first. ``checked``: how
    many figures were added up from rows; ``agreed``, ``differing``: those a second ledger gives too.
    """

    items: tuple[Mapping[str, str], ...]
    findings: tuple[Mapping[str, str], ...]
    corrections: tuple[Mapping[str, str], ...]
    changes: tuple[Mapping[str, Any], ...]
    base: Mapping[str, Any] | None
    rates: tuple[Rate, ...]
    jumps: tuple[Jump, ...]
    without_last: tuple[Figure, ...]
    checked: int
    agreed: int
    differing: tuple[Figure, ...]

    @property
    def full_rates(self) -> int:
        """How many rates are 100 %."""
        return sum(rate.full for rate in self.rates)

    @property
    def limits(self) -> str:
        """What is called a large change."""
        return f"增减{JUMP_PERCENT}%以上（比率增减{JUMP_POINTS}个百分点以上）"

    @property
    def rates_table(self) -> Table:
        """Every printed rate with both halves."""
        rows = [
            [
                {"text": rate.figure["title"]},
                _cell(rate.figure),
                *(_half(rate.figure["halves"][half]) for half, _ in _HALVES),
                {"text": "；".join(_words(rate)) or "—"},
            ]
            for rate in self.rates
        ]
        return {"columns": ["比率", "数值", "分子", "分母", "请核对"], "rows": rows}

    @property
    def jumps_table(self) -> Table:
        """Every figure that is far from last year's, the farthest first."""
        rows = [
            [
                {"text": jump.figure["title"]},
                _cell(jump.figure),
                {key: jump.figure["last_year"][key] for key in ("text", "value")},
                {"text": jump.figure["last_year"].get("change") or "—", "sort": str(jump.size)},
            ]
            for jump in self.jumps
        ]
        return {"columns": ["指标", "本年", "上年", "增减"], "rows": rows}

    @property
    def changes_table(self) -> Table:
        """Every figure that says something else than in the version before."""
        rows = [
            [
                {"text": one["title"]},
                {"text": one.get("before") or "—"},
                {"text": one.get("after") or "—", "indicator": one.get("indicator")},
                {"text": one.get("change") or "—"},
            ]
            for one in self.changes
        ]
        return {"columns": ["指标", "上一版", "这一版", "变动"], "rows": rows}


def panel_of(block: Mapping[str, Any], entries: Sequence[Entry]) -> Panel:
    """Return the panel of a review block and of the figures that the page prints."""
    printed = [entry for entry in entries if any(p.anchor != REVIEW for p in entry.places)]
    figures = [entry.figure for entry in printed]
    rates = tuple(_rates(printed))
    items = tuple(block["items"])
    reconciled = [figure for figure in figures if figure.get("reconciled")]
    differing = tuple(
        f for f in reconciled if not all(other["agrees"] for other in f["reconciled"])
    )
    return Panel(
        items=items,
        findings=tuple(i for i in items if i.get("code") not in _ELSEWHERE),
        corrections=tuple(i for i in items if i.get("code") == CORRECTED),
        changes=tuple(block.get("changes") or ()),
        base=block.get("base"),
        rates=rates,
        jumps=tuple(sorted(_jumps(figures), key=lambda jump: -jump.size)),
        without_last=tuple(f for f in figures if not f.get("last_year")),
        checked=sum(1 for figure in figures if figure.get("parts")),
        agreed=len(reconciled) - len(differing),
        differing=differing,
    )


def _cell(figure: Figure) -> dict[str, Any]:
    return {key: figure[key] for key in ("text", "indicator", "value")}


def _half(half: Mapping[str, Any]) -> dict[str, Any]:
    return {"text": f"{half['title']} {half['text']}", "indicator": half["indicator"]}


def _words(rate: Rate) -> Iterator[str]:
    if rate.full:
        yield "为100%"
    if rate.unsaid:
        yield f"正文未写{'、'.join(rate.unsaid)}"


def _rates(printed: Sequence[Entry]) -> Iterator[Rate]:
    said = {
        str(entry.figure["indicator"])
        for entry in printed
        if any(place.anchor.startswith("p-") for place in entry.places)
    }
    for entry in printed:
        halves = entry.figure.get("halves")
        if halves:
            full = Decimal(str(entry.figure["value"])) == 100
            unsaid = [name for half, name in _HALVES if halves[half]["indicator"] not in said]
            yield Rate(entry.figure, full, tuple(unsaid))


def _jumps(figures: Sequence[Figure]) -> Iterator[Jump]:
    for figure in figures:
        size = jump_of(figure)
        if size is not None:
            yield Jump(figure, size)


def jump_of(figure: Figure) -> Decimal | None:
    """Return how far a figure jumped from last year's; None where it did not, or none is known."""
    last = figure.get("last_year")
    if not last or last.get("value") in {None, ""} or last.get("comparable") is False:
        return None
    now, then = Decimal(str(figure["value"])), Decimal(str(last["value"]))
    grown = growth(str(figure["unit"]), now, then)
    size = abs(grown) if grown is not None else _FROM_NOTHING
    if figure["unit"] == "%":
        return size if size >= JUMP_POINTS else None
    return size if size >= JUMP_PERCENT and abs(now - then) >= _FEW else None
