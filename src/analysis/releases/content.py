"""What a report is made from, as one key and as a list of files: decides which version it is.

The key holds no version of the program: a report that only looks different is the same version.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from analysis.beside.files import beside_files
from analysis.intake.listing import is_correction_table, ledger_files
from analysis.settings import COUNTY_FILE, REPORT_FILE
from analysis.store import key
from analysis.town import Town
from analysis.workspace import Workspace

_NUMBERED = re.compile(r"（\d+）$")  # of file names that look alike once masked


def content_key(workspace: Workspace, town: Town, last: Town | None) -> str:
    """Return the key of all that a report says; ``last``: the town's previous year.

    Made of the ledgers, what stands beside them, ``report.toml``, the county's definitions, the
    notebook's cells, and every figure of both years with its definition. Raises ``UsageError``
    where there is no notebook.
    """
    return key(
        town.keys["inputs"], town.keys["beside"], *_settings(workspace, town).values(),
        _observed(town), _observed(last) if last else "",
    )  # fmt: skip


def file_hashes(workspace: Workspace, town: Town) -> dict[str, str]:
    """Return the hash of every file that a report is made from, by its name as readers may see it."""
    folder = workspace.raw(town.area, town.year)
    ledgers = {p.relative_to(folder).as_posix(): p for p in ledger_files(folder)}
    names = shown_names(
        ledgers, {t.file for t in town.tables} | {f.place.file for f in town.findings}
    )
    found = {names[name]: _hash(path) for name, path in ledgers.items()}
    found |= {path.name: _hash(path) for path in beside_files(folder)}
    told = workspace.mapping(town.area)
    found |= {f"mappings/{told.name}": _hash(told)} if told.is_file() else {}
    return dict(sorted((found | _settings(workspace, town)).items()))


def shown_names(files: Collection[str], shown: Collection[str]) -> dict[str, str]:
    """Return the masked name of each file; ``shown``: the names that tables and findings bear.

    A name that masking changed is found by its shape (＊＊纠纷.xlsx). A file that nothing was read
    of and nothing said about is told by its kind only: who is named in its name is not known.
    """
    own = set(files) & set(shown)
    left = sorted(set(shown) - own)
    unnamed: Counter[str] = Counter()
    names = {file: file for file in own}
    for file in sorted(set(files) - own):
        masked = next((name for name in left if _has_shape(file, name)), None)
        if masked:
            left.remove(masked)
        names[file] = masked or _kind(file, unnamed)
    return names


def _has_shape(file: str, masked: str) -> bool:
    """Whether a masked name may be that file's; 更正.xlsx is known, and no name of two characters."""
    shape = re.escape(_NUMBERED.sub("", masked)).replace("＊", ".")
    found = "＊" in masked and re.fullmatch(shape, file, re.DOTALL)
    return bool(found) and not is_correction_table(file)


def _kind(file: str, unnamed: Counter[str]) -> str:
    kind = "更正表" if is_correction_table(file) else "其他文件"
    suffix = PurePosixPath(file).suffix.lower()
    unnamed[kind + suffix] += 1
    times = unnamed[kind + suffix]
    return f"{kind}{f'（{times}）' if times > 1 else ''}{suffix}"


def _settings(workspace: Workspace, town: Town) -> dict[str, str]:
    """Return keys of what is configured: by what it says, not by how it is written.

    When a report was put on a web page (``published_on``) is nothing that it says.
    """
    configuration = workspace.configuration()
    mine = configuration.model_dump_json(
        include={"indicators", "notebooks", "thresholds"}, exclude_defaults=True
    )
    head = town.settings.model_dump_json(exclude={"published_on"}, exclude_defaults=True)
    notebook = workspace.notebook(configuration.notebooks.annual_report)
    return {
        REPORT_FILE: key(head),
        COUNTY_FILE: key(mine),
        f"notebooks/{notebook.name}": key(*_sources(notebook)),
    }


def _sources(notebook: Path) -> list[str]:
    """Return the cells of a notebook, but not its parameters; as bytes if it is none."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        kept = [c for c in cells if "parameters" not in c.get("metadata", {}).get("tags", ())]
        return [f"{cell['cell_type']} {''.join(cell['source'])}" for cell in kept]
    except (ValueError, KeyError, TypeError):
        return [notebook.read_bytes().hex()]  # told when it is run


def _observed(town: Town) -> str:
    return key(
        *(repr((o.indicator, o.cell, str(o.value), o.definition)) for o in town.observations)
    )


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
