"""Which files of a town's folder stand beside its ledgers; two of a kind are asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from analysis.cells import Source
from analysis.findings import Finding
from analysis.workspace import COMPARISON_FILES, OWN_TEXT_FILES


def found(folder: Path, names: Iterable[str]) -> list[Path]:
    """Return the files of a folder that bear one of the names, in any case."""
    if not folder.is_dir():
        return []
    wanted = set(names)
    return sorted(p for p in folder.iterdir() if p.name.lower() in wanted and p.is_file())


def beside_files(folder: Path) -> list[Path]:
    """Return 文字材料 and 对照数据 as they are there."""
    return found(folder, (*OWN_TEXT_FILES, *COMPARISON_FILES))


def one_of(paths: Sequence[Path]) -> tuple[Path | None, list[Finding]]:
    """Return the only file; of several none is taken and the clerk is asked which one counts."""
    if len(paths) < 2:
        return (paths[0] if paths else None), []
    names = "、".join(path.name for path in paths)
    kind = paths[0].stem
    says = f"{kind}有 {len(paths)} 份：{names}。"
    remedy = "请只留一份，其余的移出该文件夹。"
    return None, [Finding("F110", Source(names, "", ""), says, remedy=remedy)]
