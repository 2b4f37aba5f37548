"""Blank forms for towns that keep no ledger yet: a workbook per topic, from the declarations only.

What a clerk fills in here reads back without a finding; nobody who has ledgers needs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

from analysis.errors import FazhiError, UsageError
from analysis.forms.book import form
from analysis.ledgers import Ledger
from analysis.store import write_bytes

TOPICS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "矛盾纠纷与人民调解": ("disputes", "mediation", "mediation_returns", "returns", "grid"),
        "学法培训考试": ("training",),
        "普法宣传": ("publicity", "media", "places"),
        "公共法律服务": ("services", "state", "visits"),
        "法治会议与履职": ("leadership",),
        "行政执法": ("enforcement",),
        "复议应诉与合法性审查": ("review",),
        "信访诉求": ("petitions",),
        "人员名册": ("people",),
        "社区矫正与安置帮教": ("correction",),
    }
)
"""The title of a form → the modules of ``analysis.ledgers`` whose ledgers are its sheets."""


def ledgers_of(topic: str) -> tuple[Ledger, ...]:
    """Return the ledgers of a topic in declared order."""
    modules = (import_module(f"analysis.ledgers.{name}") for name in TOPICS[topic])
    return tuple(ledger for module in modules for ledger in module.LEDGERS)


def write_forms(folder: Path) -> list[Path]:
    """Write a blank form per topic; return their paths.

    Raises ``FazhiError``, and writes nothing, where a file of that name holds anything else: a
    form that was filled in is not replaced by a blank one.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"“{folder.name}”不是文件夹。", "请另写一个文件夹名。")
    forms = {folder / f"{topic}.xlsx": form(topic, ledgers_of(topic)) for topic in TOPICS}
    for path, content in forms.items():
        if path.exists() and not _holds(path, content):
            says = f"{path.name} 已存在且内容不同，可能已经填写，没有覆盖。"
            raise FazhiError(says, "请换一个文件夹，或先把该文件移到别处。")
    for path, content in forms.items():
        write_bytes(path, content)
    return list(forms)


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


__all__ = ["TOPICS", "form", "ledgers_of", "write_forms"]
