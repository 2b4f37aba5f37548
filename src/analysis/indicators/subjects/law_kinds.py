"""Law-making and courts by kind and outcome, leaders by way of acting, people newly named."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, rows
from analysis.indicators.subjects.short import figure

_REVIEWED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("decisions", "重大行政决策", "重大行政决策", ("重大行政决策",)),
    ("documents", "行政规范性文件", "规范性文件", ("规范性文件",)),
    ("contracts", "合同", "合同", ("合同",)),
    ("enforcement", "行政执法决定", "重大执法决定", ("执法决定",)),
)
_OPINIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("passed", "合法", ("{}审查通过", "{}审核通过", "{}通过审查", "{}通过合法性审查")),
    ("amended", "修改完善", ("{}提出修改意见", "{}要求修改", "{}需修改完善", "{}修改完善")),
    ("unlawful", "不合法", ("{}审查不通过", "{}未通过审查", "{}审查不合法", "{}未通过合法性审查")),
)


def _reviews() -> Iterator[Indicator]:
    """Yield the reviews of each kind by their opinion, and the advice given in them."""
    for word, category, title, names in _REVIEWED:
        for end, opinion, patterns in _OPINIONS:
            yield figure(
                f"review.{word}_{end}",
                f"{title}审查意见为{opinion}",
                "件",
                rows("legality_review", "reviewed_on", category=category, opinion=opinion),
                by=("month", "office"),
                phrases=tuple(p.format(name) for name in names for p in patterns),
                note="按审查日期计。",
            )
        for column, said, patterns in (
            ("suggested", "提出意见", ("{}审查意见", "{}审查提出意见", "{}提出审查意见", "对{}提出意见")),
            ("taken", "意见被采纳", ("{}采纳意见", "{}意见被采纳", "{}审查意见采纳", "{}审查采纳意见")),
        ):  # fmt: skip
            yield figure(
                f"review.{word}_{column}",
                f"{title}审查{said}",
                "条",
                added("legality_review", column, "reviewed_on", category=category),
                by=("month", "office"),
                phrases=tuple(p.format(name) for name in names for p in patterns),
            )


_OUTCOMES = (
    figure("review.partly_adopted", "部分采纳意见的审查", "件",
           rows("legality_review", "reviewed_on", adopted="部分采纳"), by=("month", "category"),
           phrases=("部分采纳", "部分采纳审查意见", "意见部分采纳", "部分采纳意见")),
    figure("review.not_adopted", "未采纳意见的审查", "件",
           rows("legality_review", "reviewed_on", adopted="否"), by=("month", "category"),
           phrases=("未采纳", "未采纳审查意见", "意见未采纳", "未采纳意见", "不予采纳")),
    figure("decisions.published", "重大行政决策公布", "项",
           rows("decisions", "decided_on", published="是"), by=("month", "office"),
           phrases=("决策公布", "公布重大行政决策", "重大行政决策公布", "公开重大行政决策",
                    "决策事项公开", "公布决策事项", "公开决策事项", "向社会公布决策", "公布重大决策事项")),
    figure("documents.consulted", "规范性文件征求意见", "份",
           rows("documents", "issued_on", consulted="是"), by=("month", "office"),
           phrases=("规范性文件征求意见", "规范性文件公开征求意见", "文件征求意见",
                    "规范性文件听取意见", "征求意见的规范性文件")),
    figure("lawsuits.retried", "行政应诉再审案件", "件",
           rows("litigation", "filed_on", level="再审"), by=("month", "result"),
           phrases=("再审案件", "再审", "行政诉讼再审", "再审行政案件", "申请再审案件")),
    figure("reconsideration.refused", "行政复议不予受理", "件",
           rows("reconsideration", "accepted_on", result="不予受理"),
           rows("reconsideration", "applied_on", result="不予受理"), by=("month",),
           phrases=("复议不予受理", "不予受理复议申请", "行政复议不予受理", "复议机关不予受理")),
    figure("lawsuits.not_attended", "负责人未出庭应诉", "件",
           rows("litigation", "heard_on", attended="否"), by=("month",),
           phrases=("负责人未出庭", "未出庭应诉", "负责人未出庭应诉", "行政机关负责人未出庭")),
    figure("leadership.asked_after", "主要负责人过问法治工作", "次",
           rows("duties", "acted_on", form="过问"), by=("month",),
           phrases=("亲自过问", "过问重大问题", "过问法治工作", "重大问题亲自过问")),
    figure("leadership.heard", "主要负责人听取汇报", "次",
           rows("duties", "acted_on", form="听取汇报"), by=("month",),
           phrases=("主要负责人听取汇报", "书记听取汇报", "带头听取汇报", "主要负责人听取法治工作汇报", "主要负责人听取法治建设汇报",
                    "书记听取法治工作汇报")),
    figure("leadership.studied", "主要负责人带头学法", "次",
           rows("duties", "acted_on", form="学法"), by=("month",),
           phrases=("带头学法", "主要负责人学法", "主要领导带头学法", "主要负责人带头学法",
                    "书记带头学法")),
    figure("leadership.accounted", "主要负责人述法", "次",
           rows("duties", "acted_on", form="述法"), by=("month",),
           phrases=("主要负责人述法", "带头述法", "书记述法", "向县委述法", "主要负责人年终述法", "主要负责人述职述法")),
    figure("leadership.accounts_leaders", "班子成员述法人数", "人",
           rows("accounts", "reported_on", level="班子成员"), by=("form",),
           phrases=("班子成员完成述法", "班子成员全部完成述法", "领导班子成员完成述法", "党政领导班子成员述法", "领导班子成员述法", "领导班子述法", "班子成员开展述法", "班子成员年终述法", "党政班子成员述法",
                    "班子成员专题述法", "组织班子成员述法", "党政班子述法", "党政领导述法")),
    figure("leadership.accounts_others", "其他干部述法人数", "人",
           rows("accounts", "reported_on", level="其他干部"), by=("form",),
           phrases=("中层干部述法", "其他干部述法", "科室负责人述法", "部门负责人述法", "站所负责人述法", "部门负责人述职述法", "中层干部述职述法", "站所长述法")),
)  # fmt: skip
_NAMED: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("mediators", "人民调解员", "聘任", ("人民调解员", "调解员")),
    ("legal_guides", "法律明白人", "培育", ("法律明白人",)),
    ("grid", "网格员", "配备", ("网格员", "专兼职网格员")),
    ("volunteers", "普法志愿者", "招募", ("普法志愿者", "法治志愿者")),
    ("lecturers", "普法讲师", "聘任", ("普法讲师", "普法宣讲员")),
    ("vice_principals", "法治副校长", "聘任", ("法治副校长", "法制副校长")),
)


def _people() -> Iterator[Indicator]:
    """Yield who was newly named in the year, for each kind."""
    for word, kind, verb, names in _NAMED:
        yield figure(
            f"people.{word}_new",
            f"本年新{verb}{kind}",
            "名",
            rows("roster", "appointed_on", category=kind),
            by=("village",),
            phrases=tuple(
                f"{said}{name}"
                for name in names
                for said in ("新增", "新聘", "新选聘", "新培育", "新培养")
            ),
            note="人员名册中聘任日期在本年的。",
        )


_ROSTER = (
    figure("people.jurors", "人民陪审员", "名", rows("roster", None, category="人民陪审员"),
           phrases=("人民陪审员", "陪审员", "选任人民陪审员", "聘任人民陪审员", "现有人民陪审员")),
    figure("people.village_cadres", "村（居）干部", "名",
           rows("roster", None, category="村（居）干部"),
           phrases=("村（居）干部", "村干部", "村（社区）干部", "村居干部", "现有村干部")),
)  # fmt: skip

INDICATORS = (*_reviews(), *_OUTCOMES, *_people(), *_ROSTER)
