"""report.toml, and 文字材料.md: what the town says that no ledger can say."""

from __future__ import annotations

from analysis.sample import people
from analysis.sample.prose import PROSE
from analysis.sample.targets import TARGETS

_REPORT = """\
# 示例数据：人员、编号和数字均为虚构
sample = true

# 发文字号，用六角括号〔〕
document_number = "{document_number}"

# 发文机关，联合行文时党委在前
organs = ["中共丰都县双龙镇委员会", "丰都县双龙镇人民政府"]

# 主送机关
recipients = "县委、县政府"

# 抄送机关
copies_to = ["县司法局"]

# 印发机关
issued_by = "双龙镇党政办公室"

# 签发人
signatory = "{signatory}"

# 成文日期
signed_on = {signed_on}

# 数据截止日期：这一天以后的不计入
data_cutoff = {year}-12-31

# 状态：送审 或 定稿
status = "送审"
"""


def report(year: int) -> bytes:
    """Write report.toml, a comment over each key."""
    goal = TARGETS[year]
    return _REPORT.format(
        year=year,
        document_number=goal.document_number,
        signatory=people.SIGNATORY,
        signed_on=goal.signed_on.isoformat(),
    ).encode()


def prose(year: int) -> bytes:
    """Write 文字材料.md: headings, short paragraphs between blank lines."""
    parts = (
        f"# {heading}\n\n" + "\n\n".join(paragraphs) for heading, paragraphs in PROSE[year].items()
    )
    return ("\n\n".join(parts) + "\n").encode()


FILES = {"report.toml": report, "文字材料.md": prose}
