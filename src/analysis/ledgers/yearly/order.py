"""平安建设: public order in a town, as its report counts it."""

from __future__ import annotations

from analysis.ledgers.yearly.model import Item

ITEMS = (
    Item.of("order.cameras", "监控探头", "个", "视频监控", "公共安全视频监控", "监控摄像头"),
)  # fmt: skip
