"""``report.toml``: the head of a town's report, written for a new year, and what it still lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from analysis.cycle.placing import toml_text
from analysis.settings import ReportSettings
from analysis.workspace import Area

_TOP = """\
# {town}{year}年报告的封面信息。用记事本修改，存为 UTF-8。
# 行首有“#”和空格的是示例：改成自己的，再去掉行首的“# ”，就算填上了。
"""
_ENTRIES: tuple[tuple[str, str], ...] = (
    ("organs", "发文机关，联合行文时党委在前"),
    ("document_number", "发文字号，用六角括号〔〕"),
    ("recipients", "主送机关"),
    ("signatory", "签发人"),
    ("copies_to", "抄送机关，可写多个；没有就不写"),
    ("issued_by", "印发机关；没有就不写"),
    ("red_head", "PDF 和 Word 文件上印红头；不写就不印"),
    ("title", "标题；不写就用“关于某镇某年法治政府建设情况的报告”"),
    ("signed_on", "成文日期，不加引号"),
    ("issued_on", "印发日期，不加引号；不写就用成文日期"),
    ("published_on", "发布日期，不加引号；公开以后再填"),
    ("received_on", "县里收到的日期，由县里填，不加引号；不写就按成文日期看是否逾期"),
    ("data_cutoff", "数据截止日期：这一天以后的不计入；不写就是当年12月31日"),
)
_CARRIED = ("organs", "recipients", "signatory", "copies_to", "issued_by", "red_head", "title")
_LACKING = {
    "organs": "发文机关",
    "document_number": "发文字号",
    "recipients": "主送机关",
    "signatory": "签发人",
    "signed_on": "成文日期",
}
_NAMES_A_YEAR = re.compile(r"(?:19|20)\d\d|[零〇一二三四五六七八九]{4}年")


def head(area: Area, year: int, county: str, last: ReportSettings | None = None) -> str:
    """Return ``report.toml`` for a town's year.

    Of ``last`` year's: organs, recipients, signatory, and a title that names no year. 文号 and the
    dates begin empty, as does the status.
    """
    examples = _examples(area, year, county or "某某县")
    kept = {name: getattr(last, name) for name in _CARRIED} if last else {}
    if _NAMES_A_YEAR.search(kept.get("title") or ""):
        del kept["title"]
    lines = [_TOP.format(town=area.name, year=year)]
    for name, comment in _ENTRIES:
        value = kept.get(name)
        entry = f"{name} = {_value(value)}" if value else f"# {name} = {_value(examples[name])}"
        lines.append(f"# {comment}\n{entry}\n")
    lines.append('# 状态：送审 或 定稿\nstatus = "送审"\n')
    return "\n".join(lines)


def lacking(settings: ReportSettings) -> Iterator[str]:
    """Yield what the head of a report has to have and these settings do not."""
    for name, title in _LACKING.items():
        if not getattr(settings, name):
            yield title
    if settings.status == "定稿" and not settings.published_on:
        yield "发布日期"


def _examples(area: Area, year: int, county: str) -> dict[str, object]:
    town = area.name
    organs = (
        (f"中共{county}{town}工作委员会", f"{county}人民政府{town}办事处")
        if town.endswith("街道")
        else (f"中共{county}{town}委员会", f"{county}{town}人民政府")
    )
    return {
        "organs": organs,
        "document_number": f"某某委文〔{year + 1}〕1号",
        "recipients": "县委、县政府",
        "signatory": "签发人姓名",
        "copies_to": ("县司法局",),
        "issued_by": f"{town}党政办公室",
        "title": f"关于{town}法治政府建设情况的报告",
        "red_head": True,
        "signed_on": date(year + 1, 1, 20),
        "issued_on": date(year + 1, 1, 22),
        "published_on": date(year + 1, 3, 20),
        "received_on": date(year + 1, 1, 25),
        "data_cutoff": date(year, 12, 31),
    }


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else toml_text(str(value))
