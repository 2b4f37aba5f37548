"""The document itself, as PDF and DOCX print it: narrative, signature, and tables and charts annexed.

Both are laid out from this one list of texts, and both say the same in every edition: what only a
reviewer sees on the page (cards, 审核提示, 待补充, 数据来源) is not part of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from lxml import html as lxml_html
from markupsafe import Markup

from analysis.render.document.markup import is_number
from analysis.render.document.model import Document, Piece
from analysis.values import chinese_numeral

LineKind = Literal["h1", "h2", "h3", "h4", "body"]
ExhibitKind = Literal["table", "chart", "image"]
TABLES: Final = "统计表"
CHARTS: Final = "统计图"


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (h1 is 一、, h2 （一）, h3 1., h4 （1）; its number is in the text) or a paragraph."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table or chart of the annex. ``label``: 表1, 图2; ``rows``: texts, a chart's are its data.

    ``figure``: a chart's plotly JSON, {} for a table; ``image``: a picture's data address;
    ``total``: the last row is the sum.
    """

    kind: ExhibitKind
    label: str
    caption: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    unit: str = ""
    source_line: str = ""
    alt: str = ""
    figure: Mapping[str, Any] = field(default_factory=dict)
    image: str = ""

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Which columns hold numbers, and so are set flush right."""
        return tuple(
            any(is_number(row[i]) for row in self.rows) and not _is_words(self.rows, i)
            for i in range(len(self.columns))
        )

    @property
    def total(self) -> bool:
        """Whether the last row is a sum."""
        return len(self.rows) > 1 and self.rows[-1][:1] == ("合计",)


@dataclass(frozen=True, slots=True)
class Attachment:
    """One 附件: its title and what it shows."""

    title: str
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """An official document (公文) of kind 报告. Empty texts and lists are what it does not have.

    ``recipients`` without its colon; ``mark``: 草稿 or 示例数据, to stand on every page.
    """

    title: str
    organs: tuple[str, ...] = ()
    red_head: bool = False
    document_number: str = ""
    signatory: str = ""
    recipients: str = ""
    body: tuple[Line, ...] = ()
    signed_by: tuple[str, ...] = ()
    signed_on: str = ""
    attachments: tuple[Attachment, ...] = ()
    copies_to: tuple[str, ...] = ()
    issued_by: str = ""
    issued_on: str = ""
    mark: str = ""

    @property
    def attachment_lines(self) -> tuple[str, ...]:
        """The 附件说明 below the text: one line for each attachment, numbered when several."""
        titles = [attachment.title for attachment in self.attachments]
        if len(titles) < 2:
            return tuple(f"附件：{title}" for title in titles)
        return tuple(
            f"{'附件：' if n == 1 else '　　　'}{n}. {title}"
            for n, title in enumerate(titles, start=1)
        )


def paper_of(document: Document) -> Paper:
    """Return the document of a page, its charts and tables moved to attachments."""
    title = document.title
    closing: Mapping[str, Any] = next((p.data for p in document.pieces if p.kind == "closing"), {})
    exhibits = [e for piece in document.pieces for e in _exhibits(piece)]
    return Paper(
        title=str(title["title"]),
        organs=tuple(title.get("organs") or ()),
        red_head=bool(title.get("red_head")),
        document_number=title.get("document_number") or "",
        signatory=title.get("signatory") or "",
        recipients=title.get("recipients") or "",
        body=tuple(line for piece in document.pieces for line in _lines(piece)),
        signed_by=tuple(closing.get("organs") or ()),
        signed_on=closing.get("date") or "",
        attachments=_attachments(exhibits),
        copies_to=tuple(title.get("copies_to") or ()),
        issued_by=title.get("issued_by") or "",
        issued_on=(title.get("issued_on") or "") if title.get("issued_by") else "",
        mark=warning(title),
    )


def warning(title: Mapping[str, Any]) -> str:
    """Return what every page has to say about itself: 草稿, 示例数据."""
    marks = (("草稿", title.get("draft")), ("示例数据，明细为虚构", title.get("sample")))
    return "　".join(words for words, given in marks if given)


def point_text(points: Sequence[Mapping[str, Any]]) -> str:
    """Return 一是……；二是…… of a points block; a single point has no number."""
    several = len(points) > 1
    return "".join(
        (f"{chinese_numeral(n)}是" if several else "") + runs_text(point["runs"])
        for n, point in enumerate(points, start=1)
    )


def runs_text(runs: Sequence[Mapping[str, Any]]) -> str:
    """Return a sentence's text."""
    return "".join(str(run["text"]) for run in runs)


def piece_text(piece: Piece) -> str:
    """Return the text of a numbered paragraph; "" for what is none."""
    match piece.kind:
        case "paragraph":
            return runs_text(piece.data["runs"])
        case "points":
            return point_text(piece.data["points"])
        case "text":
            inside: Markup = piece.data
            return inside.striptags()
    return ""


def _lines(piece: Piece) -> Iterator[Line]:
    if piece.kind == "heading":
        level: LineKind = ("h1", "h2", "h3", "h4")[piece.level - 1]
        yield Line(level, f"{piece.label}{piece.data}")
    elif piece.kind == "html":
        for node in _elements(piece.data):
            if node.tag in {"ul", "ol", "dl", "blockquote"}:
                items = list(node.iter("li", "dt", "dd", "p")) or [node]
                yield from (Line("body", text) for item in items if (text := _own_text(item)))
    elif text := piece_text(piece):
        yield Line("body", text)


def _exhibits(piece: Piece) -> Iterator[Exhibit]:
    data = piece.data
    match piece.kind:
        case "table":
            yield _table(piece.label, data, data.get("caption") or "")
        case "chart":
            table = _table(piece.label, data["table"], data["headline"])
            yield Exhibit(
                "chart", piece.label, data["headline"], table.columns, table.rows,
                data.get("unit") or "", data.get("source_line") or "",
                data.get("alt") or data["headline"], data["figure"],
            )  # fmt: skip
        case "plot":
            title = ((data.get("layout") or {}).get("title") or {}).get("text") or ""
            yield Exhibit("chart", piece.label, title, alt=title or piece.label, figure=data)
        case "image":
            yield Exhibit("image", "", "", alt="图片", image=data)
        case "html":
            for node in _elements(data):
                yield from (_html_table(table) for table in node.iter("table"))


def _table(label: str, data: Mapping[str, Any], caption: str) -> Exhibit:
    rows = tuple(tuple(str(cell["text"]) for cell in row) for row in data["rows"])
    source = data.get("source_line") or ""
    return Exhibit("table", label, caption, tuple(map(str, data["columns"])), rows, "", source)


def _html_table(table: Any) -> Exhibit:  # noqa: ANN401 - an element of lxml
    """Read a table that an analyst's own cell displayed; its first row is its heading."""
    rows = [tuple(_own_text(cell) for cell in row.iter("th", "td")) for row in table.iter("tr")]
    width = max((len(row) for row in rows), default=0)
    even = [row + ("",) * (width - len(row)) for row in rows]
    caption = next((_own_text(node) for node in table.iter("caption")), "")
    return Exhibit("table", "", caption, even[0] if even else (), tuple(even[1:]))


def _attachments(exhibits: Sequence[Exhibit]) -> tuple[Attachment, ...]:
    tables = tuple(e for e in exhibits if e.kind == "table")
    charts = tuple(e for e in exhibits if e.kind != "table")
    both = ((TABLES, tables), (CHARTS, charts))
    return tuple(Attachment(title, shown) for title, shown in both if shown)


def _elements(markup: str) -> list[Any]:
    return [n for n in lxml_html.fragments_fromstring(str(markup)) if not isinstance(n, str)]


def _own_text(node: Any) -> str:  # noqa: ANN401 - an element of lxml
    return " ".join("".join(node.itertext()).split())


def _is_words(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column has a cell that is neither a number, nor empty, nor a dash."""
    return any(row[column] not in {"", "—"} and not is_number(row[column]) for row in rows)
