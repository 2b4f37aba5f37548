"""Several towns' values of one indicator as one, where they mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from analysis.cells import Source
from analysis.errors import FazhiError
from analysis.indicators.areas import joined
from analysis.indicators.model import Indicator, Observation, Part

_NO_SOURCE = Source("", "", "")


class PoolingError(FazhiError):
    """Values cannot be pooled: mend the definitions, or show the towns one by one."""


def pooled(indicator: Indicator, observations: Sequence[Observation], area: str) -> Observation:
    """Return towns' values of an indicator and a year, of one cell, as the value of ``area``.

    Numbers are added, a part for each town and sheet; a rate is the sum of its numerators over the
    sum of its denominators, never a mean of rates. Raises ``PoolingError`` for values of several
    definitions or years, for what does not add over areas, and where there is nothing to pool.
    """
    _refuse_unlike(indicator, observations)
    first = observations[0]
    if indicator.unit == "%":
        parts = tuple(
            Part(halves[0].label, sum((half.value for half in halves), Decimal(0)), _NO_SOURCE)
            for halves in zip(*(o.parts for o in observations), strict=True)
        )
        if not parts[1].value:
            raise PoolingError(f"“{indicator.title}”的分母合计为 0，比率无意义。")
        value = parts[0].value / parts[1].value * 100
    else:
        parts = tuple(part for o in observations for part in _places(o))
        value = sum((part.value for part in parts), Decimal(0))
    return Observation(
        area=area, year=first.year, indicator=indicator.id, cell=first.cell, value=value,
        parts=parts, definition=first.definition, areas=tuple(o.area for o in observations),
        formulas=tuple(sorted({o.formula for o in observations})),
    )  # fmt: skip


def _places(town: Observation) -> Iterator[Part]:
    """Yield a town's share, a part for each sheet that it comes from; the parts add up to it."""
    sheets: dict[tuple[str, str], list[Part]] = {}
    for part in town.parts:
        sheets.setdefault((part.source.file, part.source.sheet), []).append(part)
    if not sheets or any(not file for file, _ in sheets):  # a sum of figures has no cells itself
        yield Part(town.area, town.value, _NO_SOURCE)
        return
    for (file, sheet), parts in sheets.items():
        value = sum((part.value for part in parts), Decimal(0))
        cells = joined(part.source.cells for part in parts)
        yield Part(town.area, value, Source(f"{town.area}/{file}", sheet, cells))


def _refuse_unlike(indicator: Indicator, observations: Sequence[Observation]) -> None:
    if not observations:
        raise PoolingError(f"没有可以合计的“{indicator.title}”。")
    if "area" not in indicator.adds_over:
        raise PoolingError(f"“{indicator.title}”不能跨乡镇相加。")
    first = observations[0]
    for other in observations[1:]:
        if other.definition != first.definition:
            raise PoolingError(
                f"{first.area}与{other.area}的“{indicator.title}”口径不同，不能合计。",
                "请统一 county.toml 中的口径并重新生成，或分别列出。",
            )
        if other.year != first.year:
            raise PoolingError(
                f"{first.area}与{other.area}的“{indicator.title}”年度不同，不能合计。"
            )
