"""The whole report of 双龙镇 as an executed notebook: what the page is judged by."""

from __future__ import annotations

import executed as make
from executed import run
from nbformat import NotebookNode

MONTHS = [f"{n}月" for n in range(1, 13)]
SETTLED = [17, 15, 16, 14, 18, 17, 22, 16, 18, 15, 16, 18]  # 202
TYPES = {
    "邻里": 61,
    "婚姻家庭": 44,
    "山林土地": 31,
    "损害赔偿": 22,
    "合同": 17,
    "房屋宅基地": 14,
    "其他": 13,
}
REGISTER = "人民调解登记台账（2023年）.xlsx"

_FIGURES = {
    **make.figure(
        "mediation.settled",
        "成功化解矛盾纠纷",
        "202",
        "件",
        rule="《人民调解登记台账》中结案日期在2023年1月1日至2023年12月31日、调解结果为“调解成功”"
        "的行，每行计一件。",
        parts=[
            {
                "label": month,
                "value": str(n),
                "source": make.source(REGISTER, month, f"A5:S{n + 4}"),
            }
            for month, n in zip(MONTHS, SETTLED, strict=True)
        ],
        parts_sum=f"{'＋'.join(map(str, SETTLED))}＝202",
        breakdowns=[
            {
                "by": "按类型",
                "cells": [{"label": k, "value": str(n), "text": str(n)} for k, n in TYPES.items()],
            },
        ],
        left_out=[
            {
                "reason": "没有结案日期",
                "rows": 2,
                "source": make.source(REGISTER, "12月", "A23:S24"),
            },
        ],
        reconciled=[
            {
                "rule": "《人民调解月报表》各月“调解成功”之和",
                "value": "202",
                "text": "202件",
                "agrees": True,
                "source": make.source("月报表.xlsx", "2023", "D5:D16"),
            },
        ],
        last_year={"value": "187", "text": "187件", "change": "比上年增加15件"},
    ),
    **make.figure("mediation.sessions", "人民调解", "202", "件次"),
    **make.figure(
        "mediation.success_rate",
        "调解成功率",
        "100",
        "%",
        rule="成功化解的件数除以已经调解结束的件数。",
        parts=[],
        halves={
            "numerator": {"indicator": "mediation.settled", "title": "成功化解", "text": "202件"},
            "denominator": {"indicator": "mediation.closed", "title": "调解结束", "text": "202件"},
        },
        note="尚在调解中的2件没有计入分母。",
    ),
    **make.figure("mediation.closed", "调解结束", "202", "件"),
    **make.figure(
        "disputes.screened",
        "排查矛盾纠纷",
        "127",
        "件",
        reconciled=[
            {
                "rule": "《网格员月报表》合计",
                "value": "125",
                "text": "125件",
                "agrees": False,
                "source": make.source("网格月报.xls", "汇总", "F20"),
            },
        ],
    ),
    **make.figure("disputes.escalated", "转化为重大事故的案件", "0", "件"),
}
_SIMPLE = {
    "grid.station": ("场镇专职网格员", "3", "名"),
    "grid.village": ("行政村网格员", "67", "名"),
    "services.stations": ("公共法律服务站", "1", "个"),
    "services.rooms": ("公共法律服务室", "10", "个"),
    "services.users": ("平台新增用户", "112", "名"),
    "services.aid": ("法律援助", "2", "次"),
    "services.files": ("服务档案", "394", "人次"),
    "enforcement.exam": ("参加执法资格考试", "25", "人"),
    "publicity.boards": ("宣传栏更换", "30", "次"),
    "publicity.lectures": ("学习宣讲会", "48", "场次"),
    "publicity.events": ("集中宣传", "10", "场次"),
    "publicity.books": ("发放宣传读本", "2537", "本"),
    "publicity.bags": ("发放宣传袋", "1216", "个"),
    "publicity.leaflets": ("发放传单", "2048", "份"),
    "training.study": ("集中学法", "8", "次"),
    "training.pass_rate": ("法治理论考试通过率", "100", "%"),
    "leadership.meetings": ("专题会议", "2", "次"),
    "leadership.interference": ("违规干预司法活动", "0", "起"),
}
for _indicator, (_name, _value, _unit) in _SIMPLE.items():
    _FIGURES |= make.figure(_indicator, _name, _value, _unit)


def mark(indicator: str, text: str = "") -> make.JSON:
    """Print a figure of the report."""
    entry = _FIGURES[indicator]
    return run(text or entry["text"], indicator, entry["value"])


def write(*parts: str | make.JSON, **more: object) -> NotebookNode:
    """Write a paragraph that carries the entries of the figures it prints."""
    named = [part["indicator"] for part in parts if isinstance(part, dict) and "indicator" in part]
    return make.paragraph(*parts, figures={name: _FIGURES[name] for name in named}, **more)


def points(*texts: list[str | make.JSON]) -> NotebookNode:
    """Write 一是 二是 三是."""
    runs = [[{"text": p} if isinstance(p, str) else p for p in parts] for parts in texts]
    named = [part["indicator"] for parts in runs for part in parts if "indicator" in part]
    return make.block(
        "points",
        points=[{"runs": parts} for parts in runs],
        figures={name: _FIGURES[name] for name in named},
    )


def report(**changes: object) -> NotebookNode:
    """Build the notebook; `changes` go into its title block."""
    return make.notebook(
        make.markdown("# 年度报告：给分析员的说明"),
        make.code(make.stream("secret"), tags=("parameters",)),
        make.title(**changes),
        _cards(),
        _review(),
        *_results(),
        *_leaders(),
        *_rest(),
    )


def _cards() -> NotebookNode:
    shown = ["mediation.settled", "disputes.screened", "mediation.success_rate"]
    shown += ["publicity.lectures", "training.study", "services.files"]
    cards = [
        {
            "indicator": name,
            "title": _FIGURES[name]["title"],
            "value": _FIGURES[name]["value"],
            "text": _FIGURES[name]["value"],
            "unit": _FIGURES[name]["unit"],
            "change": "比上年增加15件" if name == "mediation.settled" else None,
        }
        for name in shown
    ]
    return make.block("cards", cards=cards, figures={name: _FIGURES[name] for name in shown})


def _review() -> NotebookNode:
    change = {
        "kind": "value",
        "indicator": "mediation.settled",
        "title": "成功化解矛盾纠纷",
        "before": "200件",
        "after": "202件",
        "change": "增加2件",
    }
    return make.block(
        "review",
        base={"number": 1, "date": "2024年1月9日"},
        changes=[change],
        items=[
            {
                "level": "警告",
                "text": "排查矛盾纠纷127件，网格员月报表合计125件，相差2件。",
                "where": "第1.2.1段",
                "remedy": "核对十一月、十二月的月报表。",
            },
            {
                "level": "提示",
                "text": "调解成功率为100%，请核对是否有未结案件。",
                "where": "第1.2.1段",
                "remedy": None,
            },
        ],
    )


def _results() -> list[NotebookNode]:
    return [
        write(
            "本年度，双龙镇法治政府建设工作，在县委、县政府的正确领导下，坚持以习近平新时代中国特色社会主义"
            "思想为指导，深入学习贯彻党的二十大精神，以“职能科学、权责法定、执法严明、公开公正、廉洁诚信、"
            "人民满意”为目标，推进法治化、规范化、服务型政府建设。现将2023年法治政府建设工作情况报告如下：",
            origin="文字材料.md",
        ),
        make.markdown("## {year}年度推进法治政府建设的主要举措和成效"),
        make.markdown("### 深入学习贯彻习近平法治思想"),
        points(
            [
                "我镇通过党委会、理论学习中心组（扩大）会议等，深入学习习近平法治思想，确保常态长效。"
            ],
            ["将“述法”情况纳入年度考核内容，实现年终述法全覆盖。"],
            ["制定干部职工学法计划，开展集中学法", mark("training.study"), "。"],
        ),
        make.markdown("### 深化基层社会矛盾多元化解"),
        points(
            [
                *("深入推进网格员建设，现有场镇专职网格员", mark("grid.station"), "，行政村网格员"),
                *(mark("grid.village"), "，报送矛盾纠纷排查案件", mark("disputes.screened")),
                *("，全年开展人民调解", mark("mediation.sessions"), "，成功化解矛盾纠纷"),
                *(mark("mediation.settled"), "，成功率", mark("mediation.success_rate"), "，全年"),
                *(mark("disputes.escalated"), "矛盾纠纷转化为重大事故的案件。"),
            ],
            [
                *(
                    "纵深推进法律服务建设，累计建成",
                    mark("services.stations", "1个"),
                    "公共法律服务站，",
                ),
                *(mark("services.rooms"), "公共法律服务室。"),
            ],
            [
                *("推广村（居）法律顾问平台，新增用户", mark("services.users"), "，提供"),
                *(mark("services.aid"), "法律援助，建立服务档案", mark("services.files"), "；"),
            ],
            [
                "创新探索“三微三事”基层治理新模式，解决",
                {"text": "三", "typed": True},
                "类人群的后顾之忧。",
            ],
        ),
        make.chart("调解成功数七月最多", MONTHS, SETTLED, "mediation.settled"),
        make.chart(
            "邻里和婚姻家庭纠纷占一半以上",
            list(TYPES),
            list(TYPES.values()),
            "mediation.settled",
            figure={
                "data": [
                    {
                        "type": "bar",
                        "orientation": "h",
                        "text": list(TYPES.values()),
                        "x": list(TYPES.values()),
                        "y": list(TYPES),
                    },
                ],
                "layout": {"yaxis": {"autorange": "reversed"}},
            },
        ),
        make.markdown("### 严格执法，提升行政执法执行力"),
        points(
            ["深入推进综合行政执法管理监督平台应用，强化行政执法全方位、全流程监督；"],
            ["组织镇平安办等办公室的干部", mark("enforcement.exam"), "参加行政执法资格考试。"],
        ),
        make.markdown("### 扎实开展普法宣传，为法治建设营造良好氛围"),
        points(
            ["加强普法阵地建设，完成普法宣传栏内容更换共计", mark("publicity.boards"), "。"],
            [
                *(
                    "举办学习宣讲会",
                    mark("publicity.lectures"),
                    "，集中宣传",
                    mark("publicity.events"),
                ),
                *("，现场发放宣传读本", mark("publicity.books", "2500余本"), "，宣传袋"),
                *(mark("publicity.bags", "1200余个"), "，传单"),
                *(mark("publicity.leaflets", "2000余份"), "。"),
            ],
        ),
        _materials(),
        make.chart(
            "宣讲会集中在三月和十二月",
            MONTHS,
            [2, 3, 9, 5, 3, 5, 2, 3, 2, 3, 3, 8],
            "publicity.lectures",
            unit="场次",
            source_line="数据来源：普法宣传活动台账",
        ),
    ]


def _materials() -> NotebookNode:
    names = ["publicity.books", "publicity.bags", "publicity.leaflets"]
    heads = ["资料", "数量", "单位", "一季度", "二季度", "三季度", "四季度", "主要内容"]
    rows = [
        [
            {"text": _FIGURES[name]["title"].removeprefix("发放")},
            {"text": f"{int(_FIGURES[name]['value']):,}", **mark(name, _FIGURES[name]["value"])},
            {"text": _FIGURES[name]["unit"]},
            *({"text": str(n), "value": str(n)} for n in (812, 604, 395, 726)),
            {"text": "《宪法》《民法典》《家庭教育促进法》《法律援助条例》"},
        ]
        for name in names
    ]
    return make.block(
        "table",
        caption="发放普法宣传资料",
        columns=heads,
        rows=rows,
        figures={name: _FIGURES[name] for name in names},
    )


def _leaders() -> list[NotebookNode]:
    return [
        make.markdown("## {year}年度党政主要负责人履行推进法治建设第一责任人职责的有关情况"),
        make.markdown("### 加强组织领导"),
        write("主要负责人带头参加法治理论考试，通过率", mark("training.pass_rate"), "。"),
        make.chart(
            "集中学法各季度均有安排",
            ["一季度", "二季度", "三季度", "四季度"],
            [2, 2, 1, 3],
            "training.study",
            unit="次",
            source_line="数据来源：理论学习中心组学习台账",
        ),
        make.markdown("### 强化责任担当"),
        write(
            *(
                "专题召开推进法治建设报告会",
                mark("leadership.meetings"),
                "，部署研究法治政府建设工作。",
            ),
            pending=[
                {
                    "title": "党委研究法治建设议题",
                    "reason": "没有找到《党委会议题台账》",
                    "wanted": "党委会议题台账，或者在“基本情况”表中填写全年议题数",
                },
                {
                    "title": "旁听庭审",
                    "reason": "培训台账里没有“旁听庭审”类别的行",
                    "wanted": "确认全年没有组织，或者补登活动",
                },
            ],
        ),
        make.markdown("### 带头尊法学法守法用法"),
        write(
            "2023年无", mark("leadership.interference", "一起"), "领导干部违规干预司法活动的情形。"
        ),
    ]


def _rest() -> list[NotebookNode]:
    return [
        make.markdown("## {year}年度推进法治政府建设存在的不足和原因"),
        write(
            "一是法治意识有待进一步提高。少数干部不善于用法治思维、法治方式和法律手段来管理和处理行政"
            "事务。二是由于部分权力下放至镇，专业人员较少，法治培训教育还需加强。",
            origin="文字材料.md",
        ),
        make.markdown("## {next_year}年推进法治政府建设的工作思路、目标举措"),
        make.markdown("### 加强法治宣传教育"),
        points(
            ["因地制宜建设法治文化宣传阵地；"],
            ["运用微信、微博等新型平台开展法治宣传；"],
            ["利用辖区内各类LED显示屏播放法治宣传视频。"],
        ),
        make.markdown("### 加大信访维稳工作力度"),
        points(["加大信访法治化宣传力度。"], ["对排查出的问题建立工作台账，妥善解决。"]),
        make.block(
            "closing",
            organs=["中共丰都县双龙镇委员会", "丰都县双龙镇人民政府"],
            date="2024年1月22日",
        ),
    ]
