"""What the invented ledgers of 双龙镇 add up to, year by year; all other numbers follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
    """人民调解: ``carried`` are the numbers of last year's cases closed in this January."""

    accepted: int
    pending: int
    failed: int
    carried: tuple[int, ...]

    @property
    def sessions(self) -> int:
        """件次 over the cases accepted this year: one each, and a second one where it failed."""
        return self.accepted + self.failed

    @property
    def closed(self) -> int:
        """Cases closed this year, whenever they were accepted."""
        return self.accepted - self.pending + len(self.carried)

    @property
    def settled(self) -> int:
        """Cases closed this year with success."""
        return self.closed - self.failed


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """A 法治考试: people 应考, 实考, 合格, 优秀."""

    expected: int
    sat: int
    passed: int
    excellent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The totals of one year, in the order of the files that hold them."""

    mediation: Mediation
    screening: Mapping[str, int]  # 化解结果 → 件
    study: Mapping[str, int]  # 类别 → 次
    theory_exam: Exam
    knowledge_exam: Exam
    events: Mapping[str, int]  # 活动形式 → 场次
    materials: Mapping[str, int]  # 资料类别 → 数量
    board_changes: int  # 次, over ten boards in spring and the same ten in autumn
    service: Mapping[str, int]  # 公共法律服务月报 column → total of the year
    meetings: Mapping[str, int]  # 会议类别 → 次
    offices: Mapping[str, int]  # 科室 → people in 行政执法培训
    officers_passed: int
    state: Mapping[str, tuple[int, str]]  # 项目 → 数量, 单位
    document_number: str
    signed_on: date


_2022 = Targets(
    mediation=Mediation(accepted=187, pending=2, failed=4, carried=(168, 169)),
    screening=MappingProxyType({"已化解": 111, "未化解": 5, "移送": 2}),
    study=MappingProxyType({"集体学习": 7, "中心组学法": 4, "会前学法": 5, "专题讲座": 2,
                            "干部培训": 1, "旁听庭审": 1}),
    theory_exam=Exam(expected=11, sat=11, passed=11, excellent=8),
    knowledge_exam=Exam(expected=55, sat=52, passed=50, excellent=28),
    events=MappingProxyType({"学习宣讲会": 44, "集中宣传": 9, "送法进企业": 1, "送法进校园": 2,
                             "LED宣传": 1, "线上宣传": 1}),
    materials=MappingProxyType({"宣传读本": 2318, "宣传袋": 1105, "传单": 1860}),
    board_changes=28,
    service=MappingProxyType({"接待咨询": 412, "法律援助": 1, "建立服务档案": 361,
                              "平台新增用户": 98}),
    meetings=MappingProxyType({"法治建设报告会": 2, "党委会研究": 4, "听取汇报": 2, "述法会议": 1}),
    offices=MappingProxyType({"平安办": 6, "社会事务办": 4, "规环办": 6, "农业服务中心": 5,
                              "应急办": 2}),
    officers_passed=21,
    state=MappingProxyType({
        "户籍人口": (17015, "人"), "行政村": (9, "个"), "社区": (1, "个"),
        "场镇专职网格员": (3, "名"), "行政村网格员": (65, "名"),
        "公共法律服务站": (1, "个"), "公共法律服务室": (10, "个"),
        "人民调解委员会": (11, "个"), "人民调解员": (44, "名"), "法律明白人": (30, "名"),
    }),
    document_number="双龙委文〔2023〕7号",
    signed_on=date(2023, 1, 18),
)  # fmt: skip

_2023 = Targets(
    mediation=Mediation(accepted=202, pending=2, failed=0, carried=(186, 187)),
    screening=MappingProxyType({"已化解": 122, "未化解": 3, "移送": 2}),
    study=MappingProxyType({"集体学习": 8, "中心组学法": 4, "会前学法": 6, "专题讲座": 2,
                            "干部培训": 2, "旁听庭审": 1}),
    theory_exam=Exam(expected=12, sat=12, passed=12, excellent=9),
    knowledge_exam=Exam(expected=58, sat=56, passed=54, excellent=31),
    events=MappingProxyType({"学习宣讲会": 48, "集中宣传": 10, "送法进企业": 2, "送法进校园": 2,
                             "LED宣传": 1, "线上宣传": 1}),
    materials=MappingProxyType({"宣传读本": 2563, "宣传袋": 1236, "传单": 2048}),
    board_changes=30,
    service=MappingProxyType({"接待咨询": 447, "法律援助": 2, "建立服务档案": 394,
                              "平台新增用户": 112}),
    meetings=MappingProxyType({"法治建设报告会": 2, "党委会研究": 5, "听取汇报": 2, "述法会议": 1}),
    offices=MappingProxyType({"平安办": 7, "社会事务办": 5, "规环办": 6, "农业服务中心": 5,
                              "应急办": 2}),
    officers_passed=24,
    state=MappingProxyType({
        "户籍人口": (16842, "人"), "行政村": (9, "个"), "社区": (1, "个"),
        "场镇专职网格员": (3, "名"), "行政村网格员": (67, "名"),
        "公共法律服务站": (1, "个"), "公共法律服务室": (10, "个"),
        "人民调解委员会": (11, "个"), "人民调解员": (46, "名"), "法律明白人": (31, "名"),
    }),
    document_number="双龙委文〔2024〕9号",
    signed_on=date(2024, 1, 22),
)  # fmt: skip

TARGETS: Mapping[int, Targets] = MappingProxyType({2022: _2022, 2023: _2023})
