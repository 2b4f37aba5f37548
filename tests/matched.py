"""Invented sentences as towns write them, and the indicator that each figure is a value of.

A line each: the sentence, then what its figures are (``number measure-word indicator``, in the
order of the text). A heading before ``｜`` stands above the sentence.
"""

from __future__ import annotations

SURE = """
全年共排查矛盾纠纷127件。 -> 127 件 disputes.screened
网格员全年摸排矛盾纠纷96起。 -> 96 起 disputes.screened
开展矛盾纠纷集中排查12次。 -> 12 次 disputes.sweeps
人民调解委员会受理调解案件45件，调成41件。 -> 45 件 mediation.accepted; 41 件 mediation.settled
举办法治讲座9场，1135人次听讲。 -> 9 场 publicity.lectures; 1135 人次 publicity.lectures_participants
排查高风险矛盾纠纷3件，化解高风险纠纷3件。 -> 3 件 disputes.high_risk; 3 件 disputes.high_risk_resolved
排查重大矛盾纠纷4件，化解重大矛盾纠纷4件。 -> 4 件 disputes.major; 4 件 disputes.major_resolved
化解历史积案5件。 -> 5 件 disputes.backlog_resolved
排查一般矛盾纠纷61起。 -> 61 起 disputes.ordinary
今年以来，共受理矛盾纠纷88件，成功化解86件。 -> 88 件 mediation.accepted; 86 件 mediation.settled
共受理各类矛盾纠纷150起，成功调解矛盾纠纷148起，调解成功率98.7%。 -> 150 起 mediation.accepted; 148 起 mediation.settled; 98.7 % mediation.success_rate
全镇开展人民调解202件次。 -> 202 件次 mediation.sessions
调处各类矛盾纠纷三十五件。 -> 35 件 mediation.concluded
成功化解矛盾纠纷近300件。 -> 300 件 mediation.settled
其中婚姻家庭纠纷21件、邻里纠纷34件、山林土地纠纷9件。 -> 21 件 mediation.type_family; 34 件 mediation.type_neighbours; 9 件 mediation.type_land
调解道路交通事故纠纷7件，调解物业纠纷6件，调解医疗纠纷1件。 -> 7 件 mediation.type_traffic; 6 件 mediation.type_property; 1 件 mediation.type_medical
调解拖欠农民工工资纠纷8件。 -> 8 件 mediation.type_wages
签订调解协议42份，其中书面协议30份，口头协议12份。 -> 42 份 mediation.agreements; 30 份 mediation.written; 12 份 mediation.oral
办理司法确认5件。 -> 5 件 mediation.confirmed
开展调解回访40件，回访率100%。 -> 40 件 mediation.revisited; 100 % mediation.revisit_rate
防止民转刑案件2件，防止群体性上访1件。 -> 2 件 mediation.prevented_crime; 1 件 mediation.prevented_petition
成功化解疑难复杂纠纷6件。 -> 6 件 mediation.difficult_settled
依申请调解案件15件，主动调解20件。 -> 15 件 mediation.source_applied; 20 件 mediation.source_proactive
派出所移送调解案件4件，法院委托调解3件。 -> 4 件 mediation.source_police; 3 件 mediation.source_court
村级调委会调解案件66件。 -> 66 件 mediation.committee_village
成功调解邻里纠纷11件。 -> 11 件 mediation.settled_neighbours
组织党委理论学习中心组学法6次。 -> 6 次 training.centre_group
镇党委理论学习中心组专题学习12次。 -> 12 次 training.centre_group
开展党委会会前学法十次。 -> 10 次 training.before_meeting
一、干部学法｜组织专题讲座2次。 -> 2 次 training.talks
举办干部法治培训3期，参加干部法治培训180人次。 -> 3 期 training.cadres; 180 人次 training.cadres_attended
开展行政执法培训4次，参训36人次。 -> 4 次 training.enforcement; 36 人次 training.enforcement_attended
组织旁听庭审2次。 -> 2 次 training.trials
开展法律明白人培训5场。 -> 5 场 training.legal_guides
举办人民调解员培训班2期，参训120人次。 -> 2 期 training.mediators; 120 人次 training.mediators_attended
组织网格员培训4次。 -> 4 次 training.grid
组织村（社区）干部培训3次。 -> 3 次 training.villages
开展领导班子集体学法8次。 -> 8 次 training.leading_group
开展“第一议题”学习24次。 -> 24 次 training.first_topic
召开党工委会学法5次。 -> 5 次 training.committee
领导干部法治专题培训班1期。 -> 1 期 training.leaders
撰写学习心得体会45篇。 -> 45 篇 training.notes
干部讲法治课9次。 -> 9 次 training.lessons
组织观看警示教育片3场。 -> 3 场 training.films
开展以案释法学习7次。 -> 7 次 training.case_lessons
组织网络学法2次。 -> 2 次 training.online
开展法治专题研讨4次。 -> 4 次 training.seminars
法治培训累计学时120学时。 -> 120 学时 training.cadre_hours
开展习近平法治思想专题研讨3次。 -> 3 次 thought.seminars
习近平法治思想专题党课2次。 -> 2 次 thought.lessons
习近平法治思想宣传活动12场次。 -> 12 场次 thought.events
组织法治理论考试1次，参考率100%。 -> 1 次 exam.theory_sessions; 100 % exam.theory_attendance_rate
组织应知应会测试2次。 -> 2 次 exam.knowledge_sessions
组织干部职工学法考试1次，参考率、合格率均达100%。 -> 1 次 exam.officials_sessions; 100 % exam.officials_attendance_rate; 100 % exam.officials_pass_rate
参加法治理论考试86人。 -> 86 人 exam.sat
学法考试优秀率92%。 -> 92 % exam.all_excellence_rate
注销行政执法证2人。 -> 2 人 enforcement.cancelled
开展普法宣传活动56场次。 -> 56 场次 publicity.events
全年开展各类法治宣传活动30余场，发放宣传资料5000余份，受教育群众8000余人次。 -> 30 场 publicity.events; 5000 份 publicity.handouts; 8000 人次 publicity.participants
二、普法宣传｜举办法治讲座11场。 -> 11 场 publicity.lectures
开展集中宣传14场次。 -> 14 场次 publicity.rallies
召开院坝会72场，覆盖群众1800人次。 -> 72 场 publicity.yard_meetings; 1800 人次 publicity.yard_meetings_participants
发放宣传手册1200册。 -> 1200 册 publicity.handbooks
发放宣传读本300本。 -> 300 本 publicity.booklets
发放普法宣传袋500个。 -> 500 个 publicity.bags
发放传单2000多份。 -> 2000 份 publicity.leaflets
悬挂横幅40条，展出展板25块。 -> 40 条 publicity.banners; 25 块 publicity.panels
张贴宣传海报60张。 -> 60 张 publicity.posters
发送普法短信3万条。 -> 30000 条 publicity.texts
LED显示屏播放法治标语320次。 -> 320 次 publicity.screens
送法进校园9场次，送法进企业6场次。 -> 9 场次 publicity.to_schools; 6 场次 publicity.to_firms
开展法律进社区8场次。 -> 8 场次 publicity.to_communities
解答群众法律咨询260人次。 -> 260 人次 publicity.consulted
放映法治电影10场。 -> 10 场 publicity.films
举办法律知识竞赛2场。 -> 2 场 publicity.contests
开展宪法宣传周活动3场次。 -> 3 场次 publicity.on_constitution
开展民法典宣传月活动5场次。 -> 5 场次 publicity.on_civil_code
开展反诈宣传18场次。 -> 18 场次 publicity.on_fraud
开展禁毒宣传7场次。 -> 7 场次 publicity.on_drugs
开展防溺水宣传11场次。 -> 11 场次 publicity.on_drowning
更换宣传栏12次。 -> 12 次 publicity.board_changes
法治副校长授课6场次。 -> 6 场次 publicity.school_lessons
开展入户宣传90场次。 -> 90 场次 publicity.home_visits
法治文艺演出4场。 -> 4 场 publicity.shows
建成公共法律服务站1个、公共法律服务室15个。 -> 1 个 services.stations; 15 个 services.rooms
提供法律援助13次。 -> 13 次 services.legal_aid
代写法律文书22份。 -> 22 份 services.drafted
协助办理公证9件。 -> 9 件 services.notary
三、公共法律服务｜公共法律服务中心接待群众410人次。 -> 410 人次 visits.received
解答电话咨询57人次。 -> 57 人次 visits.phone
法律顾问坐班48次。 -> 48 次 advisers.duty
法律顾问出具法律意见书16份。 -> 16 份 advisers.opinions
法律顾问审查合同35份。 -> 35 份 advisers.contracts
法律顾问参与矛盾纠纷调解12件。 -> 12 件 advisers.mediated
村（居）法律顾问覆盖率100%。 -> 100 % advisers.coverage_rate
聘请村（居）法律顾问15名。 -> 15 名 services.advisers
聘请政府法律顾问2名。 -> 2 名 advisers.government
完成合法性审查74件。 -> 74 件 review.total
审查行政规范性文件3件。 -> 3 件 review.documents
审查重大行政决策5件，审查合同61份。 -> 5 件 review.decisions; 61 份 review.contracts
重大执法决定法制审核8件。 -> 8 件 review.enforcement
提出审查意见46条。 -> 46 条 review.suggestions
出具合法性审查意见书33份。 -> 33 份 review.opinion_papers
合法性审查意见采纳率100%。 -> 100 % review.adoption_rate
开展公平竞争审查4件。 -> 4 件 review.fair_competition
制定规范性文件2份。 -> 2 份 documents.issued
清理规范性文件9份，废止规范性文件1份。 -> 9 份 documents.cleaned; 1 份 documents.repealed
规范性文件备案2份。 -> 2 份 documents.filed
作出重大行政决策3项，均开展风险评估3项。 -> 3 项 decisions.made; 3 项 decisions.risk
签订政府合同27份。 -> 27 份 contracts.signed
持证行政执法人员18人。 -> 18 人 enforcement.certified
新增持证执法人员4人。 -> 4 人 enforcement.newly_certified
执法人员持证率95%。 -> 95 % enforcement.certified_rate
三、行政执法｜开展执法检查210次，执法检查发现问题64个。 -> 210 次 enforcement.inspections; 64 个 enforcement.problems
开展联合执法12次，联合执法出动执法人员96人次。 -> 12 次 enforcement.joint; 96 人次 enforcement.joint_officers
开展专项执法检查9次。 -> 9 次 enforcement.special
开展“双随机、一公开”检查6次。 -> 6 次 enforcement.random
开展日常巡查300余次。 -> 300 次 enforcement.patrols
作出行政处罚21件，罚款金额3.5万元。 -> 21 件 enforcement.penalties; 3.5 万元 enforcement.fines
适用简易程序案件15件，普通程序案件6件。 -> 15 件 enforcement.summary_procedure; 6 件 enforcement.ordinary_procedure
不予行政处罚2件。 -> 2 件 enforcement.exempted
行政处罚立案23件。 -> 23 件 enforcement.filed
评查行政执法案卷20卷。 -> 20 卷 enforcement.case_files
案卷评查合格率100%。 -> 100 % enforcement.case_pass_rate
拆除违法建设14处，拆除面积860平方米。 -> 14 处 enforcement.demolished; 860 平方米 enforcement.demolished_area
受理投诉举报31件。 -> 31 件 enforcement.complaints
准予行政许可44件。 -> 44 件 enforcement.licences_granted
实施行政强制1件。 -> 1 件 enforcement.coercion
被申请行政复议案件2件。 -> 2 件 reconsideration.accepted
行政诉讼案件3件，负责人出庭应诉3件，负责人出庭应诉率100%。 -> 3 件 lawsuits.filed; 3 件 lawsuits.attended; 100 % lawsuits.attendance_rate
接种疫苗3200剂次。 -> 3200 剂次 welfare.jabs
全年未发生败诉案件。 -> 0 - lawsuits.lost
收到检察建议2件，回复检察建议2件。 -> 2 件 advice.procuratorial; 2 件 advice.replied
收到司法建议一件。 -> 1 件 advice.judicial
受理信访件120件，信访办结率100%。 -> 120 件 petitions.received; 100 % petitions.completion_rate
初信初访15件，重复信访6件。 -> 15 件 petitions.first; 6 件 petitions.repeated
网上信访28件，群众来信4件。 -> 28 件 petitions.online; 4 件 petitions.letters
受理12345热线工单860件，工单办结率100%，工单满意率98.5%。 -> 860 件 hotline.received; 100 % hotline.completion_rate; 98.5 % hotline.satisfaction_rate
领导干部接访群众75人次。 -> 75 人次 leadership.visitors
开展法治督察4次，督察发现问题12个，督察问题整改率100%。 -> 4 次 supervision.times; 12 个 supervision.problems; 100 % supervision.mended_rate
主动公开政府信息340条。 -> 340 条 disclosure.published
受理依申请公开5件，按时答复5件。 -> 5 件 disclosure.requests; 5 件 disclosure.on_time
微信公众号发布信息210条。 -> 210 条 disclosure.wechat
发布政策解读信息11条。 -> 11 条 disclosure.explained
举办政府开放日活动2次。 -> 2 次 disclosure.open_days
承办人大代表建议8件、政协提案3件。 -> 8 件 proposals.delegates; 3 件 proposals.members
建议提案办结率100%。 -> 100 % proposals.completion_rate
受理政务服务办件1.2万件，办件办结率100%。 -> 12000 件 affairs.received; 100 % affairs.completion_rate
政务服务好评率99.8%。 -> 99.8 % affairs.satisfaction_rate
帮办代办事项430件。 -> 430 件 affairs.agented
梳理政务服务事项156项。 -> 156 项 affairs.items
梳理基本履职事项清单98项。 -> 98 项 affairs.duties
取消证明事项12项。 -> 12 项 affairs.certificates
走访服务企业66家次，收集企业问题诉求24个，解决企业问题24个。 -> 66 家次 business.visits; 24 个 business.problems; 24 个 business.solved
开展企业法治体检18家次。 -> 18 家次 business.checkups
开展安全生产检查180次，排查安全隐患95处，隐患整改率100%。 -> 180 次 safety.inspections; 95 处 safety.hazards; 100 % safety.mended_rate
排查重大安全隐患两处。 -> 2 处 safety.major_hazards
组织应急演练6次。 -> 6 次 safety.drills
修订应急预案7个。 -> 7 个 safety.plans
组建应急救援队伍3支。 -> 3 支 safety.teams
在册社区矫正对象17名，解除社区矫正5名。 -> 17 名 correction.in_register; 5 名 correction.released
走访社区矫正对象60次。 -> 60 次 correction.visits
开展社区矫正集中教育12次。 -> 12 次 correction.classes
新接收社区矫正对象6名。 -> 6 名 correction.received
在册安置帮教对象32名。 -> 32 名 resettlement.in_register
完成社区矫正调查评估4件。 -> 4 件 correction.surveys
现有人民调解员52名，其中专职人民调解员2名。 -> 52 名 people.mediators; 2 名 people.mediators_full_time
培育法律明白人48名，法治带头人15名。 -> 48 名 people.legal_guides; 15 名 people.law_leaders
聘请法治副校长5名。 -> 5 名 people.vice_principals
现有普法志愿者30名。 -> 30 名 people.volunteers
培育学法用法示范户65户。 -> 65 户 people.model_households
新培育法律明白人10名。 -> 10 名 people.legal_guides_new
普法宣讲队3支。 -> 3 支 people.talk_teams
设立人民调解委员会16个。 -> 16 个 places.committees
下辖行政村12个、社区3个。 -> 12 个 places.villages; 3 个 places.communities
全镇户籍人口31260人。 -> 31260 人 places.population
建成法治文化广场2个、法治文化长廊1处。 -> 2 个 places.squares; 1 处 places.corridors
设置法治宣传栏20个。 -> 20 个 places.boards
创建省级民主法治示范村2个。 -> 2 个 places.model_villages_provincial
修订村规民约的村15个。 -> 15 个 places.rules
全镇划分网格67个，配备网格员67名。 -> 67 个 grid.grids; 67 名 grid.staff
上报网格事件1500件，网格事件办结率99%。 -> 1500 件 grid.events; 99 % grid.closing_rate
党委会研究法治工作4次。 -> 4 次 leadership.committee_meetings
召开法治专题会议3次。 -> 3 次 leadership.topic_meetings
听取法治建设工作汇报两次。 -> 2 次 leadership.briefings
召开法治建设领导小组会议2次。 -> 2 次 leadership.group_meetings
领导班子成员述法9人。 -> 9 人 leadership.accounts_leaders
研究法治议题11项。 -> 11 项 leadership.issues
召开党政联席会议专题研究法治工作3次。 -> 3 次 leadership.joint_meetings
主要负责同志讲法治课2次。 -> 2 次 leadership.lessons
主要负责人督办重大案件3次。 -> 3 次 leadership.supervised
制定法治文件5份。 -> 5 份 leadership.documents
建成11个公共法律服务室、2个法治文化广场。 -> 11 个 services.rooms; 2 个 places.squares
法律顾问全年提供咨询410人次。 -> 410 人次 advisers.consulted
审查合同23件、其他文件28件。 -> 23 件 review.contracts; 28 件 review.others
对照基本履职事项清单112项、配合履职事项清单80项。 -> 112 项 affairs.duties; 80 项 affairs.duties_shared
全年走访企业243家。 -> 243 家 business.visits
拆除违法建设16宗、2340㎡。 -> 16 宗 enforcement.demolished; 2340 ㎡ enforcement.demolished_area
一、普法宣传｜全年累计开展宣传活动25场次，发放资料4000余份。 -> 25 场次 publicity.events; 4000 份 publicity.handouts
二、人民调解｜共受理纠纷70件，调处成功69件，成功率98.6%。 -> 70 件 mediation.accepted; 69 件 mediation.settled; 98.6 % mediation.success_rate
""".strip().splitlines()
"""Sentences whose figures are each told, and rightly."""

UNSURE = """
协助法庭化解纠纷4件。
年初在册社区矫正人员9人。
全县信访积案15件。
近三年来，共调解矛盾纠纷967起。
“八五”普法以来累计发放宣传资料21万份。
县法院召开庭审观摩会2次。
一、存在的问题｜持证行政执法人员只有7人。
引导群众提起民事诉讼7件。
代理当事人参加仲裁3件。
邀请县司法局举办法治培训2期。
矛盾纠纷总量同比下降12%。
信访件较上年减少15件。
出席征迁领导小组会议9次。
全镇种植辣椒1200亩。
新修通组公路15公里。
发放春耕补贴36.5万元。
落地文旅项目3个。
拍摄采茶照片12张。
慰问困难党员28名。
种植覆盖率达85%。
栽植行道树460棵。
评选最美家庭21户。
农村厕所改造108户。
全镇粮食产量6200吨。
安装太阳能路灯75盏。
满意率达到96%。
合格率达90%以上。
新建农贸市场1处。
开设暑期托管班2个。
举办广场舞大赛3场。
清运垃圾85车次。
完成旱厕改造17户。
帮助村民销售柑橘30吨。
组织干部体检94人次。
流转土地520亩。
培育农业龙头企业4家。
发展乡村民宿11家。
争取项目资金240万元。
走失老人寻回2名。
成立合作社6个，带动群众就业130人。
图书室新购图书800册。
""".strip().splitlines()
"""Sentences of which no figure may be told to be an indicator's: it is another, or nobody knows."""
