"""A notebook's cells in a shell without ZMQ: here, or in a fork of a process that has all imported.

What lands in the notebook is what the stock engine puts there: messages are turned into outputs by
nbclient itself.
"""

from __future__ import annotations

import atexit
from functools import cache
from typing import Any

from nbclient.client import timestamp
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode, from_dict
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import papermill_engines
from papermill.execute import (
    prepare_notebook_metadata,
    raise_for_execution_errors,
    remove_error_markers,
)
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from papermill.utils import chdir

from analysis.engine.shell import Message, shell
from analysis.engine.worker import DiedError, TimedOutError, Worker

PRELOAD = "analysis.engine.warm:preload"
_RUN = "analysis.engine.warm:run_cells"
_PARENT: dict[str, Any] = {"parent_header": {}}


def preload() -> None:
    """Make the shell, then import what most notebooks import: pandas and plotly look for it."""
    with shell().importing():
        import pandas as pd  # noqa: PLC0415
        import plotly.graph_objects  # noqa: F401, PLC0415

        pd.DataFrame({"x": ["", "y"]})._repr_html_()  # type: ignore[operator]


class Client(PapermillNotebookClient):  # type: ignore[misc]  # papermill has no types
    """nbclient over the shell of this process."""

    def run(self) -> None:
        """Run all cells, as ``PapermillNotebookClient.execute`` does with a fresh kernel."""
        shell().forget()  # a process may run several notebooks: data check, then report
        self.reset_execution_trackers()
        self.papermill_execute_cells()
        self.nb.metadata["language_info"] = language_info()

    def output(
        self, outs: list[NotebookNode], msg: Message, display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        """Add a display as nbclient does, without asking nbformat for each whether it is valid.

        All other kinds of message, and displays that are changed later, are nbclient's.
        """
        if msg["msg_type"] != "display_data" or display_id or self.clear_before_next_output:
            usual: NotebookNode | None = super().output(outs, msg, display_id, cell_index)
            return usual
        data, metadata = msg["content"]["data"], msg["content"]["metadata"]
        made: NotebookNode = from_dict(
            {"output_type": "display_data", "metadata": metadata, "data": data}
        )
        outs.append(made)
        return made

    def execute_cell(self, cell: NotebookNode, index: int) -> NotebookNode:
        """Run one cell; raise ``CellExecutionError`` where nbclient does."""
        if cell.cell_type != "code" or not cell.source.strip():
            return cell
        if self.skip_cells_with_tag in cell.metadata.get("tags", []):
            return cell
        cell["metadata"]["execution"] = {"iopub.status.busy": timestamp(None)}
        cell.outputs, self.clear_before_next_output = [], False
        self.code_cells_executed += 1

        def heard(message: Message) -> None:
            self.process_message({**message, **_PARENT}, cell, index)

        reply = shell().run(cell.source, heard)
        for name in ("shell.execute_reply", "iopub.status.idle"):
            cell["metadata"]["execution"][name] = timestamp(None)
        cell.execution_count = reply["execution_count"]
        allowed = "raises-exception" in cell.metadata.get("tags", [])
        if reply["status"] == "error" and not allowed:
            raise CellExecutionError.from_cell_and_msg(cell, reply)
        return cell


@cache
def language_info() -> dict[str, Any]:
    """Return what a Python kernel says of its language."""
    from ipykernel.ipkernel import IPythonKernel  # noqa: PLC0415 - heavy, and once

    return dict(IPythonKernel.language_info)


class _Teller:
    """Stands in a fork for the parent's NotebookExecutionManager and tells it what happens."""

    def __init__(self, tell: Any, nb: NotebookNode) -> None:  # noqa: ANN401 - a function
        self.nb, self._tell = nb, tell

    def cell_start(self, _: NotebookNode, cell_index: int) -> None:
        self._tell(("cell_start", cell_index, None))

    def cell_exception(self, cell: NotebookNode, cell_index: int, **_: object) -> None:
        self._tell(("cell_exception", cell_index, cell))

    def cell_complete(self, cell: NotebookNode, cell_index: int) -> None:
        self._tell(("cell_complete", cell_index, cell))

    def autosave_cell(self) -> None:
        """The parent saves."""


def execute_notebook(
    path: str, parameters: dict[str, Any], cwd: str, kernel_name: str
) -> NotebookNode:
    """Run a notebook in this process, a server's fork, as ``papermill.execute_notebook`` does.

    These are papermill's own steps; only the file that it writes at the end is not written. Raises
    ``PapermillExecutionError``.
    """
    notebook: NotebookNode = load_notebook_node(path)
    notebook = parameterize_notebook(notebook, parameters, kernel_name=kernel_name)
    notebook = remove_error_markers(prepare_notebook_metadata(notebook, path, None))
    with chdir(cwd):
        notebook = papermill_engines.execute_notebook_with_engine(
            "warm", notebook, kernel_name=kernel_name, progress_bar=False
        )
    raise_for_execution_errors(notebook, None)
    return notebook


def run_cells(tell: Any, nb: NotebookNode) -> tuple[dict[str, Any], dict[int, Any]]:  # noqa: ANN401
    """Run a notebook in this fork and tell its cells.

    Return its ``language_info`` and, by cell, outputs that later cells may have updated.
    """
    client = Client(_Teller(tell, nb))
    client.run()
    named = {index for places in client._display_id_map.values() for index in places}  # noqa: SLF001
    return nb.metadata["language_info"], {index: nb.cells[index].outputs for index in named}


def run_apart(nb_man: Any, seconds: float | None, kwargs: dict[str, Any]) -> None:  # noqa: ANN401
    """Run the cells in a fork; what it tells is done to the parent's notebook."""
    client = PapermillNotebookClient(
        nb_man,
        **{k: v for k, v in kwargs.items() if k in {"log_output", "stdout_file", "stderr_file"}},
    )
    running: list[NotebookNode] = []

    def heard(message: tuple[str, int, NotebookNode | None]) -> None:
        what, index, told = message
        cell = nb_man.nb.cells[index]
        running[:] = [cell]
        if told is not None:
            papermill = cell.metadata.get("papermill")
            cell.update(told)
            cell.metadata["papermill"] = papermill
        getattr(nb_man, what)(cell, cell_index=index)
        if what == "cell_complete":
            for output in cell.get("outputs", ()):
                client.log_output_message(output)

    try:
        language, updated = _worker().call(_RUN, nb_man.nb, patience=seconds, heard=heard)
    except TimedOutError:
        raise CellTimeoutError.error_from_timeout_and_cell(
            "Cell execution timed out", int(seconds or 0), (running or nb_man.nb.cells)[0]
        ) from None
    except DiedError as error:
        raise DeadKernelError(f"Kernel died: {error}") from None
    nb_man.nb.metadata["language_info"] = language
    for index, outputs in updated.items():
        nb_man.nb.cells[index].outputs = outputs


@cache
def _worker() -> Worker:
    """Return the one server of this process; it ends with this process."""
    worker = Worker([PRELOAD])
    atexit.register(worker.close)
    return worker
