"""Columns that several ledgers share, and the personal columns that any ledger may hold."""

from __future__ import annotations

from dataclasses import replace

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
             "所属村社", "所在村(居)", "所在村居", "所在村社", "所在村(社区)", "村(居)委会",
             "村(居)名称", "村名", "行政村", "区域", "区域/村", "发生地村(居)", "发生村居",
             "辖区", "单位(村居)", "镇办", "所在辖区", "所属辖区", "属地", "社区(村)",
             "社区/村", "村、居", "所属区域", "村", "社区", "所在村", "所属村", "村别", "村庄",
             "村庄名称", "村委会", "社区名称", "村居民委员会", "排查区域", "所属社区",
             "所在社区", "所属行政村", "所在行政村", "村名称", "村居名"),
)  # fmt: skip

PLACES = (*"村社区办站所局校院部室科厅组司厂", "中心", "委员会", "居委会", "党委", "政府", "支部")
"""What the names of offices and places end with."""

CASES = ("", "案件", "纠纷", "矛盾纠纷", "纠纷案件")
"""What is counted where cases are."""


def counted(acts: tuple[str, ...], things: tuple[str, ...], *others: str) -> tuple[str, ...]:
    """Return 受理数, 受理案件总数, 共受理纠纷件数 …: each way of saying how many of them.

    ``others``: further names, which go before them.
    """
    counts = ("数", "件数", "总数", "总件数", "起数", "总量")
    told = [f"{act}{thing}{count}" for act in acts for thing in things for count in counts]
    whole = [f"{act}{thing}" for act in acts for thing in things if thing or len(act) > 1]
    return tuple(dict.fromkeys((*others, *told, *whole)))


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


def of(column: Column, *persons: str) -> Column:
    """Return the column with the names it has where a heading says whose it is: 信访人地址."""
    names = (column.title, *column.headers)
    whose = (f"{one}{name}" for one in persons for name in names)
    return replace(column, headers=tuple(dict.fromkeys((*column.headers, *whose))))
