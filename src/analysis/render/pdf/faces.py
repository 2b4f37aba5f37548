"""Which face draws what: the ladder from the faces of the standard to those that are free.

GB/T 9704-2012 7.2.4 asks for 仿宋, 小标宋, 黑体, 楷体 and 宋体 without naming a maker; what
offices use are 仿宋_GB2312, 楷体_GB2312 and 方正小标宋. Where they are missing Windows' own
stand in, where these are missing too, free ones: their PDF is a preview (预览字体).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Role = Literal["title", "fang", "hei", "kai", "song"]
Rank = Literal["official", "system", "preview"]

ROLES: Final[dict[Role, str]] = {
    "title": "小标宋",
    "fang": "仿宋",
    "hei": "黑体",
    "kai": "楷体",
    "song": "宋体",
}
RANKS: Final[dict[Rank, str]] = {
    "official": "公文字体",
    "system": "系统字体",
    "preview": "预览字体",
}
SANS: Final = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Micro Hei")
SERIF: Final = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "AR PL UMing CN")

# From the best to the last; a face is known by its English or its Chinese name.
LADDER: Final[dict[Role, dict[Rank, tuple[str, ...]]]] = {
    "title": {
        "official": (
            "FZXiaoBiaoSong-B05S", "方正小标宋简体", "FZXiaoBiaoSong-B05", "方正小标宋_GBK",
        ),
        "system": ("STZhongsong", "华文中宋", "SimSun", "宋体", "Songti SC"),
        "preview": (*SERIF, "FandolSong"),
    },
    "fang": {
        "official": (
            "FangSong_GB2312", "仿宋_GB2312", "FZFangSong-Z02", "方正仿宋_GBK", "方正仿宋简体",
        ),
        "system": ("FangSong", "仿宋", "STFangsong", "华文仿宋"),
        "preview": ("FandolFang", "FandolFang R", *SERIF),
    },
    "hei": {
        "official": ("SimHei", "黑体", "FZHei-B01", "方正黑体_GBK", "方正黑体简体"),
        "system": ("STHeiti", "华文黑体", "Heiti SC", "Microsoft YaHei", "微软雅黑", "PingFang SC"),
        "preview": ("FandolHei", *SANS),
    },
    "kai": {
        "official": (
            "KaiTi_GB2312", "楷体_GB2312", "FZKai-Z03", "方正楷体_GBK", "方正楷体简体",
        ),
        "system": ("KaiTi", "楷体", "STKaiti", "华文楷体", "Kaiti SC"),
        "preview": ("FandolKai", "LXGW WenKai", "霞鹜文楷", "AR PL UKai CN", *SERIF),
    },
    "song": {
        "official": ("SimSun", "宋体", "NSimSun", "新宋体", "FZShuSong-Z01", "方正书宋_GBK"),
        "system": ("STSong", "华文宋体", "Songti SC"),
        "preview": (*SERIF, "FandolSong"),
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """The face that drew most of a role's characters; ``others`` drew what it has not."""

    role: Role
    family: str
    rank: Rank
    others: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return ``仿宋：FandolFang（预览字体）``."""
        return f"{ROLES[self.role]}：{self.family}（{RANKS[self.rank]}）"


def family_list(role: Role) -> str:
    """Return a role's ladder as the value of CSS ``font-family``."""
    named = (f'"{name}"' for rank in LADDER[role].values() for name in rank)
    return ", ".join((*named, "sans-serif" if role == "hei" else "serif"))


def face_of(role: Role, drawn: Mapping[str, int]) -> Face:
    """Return the face of a role from what drew it: glyphs by family. Needs at least one."""
    ranked = sorted(drawn, key=lambda family: (-drawn[family], family))
    rank: Rank = next((r for r, names in LADDER[role].items() if ranked[0] in names), "preview")
    return Face(role, ranked[0], rank, tuple(ranked[1:]))
