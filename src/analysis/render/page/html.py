"""The nbconvert exporter ``fazhi_html``: an executed notebook to the published page.

The same page comes from ``fazhi build``, ``jupyter nbconvert --to fazhi_html`` and JupyterLab's
export menu, for everything on it is read from the notebook. It derives from ``TemplateExporter``
because ``HTMLExporter`` parses every page once more with BeautifulSoup, which is most of its time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters import DataTypeFilter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import Bool, List, Unicode, default, validate
from traitlets.config import Config

from analysis.blocks import BLOCK_MIME, PLOTLY_MIME
from analysis.render.document.markup import is_number
from analysis.render.document.model import Document
from analysis.render.document.paper import warning
from analysis.render.document.reading import read_document
from analysis.render.gate.gate import guard
from analysis.render.page.assets import page_folder, plotly_js
from analysis.render.page.facts import Facts, Spot, facts_of
from analysis.render.page.siblings import figure_file
from analysis.render.page.spark import sparkline
from analysis.store import key
from analysis.values import chinese_numeral

TEMPLATES: Final = Path(__file__).parent / "templates"
_OPTIONS: Final[dict[str, Any]] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
"""Each text on a page was typed in a town: all of it is escaped."""
_FORMATS: Final = (
    BLOCK_MIME,
    PLOTLY_MIME,
    *("text/html", "image/svg+xml", "image/png", "image/jpeg", "image/gif"),
    *("text/markdown", "text/plain"),
)  # best first


def document_of(notebook: NotebookNode, name: str) -> Document:
    """Return the document of an executed notebook, as the page of that name shows it."""

    def best(data: Mapping[str, Any]) -> str:
        return next((mime for mime in _FORMATS if mime in data), next(iter(data), ""))

    return read_document(notebook, name, best)


class _DocumentPreprocessor(Preprocessor):
    """Reads the notebook after all other preprocessors, `--execute` and tag removal included."""

    enabled = True

    def preprocess(
        self,
        nb: NotebookNode,
        resources: dict[str, Any],
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Put the document where the template finds it."""
        formats = DataTypeFilter(parent=self)

        def choose(data: Mapping[str, Any]) -> str:
            if not set(data).intersection(formats.display_data_priority):
                return next(iter(data), "")
            return str(formats(data)[0])

        name = (resources.get("metadata") or {}).get("name") or "notebook"
        document = read_document(nb, str(name), choose)
        exporter = cast("FazhiHTMLExporter", self.parent)
        resources |= {"document": document, "page": exporter.facts(document, resources)}
        return nb, resources


class FazhiHTMLExporter(TemplateExporter):
    """Exports a 法治 report, or any notebook with blocks, to one HTML page."""

    export_from_notebook = "法治报告 HTML"
    output_mimetype = "text/html"

    assets_url = Unicode(
        "",
        help="Address of the folder that holds the shared plotly.js. Empty: <root>/reports/assets"
        " for a notebook below <root>/reports, else plotly.js is embedded in the page.",
    ).tag(config=True)
    standalone = Bool(
        default_value=False, help="One file that needs no other: no links to files beside it."
    ).tag(config=True)
    beside = List(
        Unicode(),
        default_value=None,
        allow_none=True,
        help="Files beside the page that it links. Without it, those that lie there.",
    ).tag(config=True)

    def __init__(self, config: Config | None = None, **kw: Any) -> None:  # noqa: ANN401
        """Add the step that reads the notebook; see `nbconvert` for the arguments."""
        super().__init__(config=config, **kw)  # type: ignore[no-untyped-call]
        reader = _DocumentPreprocessor(parent=self)  # type: ignore[no-untyped-call]
        self.register_preprocessor(reader, enabled=True)  # type: ignore[no-untyped-call]

    @property
    def default_config(self) -> Config:
        """Prefer our blocks to what JupyterLab shows, and charts to their pictures."""
        config = Config({"NbConvertBase": {"display_data_priority": list(_FORMATS)}})
        config.merge(super().default_config)
        return config

    @default("file_extension")
    def _default_file_extension(self) -> str:
        return ".html"

    @default("template_name")
    def _default_template_name(self) -> str:
        return "fazhi"

    @default("extra_template_basedirs")
    def _default_template_basedirs(self) -> list[str]:
        return [str(TEMPLATES)]

    @validate("extra_template_basedirs")
    def _keep_own_templates(self, proposal: Mapping[str, Any]) -> list[str]:
        """Let a county put a template before ours without losing ours."""
        others = [folder for folder in proposal["value"] if folder != str(TEMPLATES)]
        return [*others, str(TEMPLATES)]

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Add the page's own filters to nbconvert's."""
        yield from super().default_filters()  # type: ignore[no-untyped-call]
        yield "chinese_numeral", chinese_numeral
        yield "warning", warning
        yield "is_number", is_number
        yield "sparkline", sparkline
        yield "figure_file", figure_file
        yield "without_template", _without_template

    def from_notebook_node(  # type: ignore[override]  # as nbconvert itself does
        self,
        nb: NotebookNode,
        resources: dict[str, Any] | None = None,
        **kw: Any,  # noqa: ANN401
    ) -> tuple[str, dict[str, Any]]:
        """Return the page and nbconvert's resources, the shared plotly.js in ``outputs``.

        Raises ``PrivacyError`` for numbers that have the shape of personal data, by whatever
        command the page is made; names of persons are known to `fazhi build` only.
        """
        page, resources = super().from_notebook_node(nb, resources, **kw)
        resources.pop("document")
        facts: Facts = resources.pop("page")
        if extra := _extra(facts):
            resources["outputs"] = {**(resources.get("outputs") or {}), **extra}
        written_here = page.replace(facts.plotly_text, "") if facts.plotly_text else page
        guard({"网页.html": written_here})
        return page, resources

    def page_of(
        self, document: Document, notebook: NotebookNode, name: str, spot: Spot
    ) -> tuple[str, Mapping[str, bytes]]:
        """Return the page that ``from_notebook_node`` gives, and the files that it needs beside it.

        For a document that was read already; neither a preprocessor nor the gate looks at it.
        """
        facts = facts_of(document, spot, self._source)
        resources = {"metadata": {"name": name}, "document": document, "page": facts}
        template = self.environment.get_template(self.template_file)
        page = template.render(nb=notebook, resources=resources).lstrip("\r\n")
        return page, _extra(facts)

    def facts(self, document: Document, resources: Mapping[str, Any]) -> Facts:
        """Return what the page needs where nbconvert will write it."""
        directory = self.config.get("FilesWriter", {}).get("build_directory", "")
        folder = None if self.standalone else page_folder(resources, str(directory or ""))
        return facts_of(document, Spot(folder, self.assets_url, self.beside), self._source)

    def _create_environment(self) -> Environment:
        """Escape everything: each text on the page was typed in a town."""
        plain: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment = plain.overlay(**_OPTIONS, bytecode_cache=_compiled())
        environment.policies["json.dumps_kwargs"] = {
            "ensure_ascii": False,
            "separators": (",", ":"),
            "sort_keys": True,  # as nbformat stores them: the same page from memory and from disk
        }
        return environment

    def _source(self, name: str) -> str:
        """Read a file of the template from the first folder that has it."""
        return str(self.environment.loader.get_source(self.environment, name)[0])


def _compiled() -> FileSystemBytecodeCache | None:
    """Keep compiled templates where Python keeps compiled modules, unless told to keep none."""
    folder = Path(__file__).with_name("__pycache__")
    if sys.dont_write_bytecode or not os.access(folder, os.W_OK):
        return None
    made_by = key(jinja2.__version__, repr(_OPTIONS))  # jinja itself compares the source only
    return FileSystemBytecodeCache(str(folder), f"jinja.{made_by}.%s.cache")


@cache
def _exporter() -> FazhiHTMLExporter:
    """Return the exporter of this process: its templates are compiled once."""
    return FazhiHTMLExporter()


def page_of(
    document: Document, notebook: NotebookNode, name: str, spot: Spot
) -> tuple[str, Mapping[str, bytes]]:
    """Return a document's page and the files that it needs beside it, by relative path.

    The same bytes as the exporter gives, in a tenth of its time; the caller calls the gate.
    """
    return _exporter().page_of(document, notebook, name, spot)


def _extra(facts: Facts) -> dict[str, bytes]:
    return {facts.missing: plotly_js()} if facts.missing else {}


def _without_template(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Drop plotly's theme from a figure: 6.5 KB each, and page.js gives all charts one look.

    Its title goes too: the page prints it above the picture.
    """
    dropped = {"template", "title"}
    layout = {key: value for key, value in figure.get("layout", {}).items() if key not in dropped}
    return {"data": figure.get("data", []), "layout": layout}
