"""The typed rows of a ledger as an analyst takes them into pandas: titles for columns, no places."""

from __future__ import annotations

import pandas as pd

from analysis.errors import NotebookError
from analysis.ledgers import LEDGERS, Ledger
from analysis.town import Town
from analysis.values import nearest


def ledger_id(name: str) -> str:
    """Return the id of the ledger that ``name`` (an id or a title) means."""
    titles = {ledger.title: ledger.id for ledger in LEDGERS.values()}
    if name in LEDGERS or name in titles:
        return titles.get(name, name)
    guess = nearest(name, [*LEDGERS, *titles])
    remedy = f"您是否指“{guess}”？" if guess else "名字见 notebooks/README.ipynb。"
    raise NotebookError(f"没有名为“{name}”的台账。", remedy)


def frame(town: Town, name: str, when: str | None) -> pd.DataFrame | None:
    """Return a ledger's rows, with ``when`` (a date column) those of the year; None without one."""
    ledger = LEDGERS[ledger_id(name)]
    if ledger.about == "person":
        raise NotebookError(
            f"《{ledger.title}》一行是一个人，为保护个人信息，不提供逐行数据。",
            "请用 look.breakdown 看分组的数字。",
        )
    rows = town.frames.get(ledger.id)
    column = _date(ledger, when) if when else None
    if rows is None:
        return None
    if column is not None and column in rows:
        first, last = pd.Timestamp(town.year, 1, 1), pd.Timestamp(town.cutoff)
        rows = rows[rows[column].between(first, last)]
    titles = _titles(ledger)  # the same columns for every town, empty where its sheet has none
    return rows.reindex(columns=list(titles)).rename(columns=titles).reset_index(drop=True)


def empty(ledger: Ledger) -> pd.DataFrame:
    """Return a frame of no rows with the columns that the ledger would have."""
    return pd.DataFrame(columns=list(_titles(ledger).values()))


def _titles(ledger: Ledger) -> dict[str, str]:
    """Return column of the typed rows → title, without personal columns."""
    titles: dict[str, str] = {}
    for column in ledger.columns:
        if column.personal:
            continue
        titles[column.id] = column.title
        if column.kind == "period":
            titles[f"{column.id}_end"] = f"{column.title}（止）"
    return titles


def _date(ledger: Ledger, when: str) -> str:
    dates = {c.id: c.title for c in ledger.columns if c.kind in {"date", "period"}}
    found = next((c for c, title in dates.items() if when in (c, title)), None)
    if found is None:
        words = "、".join(f"{column}（{title}）" for column, title in dates.items()) or "（无）"
        raise NotebookError(f"《{ledger.title}》没有日期栏“{when}”。", f"可以写：{words}。")
    return found
