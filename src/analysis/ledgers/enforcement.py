"""行政执法培训: a row per official who took part; the only register about persons so far."""

from __future__ import annotations

from analysis.ledgers.common import ID_NUMBER, PHONE, REMARK, SERIAL, person, personal
from analysis.ledgers.model import Column, Ledger

ENFORCEMENT_TRAINING = Ledger(
    id="enforcement_training",
    title="行政执法人员培训考试台账",
    grain="register",
    about="person",
    row_is="一名参训人员",
    columns=(
        SERIAL,
        person("name", "姓名", "人员姓名", "参训人员", "执法人员", "学员姓名"),
        Column(id="office", title="科室", kind="category",
               headers=("所在科室", "单位", "部门", "所在单位", "所在办公室", "办公室", "岗所")),
        Column(id="trained_on", title="参加时间", kind="date",
               headers=("培训时间", "培训日期", "考试时间", "日期", "时间", "参训时间", "学习时间"),
               required=True),
        Column(id="hours", title="网络学习学时", kind="number", unit="学时",
               headers=("学时", "培训学时", "完成学时", "学习学时")),
        Column(
            id="exam",
            title="资格考试结果",
            kind="category",
            headers=("考试结果", "考试情况", "资格考试", "是否合格", "考试成绩情况"),
            values={"合格": ("通过", "是", "及格"), "不合格": ("未通过", "否", "不及格"),
                    "未参加": ("缺考", "未考")},
            closed=True,
        ),
        personal("certificate", "执法证号", "证号", "执法证编号", "执法证件号"),
        ID_NUMBER,
        PHONE,
        REMARK,
    ),
    signature=(frozenset({"name", "trained_on", "exam"}), frozenset({"name", "trained_on", "hours"}),
               frozenset({"office", "trained_on", "exam"})),
)  # fmt: skip

LEDGERS = (ENFORCEMENT_TRAINING,)
