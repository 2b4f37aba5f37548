"""人员与阵地: headcounts and places; 基本情况 first, the roster or the register beside it."""

from __future__ import annotations

from analysis.indicators.model import DECIMALS, Formula, Indicator, Ratio, Total, Where
from analysis.indicators.subjects.formulas import rows, state


def _count(
    name: str, title: str, unit: str, item: str, phrases: tuple[str, ...], *others: Formula
) -> Indicator:
    """Return a headcount: the item of 基本情况, reconciled with what else counts it."""
    return Indicator(
        id=name,
        title=title,
        unit=unit,
        formulas=(state(item), *others),
        adds_over=("area",),
        phrases=phrases,
        note="以基本情况表最近一期为准；没有的，以名册或台账的行数为准。" if others else "",
    )


_SITES = ("法治文化广场", "法治文化公园", "法治文化长廊", "法治文化展馆")


def _listed(category: str, *where: Where, **values: str) -> Formula:
    return rows("roster", None, *where, category=category, **values)


def _named(level: str) -> Formula:
    return rows("honours", None, kind="民主法治示范村（社区）", level=level)


def _model(word: str, level: str, *others: str) -> Indicator:
    """Return the model villages of one level."""
    names = tuple(dict.fromkeys((level, *others)))
    return _count(
        f"places.model_villages_{word}",
        f"{level}民主法治示范村（社区）",
        "个",
        f"{level}民主法治示范村（社区）",
        tuple(f"{verb}{name}民主法治{end}" for name in names for verb in ("", "创建", "成功创建", "获评")
              for end in ("示范村", "示范村（社区）", "示范社区", "村", "社区")),
        _named(level),
    )  # fmt: skip


def _place(word: str, kind: str, unit: str, *phrases: str) -> Indicator:
    """Return the places of one kind."""
    built = rows("places", None, kind=kind)
    return _count(f"places.{word}", kind, unit, kind, (kind, *phrases), built)


_PEOPLE = (
    _count("people.mediators", "人民调解员", "名", "人民调解员",
           ("人民调解员", "调解员", "配备人民调解员", "专兼职人民调解员", "选聘人民调解员", "专兼职调解员", "配备调解员",
            "配备专兼职人民调解员", "配备专兼职调解员", "现有调解员", "现有人民调解员", "聘任人民调解员", "调解人员", "人民调解人员",
            "选聘调解员", "村级人民调解员"),
           _listed("人民调解员")),
    _count("people.mediators_full_time", "专职人民调解员", "名", "专职人民调解员",
           ("专职人民调解员", "专职调解员", "配备专职人民调解员", "专业调解人员", "专业司法调解人员", "专职调解人员", "聘用专职调解员", "招聘专职调解员", "专职人民调解人员"),
           _listed("人民调解员", full_time="专职")),
    _count("people.mediators_part_time", "兼职人民调解员", "名", "兼职人民调解员",
           ("兼职人民调解员", "兼职调解员", "配备兼职调解员", "兼职人民调解人员"),
           _listed("人民调解员", full_time="兼职")),
    _count("people.legal_guides", "法律明白人", "名", "法律明白人",
           ("法律明白人", "培育法律明白人", "培育“法律明白人”", "培养法律明白人", "乡村法律明白人", "现有法律明白人", "共有法律明白人", "农村法律明白人",
            "村级法律明白人", "配备法律明白人", "选聘法律明白人", "选任法律明白人", "社区法律明白人", "登记法律明白人", "在册法律明白人",
            "法律明白人队伍", "遴选法律明白人", "法律明白人队伍在册", "备案法律明白人", "认定法律明白人", "推选法律明白人", "拥有法律明白人", "法律明白人人数"),
           _listed("法律明白人")),
    _count("people.law_leaders", "法治带头人", "名", "法治带头人",
           ("法治带头人", "村级法治带头人", "“法治带头人”", "培养法治带头人", "乡村法治带头人", "培育法治带头人", "村法治带头人", "遴选法治带头人")),
    _count("people.vice_principals", "法治副校长", "名", "法治副校长",
           ("法治副校长", "聘任法治副校长", "聘请法治副校长", "配备法治副校长", "担任法治副校长", "兼任法治副校长", "选派法治副校长"),
           _listed("法治副校长")),
    _count("people.volunteers", "普法志愿者", "名", "普法志愿者",
           ("普法志愿者", "法治宣传志愿者", "普法志愿服务队员", "法治志愿者", "普法志愿者队伍成员", "普法志愿者登记在册", "普法志愿者队伍", "普法志愿队员", "普法志愿者在册"),
           _listed("普法志愿者")),
    _count("people.lecturers", "普法讲师", "名", "普法讲师",
           ("普法讲师", "普法讲师团成员", "普法宣讲员", "宣讲员", "法治宣讲员"),
           _listed("普法讲师")),
    _count("people.talk_teams", "普法宣讲队", "支", "普法宣讲队",
           ("普法宣讲队", "宣讲队", "普法宣讲团", "普法志愿服务队", "普法队伍", "普法志愿队", "普法小分队", "普法队", "普法宣传队",
            "法治宣传队", "普法志愿服务队伍", "普法宣传小分队", "组建普法小分队", "组成普法小分队", "普法志愿者队伍", "组建普法志愿者队伍", "法治宣讲队", "法治宣讲团", "法律志愿者队伍", "普法志愿服务分队")),
    _count("people.office_staff", "司法所工作人员", "名", "司法所工作人员",
           ("司法所工作人员", "司法所现有工作人员", "司法所人员", "司法所干部", "司法所现有人员", "司法所在编人员", "司法所", "司法所现有", "司法所工作力量", "司法所仅"),
           _listed("司法所工作人员")),
    _count("people.model_households", "学法用法示范户", "户", "学法用法示范户",
           ("学法用法示范户", "培育学法用法示范户", "农村学法用法示范户", "尊法守法示范户", "尊法学法守法用法示范户", "评选法治示范户",
            "法治示范户"),
           rows("honours", None, kind="学法用法示范户")),
    _count("people.officials", "国家工作人员", "名", "国家工作人员",
           ("国家工作人员", "公职人员", "干部职工", "机关工作人员")),
    _count("people.legal_staff", "法治工作人员", "名", "法治工作人员",
           ("法治工作人员", "工作人员作为法治工作人员", "法治干部", "从事法治工作人员", "合法性审查人员", "法治审查人员")),
    _count("people.legal_guides_mediated", "法律明白人参与调解", "件", "法律明白人参与调解",
           ("法律明白人参与调解", "组织参与调解案件", "明白人参与调解")),
    _count("people.law_suggestions", "提出立法意见建议", "条", "立法意见建议",
           ("立法意见", "立法建议", "立法相关意见", "提供立法相关意见", "立法意见建议", "收集立法建议", "征集立法意见建议",
            "法律法规草案意见建议", "立法征询意见建议", "提出立法建议", "立法联系点上报意见建议", "立法联系点修改建议", "法规草案修改建议", "法律草案修改建议", "立法联系点收集意见建议", "立法联系点收集建议", "上报立法意见", "报送立法意见", "报送立法意见建议", "立法联系点报送立法意见")),
)  # fmt: skip
_PLACES = (
    _count("places.population", "户籍人口", "人", "户籍人口", ("户籍人口", "总人口", "户籍总人口", "全镇总人口", "人口总数", "户籍人数", "户籍总人数")),
    _count("places.residents", "常住人口", "人", "常住人口", ("常住人口", "常住", "常住总人口", "常住居民", "常驻人口")),
    _count("places.households", "户数", "户", "户数", ("总户数", "户籍总户数", "全镇总户数", "户籍户数", "农户总数",
            "居民户数", "农户数", "全镇户数", "户数")),
    _count("places.villages", "行政村", "个", "行政村", ("行政村", "下辖行政村", "辖行政村", "村委会",
            "辖村委会", "村民委员会", "建制村", "村", "下辖村", "辖村", "下辖建制村")),
    _count("places.communities", "社区", "个", "社区", ("社区", "社区居委会", "居民区",
            "下辖居民区", "居委会", "辖居委会", "居民委员会", "辖社区")),
    _count("places.groups", "村（居）民小组", "个", "村（居）民小组",
           ("村民小组", "村（居）民小组", "居民小组", "村民组", "居民组", "下辖村民小组", "村组", "个组", "下辖组", "组")),
    Indicator(
        id="places.villages_all",
        title="村（社区）",
        unit="个",
        formulas=(Total(("places.villages", "places.communities")),),
        adds_over=("area",),
        phrases=("村（社区）", "村（居）", "村居", "全镇村（社区）", "行政村和社区"),
        note="行政村与社区之和。",
    ),
    _count("places.rules", "完成村规民约修订的村（居）", "个", "修订村规民约的村（居）",
           ("村规民约", "修订村规民约", "修订完善村规民约", "制定村规民约", "村规民约（居民公约）", "审查村规民约", "修订完善村规民约和居民公约",
            "修订村规民约、居民公约", "指导修订村规民约", "完成村规民约修订", "村修订村规民约")),
    Indicator(
        id="places.rules_rate",
        title="村规民约修订率",
        unit="%",
        formulas=(Ratio("places.rules", "places.villages_all"),),
        adds_over=("area",),
        decimals=1,
        phrases=("村规民约修订率", "村规民约覆盖率", "村规民约审查率"),
        note="村规民约修订率＝完成修订的村（居）数÷村（社区）总数。",
    ),
    _count("places.committees", "人民调解委员会", "个", "人民调解委员会",
           ("人民调解委员会", "调委会", "建立人民调解委员会", "设立人民调解委员会", "调解组织", "镇调委会", "设立调委会", "建立调委会",
            "组建调委会", "各级调委会", "调委会组织", "各类调委会", "镇村调委会", "镇调委会、村（居）调委会", "乡村调委会", "两级调委会", "镇村两级调委会", "村和镇调委会", "人民调解组织")),
    _count("places.mediation_rooms", "个人（品牌）调解室", "个", "个人调解室",
           ("个人调解室", "品牌调解室", "个人调解工作室", "调解工作室", "打造品牌调解室", "特色调解室", "人民调解室", "个人品牌调解室",
            "品牌调解工作室", "金牌调解室", "特色调解工作室", "建立调解室", "设立调解室", "打造调解室", "建成调解室", "建立调解工作室", "建立品牌调解室", "设立调解工作室", "乡贤调解室"),
           rows("places", None, kind="个人调解室")),
    _count("places.committee_villages", "有调委会的村（居）", "个", "有调委会的村（居）",
           ("调委会覆盖村", "设立调委会的村（社区）", "设立人民调解委员会的村", "成立人民调解委员会的村", "建立调委会的村（社区）", "村级调委会",
            "村（社区）调委会", "社区调委会", "村（居）人民调解委员会")),
    Indicator(
        id="places.committees_rate",
        title="村（居）调委会覆盖率",
        unit="%",
        formulas=(Ratio("places.committee_villages", "places.villages_all"),),
        adds_over=("area",),
        decimals=1,
        phrases=("调委会覆盖率", "人民调解委员会覆盖率", "调解组织覆盖率"),
        note="覆盖率＝有调委会的村（居）数÷村（社区）总数。",
    ),
    Indicator(
        id="places.sites_built",
        title="新建法治文化阵地",
        unit="处",
        formulas=(rows("places", "built_on", kind=_SITES),),
        by=("kind", "village"),
        phrases=("新建法治文化阵地", "新建法治文化广场", "新建法治阵地", "新增法治文化阵地", "新打造法治文化阵地", "新建法治文化公园",
            "新建法治文化长廊", "新建普法阵地", "新打造法治阵地"),
        note="建成日期在当年的广场、公园、长廊和展馆。",
    ),
    _place("squares", "法治文化广场", "个", "法治广场", "建成法治文化广场", "打造法治文化广场", "法治主题广场", "民法典广场",
            "宪法广场"),
    _place("parks", "法治文化公园", "个", "法治公园", "法治主题公园", "民法典主题公园", "宪法主题公园", "民法典公园", "法治小游园",
            "法治游园", "法治文化主题公园", "法治微公园", "法治口袋公园"),
    _place("corridors", "法治文化长廊", "处", "法治长廊", "法治文化墙", "普法长廊", "法治宣传长廊", "法治文化走廊", "民法典长廊",
            "宪法长廊", "建成法治文化墙", "新建法治文化墙", "普法文化墙"),
    _place("halls", "法治文化展馆", "个", "法治展馆", "法治宣传教育基地"),
    _place("boards", "法治宣传栏", "个", "宣传栏", "普法宣传栏", "设置法治宣传栏", "法治宣传橱窗", "普法宣传专栏", "法治宣传专栏",
            "法治橱窗", "现有宣传栏", "固定宣传栏", "普法橱窗", "宣传橱窗"),
    _place("book_corners", "法治图书角", "个", "法律图书角", "法治书屋", "农家法治书屋"),
    _count("places.culture_sites", "法治文化阵地", "个", "法治文化阵地",
           ("法治文化阵地", "法治阵地", "普法阵地", "法治宣传阵地", "打造法治文化阵地", "普法宣传阵地", "法治文化宣传阵地"),
           rows("places", None, kind=_SITES)),
    _count("places.model_villages", "民主法治示范村（社区）", "个", "民主法治示范村（社区）",
           ("民主法治示范村", "民主法治示范村（社区）", "民主法治示范村（居）", "创建民主法治示范村",
            "民主法治村", "“民主法治示范村”"),
           rows("honours", None, kind="民主法治示范村（社区）")),
    Indicator(
        id="places.model_villages_rate",
        title="民主法治示范村（社区）创建率",
        unit="%",
        formulas=(Ratio("places.model_villages", "places.villages_all"),),
        adds_over=("area",),
        decimals=1,
        phrases=("民主法治示范村创建率", "民主法治示范村（社区）创建率", "民主法治村创建率", "民主法治示范村占比", "示范村创建率"),
        note="创建率＝民主法治示范村（社区）数÷村（社区）总数。",
    ),
    Indicator(
        id="places.model_villages_city_rate",
        title="市级民主法治示范村（社区）创建率",
        unit="%",
        formulas=(Ratio("places.model_villages_city", "places.villages_all"),),
        adds_over=("area",),
        decimals=1,
        phrases=("市级民主法治示范村创建率", "市级民主法治社区创建", "市级民主法治村创建", "市级以上创建率", "市级以上民主法治示范村创建率"),
        note="创建率＝市级民主法治示范村（社区）数÷村（社区）总数。",
    ),
    _count("places.outdoor", "户外法治宣传设施", "处", "户外法治宣传设施",
           ("户外宣传设施", "户外宣传实体设施", "户外法治宣传设施", "广告牌、标语、墙字", "法治广告牌", "法治宣传标语", "普法标语", "法治标语牌")),
    Indicator(
        id="places.spent",
        title="法治阵地投入",
        unit="万元",
        decimals=DECIMALS["万元"],
        formulas=(state("法治阵地投入（万元）"),),
        adds_over=("area",),
        phrases=("法治阵地投入", "阵地建设投入", "阵地投资", "基地投资", "投资建成法治", "投入新建法治", "投入建设法治文化阵地",
            "投资打造法治文化", "阵地建设资金", "法治文化基地投资", "投资建设法治文化", "法治公园投资", "投资建成普法教育", "投资建设法治公园"),
        note="基本情况表“法治阵地投入（万元）”，以万元填写。",
    ),
    _model("national", "国家级", "全国"),
    _model("provincial", "省级", "省", "全省", "自治区级"),
    _model("city", "市级", "市", "全市"),
    _model("county", "县级", "区级", "区县级", "县"),
)  # fmt: skip
INDICATORS = (*_PEOPLE, *_PLACES)
