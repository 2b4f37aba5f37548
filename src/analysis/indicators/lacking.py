"""What is said of an indicator without a value, and what it would need to have one."""

from __future__ import annotations

from typing import TypeGuard

from analysis.indicators.model import Formula, Gap, Indicator, Latest, Ratio, RowFormula, Total
from analysis.ledgers import LEDGERS, Ledger

Need = tuple[str, str]
"""A ledger and an item that it has to list; "" where only its rows tell whether they are enough."""


def absent(ledger: Ledger) -> tuple[str, str]:
    """Return what is said where a ledger is not there, and what is wanted."""
    return f"没有收到《{ledger.title}》。", f"《{ledger.title}》"


def unfilled(ledger: Ledger, formula: RowFormula) -> tuple[str, str]:
    """Return what is said where no row has the item that a formula takes, and what is wanted."""
    words = "、".join(value for condition in formula.where for value in condition.values)
    where = f"《{ledger.title}》的“{words}”"
    return f"{where}没有填报。", where


def plain(indicator: Indicator, first: RowFormula) -> tuple[Gap, Gap]:
    """Return what is said without the ledger that an indicator is first of, and without its item."""
    ledger = LEDGERS[first.ledger]
    return Gap(indicator.id, *absent(ledger)), Gap(indicator.id, *unfilled(ledger, first))


def needs(indicator: Indicator) -> frozenset[Need]:
    """Return what an indicator needs one of: with none of it there it has its plain gap."""
    formulas = [f for f in indicator.formulas if not isinstance(f, Ratio | Total)]
    return frozenset(
        (formula.ledger, value)
        for formula in formulas
        for value in (formula.where[0].values if takes_item(formula) else ("",))
    )


def takes_item(formula: Formula) -> TypeGuard[Latest]:
    """Whether a formula has no value unless its ledger lists an item."""
    if not isinstance(formula, Latest) or len(formula.where) != 1:
        return False
    (condition,) = formula.where
    return bool(condition.values) and not (condition.exclude or condition.within)
