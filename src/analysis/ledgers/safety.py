"""应急与安全: hazards found and mended, drills."""

from __future__ import annotations

from analysis.ledgers.answers import MENDED, how_many
from analysis.ledgers.common import REMARK, SERIAL, VILLAGE, person, personal
from analysis.ledgers.model import Column, Ledger, NotBefore

HAZARDS = Ledger(
    id="hazards",
    title="安全隐患排查整改台账",
    grain="register",
    about="event",
    row_is="一处隐患",
    themes=("隐患",),
    called=("安全隐患", "隐患排查", "安全生产"),
    columns=(
        SERIAL,
        Column(id="found_on", title="排查日期", kind="date",
               headers=("排查时间", "发现日期", "检查日期", "隐患发现日期", "排查发现日期"), required=True),
        personal("place", "隐患地点", "隐患位置", "隐患部位", "隐患点", "地点", "隐患所在地", "具体位置"),
        personal("object", "被排查单位", "企业名称", "被检查单位", "检查对象", "场所名称", "隐患单位",
                 "受检单位"),
        VILLAGE,
        personal("hazard", "隐患内容", "安全隐患", "隐患描述", "隐患情况", "存在隐患", "存在安全隐患",
                 "隐患名称", "问题隐患", "隐患概况", "隐患问题", "主要隐患"),
        Column(id="type", title="隐患类别", kind="category",
               headers=("隐患类型", "行业领域", "隐患领域", "隐患种类")),
        Column(id="level", title="隐患等级", kind="category",
               headers=("隐患级别", "等级", "风险等级", "隐患程度", "隐患性质"),
               values={"一般隐患": ("一般", "一般性隐患"), "较大隐患": ("较大",), "重大隐患": ("重大",)}),
        personal("measures", "整改措施", "整改要求", "处理措施"),
        Column(id="due_on", title="整改期限", kind="date", headers=("整改时限", "限期整改日期", "完成时限")),
        Column(id="rectified", title="整改情况", kind="category",
               headers=("是否整改", "整改结果", "整改完成情况", "整改落实情况", "整改状态", "是否完成整改",
                        "是否整改到位", "是否销号", "销号情况"), values=MENDED),
        Column(id="mended_on", title="整改完成日期", kind="date",
               headers=("完成整改日期", "整改日期", "销号日期", "整改完成时间")),
        person("inspector", "排查人", "排查人员", "检查人", "检查人员", "责任人", "整改责任人"),
        REMARK,
    ),
    signature=(
        frozenset({"found_on", "hazard", "rectified"}),
        frozenset({"found_on", "hazard", "mended_on"}),
        frozenset({"found_on", "place", "rectified"}),
        frozenset({"found_on", "level", "rectified", "object"}),
    ),
    rules=(NotBefore("mended_on", "found_on"),),
)  # fmt: skip

DRILLS = Ledger(
    id="drills",
    title="应急演练台账",
    grain="register",
    about="event",
    row_is="一次演练",
    themes=("演练",),
    called=("应急演练", "演练"),
    columns=(
        SERIAL,
        Column(id="held_on", title="演练日期", kind="date",
               headers=("演练时间", "日期", "时间", "开展日期", "开展时间", "举办日期"), required=True),
        Column(id="name", title="演练名称",
               headers=("演练内容", "演练科目", "演练主题", "演练项目", "演练预案")),
        Column(id="type", title="演练类别", kind="category",
               headers=("演练类型", "演练形式", "演练方式", "类别")),
        personal("place", "演练地点", "地点"),
        VILLAGE,
        how_many("participants", "参演人数", "人次", "参加人数", "参演人次", "参与人数", "参演人员数",
                 "参加人次", "演练人数", "参与人次", "参演人员"),
        Column(id="office", title="组织单位", kind="category",
               headers=("主办单位", "牵头单位", "责任单位", "承办单位", "参演单位")),
        REMARK,
    ),
    signature=(frozenset({"held_on", "name", "participants"}), frozenset({"held_on", "name", "place"}),
               frozenset({"held_on", "name", "type"})),
)  # fmt: skip

LEDGERS = (HAZARDS, DRILLS)
