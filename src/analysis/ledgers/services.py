"""公共法律服务: the monthly return and the advisers under contract."""

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
LEDGERS = (LEGAL_SERVICE, ADVISERS)
