"""Who filed: the roster of a year beside what lies in the folders, and when it came."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from analysis.errors import ConfigurationError
from analysis.roster import Roster
from analysis.settings import COUNTY_FILE, County, ReportSettings
from analysis.workspace import Area


def due_date(county: County, year: int) -> date | None:
    """Return until when the towns had to file about a year. Raises ``ConfigurationError``."""
    if county.due is None:
        return None
    month, day = map(int, county.due.split("-"))
    try:
        return date(year + 1, month, day)
    except ValueError as error:
        raise ConfigurationError(
            f"{COUNTY_FILE}：报送期限“{county.due}”不是一个日期。", "请写成“02-20”这样的月-日。"
        ) from error


def received_on(settings: ReportSettings) -> tuple[date | None, str]:
    """Return when a report came, and what that date is: as noted by the county, else as signed."""
    if settings.received_on:
        return settings.received_on, "收到日期"
    return settings.signed_on, "成文日期"


def late(settings: ReportSettings, due: date | None) -> str:
    """Say that a report came after the day it was due; empty where it did not or nobody knows."""
    day, what = received_on(settings)
    if day is None or due is None or day <= due:
        return ""
    return f"{what}{_said(day)}晚于报送期限{_said(due)}。"


def absent(roster: Roster) -> Iterator[tuple[str, str]]:
    """Yield the towns that have not filed, each with what is known of it."""
    asked = {name: area for area, name in roster.asked.items()}
    for name in roster.absent:
        folder = asked.get(name)
        meant = f"有一个名为“{folder.key}”的文件夹，请确认是否为这个镇。" if folder else ""
        yield name, meant


def present_name(area: Area, roster: Roster) -> Area:
    """Return a town under the name that it has now."""
    name = roster.former.get(area)
    if name is None:
        return area
    return Area((*area.path[:-1], name.rpartition("/")[2]))


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
