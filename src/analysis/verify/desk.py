"""Where reports are verified: beside the ledgers of a root, or with none at hand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from analysis.documents.model import Document
from analysis.documents.read import read_document
from analysis.errors import UnreadableFileError, UsageError
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.indicators.definition import Definitions
from analysis.intake.listing import has_ledgers
from analysis.render.gate.gate import NOTHING, Secrets
from analysis.render.gate.secrets import secrets_of
from analysis.roster import named
from analysis.town import before, load, read_town
from analysis.verify.finding.sections import plain
from analysis.verify.judging.years import stated_year
from analysis.verify.model import Verified
from analysis.verify.whole import Against, verify
from analysis.workspace import Area, Workspace

FOLDER: Final = "核对"
_TITLE: Final = 6  # paragraphs at the top that may name the town
_SENDER: Final = re.compile(
    r"(?m)(?:关于|委员会|中共|年度?|[县市区州旗\s.]|^)"
    r"((?!我|全|本|各|等|该)(?:(?!关于|中共|委员会|示范|建设|法治|年)[^\W\d县市区州旗]){2,9}?(?:镇|乡|街道|苏木|地区(?=办事处)|街(?=\s?20\d\d年|办事处|党工委)))"
    r"(?=\s?(?:20\d\d|二[〇○零])|党|委员会|人民政府|政府|办事处|法治|关于|的)"
)
_LINE: Final = 60  # characters of a title; a paragraph names other towns too


@dataclass(frozen=True, slots=True)
class Read:
    """One file of many: whose report it is, what came of it, or why it could not be read.

    ``secrets``: what its page must not hold.
    """

    file: str
    sender: str = ""
    verified: Verified | None = None
    error: str = ""
    secrets: Secrets = NOTHING


@dataclass(slots=True)
class Desk:
    """Hands out what documents are held against, each town's ledgers read once.

    ``workspace``: None where there are no ledgers at all. ``year``: the one asked for.
    """

    workspace: Workspace | None
    year: int | None
    _towns: dict[tuple[Area, int], Against] = field(default_factory=dict)
    _alone: Against | None = None

    def alone(self) -> Against:
        """Return what a document without ledgers is held against: itself."""
        if self._alone is None:
            indicators = Definitions.of(INDICATORS)
            if self.workspace:
                indicators = defined(INDICATORS, self.workspace.configuration())
            self._alone = Against.nothing(indicators, self.year)
        return self._alone

    def of_town(self, key: str, document: Document) -> tuple[Against, Area]:
        """Return a town's ledgers of the year asked for, else of the one that the report names.

        Rows with errors are left out. Raises ``UsageError``, ``ConfigurationError``.
        """
        if self.workspace is None:
            raise UsageError("这里没有台账（data/raw）。", "请进入项目文件夹，或用 --root 指明。")
        year = self.year or stated_year(document)
        if year not in self.workspace.years():
            listed = "、".join(map(str, self.workspace.years())) or "（无）"
            raise UsageError(
                f"data/raw/ 下没有{f'{year}年' if year else '可用的年度'}的台账。",
                f"请用 --year 指明；现有年度：{listed}。",
            )
        area = named(self.workspace, key, year)
        return self._ledgers(area, year), area

    def _ledgers(self, area: Area, year: int) -> Against:
        assert self.workspace is not None  # noqa: S101 - both callers have looked
        if (area, year) not in self._towns:
            intake = read_town(self.workspace, area, year)
            town = load(self.workspace, area, year, draft=True, intake=intake)
            self._towns[area, year] = Against.of(
                town,
                self.alone().lexicon,
                secrets_of(area, intake),
                before(self.workspace, area, year),
            )
        return self._towns[area, year]

    def one_of_many(self, path: Path, name: str) -> Read:
        """Verify one file of a folder; the town is the one that its name or its title names."""
        try:
            document = read_document(path)
        except UnreadableFileError as error:
            return Read(name, error=str(error))
        year = self.year or stated_year(document)
        lines = [p.text for p in document.paragraphs[:_TITLE] if len(p.text) <= _LINE]
        title = "\n".join((document.name, *lines))
        area = self._filed(title, year) if self.workspace and year else None
        against = self._ledgers(area, year) if area and year else self.alone()
        sender = area.key if area else self._sender(title)
        return Read(name, sender, verify(document, against), secrets=against.secrets)

    def _filed(self, title: str, year: int) -> Area | None:
        """Return the town with ledgers of that year whose name stands in a title."""
        assert self.workspace is not None  # noqa: S101 - the caller has looked
        areas = self.workspace.areas(year) if year in self.workspace.years() else []
        filed = [a for a in areas if a.name in title and has_ledgers(self.workspace.raw(a, year))]
        return max(filed, key=lambda area: len(area.name), default=None)

    def _sender(self, title: str) -> str:
        """Return the expected town that a title names, else what looks like a town's name there."""
        towns = self.workspace.configuration().county.towns if self.workspace else ()
        known = [town.name for town in towns if town.name.rpartition("/")[2] in title]
        if known:
            return max(known, key=len)
        found = _SENDER.search(plain(title))
        return found[1] if found else ""

    def folder(self, area: Area | None, year: int | None) -> Path:
        """Return where results are written unless the user says."""
        if self.workspace and area and year:
            return self.workspace.processed(area, year) / FOLDER
        return Path.cwd() / FOLDER
