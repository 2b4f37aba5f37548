"""A written document as its reader sees it: paragraphs of text, and where each stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, or one cell of a table, on one line.

    - ``level``: of a heading that the file itself marks as one, from 1; 0 for all else.
    - ``place``: where a reader finds it where the file has more than paragraphs (第3页).
    - ``number``: which paragraph of the file's own it is, from 0; paragraphs that one of the file's
      was broken into share it.
    - ``in_table``: a cell; its figures stand in no sentence.
    """

    text: str
    level: int = 0
    place: str = ""
    number: int = 0
    in_table: bool = False


@dataclass(frozen=True)
class Document:
    """What was read of a file. ``aside``: in words, what of it is no text (3 张图片)."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    aside: str = ""

    @cached_property
    def text(self) -> str:
        """All paragraphs, a line each: what positions in the document count from."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where in ``text`` each paragraph begins."""
        lengths = (len(paragraph.text) + 1 for paragraph in self.paragraphs)
        return tuple(accumulate(lengths, initial=0))[: len(self.paragraphs)]

    def at(self, position: int) -> tuple[int, int]:
        """Return the index of the paragraph at a position of ``text``, and the position in it."""
        index = bisect_right(self.starts, position) - 1
        return index, position - self.starts[index]
