"""A paper in a browser: charts drawn, faces known, nothing a box, and the PDF's clock stopped."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Final, cast

import pypdfium2
from pypdfium2 import raw

from analysis.errors import FazhiError
from analysis.render.document.paper import Exhibit, Paper
from analysis.render.page.assets import plotly_js
from analysis.render.pdf.browser import Browser, Tab
from analysis.render.pdf.faces import ROLES, Face, Role, face_of
from analysis.render.pdf.page import page_of, resource

FONTS: Final = (
    "Windows：在“设置 › 可选功能”中安装“中文（简体）补充字体”；"
    "Debian、Ubuntu：sudo apt install fonts-noto-cjk fonts-lxgw-wenkai；"
    "统信、麒麟：在应用商店或字体管理器中安装仿宋、楷体、黑体；macOS：在“字体册”中下载；"
    "conda：把仿宋、楷体、黑体的字体文件放进“~/.local/share/fonts”。"
)
_FOOT_MM: Final = 34.85  # paper.css has 34.8: rounding must not push it off the page
_POINT_MM: Final = 25.4 / 72
_NAMED: Final = 5
_CHINESE: Final = "国"
# Times of printing; a PDF's date is as long as another's, so every offset in the file stays true.
_DATE: Final = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}")
_NO_TIME: Final = rb"\g<1>19800101000000"


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, the faces it is set in, one for each role, and the browser that set it."""

    pdf: bytes
    faces: tuple[Face, ...]
    browser: str

    @property
    def preview(self) -> bool:
        """Whether a free face stands in for one of the standard's (预览字体)."""
        return any(face.rank == "preview" for face in self.faces)


def pdf_of(paper: Paper, browser: Browser) -> bytes:
    """Return the paper as PDF. Raises what ``print_paper`` raises."""
    return print_paper(paper, browser).pdf


def print_paper(paper: Paper, browser: Browser) -> Printed:
    """Return the paper as PDF and what it was made with. Same paper, faces, browser: same bytes.

    Raises ``BrowserError`` (none, too old, died, too slow) and ``FazhiError`` (a chart that cannot
    be drawn, no Chinese face, characters that no face has).
    """
    charts = [e for a in paper.attachments for e in a.exhibits if e.kind == "chart"]
    with browser.tab() as tab:
        tab.show(page_of(paper))
        tab.run(resource("paper.js"))
        _draw(tab, charts)
        faces = _faces(tab)
        pdf = tab.print()
        if paper.copies_to or paper.issued_by:
            tab.run(f"fazhi.push({_room_below(pdf):.2f})")
            pdf = tab.print()
    return Printed(_DATE.sub(_NO_TIME, pdf), faces, browser.product)


def faces_here(browser: Browser) -> tuple[Face, ...]:
    """Return the face that this machine has for each role. Raises as ``print_paper``."""
    sample = "".join(f'<p class="{role}">{_CHINESE}</p>' for role in ROLES)
    with browser.tab() as tab:
        tab.show(page_of(Paper(title=_CHINESE)).replace("</body>", f"{sample}</body>"))
        tab.run(resource("paper.js"))
        return _faces(tab)


def _draw(tab: Tab, charts: Sequence[Exhibit]) -> None:
    """Draw the charts of the page, which stand on it in this order."""
    if not charts:
        return
    tab.run(plotly_js().decode("utf-8"))
    look = files("analysis.render.page").joinpath("templates", "fazhi", "charts.js")
    tab.run(look.read_text(encoding="utf-8"))
    figures = json.dumps([dict(chart.figure) for chart in charts], ensure_ascii=False)
    failed = cast("list[int]", tab.run(f"fazhi.draw({figures})"))
    if failed:
        names = "、".join(charts[i].label or charts[i].caption or f"第{i + 1}个图" for i in failed)
        raise FazhiError(
            f"{names}画不出来，没有生成 PDF。", "请检查笔记本里这个图的类型和数据，改正后重新运行。"
        )


def _faces(tab: Tab) -> tuple[Face, ...]:
    """Return the faces that really draw each role; refuse the page when one draws boxes."""
    gaps = cast("dict[Role, list[str]]", tab.run(f"fazhi.probe({json.dumps(list(ROLES))})"))
    _refuse_boxes(gaps)
    faces = tuple(face_of(role, tab.fonts(f"#probe-{role}")) for role in gaps)
    tab.run("fazhi.unprobe()")
    return faces


def _refuse_boxes(gaps: Mapping[Role, Sequence[str]]) -> None:
    missing = dict.fromkeys(character for found in gaps.values() for character in found)
    if any("一" <= character <= "鿿" for character in missing) and len(missing) > _NAMED:
        raise FazhiError("这台电脑没有可用的中文字体，没有生成 PDF。", f"请安装中文字体。{FONTS}")
    if missing:
        named = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in list(missing)[:_NAMED])
        more = f"等{len(missing)}个字" if len(missing) > _NAMED else ""
        raise FazhiError(
            f"这台电脑的字体里没有{named}{more}，没有生成 PDF。",
            f"请安装收字更全的字体（如 Noto Serif CJK、宋体扩展），或改用常用字。{FONTS}",
        )


def _room_below(pdf: bytes) -> float:
    """Return how far, mm, the 版记 on the last page can still go down: to its lowest line."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        lines = document[len(document) - 1].get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,))
        lowest = min(line.get_bounds()[1] for line in lines)
    finally:
        document.close()
    return float(max(0.0, lowest * _POINT_MM - _FOOT_MM))
