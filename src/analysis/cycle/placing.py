"""Files and folders put where there are none; what exists is never touched."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from string import Template

from analysis.errors import FazhiError, UsageError
from analysis.workspace import Area

REST = "请核对是否有写入权限，或换一个文件夹。"


@dataclass(slots=True)
class Placing:
    """What was made below a root and what was there already, in order."""

    root: Path
    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def folder(self, path: Path) -> None:
        """Make a folder with those above it. Raises ``FazhiError``."""
        if path.is_dir():
            return
        try:
            path.mkdir(parents=True)
        except OSError as error:
            raise FazhiError(f"无法新建文件夹 {self._name(path)}。", REST) from error
        self.made.append(f"{self._name(path)}/")

    def file(self, path: Path, content: bytes) -> None:
        """Write a file where there is none. Raises ``FazhiError``."""
        if path.exists():
            self.kept.append(self._name(path))
            return
        self.folder(path.parent)
        try:
            with path.open("xb") as target:
                target.write(content)
        except OSError as error:
            raise FazhiError(f"无法写入 {self._name(path)}。", REST) from error
        self.made.append(self._name(path))

    def text(self, path: Path, content: str) -> None:
        """Write a text file where there is none, UTF-8."""
        self.file(path, content.encode())

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix() if path != self.root else str(path)


def filled(name: str, **words: str) -> str:
    """Return a template of this package with its ``$words`` filled in."""
    path = files("analysis.cycle").joinpath("templates", name)
    return Template(path.read_text(encoding="utf-8")).substitute(words)


def toml_text(text: str) -> str:
    """Return a text as a TOML basic string."""
    escapes = {'"': '\\"', "\\": "\\\\"}
    inner = "".join(escapes.get(c, c if c.isprintable() else f"\\U{ord(c):08X}") for c in text)
    return f'"{inner}"'


def year_of(text: str, this_year: int) -> int:
    """Read a report year: four digits, not after the present year. Raises ``UsageError``."""
    if not (len(text) == 4 and text.isascii() and text.isdigit() and text[:2] in {"19", "20"}):
        raise UsageError(f"“{text}”不是年度。", "请写四位数字，如 2024。")
    if int(text) > this_year:
        raise UsageError(f"{text}年还没有到。", "报告写的是已经过去或正在过去的一年，请核对。")
    return int(text)


def town_of(name: str) -> Area:
    """Return the area of a name as a person writes it. Raises ``UsageError``."""
    area = Area.parse(name)
    stripped = [part.strip(" .\u3000") for part in area.path]
    if list(area.path) != stripped:
        raise UsageError(f"“{name}”不能作为乡镇名。", "名称前后不要有空格或句点。")
    return area
