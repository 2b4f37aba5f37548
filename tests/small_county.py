"""A small invented county on disk: a mediation register and a list of publicity events for each town."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

TOWNS = tuple(f"{name}镇" for name in "甲乙丙丁戊己庚辛壬癸")


def write_county(root: Path, toml: str = "") -> None:
    """Write county.toml: the ten towns, due on 20 February, with 2,000 inhabitants each."""
    (root / "data" / "raw").mkdir(parents=True, exist_ok=True)
    towns = "".join(f'[[county.towns]]\nname = "{t}"\npopulation = 2000\n' for t in TOWNS)
    text = f'[county]\nname = "某示例县"\ndue = "02-20"\n{towns}{toml}'
    (root / "county.toml").write_text(text, encoding="utf-8")


def write_town(  # noqa: PLR0913 - where it lies, and its three numbers
    root: Path, year: int, town: str, *, cases: int = 30, failed: int = 1, events: int = 4
) -> Path:
    """Write a town's ledgers of a year and return its folder; ``failed`` of the cases failed."""
    folder = root / "data" / "raw" / str(year) / town
    folder.mkdir(parents=True)
    kinds = ("邻里", "山林土地", "婚姻家庭")
    lines = ["受理时间,纠纷类别,案件来源,调解结果,结案时间"]
    for n in range(cases):
        result = "调解不成功" if n < failed else "调解成功"
        day = f"{year}-{n % 12 + 1:02d}-05"
        lines.append(f"{day},{kinds[n % 3]},{'主动' if n % 2 else '申请'},{result},{day}")
    (folder / "人民调解登记簿.csv").write_text("\n".join(lines), encoding="utf-8")
    lines = ["时间,主题,形式,参加人数"]
    lines += [f"{year}-{n % 12 + 1:02d}-12,宪法,集中宣传,{50 + n}" for n in range(events)]
    (folder / "普法活动登记表.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


def write_year(root: Path, year: int, odd: Mapping[str, Mapping[str, int]] | None = None) -> None:
    """Write all towns of a year alike but for those in ``odd``; cases grow a little by town."""
    for n, town in enumerate(TOWNS):
        write_town(root, year, town, **{"cases": 30 + n, **((odd or {}).get(town) or {})})
