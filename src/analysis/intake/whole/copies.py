"""Files over files: a row that stands in two files is counted once and told, never added twice.

Rows are the same when the digests of all their cells are (``_content``: every cell but the serial
number, personal and undeclared ones among them; in memory only, it ends here).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import pandas as pd

from analysis.cells import Source, row_ranges
from analysis.findings import Finding
from analysis.intake.rows.typed import DIGEST, Typed
from analysis.ledgers import Ledger

_VERSION = 0.6  # files of different months share no rows, states of one ledger nearly all
_ENOUGH = 3  # of one or two rows "most" says nothing
_AGREEING = 4  # a date and three more columns; fewer agree by chance (5月6日, 邻里, 已化解)
_SHOWN = 8
_PLACE = ["_file", "_sheet", "_row"]
_ORDINAL = r"\d{1,4}(\.0)?"
_ONE_LEFT = "请删去多余的一份；如确实不是同一次登记，请补充可区分的内容。"
_TWICE = "如是重复登记，请只留一行；如确实不是同一次登记，可不处理。"

Twins = Mapping[int, int]
"""Row → the row like it elsewhere; both as labels of the frame."""


def counted_once(ledger: Ledger, frame: pd.DataFrame) -> tuple[pd.DataFrame, list[Finding]]:
    """Return the rows to count, without ``_content``, and what is asked about the others.

    A row in several files counts as often as in the file that has it most often; every row is kept
    or named in a W411. Which rows are kept does not depend on the order of the files.
    """
    frame = frame.reset_index(drop=True)
    twice, files = bool(frame["_content"].duplicated().any()), frame["_file"].nunique()
    sheets = _repeated_sheets(frame) if twice else {}
    rest = frame.drop(index=list(sheets))
    elsewhere = _in_other_files(rest) if twice and files > 1 else {}
    kept = rest.drop(index=list(elsewhere))
    alike = _alike(ledger, rest)
    findings = [
        *_asked(ledger, frame, {**sheets, **elsewhere}, _versions(ledger, rest, alike)),
        *(_identical(kept[~keyed(ledger, kept)]) if twice else ()),
        *_agreeing(kept, alike),
    ]
    return kept.drop(columns="_content").reset_index(drop=True), findings


def each_once(tables: Sequence[Typed]) -> bool:
    """Whether tables are of one file and no row stands there twice, so that nothing is to be asked."""
    files = {table.file for table in tables}
    raw = b"".join(table.contents or b"" for table in tables)
    digests = {raw[n : n + DIGEST] for n in range(0, len(raw), DIGEST)}
    return len(files) < 2 and len(digests) * DIGEST == len(raw)


def key_columns(ledger: Ledger, frame: pd.DataFrame) -> list[str]:
    """Return the key's columns; of a return's those that its tables have beside the period."""
    names = [name for name in ledger.key if name in frame]
    by_period = any(f"{name}_end" in frame for name in ledger.key[:1])
    return names if by_period or len(names) == len(ledger.key) else []


def keyed(ledger: Ledger, frame: pd.DataFrame) -> pd.Series[bool]:
    """Tell which rows have a key that names them; another row with it is W401's to tell.

    1, 2, 3 … begin anew on each month's sheet and in each village's file: up to four digits they
    count rows and name no case, so they are no keys.
    """
    names = key_columns(ledger, frame)
    if not names:
        return pd.Series(data=False, index=frame.index, dtype=bool)
    if f"{names[0]}_end" in frame:
        return frame[names[0]].notna()
    ordinal = frame[names[0]].astype("str").str.fullmatch(_ORDINAL).fillna(value=False)
    return frame[names].notna().all(axis="columns") & ~ordinal.astype(bool)


# --- which rows are not counted --------------------------------------------------------------


def _repeated_sheets(frame: pd.DataFrame) -> dict[int, int]:
    """Pair the rows of a sheet that a larger sheet of its file holds whole with theirs."""
    twins: dict[int, int] = {}
    doubled = frame.duplicated(["_file", "_content"], keep=False)
    for file in frame["_file"][doubled].unique():
        sheets = frame[frame["_file"] == file].groupby("_sheet", sort=True)
        counted = sorted((_occurrences(rows) for _, rows in sheets), key=len, reverse=True)
        kept: list[dict[tuple[str, int], int]] = []
        for sheet in counted:
            holder = next((other for other in kept if sheet.keys() <= other.keys()), None)
            if holder is None:
                kept.append(sheet)
            else:
                twins |= {index: holder[row] for row, index in sheet.items()}
    return twins


def _in_other_files(frame: pd.DataFrame) -> dict[int, int]:
    """Pair rows with the same in the file that has them most often, then in the better file."""
    rows = frame[frame["_content"].duplicated(keep=False)]
    times = rows.groupby(["_content", "_file"]).size().reset_index(name="times")
    times["rank"] = times["_file"].map(_ranks(frame))
    times = times.sort_values(["times", "rank"], ascending=[False, True])
    homes = times.drop_duplicates("_content").set_index("_content")["_file"]
    at_home = rows["_file"] == rows["_content"].map(homes)
    kept = _occurrences(rows[at_home])
    return {
        index: kept[row]
        for _, elsewhere in rows[~at_home].groupby("_file", sort=True)
        for row, index in _occurrences(elsewhere).items()
    }


def _occurrences(rows: pd.DataFrame) -> dict[tuple[str, int], int]:
    """Return (content, how often it stood before) → row: a multiset that can be compared."""
    number = rows.groupby("_content").cumcount()
    return dict(zip(zip(rows["_content"], number, strict=True), rows.index, strict=True))


def _ranks(frame: pd.DataFrame) -> dict[str, int]:
    """Rank files: more rows go first, then the shorter name (台账 before 台账 - 副本), .csv last."""
    sizes = frame["_file"].value_counts()

    def order(file: str) -> tuple[int, str, bool, str]:
        path = PurePosixPath(file)
        return -sizes[file], str(path.with_suffix("")), path.suffix.lower() == ".csv", file

    return {file: rank for rank, file in enumerate(sorted(sizes.index, key=order))}


# --- which rows are alike, and which files ---------------------------------------------------


def _alike(ledger: Ledger, frame: pd.DataFrame) -> pd.Series[int]:
    """Number the rows so that those which agree in all that is declared have the same number.

    Empty where this says nothing: a key tells the rows apart, one file cannot double another, or
    the rows are persons, whose names are not looked at here.
    """
    nothing = pd.Series(dtype="int64")
    if ledger.about == "person" or set(ledger.key) & set(frame) or frame["_file"].nunique() < 2:
        return nothing
    filled = frame.groupby("_file").count().min()
    columns = [c for c in ledger.columns if c.id != "serial" and filled.get(c.id, 0)]
    if len(columns) < _AGREEING or not any(c.kind == "date" for c in columns):
        return nothing
    return frame.groupby([c.id for c in columns], dropna=False, sort=False).ngroup()


def _versions(ledger: Ledger, frame: pd.DataFrame, alike: pd.Series[int]) -> dict[str, Finding]:
    """Return a finding for each file most of whose rows are in another, better one."""
    if frame["_file"].nunique() < 2:
        return {}
    names = key_columns(ledger, frame)
    marks = [frame["_content"], alike]
    if names:
        keys = frame.loc[keyed(ledger, frame), names]
        marks.append(keys.groupby(names, sort=False, dropna=False).ngroup())
    pairs = [_shared(frame["_file"], mark) for mark in marks]
    distinct = pd.concat(pairs).drop_duplicates()
    shared = Counter(zip(distinct["_file"], distinct["other"], strict=True))
    ranks, sizes = _ranks(frame), frame["_file"].value_counts()
    found: dict[str, Finding] = {}
    for (file, other), rows in sorted(shared.items(), key=lambda item: ranks[item[0][1]]):
        worse, size = ranks[file] > ranks[other], int(sizes[file])
        if worse and file not in found and rows >= _VERSION * size and size >= _ENOUGH:
            has = f"{size} 行都" if rows == size else f"{size} 行中有 {rows} 行也"
            says = (
                f"“{file}”像是“{other}”的副本或另一版本：《{ledger.title}》的 {has}在“{other}”中。"
            )
            found[file] = Finding("W411", Source(file, "", ""), says, remedy="请只留一份。")
    return found


def _shared(files: pd.Series[str], mark: pd.Series[int] | pd.Series[str]) -> pd.DataFrame:
    """Return each row that has its mark in another file too, with its file and the ``other``."""
    rows = pd.DataFrame({"mark": mark, "_file": files.reindex(mark.index), "row": mark.index})
    rows = rows[rows["mark"].duplicated(keep=False)]
    others = rows[["mark", "_file"]].drop_duplicates().rename(columns={"_file": "other"})
    pairs = rows.merge(others, on="mark")
    return pairs.loc[pairs["_file"] != pairs["other"], ["row", "_file", "other"]]


# --- how it is told --------------------------------------------------------------------------


def _asked(
    ledger: Ledger, frame: pd.DataFrame, twins: Twins, versions: Mapping[str, Finding]
) -> Iterator[Finding]:
    """Yield one finding per pair of tables, and before them the files that look like copies."""
    yield from (versions[file] for file in sorted(versions))
    for here, other, rows in _by_tables(frame, twins):
        says = f"《{ledger.title}》有 {rows} 行与 {other} 相同，只计一次，这里的没有计入。"
        yield Finding("W411", here, says, remedy=_ONE_LEFT)


def _identical(kept: pd.DataFrame) -> Iterator[Finding]:
    """Yield one finding per sheet for rows that stand there more than once; all are counted."""
    rows = kept[kept["_content"].duplicated(keep=False)]
    groups: dict[tuple[str, str], list[pd.DataFrame]] = {}
    for _, group in rows.groupby("_content", sort=False):
        groups.setdefault((group["_file"].iloc[0], group["_sheet"].iloc[0]), []).append(group)
    for (file, sheet), same in sorted(groups.items(), key=lambda item: item[0]):
        here = [row for group in same for row in group["_row"][group["_sheet"] == sheet]]
        told = "；".join(_named(group, sheet) for group in same[:_SHOWN])
        more = f"等 {len(same)} 组" if len(same) > _SHOWN else ""
        says = f"各栏内容完全相同的行：{told}{more}，都已计入。"
        yield Finding("W412", Source(file, sheet, row_span(here)), says, remedy=_TWICE)


def _named(group: pd.DataFrame, home: str) -> str:
    """Name the rows of a group; those of other sheets with their sheet."""
    return "、".join(
        str(Source("", "" if sheet == home else str(sheet), row_span(rows)))
        for sheet, rows in group.groupby("_sheet", sort=False)["_row"]
    )


def _agreeing(kept: pd.DataFrame, alike: pd.Series[int]) -> Iterator[Finding]:
    """Yield rows of two files that agree in every declared column and differ in another.

    They are counted: what differs may be the place or the persons of a second event.
    """
    if alike.empty:
        return
    codes = alike.reindex(kept.index).dropna()
    files = kept["_file"].reindex(codes.index).sort_values(kind="stable")
    first = {codes[index]: index for index in reversed(files.index)}
    twins = {index: first[codes[index]] for index in files.index}
    elsewhere = {i: t for i, t in twins.items() if files[i] != files[t]}
    for here, other, rows in _by_tables(kept, elsewhere):
        says = f"有 {rows} 行与 {other} 的日期等栏目相同，其他内容不同，都已计入。"
        yield Finding("W412", here, says, remedy=_TWICE)


def _by_tables(frame: pd.DataFrame, twins: Twins) -> Iterator[tuple[Source, Source, int]]:
    """Yield rows, their twins and their number per pair of tables, in the order of names."""
    if not twins:
        return
    pairs: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    here, there = (frame.loc[list(rows), _PLACE] for rows in (twins, twins.values()))
    for one, other in zip(*(rows.itertuples(index=False) for rows in (here, there)), strict=True):
        pairs.setdefault((*one[:2], *other[:2]), []).append((one[2], other[2]))
    for (file, sheet, origin, page), numbers in sorted(pairs.items()):
        rows, others = (row_span(column) for column in zip(*numbers, strict=True))
        yield Source(file, sheet, rows), Source(origin, page, others), len(numbers)


def row_span(rows: Iterable[int]) -> str:
    """Return whole rows as A1 ranges: ``5:7,9:9``."""
    spans = row_ranges(rows, "", "").split(",")
    return ",".join(span if ":" in span else f"{span}:{span}" for span in spans)
