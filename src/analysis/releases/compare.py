"""What changed from one version of a report to another: figures, paragraphs, files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from analysis.releases.model import Content, Figure
from analysis.values import format_number

Kind = Literal["new", "gone", "value", "definition", "text"]
About = Literal["figure", "paragraph", "file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. ``before`` and ``after``: as read by people, None where there was nothing.

    - ``kind``: ``value`` of a figure; ``definition`` (口径) at the same value; ``text`` of a
      paragraph or file, of a figure only how it is printed.
    - ``difference``: after less before, of percentages in points; None where they do not compare.
    - ``redefined``: the definition is another, whatever became of the value.
    - ``where``: the changed files that a figure comes from.
    """

    kind: Kind
    about: About
    name: str
    title: str
    before: str | None = None
    after: str | None = None
    difference: Decimal | None = None
    unit: str = ""
    redefined: bool = False
    printed: bool = False
    where: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What happened, in words: 增加4件, 提高1.5个百分点；口径已改."""
        if self.about != "figure":
            return {"new": "新增", "gone": "已不再有"}.get(self.kind, "有改动")
        says = {"new": "新增", "gone": "现在没有数据", "text": "数值不变，写法有改动"}
        told = [says[self.kind]] if self.kind in says else []
        if self.kind == "value" and self.difference is not None:
            told = [_difference(self.difference, self.unit)]
        if self.redefined:
            told.append("口径已改" if self.kind == "value" else "口径已改，数值不变")
        return "；".join(told)

    @property
    def line(self) -> str:
        """The whole in one line: 成功化解矛盾纠纷：198件 → 202件（增加4件）."""
        if self.about == "file":
            return f"{self.title} {self.words}"
        if self.about == "paragraph":
            return f"{self.title}{'文字' if self.kind == 'text' else ''}{self.words}"
        if self.kind == "definition":
            return f"{self.title}：{self.after}（{self.words}）"
        return f"{self.title}：{self.before or '无数据'} → {self.after or '无数据'}（{self.words}）"


def compare(before: Content, now: Content) -> list[Change]:
    """Return what changed: figures as the report prints them, other figures, paragraphs, files.

    Paragraphs are compared only where both versions are written.
    """
    files = list(_texts("file", before.files, now.files))
    changed = {change.name for change in files}
    figures = [
        change
        for name in _order(before.figures, now.figures)
        if (change := _figure(before.figures.get(name), now.figures.get(name), changed))
    ]
    paragraphs: list[Change] = []
    if before.paragraphs is not None and now.paragraphs is not None:
        paragraphs = list(_paragraphs(before.paragraphs, now.paragraphs))
    return [*figures, *paragraphs, *files]


def _order(before: Mapping[str, Figure], now: Mapping[str, Figure]) -> list[str]:
    """Return all names, those printed first; where both versions print one, now's place counts."""

    def place(name: str) -> tuple[bool, int]:
        places = [side[name].printed for side in (now, before) if name in side]
        at = next((place for place in places if place is not None), None)
        return at is None, at or 0

    return sorted({**now, **before}, key=place)


def _figure(before: Figure | None, now: Figure | None, changed: set[str]) -> Change | None:
    one = now or before
    if one is None or before == now:
        return None
    kind, redefined = _kind(before, now)
    if kind is None:
        return None
    sides = [side for side in (before, now) if side]
    then, after = (side.text if side else None for side in (before, now))
    difference = None
    if before and now and kind == "value" and before.unit == now.unit:
        difference = now.value - before.value
        if then == after:  # 2500余本 both times
            then, after = _exact(before), _exact(now)
    return Change(
        kind=kind, about="figure", name=one.indicator, title=one.title, before=then, after=after,
        difference=difference, unit=one.unit, redefined=redefined,
        printed=any(side.printed is not None for side in sides),
        where=tuple(sorted({file for side in sides for file in side.files} & changed)),
    )  # fmt: skip


def _kind(before: Figure | None, now: Figure | None) -> tuple[Kind | None, bool]:
    """Return what happened to a figure, and whether its definition is another."""
    if before is None or now is None:
        return "new" if now else "gone", False
    redefined = (before.definition, before.unit) != (now.definition, now.unit)
    if before.value != now.value or before.unit != now.unit:
        return "value", redefined
    if redefined:
        return "definition", True
    return ("text" if before.text != now.text else None), False


def _paragraphs(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    """Compare paragraphs that are not, word for word, in both versions: one may only have moved."""
    texts = set(before.values()) & set(now.values())
    old = {number: text for number, text in before.items() if text not in texts}
    new = {number: text for number, text in now.items() if text not in texts}
    yield from sorted(
        _texts("paragraph", old, new), key=lambda c: [int(n) for n in c.name.split(".")]
    )


def _texts(about: About, before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Change]:
    """Compare by name. What a paragraph says is told, a file's hash is not."""
    for name in sorted({**before, **now}):
        then, after = before.get(name), now.get(name)
        if then != after:
            kind: Kind = "new" if then is None else "gone" if after is None else "text"
            title = name if about == "file" else f"第{name}段"
            told = (then, after) if about == "paragraph" else (None, None)
            yield Change(kind=kind, about=about, name=name, title=title, before=told[0],
                         after=told[1], printed=about == "paragraph")  # fmt: skip


def _exact(figure: Figure) -> str:
    return f"{format_number(figure.value, 4)}{figure.unit}"


def _difference(difference: Decimal, unit: str) -> str:
    more = difference > 0
    amount = format_number(abs(difference), 1 if unit == "%" else 4)
    if unit != "%":
        return f"{'增加' if more else '减少'}{amount}{unit}"
    amount = "不到0.1" if amount == "0" else amount
    return f"{'提高' if more else '下降'}{amount}个百分点"
