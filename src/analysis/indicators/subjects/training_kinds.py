"""学法培训 by kind: how often each was held and who came; hours of study."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, rows

_CAME = {
    "cadres": ("依法行政培训参训", "法治培训受训", "法治培训覆盖干部", "法治培训覆盖镇村干部", "法治培训覆盖", "法治培训听课", "法治培训参训",
               "接受法治培训", "培训镇村干部", "培训乡村干部"),
    "enforcement": ("执法人员参训", "执法队伍培训参训", "执法队员培训参训", "执法人员培训参训", "执法培训参训", "培训执法人员"),
    "legal_guides": ("轮训法律明白人", "法律明白人参加培训", "法律明白人参训"),
    "mediators": ("轮训调解员", "轮训专兼职调解员", "调解员参训", "调解员参加培训"),
    "grid": ("网格员参训", "网格员参加培训", "轮训网格员"),
    "villages": ("培训村组干部", "培训村干部", "村（社区）干部法治培训参训", "村干部参训", "村干部参加培训", "轮训村干部", "培训村“两委”干部"),
    "talks": ("专题讲座听讲", "法治专题讲座听讲", "干部法治讲座听课", "法治讲座受训干部", "专题讲座听课"),
}  # fmt: skip
"""What reports say of those who came, by the word of the id."""
Kind = tuple[str, str, str, tuple[str, ...]]
"""Word of the id, category of the ledger, title, phrases."""

_KINDS: tuple[Kind, ...] = (
    ("talks", "专题讲座", "法治专题讲座",
     ("邀请专家为机关干部法治讲座", "专家学者法治讲座", "专题辅导报告", "辅导报告会", "民法典专题讲座", "专题讲座", "法治专题讲座", "举办专题讲座", "举办法治专题讲座", "专题法治讲座", "学法讲座", "专家辅导", "专题学法讲座", "报告会", "专题报告会",
      "专题辅导", "专题辅导讲座", "辅导讲座", "干部法治讲座", "机关干部法治讲座", "领导干部法治讲座", "专家授课辅导")),
    ("cadres", "干部培训", "干部法治培训",
     ("法治能力培训班", "邀请司法局依法行政培训", "法治教育培训", "干部培训", "干部法治培训", "法治培训", "举办法治培训", "专题培训", "开展法治培训",
      "法治专题培训", "法律知识培训", "专项培训", "法治能力提升培训", "干部职工法治培训", "镇村干部法治培训",
      "机关干部法治培训", "干部集中培训", "镇村干部集中培训", "干部法律培训", "法律培训", "法治轮训",
      "依法行政培训", "依法行政能力提升培训", "依法履职能力提升班", "能力提升班")),
    ("enforcement", "行政执法培训", "行政执法培训",
     ("执法人员授课培训", "执法业务学习", "执法队法律法规和执法业务学习", "综合执法培训", "执法队伍培训", "行政执法培训", "执法培训", "执法人员培训", "开展执法培训", "行政执法人员培训", "执法业务培训", "执法人员专题培训", "执法规范化培训",
      "执法专题培训", "执法人员业务培训", "执法人员集中培训", "执法人员法律法规培训", "执法能力培训", "执法队员培训", "执法技能培训")),
    ("trials", "旁听庭审", "旁听庭审",
     ("旁听庭审", "组织旁听庭审", "庭审旁听", "组织干部旁听庭审", "观摩庭审",
      "旁听行政诉讼庭审", "旁听行政案件庭审", "庭审观摩", "旁听行政诉讼案件庭审", "带头旁听庭审", "参与庭审旁听")),
    ("legal_guides", "法律明白人培训", "法律明白人培训",
     ("法律明白人法律知识培训", "法律明白人能力提升培训", "法律明白人集中授课", "法律明白人培养工程集中培训", "法律明白人培训", "“法律明白人”培训", "开展法律明白人培训", "培训法律明白人",
      "举办法律明白人培训", "开展“法律明白人”培训", "法律明白人骨干培训", "法律明白人集中培训",
      "法律明白人专题培训", "法律明白人业务培训")),
    ("grid", "网格员培训", "网格员培训",
     ("网格员法律知识培训", "网格员集中培训", "专职网格员培训", "网格队伍培训", "网格员培训", "开展网格员培训", "培训网格员", "网格员法治培训", "网格员业务培训", "网格员专题培训")),
    ("mediators", "人民调解员培训", "人民调解员培训",
     ("村级调解员业务培训", "调解员业务培训", "调解队伍培训", "人民调解员培训", "调解员培训", "开展人民调解员培训", "培训人民调解员", "培训调解员",
      "人民调解业务培训", "调解业务培训", "人民调解员业务培训", "调解员专题培训", "调解员集中培训", "人民调解培训", "调解技能培训")),
    ("villages", "村（居）干部培训", "村（居）干部法治培训",
     ("村“两委”干部法治培训", "村“两委”成员法律知识培训", "社区干部依法治理培训", "村干部法律业务培训", "村干部法律知识培训", "村“两委”培训", "村（居）干部培训", "村干部培训", "村（社区）干部培训", "村居干部法治培训", "村干部法治培训",
      "村（社区）干部法治培训", "村组干部法治培训", "社区干部法治培训")),
    ("online", "网络学法", "网络学法",
     ("网络学法", "线上学法", "在线学法", "网上学法", "网络学习", "网络自学", "平台自学", "线上学习", "网上学习", "网络在线学法")),
)  # fmt: skip
_ATTENDED = (
    (
        "group_study",
        "集体学习",
        "集中学法参加",
        (
            "集中学法参加",
            "参加集中学法",
            "集中学法参学",
            "集体学法参加",
            "集体学法参学",
            "集中学法覆盖干部",
            "集中学习参加",
            "参加集中学习",
        ),
    ),
    (
        "centre_group",
        "中心组学法",
        "中心组学法参加",
        (
            "中心组学法参加",
            "参加中心组学法",
            "中心组学法参学人员",
            "中心组学习参加",
            "中心组学习参学",
            "中心组学法覆盖",
        ),
    ),
    (
        "before_meeting",
        "会前学法",
        "会前学法参加",
        ("会前学法参加", "参加会前学法", "会前学法参学", "会前学法覆盖干部", "会前学法覆盖"),
    ),
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
        came = (
            *(f"参加{phrase}" for phrase in phrases if not phrase.startswith("参加")),
            *_CAME.get(word, ()),
        )
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
        phrases=("干部人均培训学时", "干部培训学时", "法治培训学时", "干部法治培训学时"),
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
        phrases=(
            "网络学法学时",
            "在线学法课时",
            "必修课+选修课",
            "线上学法学时",
            "网上学法学时",
            "在线学习学时",
        ),
        note="每次网络学法的学时相加，不乘以人数。",
    ),
)
