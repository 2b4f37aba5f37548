"""基本情况: figures at a date, or a year's totals kept as 项目 | 数量; its items by subject."""

from __future__ import annotations

from analysis.ledgers.common import REMARK, SERIAL
from analysis.ledgers.model import Column, Ledger

_PLACE = {
    "户籍人口": ("户籍总人口", "总人口", "人口", "户籍人口数"),
    "常住人口": ("常住人口数",),
    "行政村": ("行政村数", "村", "村数"),
    "社区": ("社区数", "居委会", "居民委员会"),
}
_PEOPLE = {
    "场镇专职网格员": ("专职网格员", "场镇网格员", "专职网格员人数"),
    "行政村网格员": ("村网格员", "兼职网格员", "农村网格员", "行政村网格员人数"),
    "人民调解员": ("调解员", "人民调解员人数"),
    "法律明白人": ("法律明白人人数", "乡村法律明白人"),
    "村（居）法律顾问": ("法律顾问", "法律顾问人数", "村居法律顾问"),
}
_STATIONS = {
    "公共法律服务站": ("法律服务站", "公共法律服务工作站", "镇公共法律服务站"),
    "公共法律服务室": ("法律服务室", "公共法律服务工作室", "村公共法律服务室",
                       "村(居)公共法律服务室"),
    "人民调解委员会": ("调委会", "人民调解委员会个数"),
}  # fmt: skip
_GOVERNMENT: dict[str, tuple[str, ...]] = {}
"""行政执法、合法性审查、政务公开 and the like."""

ITEMS = {**_PLACE, **_PEOPLE, **_STATIONS, **_GOVERNMENT}

STATE = Ledger(
    id="state",
    title="基本情况表",
    grain="state",
    about="event",
    row_is="一个项目",
    themes=("指标", "项目", "基本情况"),
    shuns=("单价", "增幅", "金额", "规格", "预算", "投资", "同比"),
    key=("item", "as_of"),
    columns=(
        SERIAL,
        Column(
            id="item",
            title="项目",
            kind="category",
            headers=("指标", "指标名称", "项目名称", "名称", "类别", "内容"),
            values=ITEMS,
            required=True,
        ),
        Column(id="value", title="数量", kind="number",
               headers=("数值", "数", "人数", "个数", "数据", "现有数量"), required=True),
        Column(id="measure", title="单位", headers=("计量单位",)),
        Column(id="as_of", title="截止日期", kind="date",
               headers=("统计时间", "截止时间", "统计日期", "时点")),
        REMARK,
    ),
    signature=(frozenset({"item", "value"}),),
)  # fmt: skip

LEDGERS = (STATE,)
