"""A county's own indicators in county.toml, and what may be pooled."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from conftest import SAMPLE

from analysis.cells import Source
from analysis.errors import ConfigurationError
from analysis.indicators import INDICATORS
from analysis.indicators.county import defined
from analysis.indicators.definition import definition_key
from analysis.indicators.model import Count, Indicator, Observation, Part, Ratio, Where
from analysis.indicators.pool import PoolingError, pooled
from analysis.report import wording
from analysis.settings import Configuration, read_settings
from analysis.town import Town, load
from analysis.workspace import Workspace

ALL_CONCLUDED = """
[indicators."mediation.concluded"]
formulas = [{ count = "mediation", when = "closed_on", where = [{ column = "result", values = ["调解成功", "调解不成功", "撤回"] }] }]
"""
OWN = """
[indicators."county.winter_talks"]
title = "院坝会"
unit = "场"
by = "month"
phrases = ["院坝会"]
formulas = [{ count = "普法活动台账", when = "活动时间", where = [{ column = "活动形式", values = "宣讲会" }] }]

[indicators."county.share"]
title = "院坝会占比"
unit = "%"
formulas = [{ ratio = ["county.winter_talks", "publicity.events"] }]
"""


MADE_OF_CONCLUDED = {
    "mediation.concluded",
    *(one.id for one in INDICATORS.values() if "mediation.concluded" in one.terms),
}


def configuration(tmp_path: Path, text: str) -> Configuration:
    """Return county.toml as it is read."""
    path = tmp_path / "county.toml"
    path.write_text(text, encoding="utf-8")
    return read_settings(path, Configuration)


def read(tmp_path: Path, text: str) -> dict[str, Indicator]:
    """Return the indicators of a county."""
    return dict(defined(INDICATORS, configuration(tmp_path, text)))


def fault(tmp_path: Path, text: str) -> str:
    """Return what is said of a county.toml that cannot be used."""
    with pytest.raises(ConfigurationError) as told:
        read(tmp_path, text)
    return str(told.value)


def one(formula: str, head: str = 'title = "甲"\nunit = "件"') -> str:
    """Return a new indicator of one formula."""
    return f'[indicators."county.one"]\n{head}\nformulas = [{formula}]\n'


def test_nothing_said_changes_nothing(tmp_path: Path) -> None:
    """Without indicators of its own a county has those declared, in their order."""
    assert list(read(tmp_path, "").items()) == list(INDICATORS.items())


def test_a_redefined_indicator_keeps_what_is_not_said(tmp_path: Path) -> None:
    """Formula and origin change; title, unit and fitting breakdowns stay; the old note goes."""
    old = INDICATORS["mediation.concluded"]
    new = read(tmp_path, ALL_CONCLUDED)["mediation.concluded"]
    assert new.formulas == (
        Count("mediation", when="closed_on",
              where=(Where("result", ("调解成功", "调解不成功", "撤回")),)),
    )  # fmt: skip
    assert (new.title, new.unit, new.by, new.phrases) == (old.title, old.unit, old.by, old.phrases)
    assert old.note
    assert (new.note, new.origin) == ("", "county.toml")


def test_names_may_be_titles_and_values_as_clerks_write_them(tmp_path: Path) -> None:
    """Ledgers and columns by their Chinese titles; 宣讲会 is the declared 学习宣讲会."""
    found = read(tmp_path, OWN)
    assert found["county.winter_talks"].formulas == (
        Count("publicity_events", when="held_on", where=(Where("form", ("学习宣讲会",)),)),
    )
    assert found["county.winter_talks"].by == ("month",)
    assert found["county.share"].note == "院坝会占比＝院坝会÷普法活动。"
    assert list(found)[-2:] == ["county.winter_talks", "county.share"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[indicators."mediation.concluded"]\nformula = 1', "没有“indicators.mediation.concluded.formula”这一项，您是否指“formulas”？"),
        ('[indicators."mediation.conclude"]\ndecimals = 1', "如要修改已有的指标，您是否指“mediation.concluded”？"),
        (one('{ count = "人民调解台账" }'), "没有台账“人民调解台账”。您是否指“人民调解登记台账”？"),
        (one('{ count = "mediation", when = "close_on" }'), "没有《人民调解登记台账》的栏目“close_on”。您是否指“closed_on”？"),
        (one('{ count = "mediation", when = "纠纷类型" }'), "不是日期栏"),
        (one('{ count = "mediation", where = [{ column = "调解结果", values = ["调解成攻"] }] }'), "您是否指“调解成功”？"),
        (one('{ count = "mediation", where = [{ column = "调解结果", values = ["撤回"], words = ["撤"] }] }'), "只写一种"),
        (one('{ count = "mediation", where = [{ column = "受理日期", words = ["2023"] }] }'), "不是文字栏"),
        (one('{ count = "mediation", where = [{ column = "调解结果", words = [" "] }] }'), "空的词"),
        (one('{ count = "mediation", where = [{ column = "当事人", words = ["张"] }] }'), "涉及个人信息"),
        (one('{ count = "mediation", where = [{ column = "当事人" }] }'), "涉及个人信息"),
        (one('{ count = "普法活动台账", where = [{ column = "form", values = "夜间院坝会" }] }'), "都归入“院坝会”"),
        (one('{ count = "普法活动台账", where = [{ column = "form", values = "集中选传" }] }'), "您是否指“集中宣传”？"),
        (one('{ sum = "mediation", when = "closed_on" }'), "缺少 column"),
        (one('{ sum = "mediation", column = "type" }'), "不是数字栏"),
        (one('{ sum = "mediation_return", column = "累计受理" }'), "是累计数"),
        (one('{ count = "mediation", column = "amount" }'), "用不到 column"),
        (one('{ count = "mediation", sum = "mediation" }'), "现在写了 2 个"),
        (one("{ }"), "现在写了 0 个"),
        (one('{ total = ["mediation.acepted"] }'), "没有指标“mediation.acepted”。您是否指“mediation.accepted”？"),
        (one('{ ratio = ["mediation.settled", "mediation.accepted"] }'), "单位与公式不配"),
        (one('{ count = "mediation" }', 'title = "甲"\nunit = "%"'), "单位与公式不配"),
        (one('{ total = ["county.one"] }'), "绕回了它自己"),
        (one('{ count = "mediation" }', 'unit = "件"'), "还缺少title"),
        (one('{ count = "mediation" }', 'title = "甲"\nunit = "件"\nby = "month"'), "没有写 when"),
        (one('{ count = "mediation" }', 'title = "甲"\nunit = "件"\nby = "受理日期"'), "不能按“受理日期”分组"),
        (one('{ total = ["mediation.accepted"] }, { count = "mediation" }'), "只能单独写一个"),
        ('[[thresholds]]\nindicator = "training.sesions"\nat_least = 2\nsource = "某文件"', "您是否指“training.sessions”？"),
        ('[[thresholds]]\nindicator = "training.sessions"', "缺少“thresholds.1.source”这一项"),
        ('[county]\ndue = "三月"', "应为“02-20”这样的月-日"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said_with_the_nearest_name(
    text: str, says: str, tmp_path: Path
) -> None:
    """Each mistake is one Chinese sentence that says where and, where there is one, what is meant."""
    told = fault(tmp_path, text)
    assert says in told
    assert "county.toml" in told


def test_a_category_of_the_countys_own_may_be_counted(tmp_path: Path) -> None:
    """An open category takes words that resemble none declared; clerks write them as they are."""
    text = one('{ count = "普法活动台账", where = [{ column = "form", values = "法治夜市" }] }')
    (formula,) = read(tmp_path, text)["county.one"].formulas
    assert formula == Count("publicity_events", where=(Where("form", ("法治夜市",)),))


def totals(town: Town) -> dict[str, Decimal]:
    """Return the totals by indicator."""
    return {o.indicator: o.value for o in town.observations if not o.cell}


def test_rows_may_be_counted_by_words_of_their_text(tmp_path: Path) -> None:
    """`words` takes the rows whose text has one of them, whatever stands around it."""
    text = one(
        '{ count = "学法培训台账", when = "日期", where = [{ column = "主题", words = ["民法典", "宪法"] }] }'
    )
    (formula,) = read(tmp_path, text)["county.one"].formulas
    assert formula == Count("study", "held_on", (Where("topic", ("民法典", "宪法"), within=True),))


def test_a_definition_changes_exactly_its_figures(sample: Workspace, tmp_path: Path) -> None:
    """Cases counted in the year of their 受理 instead: 办结 and the rate change, nothing else does.

    The page says that the county defines it so, and last run's observations are not served.
    """
    workspace = Workspace(tmp_path)
    (tmp_path / "data").symlink_to(sample.root / "data")
    before = load(workspace, SAMPLE, 2023)
    configuration(tmp_path, ALL_CONCLUDED.replace("closed_on", "accepted_on"))
    after = load(workspace, SAMPLE, 2023)
    then, now = totals(before), totals(after)
    changed = {name for name in then if then[name] != now[name]}
    assert changed == MADE_OF_CONCLUDED
    frame = before.frames["mediation"]
    ended = (frame["accepted_on"].dt.year == 2023) & frame["result"].isin(
        ["调解成功", "调解不成功"]
    )
    assert now["mediation.concluded"] == int(ended.sum()) != then["mediation.concluded"]
    rule = wording.rule(after.indicators["mediation.concluded"], 0, 2023, after.cutoff)
    assert rule.endswith("（口径由 county.toml 规定）")


def value(area: str, number: int, key: str, year: int = 2023) -> Observation:
    """Return a town's total."""
    return Observation(area=area, year=year, indicator="x", cell=(), value=Decimal(number),
                       definition=key)  # fmt: skip


def rate(area: str, numerator: int, denominator: int) -> Observation:
    """Return a town's rate with its halves."""
    halves = tuple(
        Part(label, Decimal(number), Source("", "", ""))
        for label, number in (("成功", numerator), ("办结", denominator))
    )
    found = Decimal(numerator) / denominator * 100 if denominator else Decimal(0)
    return Observation(area=area, year=2023, indicator="r", cell=(), value=found, parts=halves,
                       definition="k")  # fmt: skip


CASES = Indicator(id="x", title="受理案件", unit="件", formulas=(Count("mediation"),))
RATE = Indicator(id="r", title="成功率", unit="%", formulas=(Ratio("a", "b"),))


def test_numbers_are_added_and_rates_are_not_averaged() -> None:
    """3 + 5 = 8 with a part for each town; 1/1 and 1/3 are 2/4, not the mean of 100 and 33."""
    total = pooled(CASES, [value("甲镇", 3, "k"), value("乙镇", 5, "k")], "某县")
    assert (total.value, [part.label for part in total.parts]) == (Decimal(8), ["甲镇", "乙镇"])
    both = pooled(RATE, [rate("甲镇", 1, 1), rate("乙镇", 1, 3)], "某县")
    assert both.value == Decimal(50)
    assert [part.value for part in both.parts] == [Decimal(2), Decimal(4)]


def test_what_is_not_alike_is_not_pooled() -> None:
    """Two definitions, two years, a figure that does not add, no figure, no denominator."""
    with pytest.raises(PoolingError, match="甲镇与乙镇的“受理案件”口径不同，不能合计"):
        pooled(CASES, [value("甲镇", 3, "k"), value("乙镇", 5, "other")], "某县")
    with pytest.raises(PoolingError, match="年度不同"):
        pooled(CASES, [value("甲镇", 3, "k"), value("乙镇", 5, "k", year=2022)], "某县")
    alone = Indicator(
        id="x", title="日均", unit="件", formulas=CASES.formulas, adds_over=("month",)
    )
    with pytest.raises(PoolingError, match="不能跨乡镇相加"):
        pooled(alone, [value("甲镇", 3, "k")], "某县")
    with pytest.raises(PoolingError, match="没有可以合计"):
        pooled(CASES, [], "某县")
    with pytest.raises(PoolingError, match="分母合计为 0"):
        pooled(RATE, [rate("甲镇", 0, 0)], "某县")


def test_a_definition_is_known_by_what_it_is_made_of(tmp_path: Path) -> None:
    """A rate has another key once one of its halves is defined otherwise; its title changes nothing."""
    new = read(tmp_path, ALL_CONCLUDED)
    changed = [
        name for name in INDICATORS if definition_key(name, INDICATORS) != definition_key(name, new)
    ]
    assert set(changed) == MADE_OF_CONCLUDED
    titled = read(tmp_path, '[indicators."mediation.concluded"]\ntitle = "办结案件"')
    assert definition_key("mediation.concluded", titled) == definition_key(
        "mediation.concluded", INDICATORS
    )


def test_towns_of_two_counties_with_two_definitions_are_not_pooled(
    sample: Workspace, tmp_path: Path
) -> None:
    """The same town read under two county.toml gives values that refuse to be added."""
    configuration(tmp_path, ALL_CONCLUDED)
    (tmp_path / "data").symlink_to(sample.root / "data")
    both = [load(w, SAMPLE, 2023) for w in (sample, Workspace(tmp_path))]
    rates = [o for t in both for o in t.observations if o.indicator == "mediation.success_rate"]
    with pytest.raises(PoolingError, match="口径不同"):
        pooled(INDICATORS["mediation.success_rate"], rates, "丰都县")
