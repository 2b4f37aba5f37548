"""What is left of a text when words that tell nothing of what is counted are taken away."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analysis.verify.finding.sections import plain

_SAME: Final = (
    (
        r"党(?:工)?委(?:\(党组\))?理论(?:学习)?中心组|理论(?:学习)?中心组|党(?:工)?委中心组|中心组",
        "中心组",
    ),
    ("党工委", "党委"),
    ("法制", "法治"),
    (r"村\((?:社区|居)\)|村居|村、社区|村和社区|社区\(村\)|各村|村级", "村"),
    ("居民群众|人民群众|广大群众|(?:村民|居民)(?!小?组|委|会议|代表|小区|区)|老百姓", "群众"),
    ("派发|分发|散发|印发(?=宣传|资料|传单)|发出|赠送|免费发放|现场发放", "发放"),
    ("领导班子|班子成员", "班子"),
    ("行政执法人员", "执法人员"),
    ("机关干部职工|干部职工", "干部"),
    ("律师事务所", "律所"),
    ("排摸|摸排|排查出|排查发现", "排查"),
    ("宣讲会|宣讲活动", "宣讲"),
    ("讲座活动", "讲座"),
    ("培训会|培训班|培训活动", "培训"),
    ("宣传活动", "宣传"),
    ("矛盾纠纷", "纠纷"),
    ("宣传材料", "宣传资料"),
    ("宣传册", "宣传手册"),
    ("审核", "审查"),
    ("(?<![协空强])调成功?(?![为立员])", "调解成功"),
    ("法律讲座|普法讲座|法律知识讲座", "法治讲座"),
    ("党委常委会议?|党委班子会议?|党委扩大会议?|党委会议", "党委会"),
    ("(?:党政)?主要(?:负责人|负责同志|领导)", "主要负责人"),
    ("行政执法证件?|执法资格证|执法证件", "执法证"),
    ("满意度", "满意率"),
    ("微信公众号|微信公众平台", "公众号"),
)
_SAME_FORMS: Final = tuple((re.compile(form), word) for form, word in _SAME)
_IDLE: Final = re.compile(
    "(?<!调解)(?<!社会)(?<!党)(?<!基层)(?<!自治)(?<!经济)组织(?!机构|建设|架构|体系|领导|部|委员|员)"
    "|集中开展|认真开展|扎实开展|积极开展|深入开展|共开展|开展|举办|召开|举行|进行"
    "|本年度|今年以来|今年来|今年|本年|全年|年度|年内|截至目前|截止目前|目前|近年来|以来|年初至今"
    "|我镇|我乡|我街道|我办|全镇|全乡|全街道?|镇域|辖区内|辖区|本镇|本乡|镇级|街道|镇村|乡镇"
    "|一年(?:来|里|中)?|现有|共有|只有|仅有|[一二三四五六七八九]是"
    "|各类|各种|各项|各级|各|有关|相关|共计|总计|合计|累计|一共|总共|共|已经|已|先后|分别|均为|均达|均|都|双"
    "|高达|达到|达|约为|其中|完成(?!率)|了|等|的|和|及|与|活动"
    '|[、，,。；;：:“”"‘’《》()\\[\\]〔〕!?\\s·.\\-—]|(?:19|20)\\d\\d年'
)


@lru_cache(maxsize=1 << 15)
def telling(text: str) -> str:
    """Return what of a text tells what is counted, one word for those that mean the same."""
    text = plain(text)
    for form, word in _SAME_FORMS:
        text = form.sub(word, text)
    return _IDLE.sub("", text)


def pairs(text: str) -> list[str]:
    """Return each two characters of a text that stand side by side; the one of a short text."""
    return [text[i : i + 2] for i in range(len(text) - 1)] or ([text] if text else [])
