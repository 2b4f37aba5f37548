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
          ("作出批示", "批示", "签批", "批示指示", "作出法治批示")),
    _duty("research", "主要负责人开展法治调研", "次", "调研", ("法治调研", "开展调研", "专题调研", "调研法治工作", "调研社区法治工作", "调研村（社区）法治", "带队调研")),
    _duty("deployed", "主要负责人部署法治工作", "次", "部署", ("亲自部署", "亲自部署法治工作", "部署重要工作", "重要工作亲自部署", "部署法治工作", "安排部署")),
    _duty("supervised", "主要负责人督办法治工作", "次", "督办", ("亲自督办", "督办法治工作", "督办重大案件", "督办重要案件", "督办", "督办重要任务")),
    _duty("on_site", "主要负责人现场办公", "次", "现场办公", ("现场办公", "现场办公会", "召开现场办公会", "到现场办公", "开展现场办公")),
    _duty("coordinated", "主要负责人协调法治工作", "次", "协调", ("亲自协调", "协调法治工作", "协调重点问题", "重点环节亲自协调", "协调重点环节", "协调解决")),
    _duty("lessons", "主要负责人讲法治课", "次", "讲法治课", ("讲法治课", "讲授法治课", "法治课", "上法治课")),
    _duty("received", "主要负责人接访", "次", "接访", ("主要领导接访", "主要负责人接访", "带头接访")),
)  # fmt: skip
