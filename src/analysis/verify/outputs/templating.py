"""The pages' templates, with their one style and their one script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

_PACKAGE: Final = "analysis.verify.outputs"


def template(name: str) -> Template:
    """Return a template."""
    return _environment().get_template(name)


@cache
def setting() -> dict[str, Any]:
    """Return what every page wears: ``style``, ``code``, and the ``policy`` that allows only them."""
    style, code = _resource("verify.css"), _resource("verify.js")
    policy = {
        "default-src": "'none'",
        "script-src": _hash(code),
        "style-src": _hash(style),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return {
        "style": Markup(style),  # noqa: S704 - our own files
        "code": Markup(code),  # noqa: S704
        "policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
    }


def _resource(name: str) -> str:
    return files(_PACKAGE).joinpath("templates", name).read_text(encoding="utf-8")


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _environment() -> Environment:
    """Escape everything: each text on a page was typed in a town."""
    return Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
