"""法治阵地 and 示范创建: places kept for the law, and villages and households named as models."""

from __future__ import annotations

from analysis.ledgers.common import REMARK, SERIAL, VILLAGE, personal
from analysis.ledgers.model import Column, Ledger

PLACES = Ledger(
    id="places",
    title="法治阵地台账",
    grain="register",
    about="event",
    row_is="一处法治阵地",
    shuns=("更换", "更新次数", "党建", "文旅", "造价"),
    themes=("法治", "普法", "法律", "阵地", "调解"),
    called=("法治阵地", "法治文化阵地", "普法阵地", "法治宣传阵地", "法律服务阵地", "阵地建设"),
    columns=(
        SERIAL,
        Column(id="name", title="阵地名称",
               headers=("名称", "法治阵地名称", "普法阵地名称", "阵地", "场所名称", "站点名称")),
        Column(
            id="kind",
            title="阵地类别",
            kind="category",
            headers=("阵地类型", "阵地种类", "类别", "类型", "建设类别", "法治阵地类型", "建设类型"),
            values={
                "法治文化广场": ("*法治文化广场", "*法治广场", "*宪法广场", "*法治文化小广场",
                                 "*民法典广场"),
                "法治文化公园": ("*法治文化公园", "*法治公园", "*宪法公园", "*民法典公园",
                                 "*主题公园"),
                "法治文化长廊": ("*法治文化长廊", "*法治长廊", "*法治文化墙", "*普法长廊",
                                 "*法治文化走廊", "*法治文化街"),
                "法治文化展馆": ("*法治文化展馆", "*法治展馆", "*法治文化馆", "*法治展厅", "*法治教育基地"),
                "法治图书角": ("*法律图书角", "*法治图书角", "*法治书屋", "*农家书屋", "*法律书屋"),
                "法治宣传栏": ("*宣传栏", "*宣传橱窗", "*普法栏"),
                "法治宣传电子屏": ("*电子屏", "*显示屏", "LED"),
                "公共法律服务站": ("*公共法律服务站", "*公共法律服务工作站", "*法律服务站"),
                "公共法律服务室": ("*公共法律服务室", "*公共法律服务工作室", "*法律服务室"),
                "个人调解室": ("*个人调解室", "*个人调解工作室", "*品牌调解室", "*调解工作室",
                               "*特色调解室", "*金牌调解室"),
                "法律服务自助终端": ("*自助终端", "*自助机", "*法律机器人"),
            },
            required=True,
        ),
        VILLAGE,
        personal("where", "具体位置", "位置", "所在位置", "详细地址", "地址", "地点"),
        Column(id="built_on", title="建成日期", kind="date",
               headers=("建成时间", "建设时间", "建立时间", "启用时间", "打造时间", "建设日期"),
               asks=("年份", "建成年份")),
        REMARK,
    ),
    signature=(
        frozenset({"name", "kind", "built_on"}),
        frozenset({"name", "kind", "village"}),
        frozenset({"name", "kind", "where"}),
    ),
)  # fmt: skip

HONOURS = Ledger(
    id="honours",
    title="法治示范创建台账",
    grain="register",
    about="event",
    row_is="一个示范单位或示范户",
    shuns=("党支部", "文明", "卫生"),
    themes=("法治", "示范", "学法", "民主"),
    called=("示范创建", "法治示范", "民主法治示范村", "学法用法示范户", "示范户"),
    columns=(
        SERIAL,
        personal("name", "创建单位", "示范单位", "户主", "户主姓名", "示范户姓名", "示范户户主", "姓名",
                 "单位名称", "示范村名称", "示范对象"),
        Column(
            id="kind",
            title="示范类别",
            kind="category",
            headers=("创建类别", "示范类型", "创建类型", "荣誉名称", "称号", "创建名称", "荣誉称号",
                     "示范名称", "类别"),
            values={
                "民主法治示范村（社区）": ("*民主法治示范村", "*民主法治村", "*民主法治示范社区",
                                           "*民主法治示范"),
                "学法用法示范户": ("*学法用法示范户", "*法治示范户", "*示范户"),
                "法治示范单位": ("*法治示范单位", "*依法行政示范", "*法治政府建设示范", "*示范单位"),
                "法治文化建设示范基地": ("*法治文化建设示范", "*法治宣传教育基地", "*示范基地"),
            },
            required=True,
        ),
        Column(
            id="level",
            title="级别",
            kind="category",
            headers=("示范级别", "命名级别", "创建级别", "层级", "等级", "命名层级"),
            values={
                "国家级": ("全国", "国家", "全国级"),
                "省级": ("省", "自治区级", "直辖市级"),
                "市级": ("市", "地市级", "设区市级"),
                "县级": ("县", "区级", "区县级", "县区级", "县（区）级", "区", "县(市、区)级"),
            },
        ),
        VILLAGE,
        Column(id="named_on", title="命名日期", kind="date",
               headers=("命名时间", "授牌时间", "认定时间", "获评时间", "表彰时间", "授予时间",
                        "认定日期", "创建时间")),
        Column(id="document", title="命名文号", headers=("文号", "命名文件", "文件依据")),
        REMARK,
    ),
    signature=(
        frozenset({"kind", "level", "village"}),
        frozenset({"kind", "level", "name"}),
        frozenset({"kind", "named_on", "name"}),
        frozenset({"kind", "named_on", "village"}),
    ),
)  # fmt: skip

LEDGERS = (PLACES, HONOURS)
