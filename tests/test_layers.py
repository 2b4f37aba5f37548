"""The rooms: imports point down, and every module has a layer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import analysis
from analysis import layers
from analysis.layers import LAYERS, code_key, layer_of

PACKAGE = Path(analysis.__file__).parent


def _imports(path: Path) -> set[str]:
    """Return the top-level modules of the package that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path.name}: relative import"
            parts = node.module.split(".")
            if parts[0] == "analysis":
                names = parts[1:2] or [alias.name for alias in node.names]
                found |= set(names)
        elif isinstance(node, ast.Import):
            found |= {a.name.split(".")[1] for a in node.names if a.name.startswith("analysis.")}
    return found


def test_imports_point_down() -> None:
    """No module imports from a layer above its own."""
    files = {p.relative_to(PACKAGE).with_suffix("").parts: p for p in PACKAGE.rglob("*.py")}
    del files["__init__",]
    wrong = [
        f"{'.'.join(parts)} imports {target}"
        for parts, path in files.items()
        for target in _imports(path)
        if layer_of(target) > layer_of(parts[0])
    ]
    assert not wrong


def test_every_module_has_one_layer() -> None:
    """LAYERS names exactly the modules of the package, each once."""
    named = [module for layer in LAYERS for module in layer]
    there = {p.stem for p in PACKAGE.glob("*.py")} | {
        p.name for p in PACKAGE.iterdir() if (p / "__init__.py").is_file()
    }
    assert sorted(named) == sorted(there - {"__init__"})


def test_code_key_grows_with_the_layer() -> None:
    """The key of a layer holds the code of that layer and below: each layer has its own."""
    keys = [code_key(number) for number in range(len(LAYERS))]
    assert len(set(keys)) == len(keys)


def test_what_is_compiled_is_no_code(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Running a build leaves compiled modules and templates: nothing becomes stale by that."""
    for name, text in (("intake/read.py", "1"), ("intake/page.html.j2", "2")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(layers, "__file__", str(tmp_path / "layers.py"))
    layer, read = layer_of("intake"), code_key.__wrapped__
    before = read(layer)
    (tmp_path / "intake" / "__pycache__").mkdir()
    for name in ("read.cpython-311.pyc", "jinja.0.cache"):
        (tmp_path / "intake" / "__pycache__" / name).write_text("compiled", encoding="utf-8")
    assert read(layer) == before
    (tmp_path / "intake" / "page.html.j2").write_text("3", encoding="utf-8")
    assert read(layer) != before
