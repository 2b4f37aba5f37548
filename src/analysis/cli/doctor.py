"""``fazhi doctor``: what this machine can build, and how to get what is missing."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.app import say

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.render.pdf import Face

_ALWAYS = ("html", "docx", "xlsx")


@dataclass(frozen=True, slots=True)
class Health:
    """What there is. ``trouble``: why no PDF can be made, ""; ``faces``: empty when unknown."""

    python: str
    fazhi: str
    browser: str = ""
    program: Path | None = None
    faces: tuple[Face, ...] = ()
    trouble: str = ""
    remedy: str = ""


def doctor(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON。")] = False,
) -> None:
    """检查这台电脑：浏览器、字体，能生成哪些格式。"""  # noqa: D400 - Chinese
    health = examine()
    if as_json:
        say(json.dumps(_as_json(health), ensure_ascii=False))
    else:
        for line in _lines(health):
            say(line)
    if health.trouble:
        raise typer.Exit(1)


def examine() -> Health:
    """Try what a PDF needs: a browser, new enough, and faces for every role."""
    from importlib.metadata import version  # noqa: PLC0415

    from analysis.errors import FazhiError  # noqa: PLC0415
    from analysis.render.pdf import Browser, faces_here, find_browser  # noqa: PLC0415

    own = (platform.python_version(), version("fazhi"))
    product, program = "", None
    try:
        program = find_browser()
        with Browser(program) as browser:
            product = browser.product
            return Health(*own, product, program, faces_here(browser))
    except FazhiError as error:
        return Health(*own, product, program, (), error.message, error.remedy)


def _lines(health: Health) -> list[str]:
    from analysis.render.pdf.faces import RANKS  # noqa: PLC0415

    lines = [f"Python {health.python}，fazhi {health.fazhi}"]
    found = f"{health.browser or '无法启动'}（{health.program}）" if health.program else "没有找到"
    lines.append(f"浏览器：{found}")
    lines += [f"字体　{face}" for face in health.faces]
    lines += [f"可以生成：{'、'.join((*_ALWAYS, *(() if health.trouble else ('pdf',))))}"]
    if health.trouble:
        lines.append(f"不能生成：pdf。{health.trouble}{health.remedy}")
    elif any(face.rank == "preview" for face in health.faces):
        lines.append(
            f"{RANKS['preview']}只供预览：版式相同，字形与公文不同。正式印发前请安装单位有权使用的"
            "仿宋_GB2312、楷体_GB2312、黑体、方正小标宋：Windows 双击字体文件；"
            "Linux 复制到 ~/.local/share/fonts 后运行 fc-cache；macOS 用“字体册”。"
        )
    return lines


def _as_json(health: Health) -> dict[str, object]:
    return {
        "python": health.python,
        "fazhi": health.fazhi,
        "browser": health.browser or None,
        "program": str(health.program) if health.program else None,
        "faces": {face.role: {"family": face.family, "rank": face.rank} for face in health.faces},
        "formats": {**dict.fromkeys(_ALWAYS, True), "pdf": not health.trouble},
        "trouble": health.trouble or None,
        "remedy": health.remedy or None,
    }
