"""The kinds of dispute in 双龙镇: how often, how the clerks write them, what they are about."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Dispute:
    """A kind of dispute, one of the 18 of the national form, as ``written`` in the ledger."""

    weight: float
    written: tuple[str, ...]
    matters: tuple[str, ...]
    money: tuple[int, int] | None = None  # 元, lowest and highest sum in an agreement


DISPUTES = (
    Dispute(42, ("邻里", "邻里纠纷", "邻里纠纷"),
            ("排水沟走向", "院坝堆放杂物", "噪声扰邻", "共用道路通行")),
    Dispute(34, ("婚姻家庭", "婚姻家庭纠纷", "家庭纠纷"),
            ("赡养老人", "夫妻争吵", "子女抚养", "分家析产")),
    Dispute(32, ("山林土地", "土地纠纷", "山林土地纠纷"),
            ("林地边界", "承包地四至", "田埂归属", "青苗占地"),
            (300, 3000)),
    Dispute(26, ("损害赔偿", "损害赔偿纠纷", "人身损害赔偿"),
            ("牲畜踩坏庄稼", "干活时受伤", "树木倒伏砸坏围墙"),
            (500, 20000)),
    Dispute(12, ("房屋宅基地", "宅基地纠纷"),
            ("宅基地滴水范围", "房屋漏水"), (500, 5000)),
    Dispute(12, ("道路交通事故", "交通事故"),
            ("乡村道路上车辆擦碰", "摩托车碰撞"), (800, 15000)),
    Dispute(9, ("合同", "合同纠纷"),
            ("民间借款到期未还", "房屋租赁押金"), (2000, 30000)),
    Dispute(8, ("拖欠农民工工资", "欠薪"),
            ("工程结束后工资未结清",), (3000, 60000)),
    Dispute(6, ("其他劳动争议", "劳动争议"),
            ("加班报酬计算",), (800, 8000)),
    Dispute(5, ("生产经营", "生产经营纠纷"),
            ("种苗质量", "农机作业费"), (500, 10000)),
    Dispute(5, ("征地拆迁", "征地"),
            ("临时用地青苗补偿",), (1000, 12000)),
    Dispute(4, ("其他消费", "消费纠纷"),
            ("家电维修收费",), (200, 3000)),
    Dispute(3, ("环境污染", "环境保护"),
            ("养殖场气味",)),
    Dispute(3, ("物业", "物业纠纷"),
            ("场镇小区停车",)),
    Dispute(1.5, ("医疗", "医疗纠纷"),
            ("诊疗收费",), (500, 5000)),
    Dispute(1, ("电子商务", "网购"),
            ("网购农具退货",), (100, 1500)),
    Dispute(0.5, ("旅游",),
            ("农家乐订金退还",), (200, 1000)),
    Dispute(8, ("其他", "其他纠纷"),
            ("集体活动费用分摊", "坟地位置")),
)  # fmt: skip


def draw(random: Random) -> tuple[Dispute, str, str]:
    """Return a kind of dispute, the way it is written this time, and what it is about."""
    kind = random.choices(DISPUTES, [d.weight for d in DISPUTES])[0]
    return kind, random.choice(kind.written), random.choice(kind.matters)
