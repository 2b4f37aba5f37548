"""依法决策: major decisions with their steps, normative documents."""

from __future__ import annotations

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import filled, rows, state
from analysis.indicators.subjects.short import figure, rate


def _step(column: str, name: str, phrases: tuple[str, ...]) -> Indicator:
    """Return the decisions that went through a step."""
    return figure(
        f"decisions.{column}",
        f"重大行政决策{name}",
        "项",
        rows("decisions", "decided_on", **{column: "是"}),
        by=("month",),
        phrases=phrases,
    )


def _step_rate(column: str, name: str, phrases: tuple[str, ...]) -> Indicator:
    return rate(
        f"decisions.{column}_rate",
        f"重大行政决策{name}率",
        (f"decisions.{column}", "decisions.made"),
        f"{name}率＝经{name}的决策事项÷全部决策事项，不涉及的也在分母。",
        phrases,
    )


_DECISIONS = (
    figure(
        "decisions.made",
        "重大行政决策",
        "项",
        rows("decisions", "decided_on"),
        state("重大行政决策"),
        by=("month", "office"),
        phrases=("重大行政决策", "重大行政决策事项", "重大决策事项", "作出重大行政决策", "重大决策"),
        note="按决策日期计。",
    ),
    _step("listed", "列入目录", ("决策目录", "列入重大行政决策目录", "纳入重大行政决策目录", "重大行政决策事项目录", "重大行政决策目录",
                             "公布重大行政决策目录", "年度重大行政决策事项目录", "列入目录", "列入年度目录", "确定决策事项目录", "纳入年度目录", "重大行政决策事项目录涉及事项", "决策目录清单涉及事项", "决策目录清单", "重大行政决策事项纳入目录")),
    _step("participation", "公众参与", ("公众参与", "公开征求意见", "征求公众意见", "听取公众意见", "征求意见", "重大行政决策公开征求意见", "决策公开征求意见")),
    _step("experts", "专家论证", ("专家论证", "专家评审", "听取专家意见", "开展专家论证", "组织专家论证", "专家咨询论证", "专家开展论证", "邀请专家论证")),
    _step("risk", "风险评估", ("风险评估", "开展风险评估", "决策风险评估", "决策事项风险评估")),
    _step("legality", "合法性审查", ("重大行政决策合法性审查", "决策事项合法性审查", "重大决策事项进行了合法性审查" )),
    _step("discussed", "集体讨论", ("集体讨论", "集体讨论决定", "集体审议", "经集体讨论决定", "依法审议", "集体研究决定", "班子集体讨论", "集体讨论决策事项")),
    _step("assessed", "后评估", ("决策后评估", "开展后评估", "决策评估", "实施后评估", "后评估", "重大行政决策后评估")),
    _step_rate("participation", "公众参与", ("公众参与率", "决策公众参与率", "重大行政决策公众参与率")),
    _step_rate("risk", "风险评估", ("风险评估率", "决策风险评估率", "重大行政决策风险评估率")),
    _step_rate(
        "legality", "合法性审查", ("重大行政决策合法性审查率", "决策合法性审查率", "重大决策合法性审查率")
    ),
    _step_rate("discussed", "集体讨论", ("集体讨论率", "集体讨论决定率")),
)  # fmt: skip

_DOCUMENTS = (
    figure(
        "documents.issued",
        "制定行政规范性文件",
        "份",
        rows("documents", "issued_on"),
        state("制定行政规范性文件"),
        by=("month", "office"),
        phrases=("制定规范性文件", "行政规范性文件", "规范性文件", "制发规范性文件", "出台规范性文件", "印发规范性文件", "制定行政规范性文件",
                 "发布规范性文件", "制发行政规范性文件", "出台行政规范性文件", "发布行政规范性文件"),
        note="按印发日期计。",
    ),
    figure(
        "documents.reviewed",
        "规范性文件经合法性审查",
        "份",
        rows("documents", "issued_on", legality="是"),
        by=("month",),
        phrases=("规范性文件合法性审查", "规范性文件合法性审核", "规范性文件经过合法性审查"),
    ),
    rate(
        "documents.review_rate",
        "规范性文件合法性审查率",
        ("documents.reviewed", "documents.issued"),
        "审查率＝经合法性审查的文件÷印发的规范性文件。",
        ("规范性文件合法性审查率", "规范性文件审查率", "规范性文件合法性审核率"),
    ),
    figure(
        "documents.filed",
        "规范性文件备案",
        "份",
        rows("documents", "issued_on", filed="是"),
        rows("documents", "issued_on", filled("filed_on")),
        state("规范性文件备案"),
        by=("month",),
        phrases=("规范性文件备案", "报送备案", "办理规范性文件备案", "规范性文件备案登记", "备案规范性文件", "报备规范性文件", "备案审查规范性文件", "规范性文件备案审查", "规范性文件报送备案",
                 "规范性文件报备", "规范性文件向县政府备案", "行政规范性文件备案", "规范性文件报司法局备案", "报送备案规范性文件"),
        note="本年印发并已备案的。",
    ),
    rate(
        "documents.filing_rate",
        "规范性文件备案率",
        ("documents.filed", "documents.issued"),
        "备案率＝已备案的文件÷印发的规范性文件。",
        ("规范性文件备案率", "备案率", "报备率"),
    ),
    figure(
        "documents.cleaned",
        "清理规范性文件",
        "份",
        rows("documents", "cleaned_on", filled("cleaned")),
        state("规范性文件清理"),
        by=("cleaned",),
        phrases=("清理规范性文件", "规范性文件清理", "清理行政规范性文件", "清理以往规范性文件", "清理历年规范性文件", "清理文件", "梳理规范性文件", "清理现行有效文件", "清理现行规范性文件", "清理梳理文件", "梳理文件", "梳理现行规范性文件"),
        note="按清理日期计，继续有效的也计。",
    ),
    figure(
        "documents.kept",
        "继续有效规范性文件",
        "份",
        rows("documents", "cleaned_on", cleaned="继续有效"),
        phrases=("继续有效", "规范性文件继续有效", "规范性文件现行有效", "保留文件", "继续有效文件", "保留规范性文件", "予以保留", "现行有效规范性文件", "清理规范性文件保留", "继续执行文件", "清理决定保留规范性文件"),
    ),
    figure(
        "documents.revised",
        "修改规范性文件",
        "份",
        rows("documents", "cleaned_on", cleaned="修改"),
        phrases=("修改规范性文件", "修订规范性文件", "规范性文件修改", "拟修改文件", "修订文件", "予以修改", "清理规范性文件修改", "拟修订文件"),
    ),
    figure(
        "documents.repealed",
        "废止和失效规范性文件",
        "份",
        rows("documents", "cleaned_on", cleaned=("废止", "失效")),
        state("废止规范性文件"),
        phrases=("废止规范性文件", "废止", "废止文件", "失效规范性文件", "废止失效规范性文件", "清理文件失效", "规范性文件宣布失效"),
    ),
    figure(
        "documents.committee",
        "制发党委文件",
        "份",
        state("制发党委文件"),
        phrases=("出台党委文件", "党委文件", "制发党委文件", "党工委文件", "党委发文", "以党委名义发文", "以党委名义印发文件", "党委印发文件", "以镇党委名义印发文件"),
        note="全年党委（党工委）发文，不限于规范性文件。",
    ),
    figure(
        "documents.government",
        "制发政府文件",
        "份",
        state("制发政府文件"),
        phrases=("政府文件", "印发政府文件", "政府发文", "出台政府文件", "制发政府文件", "以政府名义发文", "以政府名义印发文件", "镇政府发文", "政府公文", "制发政府公文", "以镇政府名义印发文件"),
        note="全年政府（办事处）发文，不限于规范性文件。",
    ),
)  # fmt: skip

INDICATORS = (*_DECISIONS, *_DOCUMENTS)
