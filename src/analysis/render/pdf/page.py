"""A paper as the HTML that a browser prints: the layout of GB/T 9704-2012 as far as HTML says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import ceil
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from analysis.render.document.paper import Exhibit, Paper
from analysis.render.pdf.faces import ROLES, family_list
from analysis.words import text_width

LINE_MM: Final = 225 / 22
WIDTH_MM: Final = 156.0
_PACKAGE: Final = "analysis.render.pdf"

# 7.2.4 leaves the size of the red head to the organ: as large as its longest name allows.
_LARGEST_MM, _SMALLEST_MM = 15.0, 4.6  # 33 characters on a line; longer names go on below
_ORGAN_LINE: Final = 1.3
# At 8.5 pt, in half characters: what 62 mm hold.
_BESIDE_ROWS, _BESIDE_WIDTH = 22, 34
_WHOLE_ROWS: Final = 24


@dataclass(frozen=True, slots=True)
class Head:
    """The head's ``height`` in lines of the grid (0: none), and its organs' place and size, mm."""

    height: int
    above: float = 0.0
    size: float = 0.0


def page_of(paper: Paper) -> str:
    """Return the paper as one page of HTML without scripts and without anything to fetch."""
    return _environment().get_template("paper.html.j2").render(
        paper=paper,
        style=resource("paper.css"),
        faces={role: family_list(role) for role in ROLES},
        head=head_of(paper),
        named=[
            (line.removesuffix(attachment.title), attachment.title)
            for line, attachment in zip(paper.attachment_lines, paper.attachments, strict=True)
        ],
    )  # fmt: skip


def resource(name: str) -> str:
    """Return a file of this package's templates."""
    return files(_PACKAGE).joinpath("templates", name).read_text(encoding="utf-8")


def head_of(paper: Paper) -> Head:
    """Return the place of head and 文号, in whole lines so that the text below stays on the grid.

    7.2.4: the name 35 mm below the text block's edge; 7.2.5: 文号 two lines below; 7.2.7: the
    red line 4 mm below that.
    """
    numbered = bool(paper.document_number or paper.signatory)
    if not paper.red_head or not paper.organs:
        return Head(int(numbered))
    longest = max(len(organ) for organ in paper.organs)
    size = min(_LARGEST_MM, max(_SMALLEST_MM, (WIDTH_MM - 4) / longest))
    lines = sum(ceil(len(organ) * size / WIDTH_MM) for organ in paper.organs)
    above = 35 - (_ORGAN_LINE - 1) / 2 * size
    height = above + lines * _ORGAN_LINE * size + 3 * LINE_MM * numbered + 4
    return Head(ceil(height / LINE_MM), round(above, 2), round(size, 2))


def fits_beside(exhibit: Exhibit) -> bool:
    """Whether a chart's data are narrow and short enough to stand at its side; headings may wrap."""
    columns = zip(exhibit.columns, *exhibit.rows, strict=True)
    width = sum(
        max(text_width(text) for text in (*heading.split("（"), *cells))
        for heading, *cells in columns
    )
    return 0 < len(exhibit.rows) <= _BESIDE_ROWS and width <= _BESIDE_WIDTH


def stays_whole(exhibit: Exhibit) -> bool:
    """Whether an exhibit is moved to the next page rather than split over two."""
    return len(exhibit.rows) <= _WHOLE_ROWS


def _css_string(text: str) -> str:
    """Return a text as a CSS string, whatever stands in it."""
    return '"' + re.sub(r"[^\w ]", lambda match: f"\\{ord(match[0]):x} ", text) + '"'


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "css_string": _css_string,
        "fits_beside": fits_beside,
        "stays_whole": stays_whole,
    }
    return environment
