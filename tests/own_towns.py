"""Two invented towns that count other things than the sample, with headings of their own.

青溪镇 keeps registers (decisions, penalties, petitions, visits, talks); 石桥街道 hands in returns and a
year's totals. Every person in them is invented and called 样本….
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]

QINGXI, SHIQIAO = "青溪镇", "石桥街道"


def _registers(year: int, more: int) -> dict[str, dict[str, Rows]]:
    """Return 青溪镇's books: file → sheet → rows; ``more`` cases than in the year before."""
    cases = 12 + more
    return {
        f"青溪镇人民调解登记簿{year}.xlsx": {
            "登记簿": [
                [f"青溪镇{year}年人民调解案件登记簿"],
                ["序号", "卷宗编号", "受理时间", "当事人姓名", "纠纷类别", "调解员", "调解结果",
                 "协议形式", "结案时间", "是否履行"],
                *([i, f"（{year}）青人调字第{i}号", f"{year}.{i % 12 + 1}.3", "样本甲、样本乙",
                   ("邻里", "山林土地", "婚姻家庭")[i % 3], "样本员",
                   "调解不成功" if i == 5 else "调解成功", "口头" if i % 2 else "书面",
                   f"{year}.{i % 12 + 1}.9", "已履行"] for i in range(1, cases + 1)),
                ["合计", None, None, None, None, None, f"{cases}件"],
            ],
        },
        "合法性审查登记.xlsx": {
            "Sheet1": [
                ["序号", "送审事项", "事项类别", "送审科室", "送审时间", "审查时间", "审查结论", "是否采纳"],
                [1, "村集体林地流转合同", "合同", "农业办", f"{year}-03-01", f"{year}-03-04", "合法", "是"],
                [2, "农贸市场管理办法", "规范性文件", "经发办", f"{year}-05-06", f"{year}-05-09", "修改后合法", "是"],
                [3, "场镇道路改造方案", "重大决策", "规环办", f"{year}-06-01", f"{year}-06-07", "合法", "是"],
                [4, "环卫服务采购合同", "合同", "规环办", f"{year}-09-01", f"{year}-09-02", "合法", "否"],
            ],
        },
        "行政处罚.xlsx": {
            "处罚": [
                ["序号", "案件编号", "当事人", "案由", "处罚种类", "罚款金额（元）", "处罚决定书文号",
                 "立案时间", "决定日期", "结案时间"],
                [1, "1", "样本甲", "违法占地", "罚款", 2000, f"青罚〔{year}〕1号", f"{year}-02-01", f"{year}-02-20", f"{year}-03-01"],
                [2, "2", "样本乙", "占道经营", "警告", None, f"青罚〔{year}〕2号", f"{year}-07-01", f"{year}-07-05", f"{year}-07-06"],
                [3, "3", "样本丙", "露天焚烧", "罚款", 500, f"青罚〔{year}〕3号", f"{year}-10-01", f"{year}-10-09", f"{year}-10-12"],
            ],
        },
        "信访热线.xlsx": {
            "12345": [
                ["工单号", "来电时间", "诉求人", "诉求内容", "诉求类别", "承办科室", "办理状态", "办结时间", "满意度"],
                *([f"GD{year}{i:03d}", f"{year}/{i}/2", "样本丁", "路灯不亮", "市政", "规环办", "已办结",
                   f"{year}/{i}/8", "满意" if i % 5 else "不满意"] for i in range(1, 11)),
            ],
        },
        "普法活动登记表.xlsx": {
            "普法": [
                ["青溪镇普法活动登记表"],
                ["时间", "主题", "形式", "地点", "参加人数", "发放资料（份）"],
                [f"{year}年3月8日", "妇女权益保障法", "集中宣传", "场镇", 120, 300],
                [f"{year}年4月15日", "国家安全", "送法进校园", "中心小学", 260, 260],
                [f"{year}年12月4日", "宪法", "学习宣讲会", "会议室", 80, 90],
            ],
        },
    }  # fmt: skip


def _returns(year: int, more: int) -> dict[str, dict[str, Rows]]:
    """Return 石桥街道's books."""
    months = range(1, 13)
    return {
        f"石桥街道{year}年人民调解月报.xlsx": {
            "月报": [
                [f"石桥街道{year}年人民调解工作月报表"],
                ["月份", "本月受理（件）", "本月调解（件次）", "本月调解成功（件）"],
                *([f"{m}月", 4 + more, 5 + more, 4 + more - (m == 6)] for m in months),
                ["合计", 48 + 12 * more, 60 + 12 * more, 47 + 12 * more],
            ],
        },
        "排查化解统计.xlsx": {
            "社区": [
                ["社区", "月份", "排查纠纷数", "化解数"],
                *([place, f"{m}月", 2, 2 if m % 4 else 1] for place in ("一社区", "二社区") for m in months),
            ],
        },
        "基本情况.xlsx": {
            "数据": [
                ["项目", "数量", "单位"],
                ["人民调解委员会", 6, "个"],
                ["人民调解员", 31 + more, "名"],
                ["法律明白人", 58, "名"],
                ["公共法律服务室", 5, "个"],
            ],
        },
        "学法台账.xlsx": {
            "学法": [
                ["学习日期", "学习形式", "学习内容", "应参加人数", "实际参加人数"],
                [f"{year}-02-10", "中心组学习", "习近平法治思想", 14, 13],
                [f"{year}-06-12", "干部培训", "行政处罚法", 40, 38],
                [f"{year}-09-20", "旁听庭审", "行政诉讼案件", 12, 12],
            ],
        },
    }  # fmt: skip


def write_towns(root: Path, year: int, more: int = 0) -> None:
    """Drop a year's ledgers of both towns into ``root/data/raw/<year>/``."""
    for town, books in ((QINGXI, _registers(year, more)), (SHIQIAO, _returns(year, more))):
        folder = root / "data" / "raw" / str(year) / town
        folder.mkdir(parents=True, exist_ok=True)
        for name, sheets in books.items():
            book = openpyxl.Workbook()
            book.remove(book.active)
            for title, rows in sheets.items():
                page = book.create_sheet(title)
                for row in rows:
                    page.append(list(row))
            book.save(folder / name)
