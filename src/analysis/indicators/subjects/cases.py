"""行政执法: licences and coercion, files reviewed, illegal building."""

from __future__ import annotations

from analysis.indicators.subjects.formulas import added, filled, rows, state
from analysis.indicators.subjects.short import figure, rate

_ACTS = (
    figure(
        "enforcement.licences",
        "办理行政许可",
        "件",
        rows("licences", "decided_on"),
        state("行政许可"),
        by=("month", "item", "result"),
        phrases=("行政许可", "办理行政许可", "作出行政许可", "办理许可"),
        note="按许可决定日期计，准予、不予都计。",
    ),
    figure(
        "enforcement.licences_granted",
        "准予行政许可",
        "件",
        rows("licences", "decided_on", result="准予许可"),
        by=("month", "item"),
        phrases=("准予行政许可", "准予许可", "作出准予许可", "准予许可决定", "批准许可", "许可决定"),
    ),
    figure(
        "enforcement.coercion",
        "实施行政强制",
        "件",
        rows("coercion", "done_on"),
        state("行政强制"),
        by=("month", "type"),
        phrases=("行政强制", "实施行政强制", "行政强制措施", "行政强制执行", "采取行政强制措施"),
    ),
    figure(
        "enforcement.powers",
        "赋权执法事项",
        "项",
        state("赋权执法事项"),
        phrases=("赋权执法事项", "赋权事项", "执法权限", "下放执法事项", "承接执法事项", "承接赋权事项", "行政执法事项", "执法事项", "公布执法事项"),
    ),
    figure(
        "enforcement.notices",
        "行政执法信息公示",
        "条",
        state("执法信息公示"),
        phrases=("执法信息公示", "行政执法公示", "公示执法信息", "公示行政执法信息", "公示行政处罚信息", "执法公示"),
    ),
    figure(
        "enforcement.complaints",
        "受理投诉举报",
        "件",
        state("投诉举报"),
        phrases=("投诉举报", "受理投诉举报", "处理投诉举报", "受理举报", "处理举报投诉"),
    ),
)  # fmt: skip

_FILES = (
    figure(
        "enforcement.case_file_rounds",
        "行政执法案卷评查次数",
        "次",
        rows("case_file_rounds", "held_on"),
        by=("month",),
        phrases=("开展案卷评查", "案卷评查次数", "组织案卷评查", "案卷评查活动"),
    ),
    figure(
        "enforcement.case_files",
        "评查行政执法案卷",
        "卷",
        rows("case_files", "reviewed_on"),
        added("case_file_rounds", "files", "held_on"),
        state("评查案卷"),
        by=("month", "type", "grade"),
        phrases=("评查案卷", "评查执法案卷", "评查行政执法案卷", "评查行政处罚案卷", "抽查案卷", "抽评案卷"),
    ),
    figure(
        "enforcement.case_files_passed",
        "合格案卷",
        "卷",
        rows("case_files", "reviewed_on", grade=("优秀", "良好", "合格")),
        added("case_file_rounds", "passed", "held_on"),
        by=("month",),
        phrases=("合格案卷", "案卷合格", "达标案卷", "案卷评查合格", "评查合格"),
        note="含优秀、良好；汇总表的“合格”也应含优秀。",
    ),
    rate(
        "enforcement.case_pass_rate",
        "案卷评查合格率",
        ("enforcement.case_files_passed", "enforcement.case_files"),
        "合格率＝合格案卷（含优秀、良好）÷评查案卷。",
        ("案卷合格率", "案卷评查合格率", "执法案卷合格率"),
    ),
    figure(
        "enforcement.case_files_excellent",
        "优秀案卷",
        "卷",
        rows("case_files", "reviewed_on", grade="优秀"),
        added("case_file_rounds", "excellent", "held_on"),
        by=("month",),
        phrases=("优秀案卷", "评为优秀", "优秀执法案卷", "评查优秀"),
    ),
    rate(
        "enforcement.case_excellent_rate",
        "案卷评查优秀率",
        ("enforcement.case_files_excellent", "enforcement.case_files"),
        "优秀率＝优秀案卷÷评查案卷。",
        ("案卷优秀率", "案卷评查优秀率"),
    ),
    figure(
        "enforcement.case_file_problems",
        "案卷评查发现问题",
        "个",
        added("case_files", "problems", "reviewed_on"),
        added("case_file_rounds", "problems", "held_on"),
        by=("month",),
        phrases=("案卷评查发现问题", "案卷问题", "案卷存在问题", "案卷发现问题", "评查案卷发现问题", "评查发现问题"),
    ),
    figure(
        "enforcement.case_file_mended",
        "案卷评查问题已整改",
        "个",
        added("case_file_rounds", "mended", "held_on"),
        by=("month",),
        phrases=("整改案卷问题", "案卷评查问题整改", "整改评查问题", "整改不规范问题", "案卷问题整改"),
    ),
    rate(
        "enforcement.case_file_mended_rate",
        "案卷评查问题整改率",
        ("enforcement.case_file_mended", "enforcement.case_file_problems"),
        "整改率＝已整改的案卷问题÷案卷评查发现问题。",
        ("案卷问题整改率", "案卷评查问题整改率"),
    ),
)  # fmt: skip

_BUILDING = (
    figure(
        "enforcement.buildings_found",
        "发现违法建设",
        "处",
        rows("illegal_building", "found_on"),
        by=("month", "village"),
        phrases=("发现违法建设", "发现违建", "查处违法建设", "查处违建", "巡查发现违建", "制止违法建设"),
    ),
    figure(
        "enforcement.demolished",
        "拆除违法建设",
        "处",
        rows("illegal_building", "demolished_on", status="已拆除"),
        rows("illegal_building", "demolished_on", filled("demolished")),
        state("拆除违法建设"),
        by=("month", "village"),
        phrases=("拆除违法建设", "拆除违建", "拆除违法建筑", "拆除违章建筑", "拆违", "拆除两违"),
        note="按拆除日期计，自行拆除、强制拆除都计。",
    ),
    figure(
        "enforcement.demolished_area",
        "拆除违法建设面积",
        "平方米",
        added("illegal_building", "demolished", "demolished_on"),
        state("拆除违法建设面积"),
        by=("month", "village"),
        phrases=("拆除面积", "拆违面积", "拆除违法建设面积", "拆除违法建筑面积", "拆除违建面积"),
    ),
)  # fmt: skip

INDICATORS = (*_ACTS, *_FILES, *_BUILDING)
