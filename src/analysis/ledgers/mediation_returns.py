"""人民调解: the monthly return and the national statistics form (shared/domain.md §3)."""

from __future__ import annotations

from dataclasses import replace

from analysis.ledgers.common import CASES, REMARK, SERIAL, counted, personal
from analysis.ledgers.disputes import DISPUTE_TYPES, TYPE_IDS
from analysis.ledgers.model import Column, Ledger

_FIGURES = (
    ("accepted", "受理", "件",
     counted(("受理", "共受理"), CASES, "受理案件", "受理数", "案件总数", "案件受理数")),
    ("sessions", "调解", "件次", ("调解件次", "调解次数", "开展调解", "调解数")),
    ("settled", "调解成功", "件",
     counted(("调解成功", "成功调解", "成功"), CASES, "成功", "成功数", "化解数", "成功化解")),
)  # fmt: skip


def _return_column(prefix: str, column: tuple[str, str, str, tuple[str, ...]]) -> Column:
    """Return the 本月 or the 累计 column of a figure; the two are never added together."""
    column_id, title, unit, headers = column
    monthly = prefix == "本月"
    groups = ("本月", "当月", "本期") if monthly else ("累计", "本年累计", "累计数", "全年累计")
    under = tuple(
        heading
        for group in groups
        for name in (title, *headers)
        for heading in (f"{group}/{name}", f"{name}/{group}", f"{group}{name}")
    )
    return Column(
        id=column_id if monthly else f"{column_id}_to_date",
        title=f"{prefix}{title}",
        kind="count",
        unit=unit,
        headers=(*under, *headers, title) if monthly else under,
        running=not monthly,
    )


MEDIATION_RETURN = Ledger(
    id="mediation_return",
    title="人民调解月报表",
    grain="return",
    about="event",
    row_is="一个月份",
    shuns=("村", "社区", "纠纷类", "案件类"),
    called=("人民调解", "调解案件"),
    key=("period",),
    columns=(
        SERIAL,
        Column(id="period", title="月份", kind="period",
               headers=("月", "时间", "报送月份", "统计月份"),
               required=True),
        *(_return_column("本月", figure) for figure in _FIGURES),
        *(_return_column("累计", figure) for figure in _FIGURES),
        Column(id="amount", title="协议涉及金额", kind="number", unit="元",
               headers=("涉及金额", "本月/协议涉及金额", "本月/涉及金额", "协议金额")),
        personal("reporter", "填报人", "填表人", "报送人", "统计人"),
        REMARK,
    ),
    signature=(
        frozenset({"period", "accepted", "settled"}),
        frozenset({"period", "sessions", "settled"}),
    ),
)  # fmt: skip

_REPORTER = personal("reporter", "填报人", "填表人", "报送人", "统计人")


def _cases(column_id: str, title: str, *headers: str) -> Column:
    """Return a column of cases of the form."""
    return Column(id=column_id, title=title, kind="count", unit="件", headers=headers)


def _under(groups: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return each name under each group heading."""
    return tuple(f"{group}/{name}" for group in groups for name in names)


_TOTALS = (
    _cases("cases", "调解案件总数", "案件总数", "案件数", "调解案件数", "调解纠纷总数", "调解总数",
           "调解纠纷数", "纠纷总数", "调解案件总件数", "调解民间纠纷总数", "受理案件总数",
           "受理调解案件总数", "案件总数/件数", "调解矛盾纠纷总数", "总件数", "调解纠纷总件数"),
    Column(id="people", title="涉及当事人数", kind="count", unit="人",
           headers=("当事人数", "当事人人数", "涉及人数", "涉及当事人", "涉及当事人人数",
                    "当事人总数")),
    _cases("settled", "调解成功数", "成功数", "成功件数", "调解成功", "调解成功件数",
           "调解成功案件数", "成功案件数", "调解成功总数", "成功调解案件数"),
    _cases("difficult", "疑难复杂案件数", "疑难复杂案件", "疑难复杂数", "疑难复杂", "疑难复杂纠纷数",
           "其中疑难复杂案件", "疑难复杂件数", "疑难复杂纠纷"),
    Column(id="amount", title="协议涉及金额", kind="number", unit="元",
           headers=("涉及金额", "协议金额", "调解协议涉及金额", "达成协议涉及金额")),
    _cases("carried", "上年结转数", "上年结转", "上期结转", "上年未结", "上年结转案件",
           "上年结转案件数"),
    _cases("pending", "未结案数", "未结案", "未结数", "未结", "正在调解", "正在调解数"),
)  # fmt: skip
_KIND_GROUPS = ("按调委会类型分", "按调委会分", "按调解组织分", "按调解委员会分", "按调解组织类型分",
                "按人民调解委员会类型分", "按调委会类型", "按调解组织类型")  # fmt: skip
_KINDS = (
    replace(
        _cases("by_village", "村调委会调解数", "村调委会", "村人民调解委员会", "村委会调委会",
               "村", *_under(_KIND_GROUPS, ("村委会",))),
        texts="committee",
    ),
    _cases("by_community", "居调委会调解数", "居调委会", "社区调委会", "居民委员会调委会",
           *_under(_KIND_GROUPS, ("居", "居委会", "社区"))),
    _cases("by_town", "乡镇调委会调解数", "乡镇调委会", "乡镇人民调解委员会", "镇调委会",
           *_under(_KIND_GROUPS, ("乡镇", "乡", "镇"))),
    _cases("by_street", "街道调委会调解数", "街道调委会", "街道人民调解委员会",
           *_under(_KIND_GROUPS, ("街道",))),
    _cases("by_firm", "企事业单位调委会调解数", "企事业单位调委会", "企事业单位",
           "企事业单位人民调解委员会"),
    _cases("by_trade", "行业性专业性调委会调解数", "社会团体和其他组织", "社会团体和其他组织调委会",
           "行业性专业性调委会", "行业性、专业性调委会", "行业性专业性", "行业性专业性人民调解委员会",
           *_under(_KIND_GROUPS, ("其他", "其他组织"))),
)  # fmt: skip
_ENTRUSTED = ("接受委托移送调解", "委托移送调解", "接受委托移送", "委托移送", "移送委托调解",
              "接受移送委托调解", "接受委托调解", "接受委托移送调解案件", "委托移送调解案件")  # fmt: skip
_OTHERS = ("其他", "其它", "其他部门", "其他单位", "其他组织")


def _sent(column_id: str, title: str, by: str) -> Column:
    """Return the column of what a body sends to be mediated: 公安, 公安机关移送, 公安委托 …."""
    acts = ("委托", "移送", "委托移送", "移送委托", "委托移送调解", "委托调解", "移送调解")
    names = (by, f"{by}机关", f"人民{by}")
    headers = (*names, *(f"{name}{act}" for name in names for act in acts))
    return _cases(column_id, title, *(h for h in headers if h != title))


_SOURCES = (
    _cases("proactive", "主动调解", "主动调解数", "主动调解件数", "主动排查调解", "主动调解案件"),
    _cases("applied", "依申请调解", "依申请调解数", "申请调解", "依当事人申请", "当事人申请调解",
           "依申请调解件数", "依申请调解案件", "当事人申请"),
    _sent("by_court", "法院委托移送", "法院"),
    _sent("by_procuratorate", "检察院委托移送", "检察院"),
    _sent("by_police", "公安委托移送", "公安"),
    _sent("by_petitions", "信访委托移送", "信访"),
    _cases("by_others", "其他委托移送", "其他部门委托移送", "其他单位委托移送", "其他部门移送",
           *_under(_ENTRUSTED, _OTHERS)),
)  # fmt: skip
_TYPE_GROUPS = tuple(
    f"{first}{middle}{last}"
    for first in ("按", "")
    for middle in (
        "纠纷类型",
        "案件类型",
        "纠纷类别",
        "案件类别",
        "纠纷种类",
        "矛盾纠纷类型",
        "类型",
    )
    for last in ("分", "", "划分", "分类")
)


def _type(name: str) -> Column:
    """Return the column of a class of dispute, by its names; 其他 only below what it is of."""
    others = DISPUTE_TYPES[name]
    whole = name if name.endswith("纠纷") else f"{name}纠纷"
    if name == "其他":
        names = ("其他纠纷", "其它纠纷", *_under(_TYPE_GROUPS, ("其他", "其它", "其他纠纷")))
    else:
        names = tuple(dict.fromkeys((name, whole, *others)))
    return _cases(f"type_{TYPE_IDS[name]}", f"{name}类", *names)


_AGREEMENTS = (
    _cases("oral", "口头协议", "口头", "口头协议数", "口头协议件数", "达成口头协议", "口头调解协议"),
    _cases("written", "书面协议", "书面", "书面协议数", "书面协议件数", "达成书面协议", "书面调解协议",
           "制作调解协议书"),
    _cases("performed", "协议履行数", "履行", "履行数", "履行件数", "协议履行", "已履行", "履行协议数",
           "已履行数", "协议履行件数", "履行情况/已履行", "履行协议"),
    _cases("confirmed", "司法确认数", "司法确认", "司法确认件数", "经司法确认", "司法确认案件数",
           "协议司法确认", "经司法确认数"),
    _cases("revisited", "回访数", "回访", "回访件数", "回访案件数"),
)  # fmt: skip
_HARMS = {
    "crime": ("防止民转刑", "防止民间纠纷转化为刑事案件", "防止民间纠纷转为刑事案件",
              "防止转化为刑事案件", "防止民转刑案件"),
    "petition": ("防止群体性上访", "防止集体上访", "防止群体上访"),
    "suicide": ("防止自杀", "防止民间纠纷引起自杀", "防止非正常死亡", "防止因民间纠纷引起自杀"),
    "fight": ("防止群体性械斗", "防止械斗"),
}  # fmt: skip


_HARM_GROUPS = ("防止矛盾激化", "防止纠纷激化", "防止激化", "防止民间纠纷激化", "防止矛盾纠纷激化",
                "防止激化情况", "防止情况", "预防激化")  # fmt: skip


def _prevented(harm: str) -> tuple[Column, Column]:
    """Return the columns of the cases and of the persons of a harm that was prevented."""
    first, *others = _HARMS[harm]
    names = (first, *others)
    over = (*names, *(f"{group}/{name}" for group in _HARM_GROUPS for name in names))
    cases = tuple(f"{name}{end}" for name in names for end in ("件数", "数"))
    cases += tuple(f"{name}/{end}" for name in over for end in ("件数", "案件数"))
    people = tuple(f"{name}{end}" for name in names for end in ("人数", "涉及人数"))
    people += tuple(f"{name}/{end}" for name in over for end in ("人数", "涉及人数"))
    return (
        _cases(f"prevented_{harm}", first, *others, *cases),
        Column(id=f"prevented_{harm}_people", title=f"{first}涉及人数", kind="count", unit="人",
               headers=tuple(name for name in people if name != f"{first}涉及人数")),
    )  # fmt: skip


_SCREENED = (
    Column(id="screenings", title="开展矛盾纠纷排查次数", kind="count", unit="次",
           headers=("矛盾纠纷排查次数", "纠纷排查次数", "开展纠纷排查次数", "纠纷排查/排查次数",
                    "矛盾纠纷排查/次数", "纠纷排查/次数", "排查纠纷次数")),
    _cases("prevented_disputes", "预防纠纷数", "预防纠纷", "预防纠纷件数", "预防民间纠纷",
           "预防矛盾纠纷"),
)  # fmt: skip

MEDIATION_FORM = Ledger(
    id="mediation_form",
    title="人民调解案件情况统计表",
    grain="return",
    about="event",
    row_is="一个调委会或月份",
    shuns=("排查数", "摸排数"),
    called=("人民调解案件情况", "人民调解工作情况", "人民调解统计", "人民调解工作统计"),
    key=("period", "committee"),
    columns=(
        SERIAL,
        Column(id="period", title="统计时段", kind="period",
               headers=("月份", "月", "时间", "统计月份", "统计时间", "报送月份", "时段", "季度",
                        "年度", "年份", "统计年度")),
        Column(id="committee", title="调委会名称", kind="category",
               headers=("调委会", "人民调解委员会", "人民调解委员会名称", "调解委员会", "单位",
                        "单位名称", "填报单位", "调解组织", "调解组织名称", "乡镇(街道)", "乡镇街道",
                        "村(居)", "村居", "村(社区)", "名称")),
        *_TOTALS,
        *_KINDS,
        *_SOURCES,
        *(_type(name) for name in DISPUTE_TYPES),
        *_AGREEMENTS,
        *(column for harm in _HARMS for column in _prevented(harm)),
        *_SCREENED,
        _REPORTER,
        REMARK,
    ),
    signature=(
        frozenset({"cases", "settled", "written"}),
        frozenset({"cases", "settled", "oral"}),
        frozenset({"cases", "settled", "proactive"}),
        frozenset({"cases", "settled", "performed", "confirmed"}),
        frozenset({"cases", "settled", "by_village", "by_town"}),
        frozenset({"cases", "proactive", "applied"}),
        frozenset({"cases", "difficult", "written"}),
        frozenset({"cases", "type_family", "type_neighbours", "written"}),
        frozenset({"cases", "settled", "type_family", "type_neighbours"}),
    ),
)  # fmt: skip
LEDGERS = (MEDIATION_RETURN, MEDIATION_FORM)
