"""Returns by month, village and class of dispute, however they are crossed on the sheet."""

from __future__ import annotations

from dataclasses import replace

from analysis.ledgers.common import REMARK, SERIAL, VILLAGE, personal
from analysis.ledgers.disputes import TYPE
from analysis.ledgers.model import AtMost, Column, Ledger

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
    column_id: str, title: str, headers: tuple[str, ...], told_by: tuple[str, ...]
) -> Column:
    """Return the column of a figure of the period."""
    groups = ("本月", "当月", "本期", "当前矛盾纠纷情况")
    names = (title, *headers)
    under = tuple(f"{group}/{name}" for group in groups for name in names)
    together = tuple(f"本月{name}" for name in names if not name.startswith("本月"))
    return Column(
        id=column_id, title=title, kind="count", unit="件",
        headers=(*headers, *together, *under), told_by=told_by,
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


_SCREENED = (
    _figure("cases", "矛盾纠纷总数",
            ("纠纷总数", "排查数", "排查总数", "排查件数", "排查纠纷数", "排查矛盾纠纷数", "排查", "排查出",
             "矛盾纠纷数", "本月矛盾纠纷总数", "发生数", "摸排数"),
            ("排查", "摸排")),
    _figure("settled", "化解数",
            ("已化解", "化解", "已化解数", "已化解纠纷数", "化解件数", "化解纠纷数", "成功化解数", "成功化解"),
            ("化解",)),
    _figure("unsettled", "未化解数",
            ("未化解", "未化解纠纷数", "本月未化解纠纷数", "未化解件数", "正在化解", "在调数"),
            ("未化解",)),
)  # fmt: skip

SCREENING_RETURN = Ledger(
    id="screening_return",
    title="矛盾纠纷排查化解统计表",
    grain="return",
    about="event",
    row_is="一个时段、村（居）或类型",
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
    rules=(AtMost("settled", "cases"), AtMost("unsettled", "cases")),
)  # fmt: skip

_MEDIATED = (
    _figure("accepted", "受理数", ("受理", "受理件数", "受理案件数", "受理案件", "受理纠纷", "受理纠纷数"),
            ("受理",)),
    replace(
        _figure("sessions", "调解件次", ("调解次数", "调解", "调解数", "开展调解"), ("调解件次", "调解次数")),
        unit="件次",
    ),
    _figure("settled", "调解成功数",
            ("调解成功", "成功数", "成功", "成功件数", "调解成功件数", "达成协议数", "调成数"),
            ("调解成功", "成功", "调解化解", "调成")),
)  # fmt: skip

MEDIATION_TYPES = Ledger(
    id="mediation_types",
    title="人民调解分类统计表",
    grain="return",
    about="event",
    row_is="一个时段、村（居）或类型",
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
