"""The two configuration files (TOML) and what may stand in them; names in them are not yet checked.

``county.toml``: the county, its expected towns, its own indicators and thresholds, its notebook.
``report.toml``: the head of one town's report of one year.
"""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from analysis.errors import ConfigurationError
from analysis.values import nearest

COUNTY_FILE, REPORT_FILE = "county.toml", "report.toml"


class _Config(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_Model = TypeVar("_Model", bound=_Config)


def _listed(value: object) -> object:
    """Let one word stand for a list of one."""
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class TownSettings(_Config):
    """One expected town of the county; ``villages``: how many 村（居） it has."""

    name: str
    code: str | None = None
    former_names: Words = ()
    population: int | None = None
    villages: int | None = None


class County(_Config):
    """Which county it is and which towns have to file, by ``due`` (month-day of the next year)."""

    name: str = ""
    code: str | None = None
    due: str | None = Field(default=None, pattern=r"^\d{1,2}-\d{1,2}$")
    towns: tuple[TownSettings, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, TownSettings]:
        """The expected towns by their present name."""
        return {town.name: town for town in reversed(self.towns)}

    @cached_property
    def by_former_name(self) -> dict[str, TownSettings]:
        """The expected towns by the names that they had."""
        return {name: town for town in reversed(self.towns) for name in town.former_names}


class ConditionSettings(_Config):
    """Rows whose ``column`` holds one of the values, or with ``exclude`` none of them.

    ``words`` instead of values: rows whose text has one of them in it.
    """

    column: str
    values: Words = ()
    words: Words = ()
    exclude: bool = False


class FormulaSettings(_Config):
    """One formula: exactly one of ``count`` ``sum`` ``latest`` ``ratio`` ``total``."""

    count: str | None = None
    sum: str | None = None
    latest: str | None = None
    ratio: tuple[str, str] | None = None
    total: tuple[str, ...] | None = None
    column: str | None = None
    when: str | None = None
    dated: str | None = None
    where: tuple[ConditionSettings, ...] = ()


class DisplaySettings(_Config):
    """How a value is printed, as ``indicators.model.Display``."""

    step: int | None = None
    zero: str | None = None
    some: str = "{}"


class IndicatorSettings(_Config):
    """An indicator of the county's own, or what it changes in one that is declared."""

    title: str | None = None
    unit: str | None = None
    formulas: tuple[FormulaSettings, ...] | None = None
    by: Words | None = None
    adds_over: tuple[Literal["month", "village", "area"], ...] | None = None
    decimals: int | None = Field(default=None, ge=0, le=4)
    display: DisplaySettings | None = None
    phrases: Words | None = None
    note: str | None = None


class ThresholdSettings(_Config):
    """What a norm asks of an indicator, who says so, and for which years it holds.

    Nothing is called 达标 while ``status`` is 未核实.
    """

    indicator: str
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    source: str
    status: Literal["已核实", "未核实"] = "未核实"
    first_year: int | None = None
    last_year: int | None = None

    def holds_in(self, year: int) -> bool:
        """Tell whether the norm is in force in a report year."""
        return (self.first_year or year) <= year <= (self.last_year or year)


Format = Literal["html", "pdf", "docx", "xlsx"]


class BuildSettings(_Config):
    """What `fazhi build` makes when no ``--formats`` are given."""

    formats: Annotated[tuple[Format, ...], BeforeValidator(_listed)] = ("html",)


class NotebookSettings(_Config):
    """Which notebooks are the annual reports of a town and of the county: own copies, by name."""

    annual_report: str = "10_annual_report"
    county_report: str = "11_county_report"


class Configuration(_Config):
    """``county.toml``."""

    county: County = Field(default_factory=County)
    build: BuildSettings = Field(default_factory=BuildSettings)
    notebooks: NotebookSettings = Field(default_factory=NotebookSettings)
    indicators: dict[str, IndicatorSettings] = Field(default_factory=dict)
    thresholds: tuple[ThresholdSettings, ...] = ()


class ReportSettings(_Config):
    """``report.toml`` in a town's folder; the dates of a report are never one field.

    ``copies_to`` is the 抄送 line, ``issued_by`` and ``issued_on`` the 印发 line below it;
    ``received_on``: when the county had it, for 逾期. ``red_head`` puts the organs as a red head (发文机关标志) on PDF and DOCX.
    """

    sample: bool = False
    organs: Words = ()
    title: str | None = None
    document_number: str | None = None
    signatory: str | None = None
    recipients: str | None = None
    copies_to: Words = ()
    issued_by: str | None = None
    issued_on: date | None = None
    red_head: bool = False
    signed_on: date | None = None
    published_on: date | None = None
    received_on: date | None = None
    data_cutoff: date | None = None
    status: Literal["送审", "定稿"] = "送审"


def read_settings(path: Path, model: type[_Model]) -> _Model:
    """Read a configuration file; all defaults when there is none. Raises ``ConfigurationError``."""
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return model()
    where = f"{path.parent.name}/{path.name}"
    try:
        found: _Model = _parsed(content, model)
        return found  # noqa: TRY300 - one sentence
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


@lru_cache(maxsize=8)
def _parsed(content: bytes, model: type[_Model]) -> _Model:
    text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return model.model_validate(tomllib.loads(text))


def _first_fault(error: ValidationError, model: type[BaseModel]) -> str:
    first = error.errors()[0]
    path = [part for part in first["loc"] if part != "function-before[_listed(), tuple[str, ...]]"]
    field = ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
    if first["type"] == "extra_forbidden":
        guess = nearest(str(path[-1]), _inner(model, path[:-1]).model_fields)
        return f"没有“{field}”这一项" + (f"，您是否指“{guess}”？" if guess else "。")
    if first["type"] == "missing":
        return f"缺少“{field}”这一项。"
    return f"“{field}”的值不合要求，应为{_EXPECTS.get(str(path[-1]), '规定的写法')}。"


def _inner(model: type[BaseModel], path: list[Any]) -> type[BaseModel]:
    """Return the model that stands at a path of fields, keys and positions."""
    for part in path:
        if part in model.model_fields:
            found = _models(model.model_fields[str(part)].annotation)
            model = found[0] if found else model
    return model


def _models(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - a type as written
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]


_EXPECTS = {
    "status": "规定的词（report.toml 写“送审”或“定稿”，county.toml 的指标要求写“已核实”或“未核实”）",
    **dict.fromkeys(("sample", "red_head"), "true 或 false"),
    "formats": '["html", "pdf", "docx", "xlsx"] 中的几个',
    "organs": '["中共某县某镇委员会", "某县某镇人民政府"] 这样的列表',
    "due": "“02-20”这样的月-日",
    "adds_over": '["month", "village", "area"] 中的词',
    "ratio": '["分子指标", "分母指标"] 这样的两项',
    **dict.fromkeys(
        ("signed_on", "published_on", "received_on", "data_cutoff", "issued_on"),
        "2024-01-22 这样的日期",
    ),
    **dict.fromkeys(("population", "villages", "decimals", "first_year", "last_year"), "整数"),
    **dict.fromkeys(("at_least", "at_most"), "数字"),
}
