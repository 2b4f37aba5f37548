"""Paths, towns and the two configuration files."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.errors import ConfigurationError, UsageError
from analysis.workspace import Area, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A root with two years, a town of each depth and things that are no towns."""
    for folder in ("2023/双龙镇", "2023/丰都县/虎威镇", "2022/双龙镇", "2023/.cache", "草稿"):
        (tmp_path / "data" / "raw" / folder).mkdir(parents=True)
    (tmp_path / "data" / "raw" / "2023" / "双龙镇" / "report.toml").touch()
    return Workspace(tmp_path)


def test_the_root_is_found_from_any_folder_below(workspace: Workspace) -> None:
    """A notebook's kernel stands in notebooks/ and still finds the ledgers."""
    deep = workspace.root / "notebooks" / "deep"
    deep.mkdir(parents=True)
    assert Workspace.find(deep).root == workspace.root.resolve()


def test_no_root_is_told(tmp_path: Path) -> None:
    """Outside a project the message says what to do."""
    with pytest.raises(UsageError, match="--root"):
        Workspace.find(tmp_path)


def test_towns_are_folders_one_or_two_levels_down(workspace: Workspace) -> None:
    """A folder of folders is a county; hidden folders and other names are no towns or years."""
    assert workspace.years() == [2022, 2023]
    assert [a.key for a in workspace.areas(2023)] == ["丰都县/虎威镇", "双龙镇"]


def test_a_misspelt_town_names_the_one_meant(workspace: Workspace) -> None:
    """双龙真 is answered with 双龙镇."""
    with pytest.raises(UsageError, match="您是否指“双龙镇”"):
        workspace.area("双龙真", 2023)


def test_a_name_without_county_finds_its_only_town(workspace: Workspace) -> None:
    """虎威镇 is enough while no other county has one."""
    assert workspace.area("虎威镇", 2023) == Area(("丰都县", "虎威镇"))


@pytest.mark.parametrize("key", ["..", "../2022/双龙镇", "/双龙镇", "a/b/c", "", "双龙|镇", ".隐"])
def test_keys_never_leave_the_data_folder(key: str) -> None:
    """A town name from the command line never becomes a path outside the year."""
    with pytest.raises(UsageError):
        Area.parse(key)


def test_report_toml_is_read(workspace: Workspace) -> None:
    """Dates are dates, missing keys have their defaults."""
    area = Area(("双龙镇",))
    path = workspace.raw(area, 2023) / "report.toml"
    path.write_text('signed_on = 2024-01-22\norgans = ["甲", "乙"]\n', encoding="utf-8")
    settings = workspace.settings(area, 2023)
    assert str(settings.signed_on) == "2024-01-22"
    assert settings.organs == ("甲", "乙")
    assert settings.data_cutoff is None
    assert not settings.sample


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("signed_om = 2024-01-22", "您是否指“signed_on”"),
        ('signed_on = "明天"', "2024-01-22 这样的日期"),
        ('status = "已审"', "“送审”或“定稿”"),
        ("signed_on = 2024年", "写法有误"),
        ("organs = 3", "列表"),
    ],
)
def test_faults_in_report_toml_are_told(workspace: Workspace, text: str, says: str) -> None:
    """A key or value that cannot be used is named with what is expected."""
    area = Area(("双龙镇",))
    (workspace.raw(area, 2023) / "report.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=says):
        workspace.settings(area, 2023)


def test_the_projects_county_toml_is_valid() -> None:
    """county.toml of the project says which county it is and names its sample town."""
    county = Workspace(Path(__file__).parents[1]).configuration().county
    assert county.name == "丰都县"
    assert "双龙镇" in [town.name for town in county.towns]
