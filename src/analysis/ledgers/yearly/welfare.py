"""民生与社区服务: relief, care, work, housing and health, where a report on government counts them."""

from __future__ import annotations

from analysis.ledgers.yearly.model import Item, Rate

ITEMS = (
    # relief and care
    Item.of("welfare.medical", "医疗救助", "人次", "实施医疗救助", "医疗救助人次", "发放医疗救助"),
    Item.of("welfare.disabled", "残疾人补助救助", "人次", "残疾人救助", "残疾人补助", "救助残疾人"),
    Item.of("welfare.checked", "社会救助申请核对", "户次", "救助申请核对", "社会救助核对", "低保核对"),
    Item.of("welfare.low_income", "低收入和特困救助", "户次", "低收、低保、特困救助", "低收入家庭救助", "困难家庭救助"),
    Item.of("welfare.homes_asked", "住房保障申请", "户次", "受理住房保障申请", "公租房申请", "办理住房保障"),
    Item.of("welfare.meals", "长者饭堂日均用餐", "人次", "日均用餐", "老年食堂日均用餐", "助餐日均"),
    Item.of("welfare.canteens", "长者饭堂", "个", "老年食堂", "助餐点", "老年助餐点", "社区食堂"),
    Item.of("welfare.care_visits", "居家养老上门服务", "人次", "居家养老服务", "上门养老服务", "养老上门服务"),
    Item.of("welfare.veterans", "退役军人服务站", "个", "退役军人服务站点", "退役军人服务中心（站）", "建成退役军人服务站"),
    Item.of("welfare.veteran_visits", "走访退役军人", "人次", "走访慰问退役军人", "慰问退役军人", "退役军人走访"),
    Item.of("welfare.children", "慰问困境儿童", "人次", "关爱困境儿童", "走访慰问儿童", "慰问儿童"),
    # work
    Item.of("welfare.jobs", "新增就业", "人", "城镇新增就业", "新增城镇就业", "实现新增就业", "城镇新增就业人数", "新增就业人数"),
    Item.of("welfare.job_fairs", "招聘会", "场", "举办招聘会", "专场招聘会", "就业招聘会"),
    Item.of("welfare.skills", "职业技能培训", "人次", "技能培训", "开展职业技能培训", "就业技能培训"),
    Item.of("welfare.insured", "城乡居民养老保险参保", "人", "养老保险参保", "居民养老保险参保人数", "养老保险参保人数",
            "养老保险参保人", "城乡居民基本养老保险参保"),
    Item.of("welfare.medical_insured", "城乡居民医疗保险参保", "人", "医疗保险参保", "医保参保", "居民医保参保人数"),
    Item.of("welfare.labour_checks", "劳动用工检查", "家次", "检查用工单位", "劳动保障监察检查", "用工检查"),
    Item.of("welfare.labour_cases", "劳动争议调处", "件", "调处劳动争议", "处理劳动争议", "劳资纠纷调处"),
    # housing
    Item.of("welfare.old_estates", "老旧小区改造", "个", "改造老旧小区", "老旧小区微改造", "完成老旧小区改造"),
    Item.of("welfare.lifts", "加装电梯", "台", "既有住宅加装电梯", "旧楼加装电梯", "完成加装电梯"),
    Item.of("welfare.lifts_building", "在建加装电梯", "台", "正在加装电梯", "电梯在建", "加装电梯在建"),
    Item.of("welfare.owners_new", "新成立业主委员会", "个", "新成立业委会", "新组建业委会", "新增业主委员会", "成立业委会",
            "组建业委会", "业委会成立"),
    Item.of("welfare.owners_led", "指导业主委员会换届", "个", "业委会换届", "指导业委会换届", "业主委员会换届"),
    Item.of("welfare.workers", "社区工作者", "人", "专职社区工作者", "社区专职工作者", "社工人数"),
    # health
    Item.of("welfare.gates", "防疫卡口", "个", "疫情防控卡口", "防控卡口", "设置卡口", "检疫卡口", "疫情防控检查点",
            "防疫检查点", "疫情检查点",
            "疫情防控卡点", "防疫卡点", "设置防疫卡点", "设置疫情防控卡点",
            "防控卡点"),
    Item.of("welfare.gate_villages", "设卡防疫的村（社区）", "个", "设置卡口的村（社区）", "封控村（社区）", "设卡村（社区）"),
    Item.of("welfare.cars", "防疫检查车辆", "辆次", "卡口检查车辆", "疫情检查车辆", "排查车辆"),
    Item.of("welfare.temperatures", "防疫测温", "人次", "测量体温", "体温检测", "测温人次"),
    Item.of("welfare.cars_back", "劝返车辆", "辆次", "防疫劝返车辆", "卡口劝返车辆", "劝返外来车辆",
            "劝返来车", "卡点劝返车辆", "劝返过往车辆"),
    Item.of("welfare.people_back", "劝返人员", "人次", "防疫劝返人员", "卡口劝返人员", "劝返外来人员"),
    Item.of("welfare.traced", "排查重点地区人员", "人次", "排查中高风险地区人员", "排查返乡人员", "摸排重点人群"),
    Item.of("welfare.swabs", "核酸检测", "人次", "开展核酸检测", "核酸检测人次", "核酸采样"),
    Item.of("welfare.jabs", "疫苗接种", "剂次", "新冠疫苗接种", "接种疫苗", "疫苗接种剂次"),
    Item.of("welfare.health_checks", "防疫督查", "次", "疫情防控督查", "疫情防控检查", "防疫检查"),
    Item.of("welfare.health_cases", "查处违反防疫规定", "起", "违反防疫规定案件", "涉疫案件", "涉疫处罚"),
    # further
    Item.of("welfare.projects", "民生实事项目", "个", "民生实事", "为民办实事项目", "民生实事票决项目", "为民实事项目",
            "实施民生实事项目", "实事项目", "承诺民生实事", "年初承诺民生实事", "为民办实事", "民生实事全部落地"),
    Item.of("welfare.projects_done", "民生实事项目完成", "个", "完成民生实事", "完成民生实事项目", "民生实事完成",
            "完成为民办实事项目", "完成实事项目", tabled=("为民办实事完成项目",)),
    Item.of("welfare.micro_projects", "民生微实事项目", "个", "民生微实事", "“民生微实事”", "微实事项目",
            "实施民生微实事", "“民生微实事”项目"),
    Item.of("welfare.social_workers", "持证社工", "人", "持社工证人员", "社会工作职业资格人员", "持证社会工作者",
            "取得社工证人员", "社会工作师"),
    Item.of("welfare.subsidies", "发放惠农补贴（万元）", "万元", "惠农补贴(万元)", "惠民惠农补贴(万元)",
            "惠农惠民资金(万元)", "发放惠民惠农补贴(万元)", "发放惠农资金(万元)"),
    Item.of("welfare.call_buttons", "安装一键呼叫设备", "台", "一键呼叫设备", "一键呼救器", "独居老人呼叫设备"),
    Item.of("welfare.riders", "新就业群体服务站", "个", "骑手驿站", "户外劳动者驿站", "新就业群体驿站", "小哥驿站"),
    Item.of("welfare.labour_law", "治理欠薪用工单位检查", "家次", "检查在建项目工资支付", "欠薪隐患排查", "工资支付检查"),
)  # fmt: skip

RATES = (
    Rate.of("welfare.projects_rate", "民生实事项目完成率", ("welfare.projects_done", "welfare.projects"),
            "民生实事项目完成率＝完成项目数÷民生实事项目数。", "民生实事项目完成率", "民生实事完成率", "实事项目完成率"),
)  # fmt: skip
