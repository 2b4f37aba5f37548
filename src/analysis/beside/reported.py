"""自填: figures that a town's own report gives, taken from it by ``fazhi verify``."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from analysis.errors import UnreadableFileError

REPORTED: Final = "自填.csv"
COLUMNS: Final = ("乡镇", "年度", "编号", "指标", "数值", "单位", "约数", "文件", "位置", "原文")


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure that a town's own report gives (自填); ``about``: 余, 近 ..., empty when exact."""

    town: str
    year: int
    indicator: str
    value: Decimal
    about: str
    file: str
    place: str
    text: str


def read_reported(path: Path) -> list[Reported]:
    """Read what ``fazhi verify`` wrote; an empty list where there is no file.

    Raises ``UnreadableFileError`` when the file is another or was changed by hand.
    """
    if not path.is_file():
        return []
    try:
        lines = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
        figures = [
            Reported(
                *(line["乡镇"], int(line["年度"]), line["编号"], Decimal(line["数值"])),
                *(line["约数"], line["文件"], line["位置"], line["原文"]),
            )
            for line in lines
        ]
    except (KeyError, TypeError, ValueError, ArithmeticError, csv.Error) as error:
        raise _changed(path) from error
    if not all(one.value.is_finite() for one in figures):
        raise _changed(path)
    return figures


def _changed(path: Path) -> UnreadableFileError:
    return UnreadableFileError(
        f"{path.name} 不是核对结果原来的样子，没有采用。", "请重新运行 fazhi verify 生成。"
    )
