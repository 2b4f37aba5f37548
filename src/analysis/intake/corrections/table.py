"""What a clerk asks to mend, in 更正.xlsx or in a 更正 sheet handed back.

``read_corrections`` (table → corrections) → ``assign`` (to the files they name) → ``mend.corrected``
(per file). Whatever is not applied is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from analysis.cells import Source, address
from analysis.findings import Finding
from analysis.intake.corrections.same import seen
from analysis.intake.listing import TABLE, is_correction_table
from analysis.intake.sheet import OWN_PAGE, Book, Sheet
from analysis.intake.tables.headings import cell_at
from analysis.values import Cell, is_blank, narrow, nearest, normalise

HEADER_NEW = "改为"

_HEADINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "file": ("文件", "文件名", "文件名称"),
        "sheet": ("工作表", "工作表名", "工作表名称", "表名"),
        "cell": ("单元格", "单元格地址", "单元格位置"),
        "old": ("原值", "原来的值", "原内容"),
        "new": ("改为", "改成", "更正为"),
        "reason": ("理由", "更正理由", "改动理由", "原因"),
    }
)
_UNUSABLE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "new": ("“改为”一栏是错误值或没有算出结果的公式。", "请直接写上改后的内容。"),
        "cell": ("“单元格”一栏不是一个单元格的地址。", "请写作 C5 这样的地址。"),
        "file": ("没有写明文件。", "请在“文件”一栏写上台账的文件名。"),
    }
)
_NEEDED = frozenset({"cell", "old", "new"})
_FIRST_ROWS = 10
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_THIS_BOOK = re.compile("“文件”一栏写作“(.*)”或空着的，即本工作簿。$")
_THAT_BOOK = re.compile("“文件”一栏空着的，指“(.*)”。$")
_NUMBERED = re.compile("（[0-9]+）$")  # two files that look alike when masked


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell to mend: ``old`` is what the clerk saw there; ``row`` and ``column`` are 0-based.

    ``place``: the row of the correction table that asks for it.
    """

    file: str
    sheet: str
    row: int
    column: int
    old: Cell
    new: Cell
    reason: str
    place: Source

    @property
    def target(self) -> Source:
        """The cell to mend."""
        return Source(self.file, self.sheet, address(self.row, self.column))


def banner(shown: str = "", *, apart: bool = False) -> str:
    """Return the first line of a correction sheet for the file ``shown``.

    ``apart``: the sheet stands in a workbook of its own, not in that file.
    """
    what = "填好“改为”一栏、写明“理由”后交回；“改为”空着的行不作改动，灰色的行请直接改原表。"
    here = f"“文件”一栏写作“{shown}”或空着的，即本工作簿。"
    there = f"“文件”一栏空着的，指“{shown}”。"
    return f"{OWN_PAGE}：{what}{(there if apart else here) if shown else ''}"


def read_corrections(book: Book, file: str) -> tuple[list[Correction], list[Finding]]:
    """Read a correction table, or the 更正 sheets of ours that a ledger workbook brings back."""
    asked = is_correction_table(file)
    headed = [
        (sheet, header)
        for sheet in book.sheets
        if asked or sheet.own_page() or sheet.name.startswith(TABLE)
        if (header := _header(sheet))
    ]
    told = [one for sheet, header in headed for one in _rows(sheet, file, *header)]
    corrections = [one for one in told if isinstance(one, Correction)]
    findings = [one for one in told if isinstance(one, Finding)]
    if asked and not headed:
        says = "没有找到更正表的表头。"
        remedy = "请在一行中依次写上：文件、工作表、单元格、原值、改为、理由。"
        findings.append(Finding("F107", Source(file, "", ""), says, remedy=remedy))
    return corrections, findings


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Return the header row and the column of each heading that it has."""
    names = {normalise(text): key for key, texts in _HEADINGS.items() for text in texts}
    for row, line in enumerate(sheet.grid[:_FIRST_ROWS]):
        columns: dict[str, int] = {}
        for index, cell in enumerate(line):
            key = names.get(normalise(cell)) if isinstance(cell, str) else None
            if key:
                columns.setdefault(key, index)
        if columns.keys() >= _NEEDED:
            return row, columns
    return None


def _rows(
    sheet: Sheet, file: str, header: int, columns: Mapping[str, int]
) -> Iterator[Correction | Finding]:
    """Yield the correction of each row that has a 改为, or why it cannot be one."""
    first_line = str(sheet.grid[0][0]) if sheet.own_page() else ""
    here, there = _THIS_BOOK.search(first_line), _THAT_BOOK.search(first_line)
    meant = {"": file, here[1]: file} if here else {"": there[1]} if there else {}
    for row in range(header + 1, len(sheet.grid)):
        cells = {key: cell_at(sheet, row, index) for key, index in columns.items()}
        flawed = (row, columns["new"]) in sheet.flaws
        if is_blank(cells["new"]) and not flawed:
            continue
        place = Source(file, sheet.name, f"{row + 1}:{row + 1}")
        written = {key: seen(cells.get(key, "")) for key in ("file", "sheet", "cell", "reason")}
        at = _ADDRESS.fullmatch(narrow(written["cell"]))
        named = meant.get(written["file"], written["file"])
        if flawed or at is None or not named:
            says, remedy = _UNUSABLE["new" if flawed else "cell" if at is None else "file"]
            yield Finding("F107", place, says, remedy=remedy)
            continue
        yield Correction(
            file=named,
            sheet=written["sheet"],
            row=int(at[2]) - 1,
            column=_column(at[1]),
            old=cells["old"],
            new=cells["new"],
            reason=written["reason"],
            place=place,
        )


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


# --- which file, which sheet -----------------------------------------------------------------


def assign(
    corrections: Iterable[Correction], files: Sequence[str]
) -> tuple[list[Correction], list[Finding]]:
    """Give each correction the file that it names, with or without folder, masked or not."""
    kept: list[Correction] = []
    findings: list[Finding] = []
    for one in corrections:
        matching = named(one.file, files)
        if len(matching) == 1:
            kept.append(replace(one, file=matching[0]))
        else:
            findings.append(unknown(one, "文件", one.file, files, matching))
    return kept, findings


def named(written: str, names: Iterable[str]) -> list[str]:
    """Return the names that a written one means; the closest way of writing decides."""
    folded = {name: _folded(name) for name in names}
    key = _folded(written)
    base = {name: fold.rsplit("/", 1)[-1] for name, fold in folded.items()}
    masked = re.compile(re.escape(_NUMBERED.sub("", key)).replace("＊", "."))
    for fits in (
        lambda name: name == written,
        lambda name: folded[name] == key,
        lambda name: base[name] == key,
        lambda name: "＊" in key and bool(masked.fullmatch(folded[name])),
        lambda name: "＊" in key and bool(masked.fullmatch(base[name])),
    ):
        if found := [name for name in folded if fits(name)]:
            return found
    return []


def _folded(name: str) -> str:
    return seen(name).replace("\\", "/").casefold()


def unknown(
    one: Correction, what: str, written: str, names: Iterable[str], matching: Sequence[str]
) -> Finding:
    """Say that no file or sheet, or more than one, has the name; what was written is not told."""
    if matching:
        says = f"“{what}”一栏所写的与 {len(matching)} 个{what}相符，这一条没有采用。"
        return Finding("F107", one.place, says, remedy=f"请写{what}的全名，文件名前写上文件夹。")
    guess = nearest(written, names) or ""
    meant = f"是否指“{guess}”？" if guess else ""
    says = f"没有“{what}”一栏所写的{what}，这一条没有采用。{meant}"
    return Finding("F107", one.place, says, remedy=f"请核对{what}名。")
