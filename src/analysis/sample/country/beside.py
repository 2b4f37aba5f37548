"""What stands beside the ledgers: report.toml, 文字材料.md, 对照数据.csv; and county.toml above."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from analysis.sample import people
from analysis.sample.country.keeping import ledgers_of
from analysis.sample.country.registers import REGISTERS
from analysis.sample.country.towns import PER_COUNTY, Town, key_of, lot
from analysis.sample.country.written import written_report
from analysis.sample.prose import PROSE

_REPORT: Final = """\
# 示例数据：乡镇、人员、编号和数字均为虚构
sample = true
document_number = "{short}委文〔{next}〕{number}号"
organs = ["中共{county}{name}委员会", "{county}{name}人民政府"]
recipients = "县委、县政府"
copies_to = ["县司法局"]
issued_by = "{name}党政办公室"
signatory = "{signatory}"
signed_on = {signed_on}
{received}data_cutoff = {year}-12-31
status = "送审"
"""
_IN_TIME: Final = (1, 9)  # days from the date of a report until the county has it
_LATE: Final = (45, 60)  # signed on 28 January or before, due on 20 February
_COUNTY: Final = """\
# 示例数据：乡镇、人员、编号和数字均为虚构，由 fazhi sample --towns {count} --seed {seed} 生成
[county]
name = "{name}"
due = "02-20"
"""
_TOWN: Final = """
[[county.towns]]
name = "{key}"
population = {population}
villages = {villages}
{former}"""


def beside(town: Town, year: int) -> Iterator[tuple[str, bytes]]:
    """Yield report.toml, and what some towns have besides."""
    random = town.random("beside")
    yield "report.toml", _report(town, year).encode()
    if town.part == "written":
        yield written_report(town, year)
        return
    if random.random() < 0.4:
        yield "文字材料.md", _prose(town, year).encode()
    if random.random() < 0.3 and "mediation" in ledgers_of(town, year):
        yield "对照数据.csv", _comparisons(town, year).encode("utf-8-sig")


def county(towns: Sequence[Town], seed: int) -> bytes:
    """Return county.toml: the towns that have to file, in an order that tells nothing of them."""
    name = towns[0].county if len(towns) <= PER_COUNTY else "示例市"
    head = _COUNTY.format(count=len(towns), seed=seed, name=name)
    listed = sorted(_expected(town, len(towns)) for town in towns)
    return (head + "".join(listed)).encode()


def _expected(town: Town, count: int) -> str:
    former = ""
    if town.former_name:
        former = f'former_names = ["{key_of(replace(town, name=town.former_name), count)}"]\n'
    return _TOWN.format(
        key=key_of(town, count),
        population=town.people(),
        villages=len(town.villages),
        former=former,
    )


def _report(town: Town, year: int) -> str:
    random = town.random(year, "report")
    number, signed = random.randint(2, 30), date(year + 1, 1, random.randint(10, 28))
    came = signed + timedelta(days=random.randint(*(_LATE if town.part == "late" else _IN_TIME)))
    silent = lot(town, year) == "silent"
    return _REPORT.format(
        short=town.name[:2],
        next=year + 1,
        number=number,
        county=town.county,
        name=town.name,
        signatory=people.SIGNATORY,
        signed_on=signed.isoformat(),
        received="" if silent else f"received_on = {came.isoformat()}\n",
        year=year,
    )


def _prose(town: Town, year: int) -> str:
    """Return the paragraphs of the sample town that say nothing of its own, with this town's name."""
    parts = ["【提示】示例数据，人员、编号和数字均为虚构。"]
    for heading, paragraphs in PROSE[(2022, 2023)[year % 2]].items():
        kept = [p.replace("双龙镇", town.name) for p in paragraphs if "{" not in p]
        kept = [p for p in kept if "双龙" not in p]
        if kept:
            parts += [f"# {heading}", *kept]
    return "\n\n".join(parts) + "\n"


def _comparisons(town: Town, year: int) -> str:
    """Return last year's cases, as last year's ledger has them, and a plan."""
    usual = REGISTERS["mediation"].a_year * town.size
    last = town.in_year(year - 1, "mediation", usual)
    rows = [
        ("指标", "类型", "数值", "出处", "位置", "原文"),
        ("mediation.accepted", "上年", last, f"{town.name}{year - 1}年度报告（示例，虚构）",
         "第3页", f"受理矛盾纠纷{last}件"),
        ("publicity.events", "计划", round(60 * town.size), f"{town.name}{year}年普法计划（示例，虚构）",
         "第1页", "全年开展普法活动"),
    ]  # fmt: skip
    return "".join(",".join(map(str, row)) + "\r\n" for row in rows)
