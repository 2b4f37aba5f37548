"""法治考试: 应考, 实考, 合格, 优秀, 满分 of all exams and of each kind; rates with both halves.

Kinds by category of the register, and by whom or what the name of the exam says it is for.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.indicators.model import Indicator, Ratio, Where
from analysis.indicators.subjects.formulas import added, rows, says


def _of(category: str) -> Where:
    return Where("category", (category,))


_KINDS: tuple[tuple[str, Where | None, str, tuple[str, ...]], ...] = (
    ("all", None, "法治考试", ("法律知识考试", "学法考试", "普法考试", "学法考法")),
    ("theory", _of("法治理论考试"), "法治理论考试",
     ("法治理论考试", "法治理论知识考试", "领导干部法治理论考试", "法治理论学习考试", "法治理论知识学习考试",
      "干部法治理论考试", "干部职工法治理论知识考试")),
    ("knowledge", _of("应知应会测试"), "应知应会测试",
     ("应知应会测试", "应知应会考试", "法律知识测试", "应知应会法律知识测试", "应知应会法律知识考试", "应知应会法律法规考试", "法治知识测试")),
    ("licence", _of("行政执法资格考试"), "执法资格考试",
     ("行政执法资格考试", "执法资格考试", "行政执法人员资格考试", "执法证考试")),
    ("officials", says("name", "国家工作人员", "公务员", "领导干部", "干部职工", "公职人员"), "国家工作人员法治考试",
     ("国家工作人员学法考试", "国家工作人员学法用法考试", "公务员学法考试", "领导干部学法考试", "干部职工学法考试", "干部网上学法考试", "在职干部学法考试", "镇村干部学法考试", "全体干部学法考试",
      "公职人员学法考试", "国家工作人员学法考法", "公职人员学法用法考试", "机关干部学法考试", "公职人员学法考法")),
    ("guides", says("name", "法律明白人"), "法律明白人考试",
     ("法律明白人考试", "“法律明白人”考试", "法律明白人学法考试", "法律明白人测试", "法律明白人法律知识考试")),
    ("villages", says("name", "村干部", "社区干部", "村（社区）干部", "村居干部", "村“两委”"), "村（社区）干部法治考试",
     ("村干部法治考试", "村（社区）干部学法考试", "社区干部学法考试", "村“两委”干部考试")),
    ("thought", says("name", "习近平法治思想"), "习近平法治思想测试",
     ("习近平法治思想测试", "习近平法治思想考试", "习近平法治思想理论测试", "习近平法治思想知识测试")),
)  # fmt: skip
_THEORY = {"sat": "exam.sat", "passed": "exam.passed", "pass_rate": "exam.pass_rate"}
"""Figures of the exam in theory that have names of their own."""
_FIGURES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("expected", "应考", ("应参加{}", "{}应考", "法治考试应考")),
    (
        "sat",
        "实考",
        ("参加{}", "{}参考", "{}实考", "参加考试", "参加法治考试", "法治考试参考"),
    ),
    (
        "passed",
        "合格",
        (
            "{}合格",
            "通过{}",
            "{}通过",
            "{}及格",
            "通过考试",
            "通过法治考试",
            "法治考试通过",
        ),
    ),
    ("excellent", "优秀", ("{}优秀", "{}成绩优秀")),
    ("full_marks", "满分", ("{}满分", "{}取得满分", "{}获满分")),
)
_RATES: tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("attendance_rate", "参考率", "sat", "expected", "参考率＝实考人次÷应考人次。",
     ("{}参考率", "{}参加率", "参考率")),
    ("pass_rate", "合格率", "passed", "sat", "合格率＝合格人次÷实考人次；参加考试不等于合格。",
     ("{}合格率", "{}通过率", "法治考试及格率", "学法考试及格率")),
    ("excellence_rate", "优秀率", "excellent", "sat", "优秀率＝优秀人次÷实考人次。",
     ("{}优秀率",)),
    ("full_marks_rate", "满分率", "full_marks", "sat", "满分率＝满分人次÷实考人次。", ("{}满分率",)),
)  # fmt: skip


def _name(kind: str, figure: str) -> str:
    return (
        _THEORY.get(figure, f"exam.{kind}_{figure}")
        if kind == "theory"
        else f"exam.{kind}_{figure}"
    )


def _said(patterns: tuple[str, ...], names: tuple[str, ...], *, alone: bool) -> tuple[str, ...]:
    """Return the phrases of an exam by its names; those without a name only for all exams."""
    named = [p.format(name) for p in patterns if "{}" in p for name in names]
    return tuple(dict.fromkeys((*named, *(p for p in patterns if "{}" not in p and alone))))


def _exam(
    kind: str, which: Where | None, title: str, names: tuple[str, ...]
) -> Iterator[Indicator]:
    """Yield the figures and the rates of a kind of exam that have no names of their own."""
    held = () if which is None else (which,)
    own = set(_THEORY) if kind == "theory" else set[str]()
    yield Indicator(
        id=f"exam.{kind}_sessions",
        title=f"{title}场次",
        unit="场",
        formulas=(rows("exams", "held_on", *held),),
        phrases=tuple(
            f"{act}{name}" for act in ("组织", "开展", "举办", "组织开展") for name in names
        ),
    )
    for figure, word, patterns in _FIGURES:
        if figure not in own:
            yield Indicator(
                id=_name(kind, figure),
                title=f"{title}{word}",
                unit="人次",
                formulas=(added("exams", figure, "held_on", *held),),
                phrases=_said(patterns, names, alone=kind == "all"),
            )
    for rate, word, numerator, denominator, note, patterns in _RATES:
        if rate not in own:
            yield Indicator(
                id=_name(kind, rate),
                title=f"{title}{word}",
                unit="%",
                formulas=(Ratio(_name(kind, numerator), _name(kind, denominator)),),
                decimals=1,
                phrases=_said(patterns, names, alone=kind == "all"),
                note=note,
            )


INDICATORS = tuple(indicator for kind in _KINDS for indicator in _exam(*kind))
