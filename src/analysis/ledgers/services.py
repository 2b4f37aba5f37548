"""公共法律服务: the monthly return, the advisers under contract, and 基本情况 (the state)."""

from __future__ import annotations

from analysis.ledgers.common import PHONE, REMARK, SERIAL, person, personal
from analysis.ledgers.model import Column, Ledger

LEGAL_SERVICE = Ledger(
    id="legal_service",
    title="公共法律服务月报表",
    grain="return",
    about="event",
    row_is="一个月份",
    called=("公共法律服务",),
    key=("period",),
    columns=(
        SERIAL,
        Column(id="period", title="月份", kind="period",
               headers=("月", "时间", "统计月份", "报送月份"),
               required=True),
        Column(id="consultations", title="接待咨询", kind="count", unit="人次",
               headers=("法律咨询", "接待法律咨询", "咨询接待", "接待来访咨询", "解答咨询", "接待咨询人次",
                        "法律咨询人次", "解答咨询人次", "接待群众咨询", "解答法律咨询", "接待群众咨询人次",
                        "接待法律咨询人次", "提供法律咨询", "法律咨询服务", "接待咨询人数", "法律咨询人数",
                        "解答法律咨询人次", "来访咨询")),
        Column(id="legal_aid", title="法律援助", kind="count", unit="次",
               headers=("提供法律援助", "法律援助次数", "援助", "提供法律援助次数",
                        "办理法律援助", "法律援助案件", "办理法律援助案件", "受理法律援助",
                        "受理法律援助案件", "法律援助数", "法律援助案件数", "法律援助件数")),
        Column(id="files", title="建立服务档案", kind="count", unit="人次",
               headers=("服务档案", "建档", "建立档案", "建立服务档案人次", "建立服务档案数", "建立档案数",
                        "建档数", "服务档案数", "建档人次")),
        Column(id="new_users", title="平台新增用户", kind="count", unit="名",
               headers=("新增用户", "法律顾问平台新增用户", "新增用户数", "平台新增用户数", "平台注册用户",
                        "顾问平台新增用户", "新增注册用户", "新增注册用户数", "平台新增注册用户", "新增平台用户")),
        personal("reporter", "填报人", "报送人", "统计人"),
        REMARK,
    ),
    signature=(
        frozenset({"period", "legal_aid"}),
        frozenset({"period", "files"}),
        frozenset({"period", "new_users"}),
        frozenset({"period", "consultations"}),
    ),
)  # fmt: skip

ADVISERS = Ledger(
    id="advisers",
    title="村（居）法律顾问名册",
    grain="register",
    about="event",  # a public office under contract, not a protected person (shared/domain.md §8)
    row_is="一名法律顾问",
    shuns=("收费", "代理案件", "案号"),
    called=("法律顾问",),
    columns=(
        SERIAL,
        person("name", "姓名", "律师姓名", "顾问姓名", "法律顾问", "法律顾问姓名", "律师", "顾问律师",
               "法律顾问律师", "驻村律师", "村居法律顾问", "包村律师", "律师名称"),
        Column(id="firm", title="律师事务所",
               headers=("所属律所", "律所", "所在律所", "执业机构", "所在律师事务所", "所属律师事务所",
                        "工作单位", "执业律所", "所属事务所", "律所名称", "执业律师事务所", "所属律师所",
                        "律师所属律所")),
        Column(id="serves", title="服务村（居）",
               headers=("服务村居", "联系村居", "服务村(社区)", "担任顾问村(居)",
                        "担任法律顾问村居", "结对村居", "受聘村居", "包联村居", "顾问单位", "聘请单位",
                        "服务单位", "聘用单位", "签约村居", "担任法律顾问的村居")),
        Column(id="contract", title="聘期",
               headers=("聘用期限", "聘任期限", "合同期限", "服务期限", "聘期起止时间",
                        "合同期", "聘用起止时间", "服务起止时间", "合同起止时间",
                        "签约期限", "聘请期限", "合同有效期", "聘任起止时间")),
        PHONE,
        REMARK,
    ),
    signature=(frozenset({"name", "firm"}), frozenset({"firm", "serves"})),
)  # fmt: skip
STATE = Ledger(
    id="state",
    title="基本情况表",
    grain="state",
    about="event",
    row_is="一个项目",
    themes=("指标", "项目", "基本情况"),
    shuns=("单价", "增幅", "金额", "规格", "预算", "投资", "同比"),
    key=("item", "as_of"),
    columns=(
        SERIAL,
        Column(
            id="item",
            title="项目",
            kind="category",
            headers=("指标", "指标名称", "项目名称", "名称", "类别", "内容"),
            values={
                "户籍人口": ("户籍总人口", "总人口", "人口", "户籍人口数"),
                "常住人口": ("常住人口数",),
                "行政村": ("行政村数", "村", "村数"),
                "社区": ("社区数", "居委会", "居民委员会"),
                "场镇专职网格员": ("专职网格员", "场镇网格员", "专职网格员人数"),
                "行政村网格员": ("村网格员", "兼职网格员", "农村网格员", "行政村网格员人数"),
                "公共法律服务站": ("法律服务站", "公共法律服务工作站", "镇公共法律服务站"),
                "公共法律服务室": ("法律服务室", "公共法律服务工作室", "村公共法律服务室",
                                   "村(居)公共法律服务室"),
                "人民调解委员会": ("调委会", "人民调解委员会个数"),
                "人民调解员": ("调解员", "人民调解员人数"),
                "法律明白人": ("法律明白人人数", "乡村法律明白人"),
                "村（居）法律顾问": ("法律顾问", "法律顾问人数", "村居法律顾问"),
            },
            required=True,
        ),
        Column(id="value", title="数量", kind="number",
               headers=("数值", "数", "人数", "个数", "数据", "现有数量"), required=True),
        Column(id="measure", title="单位", headers=("计量单位",)),
        Column(id="as_of", title="截止日期", kind="date",
               headers=("统计时间", "截止时间", "统计日期", "时点")),
        REMARK,
    ),
    signature=(frozenset({"item", "value"}),),
)  # fmt: skip

LEDGERS = (LEGAL_SERVICE, ADVISERS, STATE)
