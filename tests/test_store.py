"""What is kept on disk comes back the same, and is written whole or not at all."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbooks import full_table, sheet, taken_in

from analysis.errors import FazhiError
from analysis.frames import read_frame, write_frame
from analysis.intake.rows.frames import array_of
from analysis.ledgers import LEDGERS
from analysis.store import (
    files_key,
    key,
    read_json,
    write_bytes,
    write_json,
    write_text,
)

ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)),
            "money": st.none() | st.decimals(-(10**12), 10**12, places=4, allow_nan=False),
            "count": st.none() | st.integers(0, 10**15),
            "flag": st.none() | st.booleans(),
            "word": st.none() | st.text(st.characters(codec="utf-8"), max_size=5),
        }
    ),
    max_size=5,
)


@settings(max_examples=50, deadline=None)
@given(ROWS)
def test_frames_round_trip(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, object]]
) -> None:
    """Values and dtypes of every kind of column come back, with rows or without."""
    kinds = {"day": "date", "money": "number", "count": "count", "flag": "flag", "word": "text"}
    each = np.arange(len(rows))
    frame = pd.DataFrame(
        {name: array_of(kind, [row[name] for row in rows], each) for name, kind in kinds.items()}
    )
    assert [str(dtype) for dtype in frame.dtypes] == [
        *("datetime64[s]", "decimal128(20, 4)[pyarrow]", "Int64", "boolean", "str")
    ]
    path: Path = tmp_path_factory.mktemp("frame") / "a.parquet"
    write_frame(path, frame)
    pd.testing.assert_frame_equal(read_frame(path), frame)
    first = path.read_bytes()
    write_frame(path, frame)
    assert path.read_bytes() == first


@pytest.mark.parametrize("rows", [0, 3])
@pytest.mark.parametrize("name", LEDGERS)
def test_every_ledger_round_trips(name: str, rows: int, tmp_path: Path) -> None:
    """The frame that intake makes of each ledger is the frame that a later run reads."""
    frame = taken_in(sheet(full_table(LEDGERS[name], rows))).frames[name]
    write_frame(tmp_path / "a.parquet", frame)
    pd.testing.assert_frame_equal(read_frame(tmp_path / "a.parquet"), frame)


def test_money_is_exact_after_reading(tmp_path: Path) -> None:
    """A sum of money read from disk adds up exactly, and an empty cell adds nothing."""
    money = array_of("number", [Decimal("0.1"), Decimal("0.2"), None], np.arange(3))
    write_frame(tmp_path / "a.parquet", pd.DataFrame({"money": money}))
    assert read_frame(tmp_path / "a.parquet")["money"].sum() == Decimal("0.3")


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full or the target is locked, the old content stays and no litter does."""
    path = tmp_path / "report" / "a.html"
    write_text(path, "old")

    def fail(_self: Path, _target: Path) -> Path:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises(FazhiError, match=r"report/a\.html 正被其他程序打开"):
            write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in path.parent.iterdir()] == ["a.html"]

    def full(self: Path, content: bytes) -> int:
        del content
        self.touch()
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="space"):
            write_text(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in path.parent.iterdir()] == ["a.html"]


def test_writing_makes_folders_and_replaces(tmp_path: Path) -> None:
    """A file in a folder that is not there yet; the second writing wins."""
    path = tmp_path / "a" / "b" / "c.bin"
    write_bytes(path, b"1")
    write_bytes(path, b"2")
    assert path.read_bytes() == b"2"


def test_json_round_trips_and_rubbish_is_none(tmp_path: Path) -> None:
    """Chinese stays readable; an absent, half-written or binary file is as good as none."""
    path = tmp_path / "a.json"
    assert read_json(path) is None
    write_json(path, {"镇": [1, None]})
    assert "镇" in path.read_text(encoding="utf-8")
    assert read_json(path) == {"镇": [1, None]}
    for rubbish in (b'{"a": ', b"\xff\xfe\x00", b""):
        path.write_bytes(rubbish)
        assert read_json(path) is None


def test_keys_tell_parts_apart() -> None:
    """The same letters in other parts are another key."""
    assert key("ab", "c") != key("a", "bc")
    assert key("a") == key("a")


def test_a_key_of_files_depends_on_names_and_contents_only(tmp_path: Path) -> None:
    """Renaming or changing a file changes the key; the order of listing and the folder do not."""
    for folder, name, content in (
        ("x", "a", b"1"),
        ("x", "b", b"2"),
        ("y", "a", b"1"),
        ("y", "b", b"2"),
    ):
        write_bytes(tmp_path / folder / name, content)
    x, y = tmp_path / "x", tmp_path / "y"
    first = files_key(x, [x / "a", x / "b"])
    assert first == files_key(x, [x / "b", x / "a"]) == files_key(y, [y / "a", y / "b"])
    (y / "b").rename(y / "c")
    assert files_key(y, [y / "a", y / "c"]) != first
    write_bytes(x / "b", b"3")
    assert files_key(x, [x / "a", x / "b"]) != first
