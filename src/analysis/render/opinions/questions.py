"""Questions to a town about what a paragraph prints: polite, one a kind, never an accusation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from analysis.render.document.panel import jump_of

Entry = Mapping[str, Any]
"""The provenance of one figure, as ``Figures.entry`` gives it and the annex shows it."""


def questions_about(entries: Sequence[Entry], *, compared: bool) -> Iterator[str]:
    """Yield what to ask about figures where they are first printed, one question a kind.

    ``compared``: whether the report knows last year at all; else nobody is asked figure by figure.
    """
    for odd, asks in _KINDS:
        if odd is _new and not compared:
            continue
        if found := [words for entry in entries if (words := odd(entry))]:
            yield asks.format("；".join(found))


def bare_rates(entries: Iterable[Entry], printed: Collection[str]) -> Iterator[str]:
    """Yield the question about rates of a paragraph that does not print both their halves."""
    bare = [
        f"“{entry['title']}”{entry['text']}（{_division(entry)}）"
        for entry in entries
        if entry.get("halves")
        and not {half["indicator"] for half in entry["halves"].values()} <= set(printed)
    ]
    if bare:
        yield f"{'、'.join(bare)}没有同时写明分子和分母，请问能否在文中补写？"


def typed_figures(texts: Sequence[str]) -> Iterator[str]:
    """Yield the question about numbers of the town's own text (自填)."""
    if texts:
        told = "、".join(f"“{text}”" for text in dict.fromkeys(texts))
        yield f"{told}是自填数，没有经台账核对，请问依据的是什么材料？"


def _full(entry: Entry) -> str:
    full = entry["unit"] == "%" and Decimal(entry["value"]) == 100
    return f"“{entry['title']}”为100%（{_division(entry)}）" if full else ""


def _division(entry: Entry) -> str:
    halves = entry.get("halves") or {}
    return "÷".join(
        f"{half['title']}{half['text']}"
        for name in ("numerator", "denominator")
        if (half := halves.get(name))
    )


def _none(entry: Entry) -> str:
    none = entry["unit"] != "%" and Decimal(entry["value"]) == 0
    return f"“{entry['title']}”为0" if none else ""


def _changed(entry: Entry) -> str:
    if jump_of(entry) is None:
        return ""
    last = entry["last_year"]
    words = last.get("change") or f"上年为{last['text']}"
    return f"“{entry['title']}”为{entry['text']}，{words}"


def _new(entry: Entry) -> str:
    return "" if entry.get("last_year") else f"“{entry['title']}”"


def _differs(entry: Entry) -> str:
    others = [one["text"] for one in entry.get("reconciled") or () if not one["agrees"]]
    told = "、".join(others)
    return f"“{entry['title']}”台账为{entry['text']}，报表为{told}" if others else ""


def _published(entry: Entry) -> str:
    told = (entry.get("last_year") or {}).get("published") or ""
    return f"“{entry['title']}”{told.rstrip('。')}" if told else ""


def _missed(entry: Entry) -> str:
    plan = entry.get("plan")
    if not plan or Decimal(entry["value"]) >= Decimal(plan["value"]):
        return ""
    return f"“{entry['title']}”为{entry['text']}，计划{plan['text']}（{plan['progress']}）"


_KINDS: Final[tuple[tuple[Callable[[Entry], str], str], ...]] = (
    (_differs, "{}，两者不一致，请问以哪个为准，差在哪里？"),
    (_full, "{}，请问分子、分母的口径是否核实过，有没有漏计的？"),
    (_missed, "{}，低于计划数，请问是什么原因？"),
    (_changed, "{}，变化较大，请问是什么原因？"),
    (_none, "{}，请问是确无发生，还是没有登记？"),
    (_published, "{}，请问以哪个为准？"),
    (_new, "{}没有上年数，请问是今年新开展的，还是上年没有统计？"),
)
