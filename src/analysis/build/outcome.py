"""What became of one town, in words and names: for the terminal, ``build.json`` and the next run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final, Literal

from analysis.workspace import Job

End = Literal["published", "draft", "unchanged", "refused", "failed"]
WORDS: Final[Mapping[End, str]] = {
    "published": "已发布",
    "draft": "已出草稿",
    "unchanged": "没有变化",
    "refused": "未发布",
    "failed": "未发布",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """One town of a run. Paths are below the root.

    - ``state``: ``refused``: the town's files have to be mended; ``failed``: anything else went wrong.
    - ``page``: the page, or where none was asked for the first file; ``files``: all of them.
    - ``reason``: why nothing was published; ``errors``: the findings behind it, numbered, one a line.
    - ``missing``: formats that cannot be made here, and why. ``told``: what else the user should know.
    - ``steps``: those that ran. ``again``: whether a fresh process might do better.
    """

    area: str
    year: int
    state: End
    page: str = ""
    files: tuple[str, ...] = ()
    tally: str = ""
    reason: str = ""
    errors: tuple[str, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    data_check: str = ""
    steps: tuple[str, ...] = ()
    seconds: float = 0.0
    again: bool = False

    @property
    def good(self) -> bool:
        """Whether all that was asked for is there."""
        return self.state in {"published", "draft", "unchanged"} and not self.missing

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON has it, without what is empty."""
        return {name: value for name in _NAMES if (value := getattr(self, name)) not in _NOTHING}


def from_json(stored: Mapping[str, Any]) -> Summary:
    """Return what ``as_json`` gave. Raises ``TypeError`` for anything else."""
    known: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in stored.items()
        if name in _NAMES
    }
    return Summary(**known)


_NAMES: Final = tuple(one.name for one in fields(Summary))
_NOTHING: Final[tuple[object, ...]] = ("", (), {}, False)


def failed(job: Job, reason: str, *, again: bool = True) -> Summary:
    """Return the end of a town that could not be built at all."""
    return Summary(job.area.key, job.year, "failed", reason=reason, again=again)
