"""普法宣传 by form and subject; what was handed out and hung; what was posted, sent and broadcast."""

from __future__ import annotations

from analysis.indicators.model import Display, Formula, Indicator
from analysis.indicators.subjects.formulas import added, rows

_EVENTS, _RETURN = "publicity_events", "publicity_return"
_ABOUT = Display(step=100)

_PLACES = (
    (
        "schools",
        "送法进校园",
        (
            "送法进校园",
            "法律进校园",
            "法治进校园",
            "进校园",
            "法律进学校",
            "进课堂",
            "法治宣传进校园",
            "典亮校园",
        ),
    ),
    (
        "countryside",
        "送法进乡村",
        ("送法进乡村", "法律进乡村", "送法下乡", "进乡村", "法律进村", "法治进乡村", "送法进村"),
    ),
    ("firms", "送法进企业", ("送法进企业", "法律进企业", "进企业")),
    ("offices", "送法进机关", ("送法进机关", "法律进机关", "进机关")),
    ("communities", "送法进社区", ("送法进社区", "法律进社区", "进社区")),
    ("units", "送法进单位", ("送法进单位", "法律进单位", "进单位")),
    ("homes", "送法进家庭", ("送法进家庭", "法律进家庭", "进家庭")),
    ("temples", "送法进宗教场所", ("送法进宗教场所", "法律进宗教场所", "进宗教场所")),
)
_FORMS = (
    ("lectures", "法治讲座", ("法治讲座", "举办法治讲座", "开展法治讲座", "普法讲座", "法治专题讲座")),
    ("yard_meetings", "院坝会", ("院坝会", "召开院坝会", "坝坝会", "屋场会", "普法院坝会")),
    ("home_visits", "入户宣传", ("入户宣传", "入户宣讲", "上门宣传", "入户普法", "开展入户宣传", "走村入户开展法治宣讲", "走村入户", "走村入户宣讲")),
    ("school_lessons", "法治副校长授课",
     ("法治副校长授课", "法治课", "法治副校长开展法治课", "讲授法治课", "法治教育课",
      "法治副校长进校授课", "开展法治副校长授课")),
    ("shows", "法治文艺演出", ("法治文艺演出", "文艺演出", "法治文艺汇演", "普法文艺演出")),
    ("films", "法治电影放映", ("法治电影", "放映法治电影", "法治电影放映", "放映电影")),
    ("contests", "知识竞赛", ("知识竞赛", "法律知识竞赛", "法治知识竞赛", "普法知识竞赛", "有奖问答")),
    ("online", "线上宣传", ("线上宣传", "线上普法", "网络宣传", "线上普法活动")),
)  # fmt: skip
_THEMES = (
    ("constitution", "宪法", ("宪法宣传", "宪法宣传周", "12·4国家宪法日", "“12·4”国家宪法日",
                             "宪法主题宣传", "国家宪法日", "宪法宣讲")),
    ("civil_code", "民法典", ("民法典宣传", "民法典宣传月", "“美好生活·民法典相伴”", "民法典主题宣传",
                             "民法典宣讲")),
    ("state_security", "国家安全", ("国家安全教育日", "全民国家安全教育日", "国家安全宣传",
                                   "“4·15”全民国家安全教育日")),
    ("drugs", "禁毒", ("禁毒宣传", "国际禁毒日", "“6·26”国际禁毒日", "开展禁毒宣传")),
    ("fraud", "反诈", ("反诈宣传", "反电信网络诈骗宣传", "反诈骗宣传", "防范电信诈骗宣传",
                       "反电诈宣传", "反电信网络诈骗")),
    ("drowning", "防溺水", ("防溺水宣传", "防溺水", "防溺水安全教育", "防溺水教育", "开展防溺水宣传")),
    ("petitions", "信访法治", ("信访法治化宣传", "信访法治宣传", "信访工作条例宣传", "信访法治化")),
    ("minors", "未成年人保护", ("未成年人保护宣传", "青少年法治教育", "未成年人保护",
                               "防校园欺凌宣传")),
    ("elderly", "老年人权益", ("老年人普法", "银发普法专场", "“法治护老”宣传活动", "老年人权益宣传",
                              "“银发普法专场”活动", "养老宣传")),
    ("labour", "劳动保障", ("农民工工资支付宣传", "劳动保障宣传", "根治欠薪宣传", "农民工普法")),
)  # fmt: skip


def _event(
    word: str, title: str, phrases: tuple[str, ...], note: str, *others: Formula, **held: str
) -> Indicator:
    """Return how many events were of a form or a subject."""
    return Indicator(
        id=f"publicity.{word}",
        title=title,
        unit="场次",
        formulas=(rows(_EVENTS, "held_on", **held), *others),
        phrases=phrases,
        note=note,
    )


def _handed(word: str, title: str, unit: str, category: str, *phrases: str) -> Indicator:
    """Return how many of a kind of material were handed out."""
    return Indicator(
        id=f"publicity.{word}",
        title=title,
        unit=unit,
        formulas=(added("materials", "quantity", "given_on", category=category),),
        display=_ABOUT,
        phrases=phrases,
    )


def _done(
    word: str, title: str, unit: str, column: str, phrases: tuple[str, ...], *firsts: Formula
) -> Indicator:
    """Return a figure of the monthly return, after what a register gives."""
    return Indicator(
        id=f"publicity.{word}",
        title=title,
        unit=unit,
        formulas=(*firsts, added(_RETURN, column, "period")),
        phrases=phrases,
    )


_SCHOOL = "法治副校长授课"
INDICATORS = (
    *(_event(f"to_{word}", form, phrases, "按活动台账的活动形式计。", form=form)
      for word, form, phrases in _PLACES),
    *(_event(word, form, phrases, "按活动台账的活动形式计。",
             *((added(_RETURN, "lectures", "period"),) if word == "lectures" else ()), form=form)
      for word, form, phrases in _FORMS),
    *(_event(f"on_{word}", f"{theme}主题宣传", phrases,
             "有“宣传专题”一栏的按该栏计；没有的按活动主题中的字样归类，一场只归一类。", theme=theme)
      for word, theme, phrases in _THEMES),
    Indicator(
        id="publicity.youth",
        title="普法活动青少年受众",
        unit="人次",
        formulas=(added(_EVENTS, "youth", "held_on"),),
        phrases=("受教育学生", "青少年", "覆盖学生", "覆盖师生", "受益师生", "受教育师生",
                 "覆盖青少年", "惠及学生", "惠及师生"),
    ),
    Indicator(
        id="publicity.school_participants",
        title="法治副校长授课受众",
        unit="人次",
        formulas=(added(_EVENTS, "participants", "held_on", form=_SCHOOL),),
        phrases=("法治课覆盖师生", "法治课受众", "授课覆盖学生", "法治副校长授课覆盖"),
    ),
    Indicator(
        id="publicity.talk_participants",
        title="宣讲会参加",
        unit="人次",
        formulas=(
            added(_EVENTS, "participants", "held_on", form=("学习宣讲会", "法治讲座", "院坝会")),
        ),
        phrases=("宣讲会参加", "参加宣讲会", "讲座参加", "参加法治讲座", "参加院坝会", "听讲", "宣讲覆盖", "宣讲受众", "宣讲受众达"),
        note="宣讲会、法治讲座、院坝会都计入。",
    ),
    Indicator(
        id="publicity.handouts",
        title="发放宣传资料",
        unit="份",
        formulas=(
            added("materials", "quantity", "given_on"),
            added(_EVENTS, "leaflets", "held_on"),
            added(_RETURN, "handouts", "period"),
        ),
        by=("month",),
        display=_ABOUT,
        phrases=("发放宣传资料", "发放资料", "发放各类宣传资料", "发放法治宣传资料", "宣传资料",
                 "发放普法资料", "发放普法宣传资料", "发放各类法治宣传资料", "发放法律资料",
                 "发放宣传品", "宣传材料", "发放宣传材料", "发放法治宣传材料"),
        note="读本、宣传袋、传单、手册、宣传品都计入，一本、一个、一份各计一份。",
    ),
    _handed("handbooks", "发放手册", "册", "手册", "发放手册", "宣传手册", "普法手册", "发放宣传手册",
            "宣传册", "发放宣传册", "小册子", "宣传小册子", "禁毒手册"),
    _handed("gifts", "发放宣传品", "个", "宣传品", "发放宣传品", "宣传品", "普法宣传品", "宣传用品",
            "普法用品"),
    _done("banners", "悬挂横幅", "条", "banners",
          ("悬挂横幅", "悬挂宣传横幅", "横幅", "悬挂条幅", "悬挂标语", "悬挂横幅标语", "张贴标语",
           "悬挂法治宣传横幅"),
          added(_EVENTS, "banners", "held_on")),
    Indicator(
        id="publicity.elderly_participants",
        title="老年人普法受众",
        unit="人次",
        formulas=(added(_EVENTS, "participants", "held_on", theme="老年人权益"),),
        phrases=("覆盖老年人", "受益老年人", "覆盖老年群众", "老年人普法受众", "覆盖特殊群体"),
        note="宣传专题为老年人权益的活动的参加人次。",
    ),
    Indicator(
        id="publicity.posters",
        title="张贴海报",
        unit="张",
        formulas=(added(_EVENTS, "posters", "held_on"),),
        phrases=("宣传海报", "张贴海报", "张贴宣传海报", "海报"),
    ),
    _done("panels", "展出展板", "块", "panels",
          ("展出展板", "展板", "制作展板", "摆放展板", "展示展板", "设置展板", "宣传展板",
           "摆放宣传展板"),
          added(_EVENTS, "panels", "held_on")),
    _done("texts", "发送普法短信", "条", "texts",
          ("发送短信", "普法短信", "发送普法短信", "宣传短信", "发送宣传短信", "推送短信")),
    _done("posts", "新媒体普法推文", "条", "posts",
          ("微信公众号推送", "推送普法信息", "微信公众号发布", "推送信息", "发布普法信息",
           "新媒体推文", "微信推文", "发布推文", "推送法治信息", "公众号推送", "推送普法推文",
           "发布普法推文", "微信公众号推文", "线上推送", "线上推送资讯", "推送相关资讯"),
          rows("posts", "posted_on")),
    _done("reads", "新媒体普法阅读量", "次", "reads",
          ("阅读量", "阅读量达", "浏览量", "点击量", "累计阅读", "阅读", "浏览量达", "点击量达"),
          added("posts", "reads", "posted_on")),
    _done("broadcasts", "大喇叭广播", "次", "broadcasts",
          ("大喇叭广播", "大喇叭播放", "广播宣传", "播放广播", "利用大喇叭宣传", "“大喇叭”宣传",
           "乡村大喇叭", "大喇叭宣传", "村村响广播"),
          rows(_EVENTS, "held_on", form="广播宣传")),
    _done("screens", "LED屏播放", "次", "screens",
          ("LED屏播放", "LED显示屏播放", "电子屏播放", "LED屏滚动播放", "LED宣传", "LED滚动播放",
           "电子显示屏播放"),
          rows(_EVENTS, "held_on", form="LED宣传")),
)  # fmt: skip
