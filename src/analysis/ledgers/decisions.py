"""依法决策: major decisions, normative documents, contracts, 公平竞争审查."""

from __future__ import annotations

from analysis.ledgers.answers import asked
from analysis.ledgers.common import REMARK, SERIAL, person, personal
from analysis.ledgers.model import Column, Ledger

_OFFICE = Column(
    id="office", title="承办单位", kind="category",
    headers=("承办科室", "承办部门", "起草单位", "起草科室", "起草部门", "责任科室", "责任单位",
             "提请单位", "提请科室", "制定单位", "牵头科室", "主办科室"),
)  # fmt: skip
_REVIEWED = asked("legality", "是否合法性审查", "合法性审查", "合法性审查情况", "是否经合法性审查",
                  "是否通过合法性审查", "合法性审核", "是否合法性审核", "是否进行合法性审查",
                  "合法性审查意见书文号", "法制审核情况", "是否法制审核", "合法性审核情况",
                  "合法性审查是否通过")  # fmt: skip

DECISIONS = Ledger(
    id="decisions",
    title="重大行政决策台账",
    grain="register",
    about="event",
    row_is="一项重大行政决策",
    themes=("决策",),
    called=("重大行政决策", "重大决策"),
    columns=(
        SERIAL,
        Column(id="name", title="决策事项名称",
               headers=("决策事项", "事项名称", "重大行政决策事项", "重大行政决策事项名称", "重大决策事项",
                        "决策名称", "事项", "决策内容", "重大行政决策名称", "名称")),
        _OFFICE,
        Column(id="decided_on", title="决策日期", kind="date",
               headers=("决策时间", "决定日期", "审议日期", "集体讨论日期", "出台日期", "集体审议日期",
                        "作出决策日期", "决策作出日期", "会议审议日期", "日期", "公布日期")),
        asked("listed", "是否列入目录", "是否列入目录管理", "是否纳入目录", "目录管理",
              "是否列入年度目录", "是否纳入目录管理"),
        asked("participation", "公众参与", "公众参与情况", "征求意见", "是否征求意见", "公开征求意见",
              "征求意见情况", "是否公开征求意见", "是否公众参与", "听取意见", "履行公众参与"),
        asked("experts", "专家论证", "专家论证情况", "是否专家论证", "专家咨询论证", "是否组织专家论证"),
        asked("risk", "风险评估", "风险评估情况", "是否风险评估", "社会稳定风险评估", "社会风险评估",
              "稳定风险评估", "是否开展风险评估"),
        _REVIEWED,
        asked("discussed", "集体讨论", "集体讨论情况", "是否集体讨论", "集体讨论决定", "集体审议",
              "集体讨论决定情况", "党政集体讨论", "是否集体讨论决定"),
        asked("published", "是否公布", "公开情况", "是否公开", "决策公布", "公布情况"),
        asked("assessed", "是否后评估", "后评估", "决策后评估", "后评估情况"),
        person("handler", "承办人", "经办人", "联系人"),
        REMARK,
    ),
    signature=(
        frozenset({"name", "participation", "legality"}),
        frozenset({"name", "experts", "risk"}),
        frozenset({"name", "experts", "legality"}),
        frozenset({"name", "risk", "legality"}),
        frozenset({"name", "legality", "discussed"}),
        frozenset({"name", "participation", "discussed"}),
    ),
)  # fmt: skip

DOCUMENTS = Ledger(
    id="documents",
    title="行政规范性文件台账",
    grain="register",
    about="event",
    row_is="一份规范性文件",
    themes=("规范性文件", "备案", "清理", "合法性"),
    called=("规范性文件", "文件备案", "文件清理"),
    columns=(
        SERIAL,
        Column(id="name", title="规范性文件名称",
               headers=("文件名称", "文件标题", "规范性文件", "名称", "标题", "行政规范性文件名称")),
        Column(id="document_no", title="发文字号", headers=("文号", "文件文号", "发文文号", "文件编号")),
        _OFFICE,
        Column(id="issued_on", title="印发日期", kind="date",
               headers=("制定日期", "发布日期", "发文日期", "印发时间", "出台日期", "公布日期",
                        "成文日期", "文件印发日期", "制发日期")),
        asked("consulted", "征求意见", "是否征求意见", "公开征求意见", "征求意见情况",
              "是否公开征求意见"),
        _REVIEWED,
        asked("filed", "是否备案", "备案情况", "报备情况", "是否报备", "备案", "报送备案情况",
              "是否报送备案"),
        Column(id="filed_on", title="备案日期", kind="date",
               headers=("报备日期", "报送备案日期", "报备时间")),
        Column(id="cleaned", title="清理结果", kind="category",
               headers=("清理意见", "清理情况", "清理结论", "处理意见", "文件效力", "效力状态", "有效性",
                        "清理建议", "文件状态", "时效性"),
               values={"继续有效": ("保留", "有效", "现行有效", "拟保留", "继续保留", "继续执行"),
                       "修改": ("修订", "拟修改", "需修改", "拟修订", "予以修改"),
                       "废止": ("已废止", "拟废止", "予以废止", "宣布废止"),
                       "失效": ("宣布失效", "已失效", "自动失效", "拟失效", "到期失效", "期满失效")}),
        Column(id="cleaned_on", title="清理日期", kind="date",
               headers=("清理时间", "废止日期", "失效日期", "宣布废止日期")),
        REMARK,
    ),
    signature=(
        frozenset({"name", "filed"}),
        frozenset({"name", "filed_on"}),
        frozenset({"name", "cleaned"}),
        frozenset({"document_no", "issued_on", "legality"}),
    ),
)  # fmt: skip

CONTRACTS = Ledger(
    id="contracts",
    title="政府合同台账",
    grain="register",
    about="event",
    row_is="一份合同",
    themes=("合同", "协议"),
    called=("合同台账", "政府合同", "合同管理"),
    columns=(
        SERIAL,
        Column(id="name", title="合同名称",
               headers=("合同(协议)名称", "协议名称", "政府合同名称", "项目名称", "合同项目名称")),
        Column(id="contract_no", title="合同编号", headers=("协议编号", "合同号")),
        personal("partner", "合同相对方", "乙方", "对方当事人", "合同对方", "相对方", "签约对方",
                 "乙方名称", "合同乙方"),
        _OFFICE,
        Column(id="type", title="合同类别", kind="category", headers=("合同类型", "合同性质")),
        Column(id="amount", title="合同金额", kind="number", unit="元",
               headers=("金额", "合同标的额", "标的额", "合同价款", "合同总价", "签约金额", "涉及金额")),
        Column(id="signed_on", title="签订日期", kind="date",
               headers=("签订时间", "签约日期", "合同签订日期", "合同签订时间", "签署日期")),
        _REVIEWED,
        Column(id="opinion", title="合同审查意见", headers=("审查意见", "审查结论", "法律顾问意见")),
        asked("filed", "是否备案", "备案情况", "是否报备"),
        person("handler", "经办人", "承办人", "联系人"),
        REMARK,
    ),
    signature=(
        frozenset({"name", "legality", "amount"}),
        frozenset({"name", "legality", "signed_on"}),
        frozenset({"name", "legality", "partner"}),
    ),
)  # fmt: skip

FAIR_COMPETITION = Ledger(
    id="fair_competition",
    title="公平竞争审查台账",
    grain="register",
    about="event",
    row_is="一件政策措施",
    themes=("公平竞争",),
    called=("公平竞争",),
    columns=(
        SERIAL,
        Column(id="name", title="政策措施名称",
               headers=("政策措施", "文件名称", "审查文件名称", "送审文件名称", "措施名称",
                        "政策文件名称", "名称")),
        _OFFICE,
        Column(id="reviewed_on", title="审查日期", kind="date",
               headers=("审查时间", "公平竞争审查日期", "公平竞争审查时间", "审查完成日期", "日期")),
        Column(id="conclusion", title="公平竞争审查结论",
               headers=("公平竞争审查结果", "公平竞争审查意见", "公平竞争审查情况", "是否公平竞争审查"),
               fallback="outcome"),
        Column(id="outcome", title="公平竞争结论", headers=("审查结论", "审查结果", "审查意见")),
        person("reviewer", "审查人", "审查人员"),
        REMARK,
    ),
    signature=(
        frozenset({"name", "reviewed_on", "conclusion"}),
        frozenset({"name", "reviewed_on", "outcome", "office"}),
    ),
)  # fmt: skip

LEDGERS = (DECISIONS, DOCUMENTS, CONTRACTS, FAIR_COMPETITION)
