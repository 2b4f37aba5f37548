"""Returns by month, village and class of dispute, however they are crossed on the sheet."""

from __future__ import annotations

from dataclasses import replace

from analysis.ledgers.common import CASES, REMARK, SERIAL, VILLAGE, counted, personal
from analysis.ledgers.disputes import TYPE
from analysis.ledgers.model import Column, Ledger

_PERIOD = Column(
    id="period", title="月份", kind="period",
    headers=("月", "时间", "统计月份", "报送月份", "统计时间", "时段"), required=True,
)  # fmt: skip
_VILLAGE = replace(
    VILLAGE,
    headers=(*VILLAGE.headers, "单位", "单位名称", "填报单位", "村居名称", "社区", "村", "地区"),
    ends=("村", "社区", "居委会", "村委会"),
)
_TYPE = replace(TYPE, headers=(*TYPE.headers, "纠纷种类", "种类"))
_REPORTER = personal("reporter", "填报人", "报送人", "统计人")


def _figure(
    column_id: str,
    title: str,
    headers: tuple[str, ...],
    told_by: tuple[str, ...],
    asks: tuple[str, ...] = (),
) -> Column:
    """Return the column of a figure of the period."""
    groups = ("本月", "当月", "本期", "当前矛盾纠纷情况")
    names = (title, *headers)
    under = tuple(f"{group}/{name}" for group in groups for name in names)
    together = tuple(f"本月{name}" for name in names if not name.startswith("本月"))
    return Column(
        id=column_id, title=title, kind="count", unit="件",
        headers=(*headers, *together, *under), told_by=told_by, asks=asks,
    )  # fmt: skip


def _running(column: Column) -> Column:
    """Return its running total (累计), which is never added up."""
    names = [
        name for name in (column.title, *column.headers) if "/" not in name and "本月" not in name
    ]
    groups = ("累计", "本年累计", "全年累计", "累计数")
    under = tuple(f"{group}/{name}" for group in groups for name in names)
    turned = tuple(f"{name}/{group}" for group in groups for name in names)
    return Column(
        id=f"{column.id}_to_date", title=f"累计{column.title}", kind="count", unit="件",
        headers=(*(f"累计{name}" for name in names[1:]), *under, *turned), running=True,
    )  # fmt: skip


_DISPUTES = ("", "纠纷", "矛盾纠纷", "矛盾", "矛盾纠纷案件", "纠纷案件", "各类矛盾纠纷")

_SCREENED = (
    _figure("cases", "矛盾纠纷总数",
            counted(("排查", "排查出", "共排查", "摸排", "摸排出", "排摸"), _DISPUTES, "纠纷总数",
                    "排查数", "排查总数", "矛盾纠纷数", "纠纷数", "矛盾纠纷件数", "纠纷件数",
                    "本月矛盾纠纷总数", "矛盾纠纷总件数", "矛盾纠纷总量", "矛盾纠纷排查数",
                    "矛盾纠纷排查件数", "矛盾纠纷排查总数", "纠纷排查数"),
            ("排查", "摸排"), asks=("发生数", "发现数", "上报数")),
    _figure("settled", "化解数",
            counted(("化解", "已化解", "成功化解", "已成功化解", "化解成功"), _DISPUTES, "已化解",
                    "矛盾纠纷化解数", "纠纷化解数", "矛盾纠纷已化解数", "矛盾纠纷化解件数"),
            ("化解",), asks=("调处数", "调解数", "办结数")),
    _figure("unsettled", "未化解数",
            counted(("未化解", "尚未化解", "未成功化解"), _DISPUTES, "未化解", "本月未化解纠纷数",
                    "矛盾纠纷未化解数"),
            ("未化解",), asks=("正在化解", "正在化解数", "在调数", "正在调处数", "正在调解数", "化解中")),
)  # fmt: skip

SCREENING_RETURN = Ledger(
    id="screening_return",
    title="矛盾纠纷排查化解统计表",
    grain="return",
    about="event",
    row_is="一个时段、村（居）或类型",
    called=("矛盾纠纷排查", "纠纷排查", "排查化解"),
    key=("period", "village", "type"),
    columns=(SERIAL, _PERIOD, _VILLAGE, _TYPE, *_SCREENED, *map(_running, _SCREENED), _REPORTER,
             REMARK),
    signature=(
        frozenset({"village", "cases", "settled"}),
        frozenset({"village", "cases", "unsettled"}),
        frozenset({"type", "cases", "settled"}),
        frozenset({"type", "cases", "unsettled"}),
        frozenset({"period", "cases", "settled"}),
        frozenset({"period", "cases", "unsettled"}),
    ),
)  # fmt: skip

_MEDIATED = (
    _figure("accepted", "受理数", counted(("受理", "共受理"), CASES, "受理"), ("受理",)),
    replace(
        _figure("sessions", "调解件次", ("调解次数", "调解", "调解数", "开展调解"), ("调解件次", "调解次数")),
        unit="件次",
    ),
    _figure("settled", "调解成功数",
            counted(("调解成功", "成功调解", "调成", "成功"), CASES, "调解成功", "成功数", "成功"),
            ("调解成功", "成功", "调解化解", "调成"), asks=("达成协议数", "达成协议件数", "化解数")),
)  # fmt: skip

MEDIATION_TYPES = Ledger(
    id="mediation_types",
    title="人民调解分类统计表",
    grain="return",
    about="event",
    row_is="一个时段、村（居）或类型",
    called=("人民调解", "调解案件"),
    key=("period", "village", "type"),
    columns=(SERIAL, _PERIOD, _VILLAGE, _TYPE, *_MEDIATED, *map(_running, _MEDIATED), _REPORTER,
             REMARK),
    signature=(
        frozenset({"type", "accepted", "settled"}),
        frozenset({"type", "sessions", "settled"}),
        frozenset({"village", "accepted", "settled"}),
        frozenset({"village", "sessions", "settled"}),
    ),
)  # fmt: skip

LEDGERS = (SCREENING_RETURN, MEDIATION_TYPES)
