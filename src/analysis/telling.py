"""What reading a file gave, told to the terminal: Chinese lines, or one JSON object per file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from analysis.findings import Finding, numbered, tally
from analysis.intake.found import FileRead, TableRead
from analysis.intake.whole.masking import Mask
from analysis.ledgers import LEDGERS


def as_json(read: FileRead) -> str:
    """Return one line of JSON; docs/zh/读一个文件.md describes its fields."""
    placed, findings = {sheet.name for sheet in read.sheets}, _masked(read)
    content = {
        "file": read.file,
        "status": read.status,
        "message": read.message,
        "sheets": [
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "cells": sheet.cells,
                "tables": [
                    _table(table, meant)
                    for table, meant in zip(sheet.tables, sheet.meant, strict=True)
                ],
                "findings": [_finding(f) for f in findings if f.place.sheet == sheet.name],
            }
            for sheet in read.sheets
        ],
        "findings": [_finding(f) for f in findings if f.place.sheet not in placed],
    }
    return json.dumps(content, ensure_ascii=False)


def _table(table: TableRead, meant: dict[str, str | None]) -> dict[str, Any]:
    return {
        "header_rows": list(range(table.header_rows[0], table.header_rows[1] + 1)),
        "first_row": table.first_row,
        "last_row": table.last_row,
        "ledger": table.ledger,
        "title": LEDGERS[table.ledger].title,
        "used": table.used,
        "columns": meant,
    }


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "cells": finding.place.cells,
        "heading": finding.heading,
        "written": finding.written,
        "says": finding.says,
        "expects": finding.expects,
        "nearest": finding.nearest,
        "remedy": finding.remedy,
    }


def as_lines(read: FileRead) -> Iterator[str]:
    """Yield the lines for a reader: sheets, tables, headings and what they were taken for."""
    if read.message:
        says = "" if "没有读取" in read.message else "没有读取。"
        yield f"{read.file}：{says}{read.message}"
        return
    yield f"{read.file}：已读取（{tally(read.findings)}）。"
    for sheet in read.sheets:
        hidden = "（隐藏）" if sheet.hidden else ""
        name = f"工作表“{sheet.name}”{hidden}" if sheet.name else "表格"
        yield f"  {name}：{sheet.cells} 个非空单元格。"
        for table, meant in zip(sheet.tables, sheet.meant, strict=True):
            ledger = LEDGERS[table.ledger]
            unused = "" if table.used else "未计入，"
            yield f"    {table.header} 是《{ledger.title}》的表头，{unused}明细 {table.rows} 行。"
            yield f"    {'，'.join(_meanings(ledger.id, meant))}。"
    yield from told(_masked(read))


def _masked(read: FileRead) -> list[Finding]:
    """Return the findings without what names a person; files and sheets keep their names."""
    names = (name for typed in read.typed for name in typed.names)
    personal = (text for typed in read.typed for text in typed.personal)
    mask = Mask(names, personal)
    return [mask.finding(finding) for finding in read.findings]


def _meanings(ledger_id: str, meant: dict[str, str | None]) -> Iterator[str]:
    for heading, column in meant.items():
        if column is None:
            yield f"“{heading}”不用"
        elif LEDGERS[ledger_id].column(column).title != heading:
            yield f"“{heading}”即{LEDGERS[ledger_id].column(column).title}"
        else:
            yield f"“{heading}”"


def told(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings, numbered as everywhere."""
    for number, finding in numbered(findings):
        yield f"  {number}. {finding}"
