"""Indicators in few words, for the declarations: a figure, or a rate of two of them."""

from __future__ import annotations

from dataclasses import replace

from analysis.indicators.model import DECIMALS, Count, Indicator, Latest, Ratio, RowFormula


def figure(  # noqa: PLR0913 - each is a word of the declaration
    name: str,
    title: str,
    unit: str,
    *formulas: RowFormula,
    phrases: tuple[str, ...],
    by: tuple[str, ...] = (),
    note: str = "",
) -> Indicator:
    """Return an indicator; what may come from 基本情况 or counts undated rows adds up over areas."""
    standing = any(
        isinstance(f, Latest) or (isinstance(f, Count) and f.when is None) for f in formulas
    )
    made = Indicator(
        id=name, title=title, unit=unit, formulas=formulas, by=by, phrases=phrases, note=note,
        decimals=DECIMALS.get(unit, 0),
    )  # fmt: skip
    return replace(made, adds_over=("area",)) if standing else made


def rate(
    name: str, title: str, halves: tuple[str, str], note: str, phrases: tuple[str, ...]
) -> Indicator:
    """Return the rate of one indicator over another; ``note`` says what is divided by what."""
    return Indicator(
        id=name,
        title=title,
        unit="%",
        formulas=(Ratio(*halves),),
        decimals=1,
        phrases=phrases,
        note=note,
    )
