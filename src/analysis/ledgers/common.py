"""Columns that several ledgers share, and the personal columns that any ledger may hold."""

from __future__ import annotations

from analysis.ledgers.model import Column

SERIAL = Column(
    id="serial", title="序号", headers=("编号", "顺序号", "No", "No.", "序", "排序", "行号")
)
REMARK = Column(
    id="remark",
    title="备注",
    headers=("说明", "备注说明", "附注", "其他说明", "备注情况"),
    personal=True,
)
VILLAGE = Column(
    id="village",
    title="村（居）",
    kind="category",
    headers=("村居", "村(社区)", "村/社区", "村社区", "所属村(居)", "所属村居", "所属村(社区)",
             "所属村社", "所在村(居)", "所在村居", "所在村社", "所在村(社区)", "村(居)委会", "村(居)名称",
             "村名", "行政村", "区域", "区域/村", "发生地村(居)", "发生村居", "辖区", "单位(村居)",
             "镇办", "所在辖区", "所属辖区", "属地", "社区(村)", "社区/村", "村、居", "所属区域"),
)  # fmt: skip


def personal(column_id: str, title: str, *headers: str) -> Column:
    """Return a column that identifies a person: read for the privacy gate, kept nowhere."""
    return Column(id=column_id, title=title, headers=headers, personal=True)


def person(column_id: str, title: str, *headers: str) -> Column:
    """Return a column of persons' names: as ``personal``, and masked in file and sheet names."""
    return Column(id=column_id, title=title, kind="person", headers=headers, personal=True)


PHONE = personal(
    "phone",
    "联系电话",
    "电话",
    "手机",
    "手机号",
    "手机号码",
    "电话号码",
    "联系方式",
    "联系号码",
    "电话/手机",
    "手机/电话",
    "移动电话",
    "本人电话",
    "联系手机",
)
ID_NUMBER = personal(
    "id_number",
    "身份证号",
    "身份证",
    "身份证号码",
    "公民身份号码",
    "证件号码",
    "居民身份证号",
    "居民身份证号码",
    "身份证件号码",
    "身份证号(码)",
)
ADDRESS = personal(
    "address",
    "住址",
    "地址",
    "家庭住址",
    "家庭地址",
    "户籍地址",
    "现住址",
    "住所",
    "联系地址",
    "居住地址",
    "居住地",
    "现居住地",
    "户籍所在地",
    "户籍地",
    "详细地址",
    "家庭详细住址",
)
