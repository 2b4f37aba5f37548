"""Who filed: the year's towns, their state in the years before, and what is known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from analysis.county.model import CountyYear, Filing, Member
from analysis.report import wording
from analysis.report.county import cells
from analysis.report.provenance import Json


def cards(county: CountyYear) -> Json:
    """Return the numbers of towns by state; states that no town is in are left out."""
    found = Counter(member.filing for member in county.members)
    shown = [("应报送", len(county.members)), *((str(f), found[f]) for f in Filing if found[f])]
    return {
        "block": "cards",
        "label": "报送情况",
        "cards": [
            {"title": title, "text": str(number), "value": None, "unit": "个", "change": None}
            for title, number in shown
        ],
    }


def table(years: Sequence[CountyYear]) -> Json:
    """Return the towns with their states, the newest year first, and what has to be said."""
    county, earlier = years[-1], list(reversed(years[:-1]))
    dated = any(member.received for member in county.members)
    columns = ["乡镇", f"{county.year}年", *(f"{one.year}年" for one in earlier)]
    columns += ["收到（成文）日期"] if dated else []
    return {
        "block": "table",
        "caption": f"{county.year}年各乡镇报送情况",
        "columns": [*columns, "说明"],
        "rows": [_row(member, earlier, dated=dated) for member in county.members],
    }


def _row(member: Member, earlier: Sequence[CountyYear], *, dated: bool) -> list[Json]:
    before = [one.by_town.get(member.town) for one in earlier]
    states = [cells.state(then.filing) if then else {"text": "—"} for then in before]
    day = member.received
    when = [{"text": wording.long_date(day), "sort": day.strftime("%Y%m%d")} if day else cells.NONE]
    renamed = "" if member.area == member.town else f"文件夹用的是曾用名“{member.area.name}”。"
    return [
        cells.town(member), cells.state(member.filing), *states, *(when if dated else []),
        {"text": f"{member.says}{renamed}"},
    ]  # fmt: skip
