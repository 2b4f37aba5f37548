"""Where things are, what a build is about, and the two configuration files (TOML).

A root is any folder with ``data/raw/``; what it lacks (``notebooks/``, ``county.toml``) comes from
the project's own folder.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.errors import ConfigurationError, UsageError
from analysis.values import nearest

Edition = Literal["review", "public"]
EDITIONS: tuple[Edition, ...] = ("review", "public")

_UNSAFE = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A reporting area: ``("双龙镇",)`` or, where names repeat, ``("丰都县", "双龙镇")``."""

    path: tuple[str, ...]

    @property
    def key(self) -> str:
        """Path below the year, as typed on the command line."""
        return "/".join(self.path)

    @property
    def name(self) -> str:
        """Name as printed in the report."""
        return self.path[-1]

    @classmethod
    def parse(cls, key: str) -> Area:
        """Read a key; raise ``UsageError`` for one that could leave the data folder."""
        path = tuple(part for part in key.replace("\\", "/").split("/") if part)
        bad = not path or len(path) > 2 or any(p.startswith(".") or _UNSAFE.search(p) for p in path)
        if bad or key.startswith("/"):
            raise UsageError(
                f"“{key}”不能作为乡镇名。", "请写 data/raw/年份/ 下的文件夹名，如 双龙镇。"
            )
        return cls(path)


@dataclass(frozen=True, slots=True)
class Job:
    """What one build is about."""

    area: Area
    year: int
    edition: Edition = "review"
    draft: bool = False


class _Config(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_Model = TypeVar("_Model", bound=_Config)


class Town(_Config):
    """One expected town of the county."""

    name: str
    code: str | None = None
    former_names: tuple[str, ...] = ()


class County(_Config):
    """``county.toml``."""

    name: str = ""
    code: str | None = None
    towns: tuple[Town, ...] = ()


class ReportSettings(_Config):
    """``report.toml`` in a town's folder; the four dates of a report are never one field."""

    sample: bool = False
    organs: tuple[str, ...] = ()
    title: str | None = None
    document_number: str | None = None
    signatory: str | None = None
    recipients: str | None = None
    signed_on: date | None = None
    published_on: date | None = None
    data_cutoff: date | None = None
    status: Literal["送审", "定稿"] = "送审"


class _CountyFile(_Config):
    county: County = Field(default_factory=County)


@dataclass(frozen=True, slots=True)
class Workspace:
    """Paths below one root. Building paths creates nothing."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Workspace:
        """Return the workspace of ``start`` or the nearest folder above it with ``data/raw``.

        Without ``start``: the current folder. Raises ``UsageError``.
        """
        begin = (start or Path.cwd()).resolve()
        for folder in (begin, *begin.parents):
            if (folder / "data" / "raw").is_dir():
                return cls(folder)
        raise UsageError(
            "没有找到 data/raw 文件夹。",
            "请进入项目文件夹再运行，或用 --root 指明含有 data/raw 的文件夹。",
        )

    @property
    def reports(self) -> Path:
        """Built output."""
        return self.root / "reports"

    def raw(self, area: Area, year: int) -> Path:
        """The town's folder, never written to."""
        return self.root.joinpath("data", "raw", str(year), *area.path)

    def mapping(self, area: Area) -> Path:
        """What the town has said about its own headings, kept over the years; may be absent."""
        return self.root.joinpath("data", "mappings", *area.path[:-1], f"{area.name}.toml")

    def processed(self, area: Area, year: int) -> Path:
        """Typed rows and observations."""
        return self.root.joinpath("data", "processed", str(year), *area.path)

    def published(self, area: Area, year: int) -> Path:
        """Published files."""
        return self.reports.joinpath(str(year), *area.path)

    def notebook(self, name: str) -> Path:
        """The root's own notebook of that name, else the project's. Raises ``UsageError``."""
        project = Path(__file__).resolve().parents[2]
        for folder in (self.root, project):
            path = folder / "notebooks" / f"{name}.ipynb"
            if path.is_file():
                return path
        raise UsageError(f"没有找到笔记本 notebooks/{name}.ipynb。", "请从项目中复制一份。")

    def years(self) -> list[int]:
        """Years that have a folder in ``data/raw``, oldest first."""
        folders = (self.root / "data" / "raw").iterdir()
        return sorted(int(f.name) for f in folders if f.is_dir() and _YEAR.fullmatch(f.name))

    def areas(self, year: int) -> list[Area]:
        """Towns with a folder in that year: folders that hold files, one or two levels down."""
        top = self.root / "data" / "raw" / str(year)
        found: list[Area] = []
        for folder in _folders(top):
            inner = _folders(folder)
            if inner and not any(f.is_file() and f.name[0] != "." for f in folder.iterdir()):
                found += [Area((folder.name, f.name)) for f in inner]
            else:
                found.append(Area((folder.name,)))
        return sorted(found)

    def area(self, key: str, year: int) -> Area:
        """Return the town of that year named ``key``.

        Raises ``UsageError`` naming the nearest town when there is none of that name.
        """
        wanted = Area.parse(key)
        areas = self.areas(year)
        if wanted in areas:
            return wanted
        same_name = [a for a in areas if a.name == wanted.key]
        if len(same_name) == 1:
            return same_name[0]
        guess = nearest(key, [a.key for a in areas])
        listed = "、".join(a.key for a in areas[:10]) or "（无）"
        remedy = f"您是否指“{guess}”？" if guess else f"该年度现有：{listed}。"
        raise UsageError(f"data/raw/{year}/ 下没有“{key}”。", remedy)

    def settings(self, area: Area, year: int) -> ReportSettings:
        """Read ``report.toml``; all defaults when there is none. Raises ``ConfigurationError``."""
        path = self.raw(area, year) / "report.toml"
        return _read(path, ReportSettings) if path.is_file() else ReportSettings()

    def county(self) -> County:
        """Read ``county.toml``; empty when there is none. Raises ``ConfigurationError``."""
        path = self.root / "county.toml"
        return _read(path, _CountyFile).county if path.is_file() else County()


def _folders(parent: Path) -> list[Path]:
    if not parent.is_dir():
        return []
    return sorted(f for f in parent.iterdir() if f.is_dir() and f.name[0] not in "._~")


def _read(path: Path, model: type[_Model]) -> _Model:
    where = f"{path.parent.name}/{path.name}"
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{where} 不是 UTF-8 编码。", "请用记事本另存为 UTF-8。"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(
            f"{where} 的写法有误（{error}）。", "请对照示例修改该行。"
        ) from error
    except ValidationError as error:
        raise ConfigurationError(
            f"{where}：{_first_fault(error, model)}", "请修改后重试。"
        ) from error


def _first_fault(error: ValidationError, model: type[BaseModel]) -> str:
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        guess = nearest(field, model.model_fields)
        return f"没有“{field}”这一项" + (f"，您是否指“{guess}”？" if guess else "。")
    return f"“{field}”的值不合要求，应为{_EXPECTS.get(field, '规定的写法')}。"


_EXPECTS = {
    "status": "“送审”或“定稿”",
    "sample": "true 或 false",
    "organs": '["中共某县某镇委员会", "某县某镇人民政府"] 这样的列表',
    **dict.fromkeys(("signed_on", "published_on", "data_cutoff"), "2024-01-22 这样的日期"),
}
