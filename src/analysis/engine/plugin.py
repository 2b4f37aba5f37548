"""papermill's engine ``warm`` (entry point ``papermill.engine``).

    papermill --engine warm 10_annual_report.ipynb out.ipynb -p area 双龙镇 -p year 2023

Imported by papermill while it is itself imported; nobody else imports it.
"""

from __future__ import annotations

from typing import Any

from papermill.engines import Engine, NBClientEngine

from analysis.engine.server import CAN_FORK, in_child


class WarmEngine(Engine):  # type: ignore[misc]  # papermill has no types
    """Runs a notebook in a fork of this process's warm server, or right here within such a fork."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,  # noqa: ANN401 - papermill's NotebookExecutionManager
        kernel_name: str,
        execution_timeout: float | None = None,
        **kwargs: Any,  # noqa: ANN401 - papermill's and nbclient's own
    ) -> None:
        """Run the cells; ``execution_timeout``: seconds for one cell.

        Raises nbclient's ``CellTimeoutError`` and ``DeadKernelError``.
        """
        from analysis.engine import warm  # noqa: PLC0415 - it imports papermill, which imports this

        if not CAN_FORK:
            NBClientEngine.execute_managed_notebook(
                nb_man, kernel_name, execution_timeout=execution_timeout, **kwargs
            )
        elif in_child():
            warm.Client(nb_man).run()
        else:
            warm.run_apart(nb_man, execution_timeout, kwargs)
