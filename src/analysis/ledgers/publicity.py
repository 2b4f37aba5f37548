"""普法宣传: events, materials handed out, and the boards whose contents are changed."""

from __future__ import annotations

from analysis.ledgers.common import REMARK, SERIAL, VILLAGE, person, personal
from analysis.ledgers.model import Column, Ledger

EVENTS = Ledger(
    id="publicity_events",
    title="普法活动台账",
    grain="register",
    about="event",
    row_is="一场活动",
    columns=(
        SERIAL,
        Column(
            id="held_on",
            title="活动时间",
            kind="date",
            headers=("日期", "时间", "活动日期", "宣传时间", "宣传日期", "开展时间", "开展日期", "举办时间"),
            required=True,
        ),
        Column(id="topic", title="活动主题", headers=("主题", "宣传主题", "活动名称", "活动内容", "宣传内容",
                                                    "名称")),
        Column(
            id="form",
            title="活动形式",
            kind="category",
            headers=("形式", "宣传形式", "宣传方式", "活动方式", "活动类型", "方式", "开展形式"),
            values={
                "学习宣讲会": ("宣讲会", "宣讲", "法治宣讲", "学习宣讲", "法治讲座", "讲座", "院坝会",
                               "法治宣讲会", "普法宣讲", "普法讲座", "宣讲活动"),
                "集中宣传": ("集中宣传活动", "现场宣传", "集中普法", "赶集宣传", "广场宣传", "现场集中宣传",
                             "设点宣传", "摆摊宣传"),
                "入户宣传": ("入户", "入户宣讲", "上门宣传", "走访宣传"),
                "送法进企业": ("法律进企业", "进企业"),
                "送法进校园": ("法律进校园", "法治进校园", "进校园"),
                "送法进乡村": ("法律进乡村", "进乡村", "送法下乡"),
                "线上宣传": ("线上", "网络宣传", "微信宣传", "新媒体宣传"),
                "LED宣传": ("LED", "LED显示屏", "电子屏宣传", "电子显示屏"),
            },
        ),
        Column(id="place", title="活动地点", headers=("地点", "宣传地点", "活动场所", "开展地点"),
               personal=True),
        VILLAGE,
        Column(id="participants", title="参加人次", kind="count", unit="人次",
               headers=("受众人次", "参与人次", "宣传人次", "覆盖人次", "受教育人次", "参加人数", "参与人数",
                        "受众人数", "受教育人数", "参加群众人数", "人数", "人次")),
        Column(id="consulted", title="咨询人次", kind="count", unit="人次",
               headers=("解答咨询人次", "接受咨询人次", "现场咨询人次", "法律咨询人次", "咨询人数", "解答咨询人数")),
        Column(id="unit", title="责任单位", kind="category",
               headers=("主办单位", "承办单位", "开展单位", "牵头单位", "责任部门")),
        personal("organiser", "负责人", "责任人", "宣讲人", "主讲人"),
        REMARK,
    ),
    signature=(
        frozenset({"held_on", "form", "topic"}),
        frozenset({"held_on", "form", "place"}),
        frozenset({"held_on", "topic", "participants"}),
        frozenset({"held_on", "place", "participants"}),
    ),
)  # fmt: skip

MATERIALS = Ledger(
    id="materials",
    title="宣传资料发放台账",
    grain="register",
    about="event",
    row_is="一次发放",
    columns=(
        SERIAL,
        Column(id="given_on", title="发放日期", kind="date", headers=("日期", "时间", "发放时间", "领取日期"),
               required=True),
        Column(id="name", title="资料名称", headers=("名称", "品名", "宣传资料名称")),
        Column(
            id="category",
            title="资料类别",
            kind="category",
            headers=("类别", "种类", "资料类型", "资料种类"),
            values={
                "宣传读本": ("*读本", "*书籍", "图书"),
                "宣传袋": ("*宣传袋", "袋子", "*环保袋", "*手提袋", "布袋"),
                "传单": ("*传单", "*宣传单", "*单页", "*折页", "宣传资料", "宣传页"),
                "手册": ("*手册", "小册子"),
                "宣传品": ("纪念品", "其他宣传品", "其他", "*围裙", "*扑克", "*扇", "*雨伞", "*毛巾", "*纸杯",
                            "*水杯", "*抽纸", "*挂历", "*对联", "*笔记本", "*签字笔"),
            },
            required=True,
            closed=True,
            fallback="name",
        ),
        Column(id="quantity", title="数量", kind="count",
               headers=("发放数量", "份数", "发放数", "发放量", "发放份数"), required=True),
        Column(id="measure", title="单位", kind="category", headers=("计量单位", "数量单位")),
        VILLAGE,
        Column(id="place", title="发放地点", headers=("地点",), personal=True),
        person("receiver", "领取人", "发放人", "经办人", "签收人"),
        REMARK,
    ),
    signature=(
        frozenset({"given_on", "category", "quantity"}),
        frozenset({"given_on", "name", "quantity"}),
    ),
)  # fmt: skip

BOARDS = Ledger(
    id="boards",
    title="宣传栏更换台账",
    grain="register",
    about="event",
    row_is="一处宣传栏的一次登记",
    columns=(
        SERIAL,
        Column(id="changed_on", title="更换时间", kind="date",
               headers=("更换日期", "日期", "时间", "更新时间", "更新日期"), required=True),
        Column(id="board", title="宣传栏位置",
               headers=("宣传栏", "位置", "宣传栏名称", "宣传栏地点", "阵地名称")),
        VILLAGE,
        Column(id="topic", title="主题", headers=("更换主题", "更换内容", "宣传主题", "内容", "宣传内容")),
        Column(id="changes", title="更换次数", kind="count", unit="次",
               headers=("更换(次)", "次数", "更新次数"), required=True),
        person("person", "更换人", "责任人", "经办人"),
        REMARK,
    ),
    signature=(
        frozenset({"changed_on", "changes", "board"}),
        frozenset({"changed_on", "changes", "topic"}),
    ),
)  # fmt: skip

LEDGERS = (EVENTS, MATERIALS, BOARDS)
