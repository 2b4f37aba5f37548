"""What ``fazhi build --county`` and ``fazhi publish`` share: pages over several towns, told as they come."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.cli.app import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysis.build.batch import Options
    from analysis.build.views import Seen, View
    from analysis.county.read import Reader
    from analysis.settings import Format
    from analysis.workspace import Area, Edition, Workspace


def county_views(
    workspace: Workspace, year: int, formats: tuple[Format, ...], edition: Edition = "review"
) -> list[View]:
    """Return the pages of a year's county, and of each county where the root holds several.

    The public edition has the reports only: what is asked of the towns is not published.
    """
    from analysis.build.views import View  # noqa: PLC0415
    from analysis.county.read import scopes  # noqa: PLC0415

    name = workspace.configuration().county.name
    areas = ["/".join(scope) for scope in scopes(workspace, year)]
    reports = [area for area in areas if area or len(areas) == 1 or (name and name not in areas)]
    views = []
    for area in areas:
        if area in reports:
            views.append(View("report", year, area, formats, edition))
        if edition == "review":
            views.append(View("review", year, area))
    return views


def all_county_views(reader: Reader) -> list[View]:
    """Return the county pages of all years that have towns, in the formats of county.toml.

    A year without usable ledgers, such as one that has just begun, has no report.
    """
    formats = reader.workspace.configuration().build.formats
    return [
        view
        for year in years_of(reader)
        for view in county_views(reader.workspace, year, formats)
        if view.kind != "report" or reader.year(year).usable
    ]


def years_of(reader: Reader) -> list[int]:
    """Return the years that have towns."""
    return [year for year in reader.workspace.years() if reader.year(year).members]


def trends_views(reader: Reader) -> list[View]:
    """Return the trends of each town in the newest year that it can be used in, and of the counties."""
    from analysis.build.views import View  # noqa: PLC0415
    from analysis.county.read import scopes  # noqa: PLC0415

    newest: dict[Area, View] = {}
    years = years_of(reader)
    for year in years:
        for member in reader.year(year).usable:
            newest[member.town] = View("trends", year, member.area.key)
    folders = scopes(reader.workspace, years[-1])
    last = [View("trends", years[-1], "/".join(scope)) for scope in folders]
    return [*last, *newest.values()]


def settled(build: Callable[[Options, int], tuple[bool, int]], options: Options) -> bool:
    """Build, and once more where anything was made: pages of one year link those of others by then.

    ``build`` takes which time this is: what was told the first time is not told again.
    """
    good, made = build(options, 1)
    if made:
        good, _ = build(replace(options, again=False), 2)
    return good


def build_towns(
    workspace: Workspace,
    jobs: int | None,
    options: Options,
    time: int = 1,
) -> tuple[bool, int]:
    """Build what is stale of all towns of all years; return whether nothing but towns was at fault.

    And how many reports were made. ``time``: see ``settled``.

    A town whose ledgers hold errors is no failure of the site: it shows that state.
    """
    from analysis.cli.running import run_towns  # noqa: PLC0415
    from analysis.roster import roster_of, samples_among  # noqa: PLC0415
    from analysis.workspace import Job  # noqa: PLC0415

    good, all_made = True, 0
    formats = workspace.configuration().build.formats
    for year in workspace.years():
        filed = roster_of(workspace, year).filed
        left = samples_among(workspace, filed, year)
        work = [Job(area, year, formats=formats) for area in filed if area not in left]
        if not work:
            continue
        tally, _ = run_towns(
            workspace, work, options, jobs, tells="faults" if time == 1 else "failures"
        )
        good &= not tally.count("failed")
        made, same = tally.count("published"), tally.count("unchanged")
        refused = tally.count("refused")
        all_made += made
        if time == 1:
            say(f"{year}年乡镇报告：新出 {made} 份，没有变化 {same} 份，台账要改 {refused} 份。")
    return good, all_made


def build_pages(
    reader: Reader,
    views: Sequence[View],
    jobs: int | None,
    options: Options,
    time: int = 1,
) -> tuple[bool, int]:
    """Build pages over several towns or years; return whether all are there, how many were made.

    ``time``: see ``settled``.
    """
    from analysis.build.batch import local, processors  # noqa: PLC0415
    from analysis.build.views import WORDS, build_views  # noqa: PLC0415

    good = True
    made: Counter[str] = Counter()
    stale = [view for view in views if options.again or not _is_kept(reader, view)]
    with local(max(1, min(jobs or processors(), len(stale)))) as executor:
        for seen in build_views(reader.workspace, stale, executor, options.engine):
            made[seen.view.kind] += not seen.reason
            good &= seen.good
            if time == 1 or not seen.good:
                _tell(seen)
    if made["trends"]:
        say(f"{WORDS['trends']}：新出 {made['trends']} 页。")
    return good, made.total()


def _is_kept(reader: Reader, view: View) -> bool:
    from analysis.build.county import is_kept  # noqa: PLC0415
    from analysis.errors import FazhiError  # noqa: PLC0415

    try:
        return is_kept(reader, view)
    except FazhiError:
        return False  # building it tells what is wrong


def _tell(seen: Seen) -> None:
    from analysis.build.views import WORDS  # noqa: PLC0415

    what = f"{seen.name or '全部乡镇'} {seen.view.year}年{WORDS[seen.view.kind]}"
    pages = [name for name in seen.files if name.endswith(".html")]
    if seen.reason:
        say(f"{what}：没有生成：{seen.reason}")
    elif seen.view.kind != "trends":
        say(f"{what}：{'、'.join(pages) or '、'.join(seen.files)}")
        for line in (*seen.told, *(f"没有生成 {one}" for one in seen.missing)):
            say(f"  {line}")
