"""What was typed after ``--formats`` and ``--edition``, understood or answered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import get_args

from analysis.build.batch import ENGINES, Engine
from analysis.errors import UsageError
from analysis.settings import Format
from analysis.values import nearest
from analysis.workspace import EDITIONS, Edition


def formats(text: str) -> tuple[Format, ...]:
    """Read ``html,pdf``. Raises ``UsageError`` naming the nearest format."""
    known: dict[str, Format] = {name: name for name in get_args(Format)}
    names = dict.fromkeys(name for name in re.split(r"[,，、\s]+", text.lower()) if name)
    for name in names:
        if name not in known:
            raise UsageError(f"没有“{name}”这种格式。", _near(name, known))
    if not names:
        raise UsageError("--formats 后面没有写格式。", f"可用：{'、'.join(known)}。")
    return tuple(known[name] for name in names)


def edition(text: str, *, draft: bool) -> Edition:
    """Read ``review`` or ``public``. Raises ``UsageError``, for a public draft too."""
    found = next((one for one in EDITIONS if one == text), None)
    if found is None:
        raise UsageError(f"没有“{text}”这种版本。", _near(text, EDITIONS))
    if draft and found == "public":
        raise UsageError("草稿不能公开。", "请去掉 --draft，或去掉 --edition public。")
    return found


def engine(text: str) -> Engine:
    """Read ``warm`` or ``kernel``. Raises ``UsageError``."""
    found = next((one for one in ENGINES if one == text), None)
    if found is None:
        raise UsageError(f"没有“{text}”这种运行方式。", _near(text, ENGINES))
    return found


def _near(name: str, known: Iterable[str]) -> str:
    guess = nearest(name, list(known))
    return f"您是否指“{guess}”？" if guess else f"可用：{'、'.join(known)}。"
