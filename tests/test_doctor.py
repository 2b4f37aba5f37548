"""``fazhi doctor``: what this machine can build, in Chinese, with what to do about the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis.cli import main
from analysis.render.pdf import find_browser


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the command and return its exit code."""
    monkeypatch.setattr("sys.argv", ["fazhi", "doctor", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_wrong_browser_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Without a usable browser: exit 1, the other formats still named, and what to do."""
    monkeypatch.setenv("FAZHI_BROWSER", str(tmp_path / "none"))
    assert run(monkeypatch) == 1
    said = capsys.readouterr().out
    assert "浏览器：没有找到" in said
    assert "可以生成：html、docx、xlsx\n" in said
    assert "不能生成：pdf。环境变量 FAZHI_BROWSER 指明的浏览器不存在" in said


def test_json_says_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--json: the same as one object; no browser at all tells what to install."""
    monkeypatch.setattr("analysis.render.pdf.find_browser", lambda: None)
    monkeypatch.setattr("analysis.render.pdf.browser.find_browser", lambda: None)
    assert run(monkeypatch, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["formats"] == {"html": True, "docx": True, "xlsx": True, "pdf": False}
    assert told["browser"] is None
    assert "apt install chromium" in told["remedy"]


@pytest.mark.browser
def test_whole_machine_builds_everything(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With browser and fonts: exit 0, the version, a face for each role with its rank."""
    if find_browser() is None:
        pytest.skip("no Chromium, Chrome or Edge on this machine: nothing was examined")
    assert run(monkeypatch) == 0
    said = capsys.readouterr().out
    assert "可以生成：html、docx、xlsx、pdf" in said
    for role in ("小标宋", "仿宋", "黑体", "楷体", "宋体"):
        (line,) = (line for line in said.splitlines() if line.startswith(f"字体　{role}："))
        assert line.endswith(("（公文字体）", "（系统字体）", "（预览字体）"))
