"""党政主要负责人履职: what the two heads did themselves, by the way in which they did it."""

from __future__ import annotations

from analysis.indicators.model import Indicator
from analysis.indicators.subjects.formulas import rows
from analysis.indicators.subjects.short import figure


def _duty(name: str, title: str, unit: str, form: str, phrases: tuple[str, ...]) -> Indicator:
    """Return what the two heads did in one way of meeting their duty."""
    return figure(
        f"leadership.{name}",
        title,
        unit,
        rows("duties", "acted_on", form=form),
        by=("month",),
        phrases=phrases,
        note="以党政主要负责人履职纪实台账为据。",
    )


INDICATORS = (
    _duty("instructions", "主要负责人作出法治批示", "次", "批示",
          ("作出批示", "批示", "签批", "批示指示", "作出法治批示", "批示法治文件", "签批法治文件", "批阅法治文件", "签批法治类文件",
           "批示法治材料", "批示法治工作", "批示法治建设文件", "批示法治建设工作", "作出法治建设批示", "签批法治建设文件", "批示法治工作文件")),
    _duty("research", "主要负责人开展法治调研", "次", "调研", ("法治调研", "开展调研", "专题调研", "调研法治工作", "调研社区法治工作",
                                                 "调研村（社区）法治", "带队调研", "到村调研法治工作", "调研法治建设",
                                                 "调研督导法治工作", "到司法所调研", "深入村调研", "到司法所调研指导", "主要负责人调研指导")),
    _duty("deployed", "主要负责人部署法治工作", "次", "部署", ("亲自部署", "亲自部署法治工作", "部署重要工作", "重要工作亲自部署",
                                                 "部署法治工作", "安排部署")),
    _duty("supervised", "主要负责人督办法治工作", "次", "督办", ("亲自督办", "督办法治工作", "督办重大案件", "督办重要案件", "督办重要任务",
                                                   "批示督办", "主要负责人督办案件", "督办涉法案件", "亲自督办案件", "主要负责人督办信访积案")),
    _duty("on_site", "主要负责人现场办公", "次", "现场办公", ("现场办公", "现场办公会", "召开现场办公会", "到现场办公", "开展现场办公")),
    _duty("coordinated", "主要负责人协调法治工作", "次", "协调", ("亲自协调", "协调法治工作", "协调重点问题", "重点环节亲自协调", "协调重点环节", "协调解决")),
    _duty("lessons", "主要负责人讲法治课", "次", "讲法治课", ("讲法治课", "讲授法治课", "为干部讲法治课", "为乡村干部讲法治课", "主要负责人专题辅导", "主要负责人讲台专题辅导", "书记专题辅导", "主要负责人授课", "为党员干部讲法治课", "主要负责人上法治课", "法治课", "上法治课", "带头讲法治课",
                                                "主要负责人讲法治课", "书记讲法治课", "带头讲授法治课", "带头上法治课",
                                                "书记讲法治党课", "讲授法治专题课", "讲授法治专题党课", "带头登台讲法", "书记上法治党课", "上法治专题党课", "书记讲授法治课", "为干部讲授法治课")),
    _duty("received", "主要负责人接访", "次", "接访", ("主要领导接访", "主要负责人接访", "带头接访", "接访群众", "带头接访下访",
                                             "领导接访下访", "书记接访", "镇长接访", "书记接访下访", "书记镇长公开接访", "公开接访", "书记镇长接访")),
)  # fmt: skip
