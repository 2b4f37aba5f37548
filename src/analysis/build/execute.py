"""papermill runs a notebook for a town; what comes back is stripped of times and paths."""

from __future__ import annotations

import re
from typing import Any

import papermill
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from analysis.engine.server import in_child
from analysis.engine.warm import execute_notebook
from analysis.errors import NotebookError
from analysis.workspace import Workspace

# Rows of a ledger pass between the kernel and us: never in plain text over a port.
_ENCRYPTED = Config({"KernelManager": {"transport_encryption": "auto"}})
_KERNEL = "python3"
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


def execute(workspace: Workspace, name: str, parameters: dict[str, Any]) -> NotebookNode:
    """Run a notebook that stands in the root: here in a warm server's fork, else in a fresh kernel.

    Raises ``NotebookError`` with the sentence of the cell that failed.
    """
    source, root = workspace.notebook(name), str(workspace.root)
    try:
        if in_child():
            return stripped(execute_notebook(str(source), parameters, root, _KERNEL))
        notebook = papermill.execute_notebook(
            source,
            None,
            parameters=parameters,
            cwd=root,
            kernel_name=_KERNEL,
            progress_bar=False,
            request_save_on_cell_execute=False,
            config=_ENCRYPTED,
            extra_arguments=["--IPKernelApp.log_level=CRITICAL"],
        )
    except PapermillExecutionError as error:
        says = _ANSI.sub("", f"{error.evalue}")
        raise NotebookError(f"{name} 第 {error.cell_index} 格：{says}") from error
    return stripped(notebook)


def stripped(notebook: NotebookNode) -> NotebookNode:
    """Drop what differs from run to run or names this machine: times, paths, versions, ids."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    for number, cell in enumerate(notebook.cells):
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        cell["id"] = f"c{number:02d}"
    return notebook
