"""Words that clerks answer with, the same in many ledgers: yes or no, done, mended, satisfied."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.ledgers.model import Column

_YES = ("是", "有", "√", "✓", "已开展", "已完成", "完成", "开展", "通过", "已通过", "已审查", "已备案",
        "已公布", "已评估", "已论证", "出庭", "已出庭", "*已", "*20")  # fmt: skip
_NO = ("否", "无", "×", "没有", "未", "未开展", "不出庭", "*未", "*没有")

DONE: Mapping[str, tuple[str, ...]] = {
    "已办结": ("办结", "已结", "已完成", "完成", "是", "已结案", "结案", "已处理", "已答复", "已回复",
               "已办理", "处理完毕", "办理完毕", "已解决", "归档", "已归档", "*已办结", "按期办结", "按时办结"),
    "办理中": ("在办", "正在办理", "处理中", "未办结", "未完成", "否", "未结", "进行中", "正在处理",
               "待办", "待处理", "*未办结", "*办理中", "*处理中"),
    "不予受理": ("未受理", "不受理", "退回", "已退单", "*不予受理"),
}  # fmt: skip
"""How far a case is; 已化解 is no state of a case but what came of it."""

MENDED: Mapping[str, tuple[str, ...]] = {
    "已整改": ("是", "整改完成", "已整改到位", "整改到位", "已完成", "完成", "已完成整改", "全部整改",
               "全部整改到位", "完成整改", "已全部整改", "立行立改", "当场整改", "已现场整改", "已销号", "*已整改"),
    "整改中": ("正在整改", "限期整改", "责令限期整改", "未完成", "正在进行", "部分整改", "*整改中"),
    "未整改": ("否", "尚未整改", "拒不整改", "整改不到位", "*未整改"),
    "无问题": ("无", "无需整改", "未发现问题", "未发现隐患", "无隐患"),
}  # fmt: skip

SATISFIED: Mapping[str, tuple[str, ...]] = {
    "满意": ("非常满意", "很满意", "是", "好评", "十分满意", "好", "满意件"),
    "基本满意": ("较满意", "比较满意", "一般满意", "较为满意"),
    "不满意": ("否", "差评", "很不满意", "非常不满意", "不太满意", "差"),
    "未评价": ("未回访", "无法联系", "未评", "无评价", "无法回访", "未接通", "不评价"),
}  # fmt: skip

SETTLED: Mapping[str, tuple[str, ...]] = {
    "已化解": ("是", "化解", "已解决", "解决", "已息诉", "息诉息访", "停访息诉", "已办结", "化解完成",
               "成功化解", "已完成", "*已化解"),
    "未化解": ("否", "化解中", "正在化解", "未解决", "正在解决", "解决中", "*未化解", "*化解中"),
}  # fmt: skip


def asked(column_id: str, title: str, *headers: str) -> Column:
    """Return a column that says whether something was done; its date says so as well."""
    values = {"是": _YES, "否": _NO, "不涉及": ("不适用", "无需", "不需要", "*不涉及", "*无需")}
    return Column(id=column_id, title=title, kind="category", headers=headers, values=values)


def how_many(column_id: str, title: str, unit: str | None, *headers: str) -> Column:
    """Return a column of counts."""
    return Column(id=column_id, title=title, kind="count", unit=unit, headers=headers)
