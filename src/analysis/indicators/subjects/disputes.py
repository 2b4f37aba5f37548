"""矛盾纠纷排查 and 网格: what was looked for and how, by risk and state, and what grid workers do."""

from __future__ import annotations

from analysis.indicators.model import Indicator, Ratio
from analysis.indicators.subjects.formulas import added, rows, state


def _risk(word: str, value: str) -> Indicator:
    return Indicator(
        id=f"disputes.{word}_risk",
        title=f"{value}风险矛盾纠纷",
        unit="件",
        formulas=(rows("screening", "screened_on", risk=value),),
        phrases=(f"{value}风险矛盾纠纷", f"{value}风险纠纷", f"{value}风险"),
    )


INDICATORS = (
    _risk("high", "高"),
    _risk("medium", "中"),
    _risk("low", "低"),
    Indicator(
        id="disputes.unresolved",
        title="排查矛盾纠纷正在化解",
        unit="件",
        formulas=(
            rows("screening", "screened_on", outcome="未化解"),
            added("screening_return", "unsettled", "period"),
        ),
        adds_over=("village", "area"),
        phrases=("未化解", "正在化解", "尚未化解", "在调", "正在调处", "正在化解中", "正在调处中", "剩余正在化解", "尚在化解", "跟进调处", "持续跟进", "跟踪化解"),
        note="当年排查、至数据截止仍未化解也未移送的纠纷。",
    ),
    Indicator(
        id="disputes.transferred",
        title="排查矛盾纠纷移送",
        unit="件",
        formulas=(rows("screening", "screened_on", outcome="移送"),),
        phrases=("移送调委会", "移送纠纷", "移交纠纷", "移送司法所", "移送法院", "纠纷移送", "移送矛盾纠纷", "移交矛盾纠纷"),
        note="移送调委会、司法所或法院的，不计入已化解。",
    ),
    Indicator(
        id="disputes.transfer_rate",
        title="排查矛盾纠纷移送率",
        unit="%",
        formulas=(Ratio("disputes.transferred", "disputes.screened"),),
        decimals=1,
        phrases=("移送率", "矛盾纠纷移送率", "纠纷移送率"),
        note="移送率＝移送件数÷排查件数。",
    ),
    Indicator(
        id="disputes.major",
        title="重大矛盾纠纷",
        unit="件",
        formulas=(rows("screening", "screened_on", major="重大"),),
        phrases=("重大矛盾纠纷", "重点矛盾纠纷", "重大纠纷", "重大疑难矛盾纠纷", "重点纠纷", "排查重大矛盾纠纷", "排查重大纠纷"),
    ),
    Indicator(
        id="disputes.major_resolved",
        title="重大矛盾纠纷已化解",
        unit="件",
        formulas=(rows("screening", "screened_on", major="重大", outcome="已化解"),),
        phrases=("化解重大矛盾纠纷", "化解重大疑难矛盾纠纷", "化解重点矛盾纠纷", "重大矛盾纠纷已化解"),
    ),
    Indicator(
        id="disputes.major_rate",
        title="重大矛盾纠纷化解率",
        unit="%",
        formulas=(Ratio("disputes.major_resolved", "disputes.major"),),
        decimals=1,
        phrases=("重大矛盾纠纷化解率", "重点矛盾纠纷化解率"),
        note="重大矛盾纠纷化解率＝已化解的重大纠纷件数÷重大纠纷件数。",
    ),
    Indicator(
        id="disputes.backlog",
        title="矛盾纠纷积案",
        unit="件",
        formulas=(rows("screening", "screened_on", backlog="积案"),),
        phrases=("历史积案", "矛盾纠纷积案", "矛盾纠纷历史遗留问题"),
    ),
    Indicator(
        id="disputes.backlog_resolved",
        title="化解矛盾纠纷积案",
        unit="件",
        formulas=(rows("screening", "screened_on", backlog="积案", outcome="已化解"),),
        phrases=("化解积案", "化解历史积案", "化解历史遗留矛盾纠纷", "化解矛盾纠纷积案", "化解多年积怨", "化解陈年积怨", "化解陈年旧账"),
    ),
    Indicator(
        id="disputes.people",
        title="排查矛盾纠纷涉及人数",
        unit="人",
        formulas=(added("screening", "people", "screened_on"),),
        phrases=("排查纠纷涉及", "排查矛盾纠纷涉及群众", "排查纠纷涉及群众", "矛盾纠纷涉及群众", "矛盾纠纷涉及"),
    ),
    Indicator(
        id="disputes.sweeps",
        title="开展矛盾纠纷集中排查",
        unit="次",
        formulas=(
            rows("sweeps", "swept_on"),
            added("mediation_form", "screenings", "period"),
        ),
        phrases=("开展矛盾纠纷排查", "开展集中排查", "集中排查", "开展矛盾纠纷集中排查", "开展大排查", "开展矛盾纠纷大排查", "矛盾纠纷排查", "矛盾纠纷大排查", "排查矛盾纠纷次数", "大排查大化解专项行动", "矛盾纠纷排查化解次数" ),
    ),
    Indicator(
        id="disputes.sweep_staff",
        title="集中排查参与人员",
        unit="人次",
        formulas=(added("sweeps", "staff", "swept_on"),),
        phrases=("出动排查人员", "参与排查", "排查人员", "组织人员排查"),
    ),
    Indicator(
        id="disputes.sweep_visits",
        title="集中排查走访",
        unit="户",
        formulas=(added("sweeps", "visited", "swept_on"),),
        phrases=("排查走访", "走访排查", "入户排查"),
    ),
    Indicator(
        id="disputes.sweep_found",
        title="集中排查发现矛盾纠纷",
        unit="件",
        formulas=(added("sweeps", "found", "swept_on"),),
        phrases=("集中排查发现矛盾纠纷", "集中排查出", "大排查发现纠纷", "集中排查发现"),
        note="集中排查当场记下的件数，与排查台账是两个口径，不相加。",
    ),
    Indicator(
        id="disputes.sweep_settled",
        title="集中排查现场化解",
        unit="件",
        formulas=(added("sweeps", "settled", "swept_on"),),
        phrases=("现场化解", "当场化解", "集中排查化解", "当场调处", "现场调处"),
    ),
    Indicator(
        id="grid.events",
        title="上报网格事件",
        unit="件",
        formulas=(
            rows("grid_events", "reported_on"),
            added("grid_return", "reported", "period"),
        ),
        by=("month", "village", "kind"),
        phrases=("上报网格事件", "网格事件", "网格上报事件", "上报事件", "网格员上报事件", "采集网格事件", "网格化平台上报事件", "上报处置事件", "上报各类事件", "平台上报事件", "采集上报事件", "网格员上报信息", "网格上报事项", "上报处理事件", "采集上报各类事件"),
    ),
    Indicator(
        id="grid.closed",
        title="办结网格事件",
        unit="件",
        formulas=(
            rows("grid_events", "reported_on", outcome="已办结"),
            added("grid_return", "closed", "period"),
        ),
        phrases=("办结网格事件", "网格事件办结", "办结事件", "处置网格事件", "处置事件", "办结网格事项", "处理网格事件", "处置完毕事件", "平台流转处置事件"),
    ),
    Indicator(
        id="grid.closing_rate",
        title="网格事件办结率",
        unit="%",
        formulas=(Ratio("grid.closed", "grid.events"),),
        decimals=1,
        phrases=("网格事件办结率", "事件办结率", "网格事件处置率", "网格上报事件办结率", "网格事项办结率", "办结率"),
        note="办结率＝办结件数÷上报件数；移交、办理中的不计入办结。",
    ),
    Indicator(
        id="grid.visits",
        title="网格员入户走访",
        unit="户",
        formulas=(added("grid_return", "visits", "period"),),
        phrases=("网格员走访", "网格员入户走访", "网格员走访群众", "网格员上门走访", "网格走访"),
    ),
    Indicator(
        id="grid.talks",
        title="网格员开展宣传",
        unit="次",
        formulas=(added("grid_return", "talks", "period"),),
        phrases=("网格员开展宣传", "网格宣传", "网格员宣传", "网格员入户宣传", "网格员开展普法宣传"),
    ),
    Indicator(
        id="grid.law_matters",
        title="网格涉法事项",
        unit="件",
        formulas=(state("网格涉法事项"),),
        adds_over=("area",),
        phrases=("联动处理涉法事项", "网格涉法事项", "涉法事项"),
    ),
    Indicator(
        id="grid.grids",
        title="网格",
        unit="个",
        formulas=(state("网格"),),
        adds_over=("area",),
        phrases=("划分网格", "网格", "基础网格", "设置网格", "全镇网格", "综合网格", "划分基础网格", "网格数", "划分网格单元", "网格单元", "治理网格", "设置综合网格", "划分治理网格"),
    ),
    Indicator(
        id="grid.staff",
        title="网格员",
        unit="名",
        formulas=(state("网格员"), rows("roster", None, category="网格员")),
        adds_over=("area",),
        phrases=("网格员", "配备网格员", "配备专兼职网格员", "专兼职网格员", "专职网格员", "选聘网格员", "专（兼）职网格员"),
        note="专职与兼职之和；场镇专职、行政村网格员另列。",
    ),
)  # fmt: skip
