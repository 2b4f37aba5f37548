"""Public legal services, advisers, and the state of the town (headcounts, stations)."""

from __future__ import annotations

from analysis.indicators.model import DECIMALS, Count, Indicator, Latest, Sum, Where
from analysis.indicators.subjects.formulas import rows


def _state(item: str) -> tuple[Latest, ...]:
    return (Latest("state", "value", where=(Where("item", (item,)),), dated="as_of"),)


def _service(column: str) -> tuple[Sum, ...]:
    return (Sum("legal_service", column, when="period"),)


def _kept(name: str, title: str, unit: str, item: str, *phrases: str) -> Indicator:
    """Return a year's total or a headcount that only 基本情况 has."""
    return Indicator(
        id=name,
        title=title,
        unit=unit,
        formulas=_state(item),
        adds_over=("area",),
        phrases=(*phrases, title),
    )


INDICATORS = (
    Indicator(
        id="grid.town_staff",
        title="场镇专职网格员",
        unit="名",
        formulas=_state("场镇专职网格员"),
        adds_over=("area",),
        phrases=("场镇专职网格员", "专职网格员"),
    ),
    Indicator(
        id="grid.village_staff",
        title="行政村网格员",
        unit="名",
        formulas=_state("行政村网格员"),
        adds_over=("area",),
        phrases=("行政村网格员", "村网格员", "村级兼职网格员", "村级网格员", "兼职网格员"),
    ),
    Indicator(
        id="services.stations",
        title="公共法律服务站",
        unit="个",
        formulas=(*_state("公共法律服务站"), rows("places", None, kind="公共法律服务站")),
        adds_over=("area",),
        phrases=("公共法律服务站", "公共法律服务工作站", "镇公共法律服务站", "法律服务站"),
    ),
    Indicator(
        id="services.rooms",
        title="公共法律服务室",
        unit="个",
        formulas=(*_state("公共法律服务室"), rows("places", None, kind="公共法律服务室")),
        adds_over=("area",),
        phrases=(
            "公共法律服务室",
            "公共法律服务工作室",
            "村公共法律服务室",
            "村（居）公共法律服务室",
            "村级公共法律服务室",
            "社区公共法律服务室",
            "公共法律服务站（室）",
        ),
    ),
    Indicator(
        id="services.advisers",
        title="村（居）法律顾问",
        unit="名",
        formulas=(Count("advisers"), *_state("村（居）法律顾问")),
        adds_over=("area",),
        phrases=("村居法律顾问", "村（居）法律顾问", "社区法律顾问", "村法律顾问", "一村一法律顾问律师", "担任村（社区）法律顾问", "一村一法律顾问", "担任村法律顾问", "村聘请法律顾问",
                 "聘请村（居）法律顾问", "聘请律师担任村（居）法律顾问", "顾问律师", "村聘法律顾问", "村聘有法律顾问", "一社区一法律顾问", "一社区一法律顾问律师", "村顾问律师", "驻村律师", "坐班律师"),
    ),
    Indicator(
        id="services.new_users",
        title="法律顾问平台新增用户",
        unit="名",
        formulas=_service("new_users"),
        by=("month",),
        phrases=("新增用户", "新增注册用户", "平台新增用户", "新增平台用户"),
    ),
    Indicator(
        id="services.legal_aid",
        title="提供法律援助",
        unit="次",
        formulas=(*_service("legal_aid"), rows("legal_aid", "accepted_on")),
        by=("month",),
        phrases=("法律援助", "提供法律援助", "办理法律援助案件", "法律援助案件", "引导法律援助", "法律服务站引导法律援助", "办理法援案件", "协助群众办理法律援助"),
    ),
    Indicator(
        id="services.files",
        title="建立服务档案",
        unit="人次",
        formulas=_service("files"),
        by=("month",),
        phrases=("服务档案", "建立法律服务档案", "法律服务档案", "建立服务档案"),
    ),
    Indicator(
        id="services.consultations",
        title="接待法律咨询",
        unit="人次",
        formulas=(*_service("consultations"), rows("visits", "received_on")),
        by=("month",),
        phrases=(
            "法律咨询",
            "接待法律咨询",
            "解答法律咨询",
            "接待群众法律咨询",
            "接待群众咨询",
            "解答群众咨询",
            "来电来访咨询",
            "解答来电来访咨询",
            "解答法律问题",
            "解答法律疑问",
            "公共法律服务站接待咨询",
            "公共法律服务站解答法律咨询",
            "公共法律服务站提供法律咨询",
            "为群众提供法律咨询",
            "司法所解答法律咨询",
            "法律服务站接待咨询", "接待来访咨询", "公共法律服务工作站接待来访咨询", "免费法律咨询", "提供免费法律咨询", "司法所接待群众法律咨询", "公共法律服务工作站接待群众咨询", "公共法律服务站接待群众咨询", "法律服务工作站接待咨询", "公共法律服务工作站接待咨询", "公共法律服务站接待群众法律咨询", "公共法律服务工作站解答法律咨询", "解答来访咨询",
        ),
    ),
    _kept("services.items", "公共法律服务事项", "项", "公共法律服务事项", "法律服务事项"),
    _kept("services.item_kinds", "公共法律服务事项类别", "类", "公共法律服务事项类别",
          "优化法律服务事项"),
    _kept("advisers.government", "政府法律顾问", "名", "政府法律顾问", "镇法律顾问", "常年法律顾问", "法律顾问团", "专业律师",
                                                "律师担任法律顾问", "聘请律师担任法律顾问", "镇政府聘请法律顾问", "政府聘请法律顾问",
                                                "聘请法律顾问", "乡法律顾问", "乡级法律顾问", "聘请律师为法律顾问",
                                                "聘请律师组成法律顾问团", "律师组成政府法律顾问团", "镇级法律顾问", "外聘法律顾问", "外聘律师", "街法律顾问", "聘任律师为法律顾问", "聘任法律顾问", "聘任律师", "律师担任政府法律顾问", "聘请律所律师担任法律顾问", "律师任政府法律顾问", "聘律师为法律顾问", "律所律师担任政府法律顾问", "聘用法律顾问", "聘有法律顾问", "选聘法律顾问", "聘用律师", "聘请专职律师", "聘请专业律师"),
    _kept("advisers.matters", "法律顾问参与重大事项", "次", "法律顾问参与重大事项", "法律顾问参与重大事项讨论", "法律顾问参与街道重大事项",
                                                 "重大事项讨论", "法律顾问参与重大事项论证", "重大事项论证", "法律顾问参与重大项目论证", "法律顾问参与重大决策", "法律顾问处理涉法事务", "法律顾问参与涉法事务", "法律顾问参与重大项目", "参与重大项目研究", "法律顾问参与决策讨论", "参与决策讨论", "参与重大决策论证", "参与重大事项论证", "法律顾问参与会商研判"),
    Indicator(
        id="advisers.fees",
        title="法律顾问费用",
        unit="万元",
        decimals=DECIMALS["万元"],
        formulas=_state("法律顾问费用（万元）"),
        adds_over=("area",),
        phrases=("律师代理费用", "律师费", "法律顾问费用", "购买专业律师服务", "购买法律服务", "法律服务费用", "律师服务费用", "支付律师代理费用",
                 "法律顾问费用支出", "法律顾问经费", "顾问费", "法律服务经费"),
        note="基本情况表“法律顾问费用（万元）”，以万元填写。",
    ),
)  # fmt: skip
