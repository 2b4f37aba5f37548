"""社区矫正、安置帮教: persons in the register, those received and released, what was done with them."""

from __future__ import annotations

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import added, rows, state

_RETURN = "correction_return"


def _done(name: str, title: str, unit: str, column: str, *phrases: str) -> Indicator:
    """Return a figure of the monthly return."""
    return Indicator(
        id=name,
        title=title,
        unit=unit,
        formulas=(added(_RETURN, column, "period"),),
        phrases=phrases,
    )


INDICATORS = (
    Indicator(
        id="correction.in_register",
        title="在册社区矫正对象",
        unit="名",
        formulas=(state("在册社区矫正对象"), rows("correction", None, status="在矫")),
        adds_over=("area",),
        phrases=("在册社区矫正对象", "社区矫正对象", "在册社区矫正人员", "现有社区矫正对象", "在矫人员", "在矫对象", "现在册", "现在矫", "现有在矫人员", "在册矫正对象", "社区矫正在册", "社区矫正人员", "社区矫正在册人员", "社区矫正", "管理社区矫正对象", "社区服刑人员", "在矫", "列管社矫对象", "社矫对象", "社矫人员", "在册社矫人员", "在管社区矫正对象", "监管社区矫正对象", "列管社区矫正对象", "接受社区矫正人员"),
        note="以基本情况表最近一期为准；没有的，以台账中状态为“在矫”的为准。",
    ),
    Indicator(
        id="correction.received",
        title="接收社区矫正对象",
        unit="名",
        formulas=(rows("correction", "received_on"), added(_RETURN, "received", "period")),
        phrases=("接收社区矫正对象", "新接收社区矫正对象", "新增社区矫正对象", "接收社区矫正人员",
                 "接收矫正对象", "接受矫正对象", "新接收", "新接收社区矫正人员", "新接收矫正对象", "新入矫", "新增矫正对象", "接收社区服刑人员",
            "入矫"),
    ),
    Indicator(
        id="correction.released",
        title="解除社区矫正",
        unit="名",
        formulas=(rows("correction", "released_on"), added(_RETURN, "released", "period")),
        phrases=("解除社区矫正", "解除社区矫正对象", "期满解矫", "解除矫正", "解矫", "解除矫正对象", "期满解除矫正", "依法解矫", "解除社区矫正人员", "期满解除社区矫正", "按期解矫"),
    ),
    _done("correction.visits", "走访社区矫正对象", "次", "visits",
          "走访社区矫正对象", "走访矫正对象", "走访社区矫正人员", "实地走访矫正对象", "走访社矫对象", "入户走访矫正对象", "实地走访社区矫正对象", "走访社矫人员家庭", "走访社矫人员", "走访在矫人员", "入户走访社区矫正对象", "社区矫正对象走访", "走访在矫对象"),
    _done("correction.talks", "社区矫正对象个别谈话", "人次", "talks",
          "个别谈话", "谈话教育", "个别谈话教育", "个别教育谈话", "社区矫正谈话教育", "个别教育"),
    _done("correction.classes", "社区矫正集中教育", "次", "classes",
          "集中教育", "社区矫正集中教育", "开展集中教育", "社区矫正集中学习", "社区矫正对象集中教育", "集中教育学习", "矫正对象集中教育", "社矫对象集中教育"),
    _done("correction.class_people", "社区矫正集中教育参加", "人次", "class_people",
          "参加集中教育", "集中教育参加", "集中教育", "集中教育学习参加", "社区矫正对象集中教育学习参加"),
    _done("correction.services", "社区矫正公益活动", "次", "services",
          "公益活动", "组织公益活动", "公益劳动", "社区矫正对象公益活动", "组织公益劳动", "矫正对象公益活动", "社矫对象公益活动"),
    _done("correction.service_people", "社区矫正公益活动参加", "人次", "service_people",
          "参加公益活动", "公益活动参加", "公益劳动参加", "社区矫正对象开展公益活动", "公益劳动参与", "矫正对象参加公益劳动"),
    _done("correction.surveys", "社区矫正调查评估", "件", "surveys",
          "调查评估", "社区矫正调查评估", "审前调查", "完成调查评估", "审前社会调查", "社会调查评估", "开展调查评估", "审前调查评估", "社区矫正审前调查", "接受委托开展调查评估", "委托调查评估", "适用社区矫正调查评估", "审前社会调查评估"),
    Indicator(
        id="resettlement.in_register",
        title="在册安置帮教对象",
        unit="名",
        formulas=(state("在册安置帮教对象"), rows("resettlement", None, status="帮教中")),
        adds_over=("area",),
        phrases=("安置帮教对象", "在册安置帮教对象", "刑满释放人员", "在册刑满释放人员",
                 "安置帮教人员", "在册安置帮教人员", "刑释人员", "在册刑释人员", "帮教对象", "安置帮教", "刑满释放安置帮教人员",
            "安置帮教在册人员", "刑满释放帮教对象", "刑释解教人员"),
        note="以基本情况表最近一期为准；没有的，以台账中状态为“帮教中”的为准。",
    ),
    Indicator(
        id="resettlement.received",
        title="衔接刑满释放人员",
        unit="名",
        formulas=(rows("resettlement", "received_on"), added(_RETURN, "freed", "period")),
        phrases=("衔接刑满释放人员", "新增刑满释放人员", "新接收刑满释放人员", "衔接刑释人员", "新增安置帮教对象", "新接收安置帮教对象", "接收刑满释放人员", "接收安置帮教对象",
            "衔接"),
    ),
    Indicator(
        id="resettlement.settled",
        title="已安置刑满释放人员",
        unit="名",
        formulas=(rows("resettlement", None, status="帮教中", settled="已安置"),),
        adds_over=("area",),
        phrases=("落实安置", "已安置", "安置刑满释放人员"),
        note="在册帮教对象中“安置情况”为已安置的。",
    ),
    _done("resettlement.helped", "走访帮教刑满释放人员", "人次", "helped",
          "走访帮教", "开展帮教", "帮教", "帮教走访", "安置帮教对象走访谈心", "走访安置帮教对象", "走访刑满释放人员", "刑满释放人员走访帮教"),
)  # fmt: skip
