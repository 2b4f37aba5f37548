"""Names of persons in file and sheet names, which are shown as provenance, are masked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from analysis.cells import Source
from analysis.intake.found import Intake


def masked(intake: Intake) -> Intake:
    """Mask the names and say in ``files`` and ``sheets`` what is behind each name as shown.

    What was told apart before stays apart: two files that look alike masked are numbered.
    """
    names = sorted(intake.names, key=lambda name: (-len(name), name))

    def mask(text: str) -> str:
        for name in names:
            text = text.replace(name, "＊" * len(name))
        return text

    places = [f.place for f in intake.findings]
    files = _shown([p.file for p in places] + [t.file for t in intake.tables], mask)
    sheets = _shown([p.sheet for p in places] + [t.sheet for t in intake.tables], mask)
    for frame in intake.frames.values():
        frame["_file"] = frame["_file"].map(files).astype("str")
        frame["_sheet"] = frame["_sheet"].map(sheets).astype("str")
    intake.tables = [replace(t, file=files[t.file], sheet=sheets[t.sheet]) for t in intake.tables]
    intake.findings = [
        replace(
            f,
            place=Source(files[f.place.file], sheets[f.place.sheet], f.place.cells),
            says=mask(f.says),
            expects=mask(f.expects),
            remedy=mask(f.remedy),
            written=mask(f.written),
        )
        for f in intake.findings
    ]
    intake.files = {shown: name for name, shown in files.items()}
    intake.sheets = {shown: name for name, shown in sheets.items()}
    return intake


def _shown(texts: Iterable[str], mask: Callable[[str], str]) -> dict[str, str]:
    shown: dict[str, str] = {}
    alike: Counter[str] = Counter()
    for text in sorted(set(texts)):
        hidden = mask(text)
        alike[hidden] += 1
        shown[text] = hidden if alike[hidden] == 1 else f"{hidden}（{alike[hidden]}）"
    return shown
