"""The nbconvert exporter ``fazhi_html``: an executed notebook to the published page.

The same page comes from ``fazhi build``, ``jupyter nbconvert --to fazhi_html`` and JupyterLab's
export menu, for everything on it is read from the notebook. It derives from ``TemplateExporter``
because ``HTMLExporter`` parses every page once more with BeautifulSoup, which is most of its time.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup
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
from analysis.render.page.assets import Script, page_folder, plotly_js, plotly_script, reports_above
from analysis.render.page.siblings import FILES, FORMS, beside, years
from analysis.values import chinese_numeral

TEMPLATES: Final = Path(__file__).parent / "templates"
_SCRIPTS: Final = ("charts.js", "tables.js", "page.js")
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
        resources["document"] = read_document(nb, str(name), choose)
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
        plotly = self._plotly(resources) if resources.pop("document").has_charts else Script()
        if plotly.missing:
            resources["outputs"] = {**(resources.get("outputs") or {}), plotly.missing: plotly_js()}
        written_here = page.replace(plotly.text, "") if plotly.text else page
        guard({"网页.html": written_here})
        return page, resources

    def _create_environment(self) -> Environment:
        """Escape everything: each text on the page was typed in a town."""
        plain: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment = plain.overlay(autoescape=True, trim_blocks=True, lstrip_blocks=True)
        environment.policies["json.dumps_kwargs"] = {
            "ensure_ascii": False,
            "separators": (",", ":"),
            "sort_keys": True,  # as nbformat stores them: the same page from memory and from disk
        }
        environment.globals["assets"] = self._assets
        return environment

    def _assets(self, resources: Mapping[str, Any]) -> dict[str, Any]:
        """Give the template its style, its scripts and the policy that lets only these run."""
        style, code = self._source("page.css"), "\n".join(map(self._source, _SCRIPTS))
        has_charts = resources["document"].has_charts
        plotly = self._plotly(resources) if has_charts else Script()
        policy = {
            "default-src": "'none'",
            "script-src": " ".join(_script_sources(code, plotly)),
            "style-src": "'unsafe-inline'",  # plotly.js adds its style element while it runs
            "img-src": "data: blob:" if has_charts else "data:",
            "base-uri": "'none'",
            "form-action": "'none'",
        }
        return {
            "style": Markup(style),  # noqa: S704 - our own files
            "code": Markup(code),  # noqa: S704
            "plotly_url": plotly.url,
            "plotly_text": Markup(plotly.text),  # noqa: S704 - plotly's own
            "years": self._years(resources),
            "downloads": self._files(resources, FILES),
            "forms": self._files(resources, FORMS),
            "policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        }

    def _plotly(self, resources: Mapping[str, Any]) -> Script:
        """Decide where this page's plotly.js comes from."""
        folder = None if self.standalone else self._folder(resources)
        return plotly_script(folder, self.assets_url)

    def _years(self, resources: Mapping[str, Any]) -> list[tuple[int, str]]:
        """Return the town's reports of this and other years, where this is one of them."""
        folder = self._report_folder(resources)
        return years(folder, reports_above(folder))

    def _files(
        self, resources: Mapping[str, Any], known: Mapping[str, str]
    ) -> list[tuple[str, str]]:
        """Return the files beside a report and what to call them."""
        folder = self._report_folder(resources)
        return beside(folder, known, self.beside) if folder else []

    def _report_folder(self, resources: Mapping[str, Any]) -> Path | None:
        """Return the folder of a town's report; None where the page stands alone or is another."""
        title = resources["document"].title
        is_report = title["kind"] == "report" and title.get("year")
        folder = self._folder(resources) if is_report and not self.standalone else None
        return folder if reports_above(folder) else None

    def _folder(self, resources: Mapping[str, Any]) -> Path | None:
        directory = self.config.get("FilesWriter", {}).get("build_directory", "")
        return page_folder(resources, str(directory or ""))

    def _source(self, name: str) -> str:
        """Read a file of the template, without its indents, from the first folder that has it."""
        loader = self.environment.loader
        lines = str(loader.get_source(self.environment, name)[0]).splitlines()
        return "\n".join(filter(None, map(str.strip, lines)))


def _script_sources(code: str, plotly: Script) -> Iterator[str]:
    """Name the scripts that may run: inline ones by their hash, the shared one by its place."""
    yield _hash(code)
    if plotly.text:
        yield _hash(plotly.text)
    elif plotly.url:
        parts = urlsplit(plotly.url)
        yield f"{parts.scheme}://{parts.netloc}" if parts.netloc else "'self'"


def _without_template(figure: Mapping[str, Any]) -> dict[str, Any]:
    """Drop plotly's theme from a figure: 6.5 KB each, and page.js gives all charts one look.

    Its title goes too: the page prints it above the picture.
    """
    dropped = {"template", "title"}
    layout = {key: value for key, value in figure.get("layout", {}).items() if key not in dropped}
    return {"data": figure.get("data", []), "layout": layout}


def _hash(code: str) -> str:
    """Return the CSP source expression for an inline script."""
    digest = hashlib.sha256(code.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
