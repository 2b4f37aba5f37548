"""The rooms of the package from the ground up; a module imports from its own layer or below."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

LAYERS: tuple[tuple[str, ...], ...] = (
    ("values", "words", "cells", "errors", "layers", "settings", "workspace"),
    ("ledgers", "findings", "blocks", "store", "frames"),
    ("intake", "documents"),
    (
        "indicators",
        "checks",
        "thresholds",
        "beside",
        "roster",
        "town",
        "annotate",
        "forms",
        "telling",
        "releases",
    ),
    ("report", "engine", "county"),
    ("render", "verify", "reference"),
    ("build", "cycle", "site"),
    ("cli", "sample"),
)


def layer_of(module: str) -> int:
    """Return the layer of a top-level module of the package. Raises ``KeyError``."""
    for number, modules in enumerate(LAYERS):
        if module in modules:
            return number
    raise KeyError(module)


@cache
def code_key(layer: int) -> str:
    """Return a hash over the code of a layer and of all below it, templates included.

    What is compiled from it and kept beside it (``__pycache__``) is no code.
    """
    package = Path(__file__).parent
    digest = hashlib.sha256()
    for modules in LAYERS[: layer + 1]:
        for module in modules:
            file, folder = package / f"{module}.py", package / module
            paths = [file] if file.is_file() else sorted(folder.rglob("*.*"))
            for path in paths:
                if path.is_file() and path.parent.name != "__pycache__":
                    digest.update(path.relative_to(package).as_posix().encode())
                    digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
