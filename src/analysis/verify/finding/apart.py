"""Numbers that count nothing: names and slogans, dates and durations, order, set phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from analysis.verify.finding.amounts import Amount

_FORMULA: Final = re.compile(r"\d+(?:\+[\dN])+|[“\"]\d{3,6}[”\"]|[“\"][一二三四五六七八九]+[”\"]")
_QUOTED: Final = 24  # characters; what is longer is quoted speech, whose figures may count

_NAMES: Final = re.compile(
    rf"《[^》]*》|[“\"‘][^”\"’]{{1,{_QUOTED}}}[”\"’]|[\[〔(（]?(?:19|20)\d\d[\]〕)）]?\s?(?:第?\d+号)"
    r"|〔[^〕]*〕|\d+(?:\+[\dA-Za-zXN]+)+|\d+[A-Za-z]+"
)
_DATES: Final = re.compile(
    r"(?:19|20)\d\d\s?年?\s?[-—–至]\s?(?:19|20)\d\d(?:\s?年)?|(?:(?:19|20)\d\d|\d\d)\s?年度?|\d{1,2}\s?月(?:份|上旬|中旬|下旬|底|初|末)?(?:\s?\d{1,2}\s?[日号])?"
    r"|(?<![\d.])(?:0?[1-9]|1[0-2])\s?(?:[·•・]|\.(?=\d{1,2}(?!\d)))\s?(?:[12]\d|3[01]|0?[1-9])(?!\s?[\d%万亿.]|\s?(?:件|起|次|场|人|名|份|元|个|分|学时|课时|小时|亩|公里|平方|公顷|吨|公斤|千克|千米|米|天|户|处|条|台|辆))"
    r"|[一二三四五六七八九十]{1,3}月(?:份)?|(?:周|星期|礼拜)[一二三四五六日]|\d{1,2}[:：时]\d{0,2}"
    r"|(?:\d+|[一二两三四五六七八九十半]+)(?:余|多)?个?(?:年|月|季度|星期|周|世纪)(?!次)|[上下]半年|[一二三四1-4]季度"
    r"|(?:7|七)[×xX*](?:24|二十四)小时|(?:24|二十四)小时(?:服务|值班|值守|在线|不打烊|开放|自助|热线|巡|监|待|轮|多|点|在岗|全|法律|政务|响应|应急|备勤|防|不间断|畅通)"
    r"|[\d一二两三四五六七八九十]+\s?(?:分钟|小时|公里)(?=[^，,。；;]{0,6}(?:圈|响应|到达|办结|服务|生活|内))|365天|\d+小时内|\d+(?:个工作)?[日天]内|[一二三四五六七八九十两]+(?:个工作)?[日天]内"
)
_ORDER: Final = re.compile(
    r"[一二三四五六七八九十\d]+届[一二三四五六七八九十\d]*[次中]?全?会?|[一二三四五六七八九十]+次(?=全会|党代会|人代会)|"
    r"前[一二三四五六七八九十\d]{1,3}(?:名|位|强|列)|第[一二三四五六七八九十百\d]+(?:届|次|批|期|条|款|项|章|节|个|轮|季|卷|名|场|件|家|者|位|方|人|责)?"
    r"|其[一二三四五六]|[一二三四五六七八九十]是|[上下前后首本]一[个次轮批期项]"
    r"|(?:新|另|又|再|更|进|同|统|逐|唯|单|之|任|某|每|这|那|哪|专|划|归|合)一(?=\S)"
)
_IDIOMS: Final = re.compile(
    r"一[^，,。、；;一\d十百千万亿]{1,2}一[^，,。、；;\d十百千万亿]{1,2}|千家万户|千方百计|万无一失|万众一心|百年|一一|百家|万家|"
    "(?:[^，,。；;、]{1,4}一[片批场起方件类村户人域个次案][、，]){1,3}[^，,。；;、]{1,4}一[片批场起方件类村户人域个次案]|"
    '一次(?=化解率|办结率|通过率|合格率|办好|办成|告知)|[一二三四]期(?=工程|项目|建设)|一条(?=[“"][^”"]*[”"])|'
    "最多跑一次|一次性|一次办|只进一扇门|一站式|一体化|一揽子|一系列|一部分|一方面|一分钟|一份子|一件事|一张网|一本账|一张图|"
    "一盘棋|一条龙|一条心|一把手|一把尺|一套班子|一项项|一件件|一步步|一次次|一场场|一名名|一家亲|"
    "一家人|一条街|一条街区|一线|一定|一般|一致|一直|一旦|一律|一如|一些|一批|一种|一起来|一道|一番|一路|一类事|"
    "[二三四五六七八九十]部分|"
    "两个(?:确立|维护|结合|大局|毫不|不放|责任|清单|务必|覆盖|先锋|一以)|两项(?:制度|法规)|两类|两种|两本账|"
    "三个(?:区分|一批|维度|层面|方面|环节|规定|代表|务必|清单|到位|必须|不|全面)|三项(?:制度|机制|清单|规定|工作|重点)|"
    "三类|三种|三支队伍|三张清单|三级|三场攻坚|四项(?:制度|机制|清单)|四个(?:意识|自信|全面|方面|维度|一|有|到位|服从|不|对照|融入)|四类|"
    "五个(?:一|方面|维度|到位|不|坚持)|六个(?:一|方面|围绕)|八项规定|十个(?:结合|一|方面|严禁)|十一个坚持|十项(?:制度|规定)"
)
_PROPER: Final = re.compile("[第每某同统逐唯单之任这那哪另]|[一二三四五六七八九十]$")

_COUNTING: Final = """
件次 人次 场次 户次 车次 台次 次 场 期 件 宗 人 名 户 份 册 本 篇 处 部 元 万元 亿元 % 学时 课时 小时 台 辆 块 间 座 幅 条 家
批次 亩 公里 平方米 平方公里 吨 公斤 天 工作日 堂 栋 位 封 盏 棵 把 百分点
"""
_ALWAYS: Final = frozenset(_COUNTING.split())
_CHOSEN: Final = frozenset("个项张支批轮套例")
_CASE: Final = re.compile("[^，,。；;]{0,8}(?:案|纠纷|事件|事故|诉讼|投诉|上访|问题)")
_TWICE: Final = 2
_DONE: Final = re.compile(
    "(?:建成|设立|建立|新增|成立|配备|聘请|聘用|创建|获评|组建|培育|设置|开设|新建|命名|评选|制定|出台|印发|签订|收到|受理|"
    "办理|处理|办结|查处|召开|开展|组织|举办|举行|化解|调解|调处|发生|打造|建设|发放|划分|下设|拥有|现有|共有|配有|设有|"
    "立案|审查|整改|完成|发现|共|达|有|增设|增加|取缔|拆除|销毁|通过|认定|移送|引导|发布|推出|选聘|选任|选派|提供|收集|"
    "解决|协调|获得|荣获|入选|申报|建)(?:了|出|到|有|各类|涉及|辖区|全镇)?[^，。；]{0,6}$"
)
_THING: Final = re.compile(
    "[^，,。；;、]{0,12}?(?:站|室|点|中心(?!任务|工作)|基地|公园|广场|长廊|馆|队|窗口|村|社区|网格|品牌|组织|小组|委员会|专栏|墙|"
    "街|书屋|企业|案|项目|校|号|专班|奖|称号)"
)
"""What stands there or was done, and can be counted though there is only one."""
_ABSTRACT: Final = re.compile(
    "(?:个|项|张|支|批|套|种|类)(?:重要|根本|系统|长期|基础|新|完整|综合|统一|良好|整体|共同|主要|有效|具体|核心|有力)"
    "|(?:个|项)(?:体系|机制|格局|方面|维度|层面|环节|台阶|过程|阶段|目标|主题|高度|标准|责任|维护|意识|自信|制度|导向|"
    "原则|抓手|关键|重点(?!项目|问题)|中心(?:任务|工作)|闭环|样板|前提|要求|理念|理论|力量|平台|模式|举措|措施|工程|行动|途径|步骤|环境|方便|良好|人$)"
)


def apart(text: str) -> list[tuple[int, int]]:
    """Return from where to where in a plain text stand names, dates, order and set phrases."""
    forms = (_NAMES, _DATES, _ORDER, _IDIOMS)
    return sorted(found.span() for form in forms for found in form.finditer(text))


def counting(text: str, found: Iterator[Amount]) -> Iterator[Amount]:
    """Yield the amounts of a plain text that count something."""
    masked = bytearray(len(text))
    for start, end in apart(text):
        masked[start:end] = b"\x01" * (end - start)
    slogan = _FORMULA.search(text)
    for amount in found:
        inside = any(masked[amount.start : amount.end])
        if slogan and amount.start > slogan.start() and _explains(amount):
            continue
        if not inside and (not amount.numeral or _counts(text, amount)):
            yield amount


def _explains(amount: Amount) -> bool:
    """Whether an amount spells out a formula such as “1+3+N”: 1个中心、3支队伍."""
    return amount.unit in _CHOSEN and amount.value < 10 and not amount.qualifier


def _counts(text: str, amount: Amount) -> bool:
    """Whether a Chinese numeral counts: 三项制度 does not, 三次 does."""
    before, after = text[: amount.start], text[amount.end :]
    if _PROPER.search(before[-1:]) and not amount.qualifier:
        return False
    if amount.value == 1 and amount.unit == "次" and before[-1:] in {"", *"，,。；;、 "}:
        return False  # 一次拿出: in one go
    if amount.unit in _ALWAYS:
        return (
            amount.unit not in {"人", "户", "家", "位"}
            or amount.value > 1
            or bool(_DONE.search(before))
        )
    if amount.unit == "起" and (amount.value > 1 or _CASE.match(after)):
        return text.count("一起") < _TWICE
    if amount.unit not in _CHOSEN:
        return False
    unit_on = text[amount.end - len(amount.unit) :] if amount.unit else after
    if _ABSTRACT.match(unit_on):
        return False
    if amount.value == 1 and not _THING.match(after):
        return False  # 建立一个机制: the article of other languages
    return amount.value >= 10 or bool(amount.qualifier) or bool(_DONE.search(before))
