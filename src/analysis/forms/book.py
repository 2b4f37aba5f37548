"""The workbook of a form: instructions, a sheet per ledger, and the lists too long for a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from analysis.forms.guide import write_guide
from analysis.forms.page import Lists, write_page
from analysis.forms.style import FONT, PLAIN, STYLES, Styles
from analysis.intake.sheet import OWN_PAGE
from analysis.ledgers import Ledger

GUIDE = "填写说明"
CHOICES = "选项"


def form(title: str, ledgers: Sequence[Ledger]) -> bytes:
    """Return the form for some ledgers; its bytes depend on the declarations alone."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "default_format_properties": dict(PLAIN)})
    book.set_properties({
        "title": f"空白表样：{title}",
        "author": "fazhi",
        "created": datetime(2024, 1, 1),  # noqa: DTZ001 - xlsx keeps no time zone
    })  # fmt: skip
    styles: Styles = {name: book.add_format({**FONT, **form}) for name, form in STYLES.items()}
    write_guide(book.add_worksheet(GUIDE), styles, title, ledgers)
    lists = Lists()
    for ledger in ledgers:
        write_page(book.add_worksheet(ledger.title), styles, ledger, lists)
    _write_choices(book, lists.long)
    book.close()
    return file.getvalue()


def _write_choices(book: Any, lists: Mapping[str, Sequence[str]]) -> None:  # noqa: ANN401 - untyped
    """Write each long list as a column of a sheet that nobody sees, and give it its name."""
    if not lists:
        return
    sheet = book.add_worksheet(CHOICES)
    sheet.write(0, 0, f"{OWN_PAGE}，是下拉列表的选项，请勿改动。")
    for column, (name, values) in enumerate(lists.items()):
        sheet.write_column(1, column, values)
        area = Lists.area(column, len(values))
        book.define_name(name, f"='{CHOICES}'!{area}")
    sheet.very_hidden()
