"""学法培训 by kind: how often each was held and who came; hours of study."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, rows

Kind = tuple[str, str, str, tuple[str, ...]]
"""Word of the id, category of the ledger, title, phrases."""

_KINDS: tuple[Kind, ...] = (
    ("talks", "专题讲座", "法治专题讲座",
     ("专题讲座", "法治专题讲座", "举办专题讲座", "举办法治专题讲座", "专题法治讲座", "学法讲座", "专家辅导", "法律讲座", "专题学法讲座", "报告会", "专题报告会")),
    ("cadres", "干部培训", "干部法治培训",
     ("干部培训", "干部法治培训", "法治培训", "举办法治培训", "专题培训", "开展法治培训", "举办培训班",
      "业务培训", "法治专题培训", "法律知识培训", "专项培训", "培训班", "培训班次", "法治能力提升培训")),
    ("enforcement", "行政执法培训", "行政执法培训",
     ("行政执法培训", "执法培训", "执法人员培训", "开展执法培训", "行政执法人员培训", "执法业务培训", "执法人员专题培训", "执法规范化培训")),
    ("trials", "旁听庭审", "旁听庭审",
     ("旁听庭审", "组织旁听庭审", "庭审旁听", "组织干部旁听庭审", "观摩庭审",
      "旁听行政诉讼庭审", "旁听行政案件庭审")),
    ("legal_guides", "法律明白人培训", "法律明白人培训",
     ("法律明白人培训", "“法律明白人”培训", "开展法律明白人培训", "培训法律明白人",
      "举办法律明白人培训", "开展“法律明白人”培训")),
    ("grid", "网格员培训", "网格员培训",
     ("网格员培训", "开展网格员培训", "培训网格员", "网格员法治培训")),
    ("mediators", "人民调解员培训", "人民调解员培训",
     ("人民调解员培训", "调解员培训", "开展人民调解员培训", "培训人民调解员", "培训调解员",
      "人民调解业务培训", "调解业务培训")),
    ("villages", "村（居）干部培训", "村（居）干部法治培训",
     ("村（居）干部培训", "村干部培训", "村（社区）干部培训", "村居干部法治培训", "村干部法治培训")),
    ("online", "网络学法", "网络学法",
     ("网络学法", "线上学法", "在线学法", "网上学法", "网络学习", "网络自学", "平台自学")),
)  # fmt: skip
_ATTENDED = (
    ("group_study", "集体学习", "集中学法参加", ("集中学法参加", "参加集中学法", "集中学法参学")),
    ("centre_group", "中心组学法", "中心组学法参加", ("中心组学法参加", "参加中心组学法")),
    ("before_meeting", "会前学法", "会前学法参加", ("会前学法参加", "参加会前学法")),
)


def _people(word: str, category: str, title: str, phrases: tuple[str, ...]) -> Indicator:
    return Indicator(
        id=f"training.{word}_attended",
        title=title,
        unit="人次",
        formulas=(added("study", "attended", "held_on", category=category),),
        phrases=phrases,
    )


def by_kind(kinds: Iterable[Kind]) -> Iterator[Indicator]:
    """Yield how often each kind of study was held and how many came."""
    for word, category, title, phrases in kinds:
        yield Indicator(
            id=f"training.{word}",
            title=title,
            unit="次",
            formulas=(rows("study", "held_on", category=category),),
            phrases=phrases,
            note="按场次计，一期培训、一场讲座计一次。",
        )
        came = tuple(f"参加{phrase}" for phrase in phrases if not phrase.startswith("参加"))
        yield _people(word, category, f"{title}参加", (*came, *phrases, f"{title}参加"))


INDICATORS = (
    *by_kind(_KINDS),
    *(_people(*entry) for entry in _ATTENDED),
    Indicator(
        id="training.study_hours",
        title="学法培训总学时",
        unit="学时",
        formulas=(added("study", "hours", "held_on"),),
        decimals=1,
        by=("category",),
        phrases=("培训学时", "学习学时", "学法学时", "累计学时", "学时", "累计学习"),
        note="每场培训的学时相加，不乘以人数。",
    ),
    Indicator(
        id="training.cadre_hours",
        title="干部法治培训学时",
        unit="学时",
        formulas=(added("study", "hours", "held_on", category="干部培训"),),
        decimals=1,
        phrases=("干部培训学时", "法治培训学时", "干部法治培训学时"),
    ),
    Indicator(
        id="training.enforcement_hours",
        title="行政执法培训学时",
        unit="学时",
        formulas=(added("study", "hours", "held_on", category="行政执法培训"),),
        decimals=1,
        phrases=("行政执法培训学时", "执法集中培训学时", "集中培训时长", "集中培训学时"),
        note="每场培训的学时相加，不乘以人数；各人学时之和见行政执法人员培训总学时。",
    ),
    Indicator(
        id="training.online_hours",
        title="网络学法学时",
        unit="学时",
        formulas=(added("study", "hours", "held_on", category="网络学法"),),
        decimals=1,
        phrases=("网络学法学时", "在线学法课时", "必修课+选修课", "线上学法学时"),
        note="每次网络学法的学时相加，不乘以人数。",
    ),
)
