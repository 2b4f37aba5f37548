"""Damaged files of every kind: read or refused, and never anything else."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oddities import (  # fmt: skip
    Error,
    Serial,
    biff,
    compound,
    flat_ods,
    ods,
    ods_cell,
    xlsb,
    xlsx_of,
    zipped,
)

from analysis.errors import UnreadableFileError
from analysis.intake.files import read_book

ROWS: list[list[object]] = [["标题", 1, Error("#N/A")], [True, Serial(45000.5), "甲" * 50]]
_ODS = f"<table:table-row>{ods_cell('甲')}{ods_cell(2)}</table:table-row>" * 3
_WEB = "<html><meta charset=gbk><table><tr><td rowspan=2>甲</td><td>1</td></tr></table></html>"
_XML = (
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="表"><Table>'
    '<Row ss:Index="2"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="Number">1</Data>'
    "</Cell></Row></Table></Worksheet></Workbook>"
)
KINDS: dict[str, bytes] = {
    "xls": compound(biff(ROWS)),
    "xls stream": biff(ROWS),
    "BIFF5": biff(ROWS, 5, codepage=936),
    "xlsb": xlsb(ROWS),
    "ods": ods(_ODS),
    "fods": flat_ods(_ODS).encode(),
    "web": _WEB.encode("gbk"),
    "xml2003": _XML.encode(),
    "csv": '甲,乙\r\n1,"二\n行"\r\n'.encode("gbk"),
}


def _try(path: Path, raw: bytes) -> None:
    path.write_bytes(raw)
    with suppress(UnreadableFileError):
        read_book(path)


def _stored(raw: bytes, at: int, noise: bytes) -> bytes:
    """Damage the content of one part of a package, so that the checksum is right again."""
    parts = _unpacked(raw)
    name = sorted(parts)[at % len(parts)]
    content = bytearray(parts[name])
    start = at % max(len(content), 1)
    content[start : start + len(noise)] = noise
    return zipped(parts | {name: bytes(content)})


def _unpacked(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _usual(folder: Path) -> bytes:
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    return xlsx_of(folder / "usual.xlsx", cells).read_bytes()


@pytest.mark.parametrize("kind", [*KINDS, "xlsx"])
@settings(suppress_health_check=list(HealthCheck), max_examples=25, deadline=None)
@given(at=st.integers(0, 2**16), noise=st.binary(min_size=1, max_size=4), cut=st.booleans())
def test_damage_is_read_or_refused(
    tmp_path: Path,
    kind: str,
    at: int,
    noise: bytes,
    cut: bool,  # noqa: FBT001 - drawn
) -> None:
    """Cut or damaged anywhere, also inside a package, a file raises nothing but its refusal."""
    raw = KINDS.get(kind) or _usual(tmp_path)
    place = at % len(raw)
    damaged = raw[:place] if cut else raw[:place] + noise + raw[place + len(noise) :]
    _try(tmp_path / "a.xls", damaged)
    if raw.startswith(b"PK"):
        _try(tmp_path / "a.xls", _stored(raw, at, noise))


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*KINDS, "xlsx"])
def test_much_damage_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    """The same, two thousand times for each kind, with several bytes changed at once."""
    raw = KINDS.get(kind) or _usual(tmp_path)
    dice = random.Random(kind)  # noqa: S311 - the same damage every time
    for _ in range(2000):
        content = bytearray(raw)
        for _ in range(dice.randint(1, 6)):
            content[dice.randrange(len(content))] = dice.choice(
                (0, 1, 0x7F, 0xFF, dice.randrange(256))
            )
        _try(tmp_path / "a.xls", bytes(content[: dice.choice((None, dice.randrange(len(raw))))]))
        if raw.startswith(b"PK"):
            _try(tmp_path / "a.xls", _stored(raw, dice.randrange(2**16), dice.randbytes(2)))
