"""普法 by dimension: further subjects, who came to each form and subject; study hours; honours."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, rows
from analysis.indicators.subjects.short import figure


def _theme(word: str, theme: str, *names: str) -> Indicator:
    """Return the events on one subject."""
    return figure(
        f"publicity.on_{word}",
        f"{theme}主题宣传",
        "场次",
        rows("publicity_events", "held_on", theme=theme),
        by=("month", "form", "village"),
        phrases=(f"{theme}主题宣传", *names),
        note="按普法活动台账的宣传专题计。",
    )


_THEMES = (
    _theme("consumers", "消费者权益", "消费者权益宣传", "“3·15”消费者权益日", "消费者权益保护宣传",
           "消费维权宣传", "3·15宣传"),
    _theme("organised_crime", "反有组织犯罪", "反有组织犯罪宣传", "扫黑除恶宣传",
           "反有组织犯罪法宣传", "扫黑除恶普法", "开展扫黑除恶宣传"),
    _theme("women", "妇女权益", "妇女权益宣传", "妇女权益保障宣传", "“三八”妇女维权宣传",
           "妇女维权宣传", "反家庭暴力宣传", "反家暴宣传", "妇女维权周宣传", "妇女儿童权益宣传"),
    _theme("legal_aid", "法律援助", "法律援助宣传", "法律援助法宣传", "开展法律援助宣传",
           "法援惠民生宣传"),
    _theme("safety", "安全生产", "安全生产宣传", "安全生产月宣传", "安全生产法宣传",
           "开展安全生产宣传", "安全宣传"),
    _theme("ecology", "生态环境", "生态环境宣传", "环境保护宣传", "生态环境保护宣传",
           "环保宣传", "开展生态环保宣传", "环保法律法规宣传", "六五环境日宣传", "环境日宣传", "环保法宣传"),
)  # fmt: skip
_FORMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "to_schools",
        "送法进校园",
        ("送法进校园", "法律进校园", "法治进校园", "法律进学校", "进校园"),
    ),
    ("to_countryside", "送法进乡村", ("送法进乡村", "法律进乡村", "送法下乡", "法律进村")),
    ("to_firms", "送法进企业", ("送法进企业", "法律进企业")),
    ("to_offices", "送法进机关", ("送法进机关", "法律进机关")),
    ("to_communities", "送法进社区", ("送法进社区", "法律进社区")),
    ("lectures", "法治讲座", ("法治讲座", "普法讲座")),
    ("yard_meetings", "院坝会", ("院坝会", "坝坝会")),
    ("rallies", "集中宣传", ("集中宣传", "集中普法")),
    ("home_visits", "入户宣传", ("入户宣传", "入户普法")),
    ("shows", "法治文艺演出", ("法治文艺演出", "普法文艺演出", "法治文艺汇演")),
    ("film_shows", "法治电影放映", ("法治电影", "放映法治电影")),
    ("contests", "知识竞赛", ("知识竞赛", "法律知识竞赛", "法治知识竞赛")),
    ("online", "线上宣传", ("线上宣传", "线上普法")),
)
_ON: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("on_constitution", "宪法", ("宪法宣传",)),
    ("on_civil_code", "民法典", ("民法典宣传",)),
    ("on_state_security", "国家安全", ("国家安全宣传", "国家安全教育")),
    ("on_drugs", "禁毒", ("禁毒宣传",)),
    ("on_fraud", "反诈", ("反诈宣传",)),
    ("on_minors", "未成年人保护", ("未成年人保护宣传", "青少年法治教育")),
    ("on_drowning", "防溺水", ("防溺水宣传",)),
    ("on_petitions", "信访法治", ("信访法治宣传", "信访工作条例宣传")),
    ("on_elderly", "老年人权益", ("老年人权益宣传", "养老反诈宣传")),
    ("on_labour", "劳动保障", ("劳动保障宣传", "农民工普法")),
    ("on_consumers", "消费者权益", ("消费者权益宣传", "消费维权宣传")),
    ("on_organised_crime", "反有组织犯罪", ("反有组织犯罪宣传", "扫黑除恶宣传")),
    ("on_women", "妇女权益", ("妇女权益宣传", "反家暴宣传")),
    ("on_legal_aid", "法律援助", ("法律援助宣传",)),
    ("on_safety", "安全生产", ("安全生产宣传", "安全宣传")),
    ("on_ecology", "生态环境", ("生态环境宣传", "环境保护宣传")),
)
_CAME = ("{}受众", "{}参加", "{}覆盖群众", "{}受教育")
_CAME_ON = ("{}受众", "{}覆盖", "{}参加", "{}受教育")
_PUPILS = ("覆盖师生", "受益师生", "受教育师生", "惠及师生", "惠及学生")
"""Who came to events in schools."""
_AUDIENCE = (
    "演出观众",
    "吸引观众",
    "观看演出",
    "汇演观众",
    "巡演观众",
    "观看巡演群众",
    "文艺演出观众",
)
_ALSO = {
    "to_schools": _PUPILS,
    "shows": _AUDIENCE,
    "yard_meetings": (
        "院坝会参会群众",
        "院坝宣讲受众",
        "参会群众",
        "屋场会覆盖群众",
        "院坝法治宣讲受众",
    ),
    "lectures": ("讲座听众", "听课群众", "讲座听讲", "讲座参加人员"),
    "contests": ("竞赛参赛", "参赛选手", "参赛", "竞答参与群众"),
    "film_shows": ("观影群众", "观影", "观看电影"),
    "to_firms": ("参与职工", "惠及员工", "进企业参与职工"),
    "to_communities": ("进社区居民参与", "居民参与"),
    "on_constitution": ("宪法宣传周参与群众",),
}


def _came() -> Iterator[Indicator]:
    """Yield who came to events of each form and on each subject; leaflets given on each subject."""
    for column, kinds, came in (("form", _FORMS, _CAME), ("theme", _ON, _CAME_ON)):
        for word, kind, names in kinds:
            yield figure(
                f"publicity.{word}_participants",
                f"{kind}{'' if column == 'form' else '主题宣传'}参加人次",
                "人次",
                added("publicity_events", "participants", "held_on", **{column: kind}),
                by=("month", "village"),
                phrases=(
                    *(p.format(n) for n in names for p in came),
                    *_ALSO.get(word, ()),
                ),
                note="各场参加人次之和。",
            )
    for word, kind, names in _ON:
        yield figure(
            f"publicity.{word}_leaflets",
            f"{kind}主题宣传发放资料",
            "份",
            added("publicity_events", "leaflets", "held_on", theme=kind),
            by=("month", "village"),
            phrases=tuple(
                p.format(n) for n in names for p in ("{}资料", "{}手册", "{}发放资料", "发放{}资料")
            ),
        )


_HOURS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("legal_guides", "法律明白人培训", ("法律明白人培训", "“法律明白人”培训")),
    ("mediators", "人民调解员培训", ("人民调解员培训", "调解员培训")),
    ("grid", "网格员培训", ("网格员培训", "网格员法治培训")),
    ("villages", "村（居）干部培训", ("村干部培训", "村（居）干部培训")),
    ("leaders", "领导干部培训", ("领导干部培训", "领导干部法治培训")),
    ("centre_group", "中心组学法", ("中心组学法", "中心组学习")),
    ("talks", "专题讲座", ("专题讲座", "法治专题讲座")),
)


def _hours() -> Iterator[Indicator]:
    """Yield the hours of each kind of study."""
    for word, kind, names in _HOURS:
        yield figure(
            f"training.{word}_hours",
            f"{kind}学时",
            "学时",
            added("study", "hours", "held_on", category=kind),
            by=("month",),
            phrases=tuple(p.format(n) for n in names for p in ("{}学时", "{}课时", "{}时长")),
            note="每场的学时相加，不乘以人数。",
        )


_HONOURS = (
    figure("places.model_units", "法治示范单位", "个", rows("honours", None, kind="法治示范单位"),
           phrases=("法治示范单位", "依法行政示范单位", "创建法治示范单位", "获评法治示范单位",
                    "法治政府建设示范单位")),
    figure("places.model_bases", "法治文化建设示范基地", "个",
           rows("honours", None, kind="法治文化建设示范基地"),
           phrases=("法治文化建设示范基地", "法治文化示范基地", "法治宣传教育示范基地",
                    "创建法治文化示范基地", "打造法治文化示范基地")),
    figure("places.model_villages_new", "本年新命名民主法治示范村（社区）", "个",
           rows("honours", "named_on", kind="民主法治示范村（社区）"), by=("level",),
           phrases=("新创建民主法治示范村", "新增民主法治示范村", "新命名民主法治示范村", "新获评民主法治示范村", "成功创建民主法治示范村",
            "新评民主法治示范村", "新增民主法治示范社区", "新增省级民主法治示范村", "新增市级民主法治示范村", "新增市级民主法治示范社区",
            "新创建省级民主法治示范村")),
    figure("people.model_households_new", "本年新命名学法用法示范户", "户",
           rows("honours", "named_on", kind="学法用法示范户"), by=("level", "village"),
           phrases=("新增学法用法示范户", "新命名学法用法示范户", "新培育学法用法示范户",
                    "新评学法用法示范户", "新创建学法用法示范户", "新认定学法用法示范户")),
    figure("places.screens", "法治宣传电子屏", "块", rows("places", None, kind="法治宣传电子屏"),
           phrases=("法治宣传电子屏", "法治电子屏", "普法电子屏", "设置电子屏", "电子宣传屏")),
    figure("services.terminals", "法律服务自助终端", "台",
           rows("places", None, kind="法律服务自助终端"),
           phrases=("法律服务自助终端", "公共法律服务自助机", "法律服务自助机",
                    "公共法律服务终端", "配备法律服务终端")),
)  # fmt: skip

INDICATORS = (*_THEMES, *_came(), *_hours(), *_HONOURS)
