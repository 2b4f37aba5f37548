"""涉诉: civil suits, all suits together, how suits were settled, and the papers received."""

from __future__ import annotations

from analysis.indicators.model import Indicator, Total
from analysis.indicators.subjects.formulas import rows, state
from analysis.indicators.subjects.short import figure, rate


def _paper(word: str, item: str, *phrases: str) -> Indicator:
    """Return how many papers of one kind came in."""
    return figure(f"papers.{word}", item, "份", state(item), phrases=(*phrases, item))


INDICATORS = (
    figure(
        "lawsuits.civil",
        "民事诉讼案件",
        "件",
        state("民事诉讼案件"),
        phrases=("民事诉讼", "民事诉讼案件", "民事案件", "涉诉民事案件", "民事涉诉案件"),
        note="本级政府为当事人的民事案件；行政应诉案件另列。",
    ),
    Indicator(
        id="lawsuits.all",
        title="涉诉案件",
        unit="件",
        formulas=(Total(("lawsuits.civil", "lawsuits.filed", "reconsideration.accepted")),),
        adds_over=("area",),
        phrases=("涉诉案件", "涉法涉诉案件", "涉诉涉法案件", "涉诉涉复议案件"),
        note="民事诉讼、行政应诉、行政复议案件之和。",
    ),
    figure(
        "lawsuits.settled",
        "行政应诉调解和撤诉",
        "件",
        rows("litigation", "judged_on", result=("撤诉", "调解")),
        by=("result",),
        phrases=(
            "调解和撤诉",
            "调解撤诉",
            "调撤案件",
            "行政诉讼调撤",
            "和解撤诉",
            "庭前和解",
            "和解撤诉案件",
            "协调撤诉",
        ),
    ),
    rate(
        "lawsuits.settled_rate",
        "行政诉讼调撤率",
        ("lawsuits.settled", "lawsuits.closed"),
        "调撤率＝调解和撤诉的案件÷审结的案件。",
        ("行政诉讼调撤率", "调撤率"),
    ),
    _paper("judgments", "收到法院判决书", "法院判决书", "收到判决书", "行政判决书", "判决书"),
    _paper("mediations", "收到调解书", "行政调解书", "法院调解书", "收到法院调解书", "调解书"),
    _paper("reconsiderations", "收到行政复议决定书", "行政复议决定书", "复议决定书"),
    _paper("assistance", "收到协助执行通知书", "协助执行通知书", "协助执行", "协助执行函"),
    _paper("letters", "收到律师函", "律师函", "收到律师函件", "律师函件"),
    _paper("others", "收到其他涉诉文书", "其他文书", "其他涉诉文书"),
)
