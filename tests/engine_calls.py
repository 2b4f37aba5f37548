"""What the tests of the engine have a server do: it imports this module by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

RUN = "engine_calls:run"


class AwkwardError(Exception):
    """Goes into a pickle and does not come out again."""

    def __init__(self, code: int, place: str) -> None:
        """Keep one of two."""
        super().__init__(f"{code} {place}")


def run(tell: Callable[[Any], None], source: str) -> Any:
    """Run the source, which may ``tell``; return what it calls ``answer``."""
    names: dict[str, Any] = {"tell": tell}
    exec(source, names)  # noqa: S102 - the tests' own text
    return names.get("answer")


def broken() -> None:
    """Fail, as a preload may."""
    raise LookupError("没有这个模块")
