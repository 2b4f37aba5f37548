"""What personal columns hold: kept in memory for masking and the privacy gate, and nowhere else."""

from __future__ import annotations

import re

from analysis.intake.parse import text_of
from analysis.intake.rows.typed import Typed
from analysis.ledgers import Column
from analysis.values import Cell, is_blank

_NAME = re.compile(
    "[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}"
    "|[\u3400-\u9fff\U00020000-\U0003ffff]+(?:·[\u3400-\u9fff]+)+",
)
_NO_NAME = re.compile(
    "不详|未知|本人|双方|村民|居民|群众|匿名|没有|其他|单位|个人|.*(?:村委会|居委会|调委会|派出所|司法所"
    "|政府|公司|社区|街道|中心|学校|小学|中学|医院|法院|检察院)",
)
_BETWEEN, _AND = re.compile(r"[、,，;；/\s()（）]+"), re.compile("[和与]")
_AND_OTHERS = re.compile(r"等?[0-9]*人?$")


def keep_secret(typed: Typed, column: Column, cells: list[Cell]) -> None:
    """Keep the cells of a personal column for masking and the privacy gate, in memory only."""
    texts = {text_of(cell) for cell in set(cells) if not is_blank(cell)}
    if column.kind == "person":
        typed.names |= {name for text in texts for name in _persons(text)}
    else:
        typed.personal |= texts


def _persons(text: str) -> set[str]:
    """Split a cell of names (张三、李四等2人) into names; 李和平 is one name, not two."""
    parts = [_AND_OTHERS.sub("", part) for part in _BETWEEN.split(text)]
    parts += [name for part in parts for name in _AND.split(part)]
    return {n for n in parts if _NAME.fullmatch(n) and not _NO_NAME.fullmatch(n)}
