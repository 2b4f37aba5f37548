"""Runs of a Word paragraph are cut where a comment begins or ends, and keep their formatting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from lxml import etree

from analysis.documents.seen import Piece
from analysis.documents.styles import W

_PROPERTIES: Final = f"{W}rPr"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class Runs:
    """The run that begins, and the one that ends, at each place of what a paragraph shows."""

    beginning: dict[int, etree._Element] = field(default_factory=dict)
    ending: dict[int, etree._Element] = field(default_factory=dict)


def split_at(pieces: Sequence[Piece], cuts: Collection[int]) -> Runs:
    """Cut the runs that show the pieces, so that at each place of ``cuts`` one ends and one begins.

    Places count over the texts of all pieces.
    """
    place = 0
    parts: list[tuple[int, etree._Element, int]] = []
    for piece in pieces:
        end = place + len(piece.text)
        inner = sorted(cut for cut in cuts if place < cut < end)
        element = piece.element
        for start, stop in pairwise([place, *inner, end]):
            parts.append((start, element, stop))
            if stop < end:
                element = _cut_text(element, stop - start)
        place = end
    for (_, before, _), (start, element, _) in pairwise(parts):
        if start in cuts and before.getparent() is element.getparent():
            _cut_run(element)
    return _runs(parts)


def _runs(parts: Sequence[tuple[int, etree._Element, int]]) -> Runs:
    runs = Runs()
    for start, element, stop in parts:
        run = element.getparent()
        assert run is not None  # noqa: S101 - a piece is part of a run
        runs.beginning[start] = run
        runs.ending[stop] = run
    return runs


def _cut_text(element: etree._Element, offset: int) -> etree._Element:
    """Cut a text at an offset; return the second half, which follows in the same run."""
    text = element.text or ""
    second = deepcopy(element)
    element.text, second.text = text[:offset], text[offset:]
    for half in (element, second):
        half.set(_SPACE, "preserve")
    element.addnext(second)
    return second


def _cut_run(element: etree._Element) -> None:
    """Cut the run of an element before it: it and all after it move to a run of the same kind."""
    run = element.getparent()
    assert run is not None  # noqa: S101 - a piece is part of a run
    second = etree.Element(run.tag, {str(key): str(value) for key, value in run.items()})
    properties = run.find(_PROPERTIES)
    if properties is not None:
        second.append(deepcopy(properties))
    moving = [element, *element.itersiblings()]
    second.extend(moving)
    second.tail, run.tail = run.tail, None
    run.addnext(second)
