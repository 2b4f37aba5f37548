"""Which browser of this machine prints: Chromium, Chrome or Edge, and whether it is new enough."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from analysis.errors import ConfigurationError, FazhiError

VARIABLE: Final = "FAZHI_BROWSER"
OLDEST: Final = 131  # the first Chromium that prints page numbers from @page margin boxes
INSTALL: Final = (
    "Windows 已带 Microsoft Edge，请更新到最新版；Debian、Ubuntu：sudo apt install chromium；"
    "统信、麒麟：在应用商店安装 Chromium、Chrome 或 Edge；macOS：安装 Google Chrome；"
    "conda 不带浏览器，按所用系统安装；"
    f"装在别处的，请用环境变量 {VARIABLE} 指明程序。"
)

_NAMES: Final = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "msedge",
)  # fmt: skip
_WINDOWS: Final = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
_MACOS: Final = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Chromium.app/Contents/MacOS/Chromium",
)


class BrowserError(FazhiError):
    """No browser can print here, or the one that should has failed."""


def find_browser(
    environ: Mapping[str, str] = os.environ, platform: str = sys.platform
) -> Path | None:
    """Return the program: the one that ``FAZHI_BROWSER`` names, else on PATH, else the usual place.

    None when there is none. Raises ``ConfigurationError`` when the variable names no program.
    """
    if named := environ.get(VARIABLE):
        found = shutil.which(named, path=environ.get("PATH", ""))
        if found is None:
            raise ConfigurationError(
                f"环境变量 {VARIABLE} 指明的浏览器不存在，或不能运行。",
                f"请改为浏览器程序的完整路径，或删去 {VARIABLE}。",
            )
        return Path(found)
    on_path = (shutil.which(name, path=environ.get("PATH", "")) for name in _NAMES)
    usual = (str(place) for place in _usual_places(environ, platform) if place.is_file())
    return next((Path(found) for found in (*on_path, *usual) if found), None)


def _usual_places(environ: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Where the installers of Chrome and Edge put them; neither is on PATH there."""
    if platform == "win32":
        for variable in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
            if folder := environ.get(variable):
                yield from (Path(folder) / name for name in _WINDOWS)
    elif platform == "darwin":
        for applications in (Path("/Applications"), Path.home() / "Applications"):
            yield from (applications / name for name in _MACOS)


def product_of(answer: str, path: Path) -> str:
    """Return ``Chromium 156.0.8078.108`` from DevTools' ``HeadlessChrome/156.0.8078.108``.

    Chrome and Chromium give the same answer; the program's name tells them apart.
    """
    version = answer.partition("/")[2] or answer
    name = path.stem.casefold()
    if "edge" in name or "Edg" in answer:
        return f"Microsoft Edge {version}"
    chrome = "chrome" in name and "chromium" not in str(path).casefold()
    return f"{'Google Chrome' if chrome else 'Chromium'} {version}"


def check_version(product: str) -> None:
    """Raise ``BrowserError`` when ``Chromium 109.0.…`` is too old to number the pages."""
    found = re.search(r" (\d+)\.", product)
    if found is None or int(found[1]) < OLDEST:
        raise BrowserError(
            f"{product} 版本过低，不能按公文格式印出页码，没有生成 PDF。",
            f"请安装 {OLDEST} 版以上的 Chromium、Chrome 或 Edge。{INSTALL}",
        )
