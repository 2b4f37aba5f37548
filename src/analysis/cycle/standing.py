"""Whether a town has a report, and whether it was made from what there is now."""

from __future__ import annotations

from enum import StrEnum

from analysis.build.manifest import manifest
from analysis.store import read_json
from analysis.town import Town
from analysis.workspace import Job, Workspace

STALE_LEDGERS = "台账已改动，请重新生成"
STALE_TEXTS = "文字、设置或程序已改动，请重新生成"


class Standing(StrEnum):
    """How a town's report stands, in words."""

    NONE = "未生成"
    DRAFT = "只有草稿"
    DONE = "已生成"
    OLD_LEDGERS = f"已生成，{STALE_LEDGERS}"
    OLD_TEXTS = f"已生成，{STALE_TEXTS}"


def standing(workspace: Workspace, town: Town, last: Town | None) -> Standing:
    """Compare what the published report was made from with what there is now.

    ``last``: the town's previous year.
    """
    folder = workspace.published(town.area, town.year)
    stored = read_json(folder / "manifest.json")
    made = stored.get("files") or {} if isinstance(stored, dict) else {}
    if not any((folder / name).is_file() for name in made):
        drafted = (folder / "report.draft.html").is_file()
        return Standing.DRAFT if drafted else Standing.NONE
    keys = stored.get("keys", {})
    if keys.get("inputs") != town.keys["inputs"]:
        return Standing.OLD_LEDGERS
    job = Job(town.area, town.year, stored.get("edition", "review"))
    now = manifest(workspace, job, town, last, {})
    return Standing.DONE if now["keys"] == keys else Standing.OLD_TEXTS
