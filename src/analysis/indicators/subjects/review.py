"""Contracts and 合法性审查: what was looked at before it was decided, and what came of it."""

from __future__ import annotations

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, filled, other_than, rows, state
from analysis.indicators.subjects.short import figure, rate

_CONTRACTS = (
    figure(
        "contracts.signed",
        "签订政府合同",
        "份",
        rows("contracts", "signed_on"),
        state("签订政府合同"),
        by=("month", "type", "office"),
        phrases=("签订合同", "签订政府合同", "签订各类合同", "订立合同", "签订协议", "签订行政协议", "对外签订合同", "签订行政合同", "签署行政合同", "签署合同", "签订合同协议"),
    ),
    figure(
        "contracts.amount",
        "签订合同金额",
        "元",
        added("contracts", "amount", "signed_on"),
        by=("month", "type"),
        phrases=("合同金额", "合同总金额", "合同总价", "签订合同金额", "合同标的额", "招商协议金额", "签订协议金额", "签订合同协议涉及金额"),
    ),
    figure(
        "contracts.reviewed",
        "签订前经合法性审查的合同",
        "份",
        rows("contracts", "signed_on", legality="是"),
        by=("month",),
        phrases=("签订前审查合同", "经合法性审查的合同", "合同签订前审查", "拟签订合同", "拟签订合同审查"),
    ),
    rate(
        "contracts.review_rate",
        "合同合法性审查率",
        ("contracts.reviewed", "contracts.signed"),
        "审查率＝经合法性审查的合同÷签订的合同。",
        ("合同审查率", "合同合法性审查率", "政府合同审查率", "重大合同合法性审查覆盖率", "重大合同审查率", "合同前置审查率"),
    ),
    figure(
        "contracts.filed",
        "合同备案",
        "份",
        rows("contracts", "signed_on", filed="是"),
        by=("month", "type"),
        phrases=("合同备案", "备案合同", "以上合同备案", "大额合同备案"),
    ),
)  # fmt: skip


def _review(name: str, title: str, kind: str, unit: str, phrases: tuple[str, ...]) -> Indicator:
    return figure(
        f"review.{name}",
        title,
        unit,
        rows("legality_review", "reviewed_on", category=kind),
        *((state("合同审查"),) if kind == "合同" else ()),
        by=("month", "office", "opinion"),
        phrases=phrases,
    )


_REVIEW = (
    figure(
        "review.total",
        "合法性审查",
        "件",
        rows("legality_review", "reviewed_on"),
        state("合法性审查"),
        by=("month", "category", "office", "opinion"),
        phrases=("合法性审查", "开展合法性审查", "合法性审核", "完成合法性审查", "进行合法性审查", "审查事项", "审查各类事项", "合法性审查各类事项",
                 "参与合法性审查", "合同文件合法性审查", "文件合同合法性审查", "受理审查事项", "受理合法性审查", "审查重大事项", "审查涉法文件", "合法性审查涉法事项", "审查涉法事项", "涉法事项审查"),
        note="按审查日期计，各类事项合计。",
    ),
    _review("decisions", "审查重大行政决策", "重大行政决策", "件",
            ("审查重大行政决策", "审查重大决策", "行政决策合法性审查", "审核重大行政决策", "审查决策事项", "重大行政决策合法性审查", "重大决策合法性审查", "决策合法性审查", "审查行政决策", "合法性审查重大决策", "审查重大决策事项")),
    _review("documents", "审查行政规范性文件", "行政规范性文件", "件",
            ("审查行政规范性文件", "审查规范性文件", "规范性文件审查", "规范性文件初审", "行政规范性文件审查", "审查党政规范性文件", "审核规范性文件", "合法性审查规范性文件", "规范性文件前置审核")),
    _review("contracts", "审查合同", "合同", "份",
            ("审查合同", "合同审查", "合同协议合法性审查", "审查招商协议", "审查合同及协议", "审查招商引资合同", "合同送审", "重大合同送审", "审查合同协议", "审查行政协议", "合同合法性审查", "审查行政合同", "合法性审查合同", "审查合同文书",
             "审查镇村合同", "审查行政机关合同", "政府合同审查", "合同协议审查", "审查重大合同", "重大合同审查", "合同法律审核", "审查各类合同", "审查经济合同", "审查各类协议", "合法性审查政府合同", "行政协议合法性审查", "把关政府合同", "审查政府合同", "政府合同法律审核")),
    _review("enforcement", "审核重大执法决定", "行政执法决定", "件",
            ("重大执法决定法制审核", "法制审核", "重大案件法制审核", "法制审核重大案件", "重大处罚决定法制审核", "审核重大执法决定", "重大行政执法决定法制审核", "执法决定法制审核", "审核执法决定", "重大行政执法决定审查",
             "重大执法决定审查", "法制审核案件", "重大法制审核", "重大执法案件法制审核", "执法案件法制审核", "审核作出的行政处罚决定", "审核行政处罚决定", "行政处罚法制审核", "法制审核行政处罚案件")),
    _review("consulted", "征求意见稿审查", "征求意见", "件", ("审查征求意见稿", "征求意见审查", "征求意见件审查", "征求意见稿")),
    _review("others", "其他事项审查", "其他", "件", ("其他事项审查", "审查其他事项", "其他文件审查", "审查其他文件", "其他涉法事项")),
    figure(
        "review.opinion_papers",
        "出具合法性审查意见书",
        "份",
        rows("legality_review", "reviewed_on", filled("review_no")),
        state("出具合法性审查意见书"),
        by=("category",),
        phrases=("出具合法性审查意见书", "合法性审查意见书", "出具审查意见", "合法性审查书面意见", "书面审查意见", "出具书面意见", "出具合法性审查意见", "出具审查意见书", "出具书面审查意见"),
        note="审查台账里有审查意见书编号的，一件一份。",
    ),
    figure(
        "review.concluded",
        "有审查意见的合法性审查",
        "件",
        rows("legality_review", "reviewed_on", filled("opinion")),
        by=("category",),
        phrases=("已出具意见", "有审查意见的审查"),
    ),
    figure(
        "review.passed",
        "审查意见为合法",
        "件",
        rows("legality_review", "reviewed_on", opinion="合法"),
        by=("category",),
        phrases=("审查通过", "出具合法意见", "审核通过", "通过合法性审查", "审查意见合法", "审查结论合法", "经审查合法"),
    ),
    rate(
        "review.pass_rate",
        "合法性审查通过率",
        ("review.passed", "review.concluded"),
        "通过率＝审查意见为合法的÷有审查意见的；修改完善的只在分母。",
        ("审查通过率", "审核通过率", "合法性审查通过率", "合同审查通过率"),
    ),
    figure(
        "review.contract_amount",
        "审查合同涉及金额",
        "元",
        added("legality_review", "amount", "reviewed_on", category="合同"),
        by=("month",),
        phrases=("审查合同金额", "涉及合同金额", "涉及金额", "合同涉及金额", "审查合同涉及金额", "合同金额", "合同审核标的额", "审查合同标的额", "审查合同标的", "合同涉及标的", "审核合同涉及资金"),
    ),
    figure(
        "review.amended",
        "审查意见为修改完善",
        "件",
        rows("legality_review", "reviewed_on", opinion="修改完善"),
        by=("category",),
        phrases=("提出修改意见", "建议修改完善", "修改完善", "要求修改", "修改后通过", "需修改完善", "审查建议修改"),
    ),
    figure(
        "review.unlawful",
        "审查意见为不合法",
        "件",
        rows("legality_review", "reviewed_on", opinion="不合法"),
        by=("category",),
        phrases=("审查不通过", "不予通过", "审查不合法", "未通过合法性审查", "否决不合法事项"),
    ),
    figure(
        "review.suggestions",
        "合法性审查提出意见",
        "条",
        added("legality_review", "suggested", "reviewed_on"),
        by=("month", "category"),
        phrases=("提出审查意见", "审查规范性文件、决策、合同提出审查意见", "审查文件、合同提出意见", "提出法律意见", "提出修改意见", "审查意见", "合法性审查意见", "提出修改建议", "合法性意见",
                 "提出合法性意见", "提出书面意见", "提出书面审查意见", "提出法律建议", "审查提出意见建议", "审查提出意见", "提出修改完善意见", "审查提出建议", "提出完善建议"),
    ),
    figure(
        "review.taken",
        "合法性审查意见被采纳",
        "条",
        added("legality_review", "taken", "reviewed_on"),
        by=("month", "category"),
        phrases=("采纳意见", "采纳修改建议", "修改建议采纳", "审查规范性文件、决策、合同审查意见采纳", "意见被采纳", "采纳审查意见", "采纳修改意见", "采纳意见建议"),
    ),
    rate(
        "review.taken_rate",
        "合法性审查意见条数采纳率",
        ("review.taken", "review.suggestions"),
        "采纳率＝采纳的意见条数÷提出的意见条数。",
        ("意见采纳率", "审查意见采纳率", "采纳率", "意见建议采纳率", "修改意见采纳率"),
    ),
    figure(
        "review.advised",
        "提出意见的审查",
        "件",
        rows("legality_review", "reviewed_on", other_than("adopted", "无意见")),
        phrases=("提出意见的审查", "提出审查意见的事项"),
        note="“是否采纳”填了是、否或部分采纳的。",
    ),
    figure(
        "review.adopted",
        "采纳意见的审查",
        "件",
        rows("legality_review", "reviewed_on", adopted="是"),
        by=("category",),
        phrases=("采纳审查意见的事项", "意见全部采纳", "全部采纳审查意见", "全部采纳"),
        note="部分采纳的不计。",
    ),
    rate(
        "review.adoption_rate",
        "合法性审查意见采纳率",
        ("review.adopted", "review.advised"),
        "采纳率＝意见被全部采纳的审查÷提出意见的审查，部分采纳的只在分母。",
        ("合法性审查意见采纳率", "合法性审查采纳率"),
    ),
    figure(
        "review.fair_competition",
        "公平竞争审查",
        "件",
        rows("fair_competition", "reviewed_on"),
        state("公平竞争审查"),
        by=("month", "office"),
        phrases=("公平竞争审查", "开展公平竞争审查", "公平竞争审核", "完成公平竞争审查", "公平竞争审查政策措施", "公平竞争审查文件", "公平竞争审查会审", "公平竞争审查招投标项目", "文件公平竞争审查"),
        note="以公平竞争审查台账为据；登记在合法性审查台账里的见合法性审查按类别的分组。",
    ),
)  # fmt: skip

INDICATORS = (*_CONTRACTS, *_REVIEW)
