"""An executed notebook read as a document.

Code, raw cells, notes, parameters and stderr are not published; an error output stops the export,
for a page with a hole in it must not replace a good one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from nbformat import NotebookNode

from analysis.blocks import BLOCK_MIME, PLOTLY_MIME
from analysis.errors import NotebookError
from analysis.render.document.annex import Annex, Entry, Place
from analysis.render.document.blocks import check_block, has_typed, mentions
from analysis.render.document.markup import Fragment, clean_html, data_uri, parse_markdown
from analysis.render.document.model import Document, Piece
from analysis.render.document.numbering import DEEPEST, Numbering, without_label
from analysis.render.document.panel import REVIEW, Panel, panel_of
from analysis.render.document.pending import grouped, missing_parts

UNPUBLISHED_TAGS: Final = frozenset({"parameters", "injected-parameters", "note"})
_PLACEHOLDER: Final = re.compile(r"\{(year|next_year|last_year|town)\}")
_OUTSIDE: Final = frozenset({"title", "nothing", "review", "findings"})  # in no section
_NARRATIVE: Final = frozenset({"heading", "paragraph", "points", "text"})

ChooseFormat = Callable[[Mapping[str, Any]], str]  # which of an output's MIME types is published


def read_document(notebook: NotebookNode, name: str, choose: ChooseFormat) -> Document:
    """Read a notebook; `name` is the page's title when no title block gives one."""
    cells = [
        (position, cell)
        for position, cell in enumerate(notebook.cells, start=1)
        if cell.cell_type in {"code", "markdown"}
        and not UNPUBLISHED_TAGS.intersection(cell.metadata.get("tags", ()))
    ]
    reader = _Reader(_find_title(cells), choose)
    for position, cell in cells:
        reader.read_cell(position, cell)
    return reader.finish(name)


def _find_title(cells: Iterable[tuple[int, NotebookNode]]) -> dict[str, Any] | None:
    """Find the title block first: headings above it need its year too."""
    blocks = [
        check_block(output.data[BLOCK_MIME], position)
        for position, cell in cells
        for output in cell.get("outputs", ())
        if BLOCK_MIME in output.get("data", {})
    ]
    found = [block for block in blocks if block["block"] == "title"]
    if len(found) > 1:
        raise NotebookError("笔记本里有两个标题块。", "请只保留一个。")
    return found[0] if found else None


class _Reader:
    """Walks the cells once and collects pieces, annex and gaps."""

    def __init__(self, title: dict[str, Any] | None, choose: ChooseFormat) -> None:
        self._title = title
        self._choose = choose
        self._numbering = Numbering()
        self._pieces: list[Piece] = []
        self._annex = Annex()
        self._pending: dict[object, Mapping[str, Any]] = {}
        self._document_heading = ""

    def read_cell(self, position: int, cell: NotebookNode) -> None:
        """Read a markdown cell's text or a code cell's outputs."""
        if cell.cell_type == "markdown":
            self._read_markdown(cell.source, cell.get("attachments"))
            return
        for output in cell.outputs:
            if output.output_type == "error":
                raise NotebookError(
                    f"第{position}个单元格运行出错（{output.ename}），没有导出网页。",
                    "请改正这个单元格并重新运行。",
                )
            if output.output_type == "stream":
                if output.name == "stdout" and output.text.strip():
                    self._add("pre", output.text)
            else:
                self._read_output(position, output.data)

    def finish(self, name: str) -> Document:
        """Give the whole document."""
        title = self._title or {"title": self._document_heading or name, "organs": []}
        title = {"kind": "report", "edition": "review", **title}
        pieces = _with_recipients(self._pieces, title)
        public = title["edition"] == "public"
        if title["kind"] == "report" and self._title:
            headings = [str(piece.data) for piece in pieces if piece.kind == "heading"]
            self._wanted(missing_parts(headings))
        for piece in pieces:  # the panel stands below everything, wherever its cell does
            for indicator in mentions(piece.data) if piece.kind == "review" and not public else ():
                self._annex.mention(indicator, Place("审核", REVIEW))
        annex = tuple(self._annex.entries())
        return Document(
            title=title,
            pieces=tuple(p for p in pieces if p.kind != "review"),
            annex=annex,
            panel=None if public else _panel(pieces, annex),
            pending=() if public else grouped(list(self._pending.values())),
            has_typed=any(has_typed(piece.data) for piece in pieces),
        )

    def _add(self, kind: str, data: Any, label: str = "", anchor: str = "") -> None:  # noqa: ANN401
        self._place_headings(kind)
        self._pieces.append(Piece(kind, data, label, anchor))

    def _place_headings(self, kind: str) -> None:
        """Number the headings that wait: something stands under them. The closing ends a section."""
        if kind == "closing":
            self._numbering.waiting()
        elif kind not in _OUTSIDE:
            for level, text in self._numbering.waiting():
                label, anchor = self._numbering.heading(level)
                self._pieces.append(Piece("heading", text, label, anchor, level))

    def _read_output(self, position: int, data: Mapping[str, Any]) -> None:
        """Publish an output in the best of its formats."""
        mime = self._choose(data)
        if mime == BLOCK_MIME:
            self._read_block(check_block(data[mime], position))
        elif mime == PLOTLY_MIME:
            self._place_headings("plot")
            self._add("plot", data[mime], *self._numbering.count("chart", "图"))
        elif mime == "text/html":
            if (markup := clean_html(data[mime])).strip():
                self._add("html", markup)
        elif mime == "text/markdown":
            self._read_markdown(data[mime], None)
        elif mime == "text/plain":
            self._add("pre", data[mime])
        elif mime.startswith("image/"):
            self._add("image", data_uri(mime, data[mime]))
        else:
            raise NotebookError(
                f"第{position}个单元格的输出（{mime or '未知格式'}）不能放进网页。",
                "请改为表格、图片或文字输出。",
            )

    def _read_block(self, block: dict[str, Any]) -> None:
        """Number a block, note what it mentions and what it lacks."""
        kind = block["block"]
        self._place_headings(kind)
        label, anchor, place = self._number(kind)
        self._annex.add(block.get("figures") or {})
        for indicator in mentions(block) if kind != "review" else ():
            self._annex.mention(indicator, Place(place, anchor))
        self._wanted(block.get("pending") or ())
        if kind not in {"title", "nothing"}:
            self._add(kind, block, label, anchor)

    def _wanted(self, gaps: Iterable[Mapping[str, Any]]) -> None:
        """Note what is lacking, each once: there may be hundreds."""
        for gap in gaps:
            self._pending.setdefault(tuple(sorted(gap.items())), gap)

    def _number(self, kind: str) -> tuple[str, str, str]:
        """Give a block its label, its anchor, and how the annex speaks of it."""
        if kind in {"paragraph", "points"}:
            label, anchor = self._numbering.paragraph()
            return label, anchor, f"第{label}段"
        if kind in {"chart", "table"}:
            label, anchor = self._numbering.count(kind, "图" if kind == "chart" else "表")
            return label, anchor, label
        if kind == "review":
            return "", REVIEW, "审核"
        names = {"cards": "概览", "findings": "核对结果", "questions": "请各乡镇说明"}
        _, anchor = self._numbering.count(kind, "")
        return "", anchor, names.get(kind, "文中")

    def _read_markdown(self, source: str, attachments: Mapping[str, Any] | None) -> None:
        """Number headings and paragraphs; the rest of the markdown stays as it is."""
        for fragment in parse_markdown(source, attachments):
            if re.fullmatch("h[1-6]", fragment.tag):
                self._read_heading(fragment)
            elif fragment.tag == "p":
                self._place_headings("text")
                self._add("text", fragment.inside, *self._numbering.paragraph())
            elif fragment.whole.strip():
                self._add("html", fragment.whole)

    def _read_heading(self, fragment: Fragment) -> None:
        """Number a heading; the document's own (#) is a note, its title comes from the block."""
        text = without_label(self._fill(fragment.text))
        level = int(fragment.tag[1]) - 1
        if level == 0:
            self._document_heading = self._document_heading or text
            return
        level = min(level, DEEPEST)
        self._numbering.wait(level, text)
        if self._title is None or self._title.get("kind", "report") != "report":
            self._place_headings("heading")  # only a report is written by what there is to say

    def _fill(self, text: str) -> str:
        """Put year and town into a heading."""
        title = self._title
        if title is None:
            if _PLACEHOLDER.search(text):
                raise NotebookError(f"标题“{text}”需要标题块里的年度。", "请先运行标题单元格。")
            return text
        year = int(title["year"])
        known = {"year": year, "next_year": year + 1, "last_year": year - 1}
        return _PLACEHOLDER.sub(
            lambda match: str({**known, "town": title["town"]}[match[1]]),
            text,
        )


def _panel(pieces: Iterable[Piece], annex: Sequence[Entry]) -> Panel | None:
    """Make the review panel of the notebook's review block; it stands below the document."""
    block = next((piece.data for piece in pieces if piece.kind == "review"), None)
    return panel_of(block, annex) if block else None


def _with_recipients(pieces: list[Piece], title: Mapping[str, Any]) -> list[Piece]:
    """Put the 主送 line where the narrative begins, after any overview that stands first."""
    if title["kind"] != "report" or not title.get("recipients"):
        return pieces
    first = next((i for i, p in enumerate(pieces) if p.kind in _NARRATIVE), len(pieces))
    return [*pieces[:first], Piece("recipients", title["recipients"]), *pieces[first:]]
