"""Full intake of a case register against ``pandas.read_excel(engine="openpyxl")``, in one run.

    uv run python benchmarks/intake.py [--rows 5000 200000] [--json]

Both read the same workbook, each in a process of its own: pandas the plain way (a frame of what
the cells hold), fazhi with finding the table, typing, checks and provenance. ``cold`` is the whole
process, start and imports included; ``warm`` the call alone, after each has read a file of one row,
as for the second town of a run. Memory is the largest sum of resident memory over the process and
its children. Goals: time (warm) at most 0.35, memory at most 1.2 of pandas.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import psutil
import xlsxwriter

_PANDAS = """
import sys, time
import pandas as pd
pd.read_excel(sys.argv[2], engine="openpyxl", header=1)
begin = time.perf_counter()
frame = pd.read_excel(sys.argv[1], engine="openpyxl", header=1)
print(len(frame), time.perf_counter() - begin)
"""
_FAZHI = """
import sys, time
from pathlib import Path
from analysis.intake.folder import read_folder
read_folder(Path(sys.argv[2]).parent, 2023)
begin = time.perf_counter()
intake = read_folder(Path(sys.argv[1]).parent, 2023)
rows = sum(len(frame) for frame in intake.frames.values())
print(rows, time.perf_counter() - begin)
"""
_HEADINGS = (
    "序号", "案件编号", "受理日期", "当事人", "身份证号", "联系电话", "纠纷类型", "案件来源", "村（居）",
    "调解员", "调解次数", "调解结果", "协议形式", "涉及金额（元）", "结案日期", "备注",
)  # fmt: skip
_TYPES = ("婚姻家庭", "邻里", "合同", "损害赔偿", "山林土地", "房屋宅基地", "其他")


def write_register(path: Path, rows: int) -> None:
    """Write an invented case register: title, header, ``rows`` cases."""
    chance = random.Random(rows)  # noqa: S311 - invented data, the same every time
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("台账")
    sheet.write(0, 0, "人民调解登记台账（示例数据，均为虚构）")
    sheet.write_row(1, 0, _HEADINGS)
    for number in range(1, rows + 1):
        accepted = date(2023, 1, 1) + timedelta(days=chance.randrange(350))
        sheet.write_row(number + 1, 0, [number, f"（2023）人调字第{number:06}号"])
        sheet.write_datetime(number + 1, 2, accepted, day)
        sheet.write_row(number + 1, 3, [
            f"甲某{number}", f"5002300000{number:08}", f"000{number:08}", chance.choice(_TYPES),
            chance.choice(("主动调解", "依申请调解")), f"第{chance.randrange(12)}村",
            f"调解员{chance.randrange(20)}", chance.randrange(1, 4), "调解成功",
            chance.choice(("书面", "口头")), chance.randrange(100, 90000),
        ])  # fmt: skip
        sheet.write_datetime(number + 1, 14, accepted + timedelta(days=chance.randrange(9)), day)
    book.close()


def measure(code: str, path: Path, small: Path) -> dict[str, float]:
    """Run the code on the workbook after a small one; return rows, seconds and peak MB."""
    begin = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(small)], stdout=subprocess.PIPE, text=True
    )
    process, peak = psutil.Process(child.pid), 0
    while child.poll() is None:
        peak = max(peak, _resident(process))
        time.sleep(0.005)
    output, _ = child.communicate()
    cold = time.perf_counter() - begin
    rows, warm = output.split()
    return {"rows": int(rows), "warm": float(warm), "cold": cold, "peak_mb": peak / 2**20}


def _resident(process: psutil.Process) -> int:
    try:
        return sum(p.memory_info().rss for p in (process, *process.children(recursive=True)))
    except psutil.Error:
        return 0


def main() -> None:
    """Print a table, and last one line of JSON with the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[5000, 200_000])
    parser.add_argument("--json", action="store_true", help="the JSON line only")
    arguments = parser.parse_args()
    result: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "1" / "台账.xlsx"
        small.parent.mkdir()
        write_register(small, 1)
        for rows in arguments.rows:
            town = Path(folder) / str(rows)
            town.mkdir()
            write_register(town / "台账.xlsx", rows)
            plain, ours = (measure(code, town / "台账.xlsx", small) for code in (_PANDAS, _FAZHI))
            if plain["rows"] != rows or ours["rows"] != rows:
                raise SystemExit(f"rows lost: {plain} {ours}")
            for name in ("warm", "cold", "peak_mb"):
                result[f"{name}_ratio_{rows}"] = round(ours[name] / plain[name], 3)
                if not arguments.json:
                    print(
                        f"{rows:>8} rows {name:>8}: pandas {plain[name]:8.2f} fazhi {ours[name]:8.2f}"
                        f" ratio {ours[name] / plain[name]:.2f}"
                    )
    print(json.dumps(result))


if __name__ == "__main__":
    main()
