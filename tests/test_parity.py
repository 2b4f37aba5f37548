"""A notebook run warm holds what papermill's stock engine puts there: the kernel is the measure."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from conftest import PROJECT, copy_sample
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.exceptions import PapermillExecutionError

from analysis.engine.server import CAN_FORK

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CAN_FORK, reason="without a fork `warm` is the stock engine"),
]
NOTEBOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))
# What no two runs share: where a cell's source was kept, where an object was, colours' reset.
_RUN_DEPENDENT = [
    (re.compile(r"ipykernel_\d+"), "ipykernel_N"),
    (re.compile(r"0x[0-9a-f]{6,}"), "0xN"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "UUID"),
]
_ENGINE = re.compile(r"site-packages/ipykernel/|analysis/engine/")

# By name, in order: one notebook, each cell allowed to fail. Not among them, because they differ:
# what a task or thread of an earlier cell prints (a kernel drops it, here the running cell shows
# it), `sys.argv` (a kernel's own command), `exit()` (ends a kernel before its next cell).
CELLS = {
    "print": "print('甲'); print('乙', end=''); print('丙', flush=True)",
    "stderr": "import sys\nprint('错', file=sys.stderr); sys.stderr.write('x')",
    "both streams": "print(1); print(2, file=sys.stderr); print(3)",
    "a stream kept over cells": "kept = sys.stdout\nkept_error = sys.stderr",
    "and written to": "print('kept', file=kept); n = kept_error.write('kept too')",
    "logging": "import logging\nlogging.basicConfig(level='INFO')\nlogging.info('one')",
    "logging on": "logging.info('two'); logging.getLogger('x').warning('three')",
    "about a stream": "sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.writable(), "
    "sys.stdout.name, sys.stdout.errors",
    "a stream refuses bytes": "sys.stdout.write(b'x')",
    "lines at once": "sys.stdout.writelines(['a\\n', 'b\\n'])",
    "warnings": "import warnings\nwarnings.warn('小心')\nwarnings.warn('旧', DeprecationWarning)",
    "last value": "1 + 1",
    "value and silence": "2 + 2;",
    "value kept": "_, __, Out, In[-1]",
    "none": "None",
    "markdown": "from IPython.display import *\ndisplay(Markdown('**粗**')); HTML('<b>粗</b>')",
    "raw bundle": "display({'text/plain': 'x', 'application/json': {'a': [1]}}, raw=True, "
    "metadata={'m': 1})",
    "image": "Image(data=b'\\x89PNG\\r\\n\\x1a\\n' + b'0' * 30, format='png')",
    "print between displays": "print('a'); display(1); print('b'); display(2)",
    "display id": "handle = display('old', display_id='here'); display('other')",
    "update in place": "handle.update('new')\nprint('updated')",
    "update from another cell": "update_display('newest', display_id='here')",
    "clear": "print('gone'); clear_output(); print('stays')",
    "clear and wait": "print('gone'); clear_output(wait=True); print('stays')",
    "clear and nothing after": "print('stays'); clear_output(wait=True)",
    "frame": "import pandas as pd\npd.DataFrame({'镇': ['甲', None], 'n': [1.5, 2]})",
    "wide frame": "pd.DataFrame([range(30)])",
    "pandas options": "[pd.get_option('display.' + o) for o in ('max_columns', 'max_rows', 'width', "
    "'notebook_repr_html')]",
    "series": "pd.Series([1, 2], name='件')",
    "plotly": "import plotly.io as pio\nimport plotly.graph_objects as go\npio.renderers.default",
    "figure": "go.Figure(go.Bar(x=['甲'], y=[1]))",
    "figure shown": "go.Figure(go.Bar(x=['乙'], y=[2])).show()",
    "await": "import asyncio\nawait asyncio.sleep(0)\nprint('awaited')\nawait asyncio.sleep(0, 7)",
    "task begun": "async def later():\n    await event.wait()\n    return 5\n"
    "event = asyncio.Event()\ntask = asyncio.get_running_loop().create_task(later())",
    "task ended": "event.set()\nawait task",
    "loop": "asyncio.get_event_loop().is_running()",
    "async for": "async def numbers():\n    yield 1\n    yield 2\n[n async for n in numbers()]",
    "stdout replaced": "import io\nsys.stdout = io.StringIO(); print('hidden')",
    "over cells": "print('hidden too')",
    "and back": "shown = sys.stdout.getvalue(); sys.stdout = kept; shown",
    "thread": "import threading\nt = threading.Thread(target=lambda: print('thread'))\n"
    "t.start(); t.join()",
    "shell": "!echo 从壳里",
    "shell output": "lines = !echo a; echo b\nlines",
    "os.system": "import os\nos.system('echo 系统; echo 错 >&2')",
    "subprocess": "import subprocess\nsubprocess.run(['echo', 'sub']).returncode",
    "descriptor": "n = os.write(1, '直'.encode())",
    "cell magic": "%%capture caught\nprint('caught')",
    "what was caught": "caught.stdout",
    "line magic": "%precision 2\n1 / 3",
    "precision back": "%precision",
    "bash": "%%bash\necho bash; echo bad >&2",
    "html magic": "%%html\n<i>斜</i>",
    "unknown magic": "%nosuchmagic",
    "help": "len?",
    "post-mortem of the last": "raise ValueError('坏')",
    "chained": "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise KeyError('链') from e",
    "deep": "def f(n):\n    return f(n - 1) if n else [][0]\nf(3)",
    "from a library": "pd.Series([1]).loc['x']",
    "output and error": "print('before'); display('shown'); raise RuntimeError('after')",
    "error group": "raise ExceptionGroup('多', [ValueError('一'), TypeError('二')])",
    "error in await": "await asyncio.wait_for(asyncio.Event().wait(), 0)",
    "cancelled": "raise asyncio.CancelledError",
    "error in repr": "class Bad:\n    def __repr__(self):\n        raise ValueError('repr')\nBad()",
    "error in rich repr": "class Odd:\n    def _repr_html_(self):\n        raise ValueError('html')\n"
    "Odd()",
    "exit": "raise SystemExit('再见')",
    "sys.exit": "sys.exit(3)",
    "interrupt": "raise KeyboardInterrupt",
    "input": "input('问？')",
    "getpass": "import getpass\ngetpass.getpass()",
    "syntax error": "这不是 Python",
    "indentation": "if True:\nprint(1)",
    "syntax error in magic": "%%time\n1 +",
    "own sentence": "from analysis.errors import UsageError\nraise UsageError('没有这个镇。', '请改。')",
    "whole traceback on request": "%tb",
    "surroundings": "__name__, os.environ.get('MPLBACKEND'), os.getcwd()",
    "names": "sorted(n for n in dir() if not n.startswith('_'))",
    "shell object": "ip = get_ipython()\ntype(ip).__name__, ip.execution_count, ip.colors",
    "history": "%history -n 1-2",
    "who": "%who_ls str",
    "unicode": "print('\\ud83d\\ude00'.encode('utf-16', 'surrogatepass').decode('utf-16'))",
    "carriage return": "print('10%\\r', end=''); print('20%\\r', end=''); print('done')",
    "empty": "",
    "comment": "# nothing",
}
STOPS = {
    "error": "print('before')\nraise ValueError('坏')",
    "own sentence": "from analysis.errors import RefusedError\nraise RefusedError('不行。', '请改。')",
    "syntax": "1 +",
    "input": "input('问？')",
    "await": "import asyncio\nawait asyncio.wait_for(asyncio.Event().wait(), 0)",
    "unpicklable": "class Odd(Exception):\n    def __init__(self, a, b): super().__init__(a)\n"
    "raise Odd(1, lambda: 0)",
    "exit": "import sys; sys.exit(1)",
    "error in display": "class Bad:\n    def __repr__(self): raise ValueError('repr')\nBad()",
}


def _same(text: str) -> str:
    for pattern, instead in _RUN_DEPENDENT:
        text = pattern.sub(instead, text)
    return text


def _everywhere(change: Callable[[str], str], tree: Any) -> Any:
    """Change every string of a tree."""
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, dict):
        return {key: _everywhere(change, value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [_everywhere(change, value) for value in tree]
    return tree


def _told(output: dict[str, Any]) -> dict[str, Any]:
    """Return an output; of a traceback the frames that are the engine's own are left out."""
    frames = output.get("traceback", ())
    own = [frame for frame in frames if not _ENGINE.search(frame)]
    return {**output, "traceback": own} if frames else dict(output)


def _outputs(cell: NotebookNode) -> list[Any]:
    """Return a cell's outputs, streams of one name joined: when they are flushed is chance."""
    outputs: list[Any] = []
    streams: dict[str, Any] = {}
    for output in cell.get("outputs", ()):
        if output.output_type != "stream":
            outputs.append(_told(output))
        elif output.name in streams:
            streams[output.name]["text"] += output.text
        else:
            outputs.append(streams.setdefault(output.name, dict(output)))
    streams_last = sorted(outputs, key=lambda output: output.get("name", ""))
    return list(_everywhere(_same, streams_last))


def _cell(cell: NotebookNode) -> dict[str, Any]:
    """Return all of a cell that two runs must share."""
    return {
        "source": cell.source,
        "metadata": {key: sorted(value) if isinstance(value, dict) else value
                     for key, value in cell.metadata.items()},
        "count": cell.get("execution_count"),
        "outputs": _outputs(cell),
    }  # fmt: skip


def _run(notebook: Path, engine: str | None, cwd: Path, **parameters: Any) -> dict[str, Any]:
    """Run a notebook; return what two engines must have in common, and how it stopped."""
    target = notebook.with_name(f"{notebook.stem}-{engine}.ipynb")
    stopped: Any = ()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTEST_CURRENT_TEST", raising=False)  # a kernel that sees it captures less
        try:
            papermill.execute_notebook(
                notebook, target, parameters, engine_name=engine, kernel_name="python3",
                cwd=str(cwd), progress_bar=False,
            )  # fmt: skip
        except PapermillExecutionError as error:
            told = _told({"traceback": error.traceback, "says": error.evalue, "is": error.ename})
            stopped = _everywhere(_same, (error.cell_index, error.exec_count, told))
    done = nbformat.read(target, as_version=4)
    metadata = {k: v for k, v in done.metadata.items() if k != "papermill"}
    return {
        "cells": [_cell(cell) for cell in done.cells],
        "metadata": metadata,
        "papermill": sorted(done.metadata.papermill),
        "stopped": stopped,
    }


def _same_in_both(notebook: Path, *places: Path, **parameters: Any) -> dict[str, Any]:
    """Assert that both engines give the same, each in its own place; return it."""
    stock = _run(notebook, None, places[0], **parameters)
    warm = _run(notebook, "warm", places[-1], **parameters)
    pairs = zip(stock["cells"], warm["cells"], strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1]] == []
    assert warm == stock
    return warm


def _write(path: Path, *cells: NotebookNode) -> Path:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=list(cells), metadata={"kernelspec": kernel}), path)
    return path


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return two roots with the sample town, one for each engine: both keep what they have read."""
    return [copy_sample(tmp_path_factory.mktemp("parity")).root for _ in range(2)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_our_notebooks_are_the_same(path: Path, roots: list[Path], tmp_path: Path) -> None:
    """Every notebook of ours, run warm, holds what the stock kernel gives."""
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    area = "" if path.stem in {"11_county_report", "20_county_review"} else "双龙镇"
    parameters = {} if path.stem == "README" else {"area": area, "year": 2023}
    same = _same_in_both(copy, *roots, **parameters)
    assert not same["stopped"]
    assert any(cell["outputs"] for cell in same["cells"])


def test_an_invented_notebook_is_the_same(tmp_path: Path) -> None:
    """Whatever an analyst may write gives the same outputs, counts and errors as in a kernel."""
    cells = [
        new_code_cell(source, metadata={"tags": ["raises-exception"], "cell": name})
        for name, source in CELLS.items()
    ]
    skipped = new_code_cell("print('never')", metadata={"tags": ["skip-execution"]})
    parameters = new_code_cell("n = 1", metadata={"tags": ["parameters"]})
    notebook = _write(tmp_path / "in.ipynb", parameters, new_markdown_cell("# 题"), skipped, *cells)
    same = _same_in_both(notebook, tmp_path, n=2)
    assert same["cells"][-1]["count"]  # all have run; papermill tells of `%tb`'s error afterwards
    assert sum(bool(cell["outputs"]) for cell in same["cells"]) > len(CELLS) / 2


@pytest.mark.parametrize("name", STOPS)
def test_a_notebook_that_stops_is_the_same(name: str, tmp_path: Path) -> None:
    """An error stops both at one cell, with the same outputs, message and cells not run."""
    cells = [new_code_cell(source) for source in ("1", STOPS[name], "print('never')")]
    same = _same_in_both(_write(tmp_path / "in.ipynb", *cells), tmp_path)
    assert same["stopped"]
    assert same["cells"][-1]["count"] is None


def test_two_notebooks_share_nothing(tmp_path: Path) -> None:
    """A second notebook run warm begins as in a fresh kernel, whatever the first has done."""
    first = _write(
        tmp_path / "first.ipynb",
        new_code_cell("import pandas as pd, os, sys, builtins\nleft = 1\nbuiltins.left = 1"),
        new_code_cell("pd.set_option('display.max_rows', 3)\nos.environ['LEFT'] = '1'"),
        new_code_cell("pd.DataFrame.left = 1\nsys.path.append('left')\nos.chdir('/')"),
    )
    second = _write(
        tmp_path / "second.ipynb",
        new_code_cell("import os, sys, pandas as pd\n'left' in dir(), 'left' in dir(__builtins__)"),
        new_code_cell("pd.get_option('display.max_rows'), os.environ.get('LEFT'), os.getcwd()"),
        new_code_cell("hasattr(pd.DataFrame, 'left'), 'left' in sys.path, Out, _i"),
    )
    _run(first, "warm", tmp_path)
    assert not _same_in_both(second, tmp_path)["stopped"]


def test_a_cell_that_takes_too_long_or_dies_is_told(tmp_path: Path) -> None:
    """Time and death of a notebook come as nbclient's own errors, and the next one runs."""
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    waits = new_code_cell("import threading; threading.Event().wait()")
    slow = _write(tmp_path / "slow.ipynb", new_code_cell("1"), waits)
    with pytest.raises(CellTimeoutError, match="Event"):
        papermill.execute_notebook(
            slow, None, engine_name="warm", execution_timeout=2, progress_bar=False
        )
    dies = _write(tmp_path / "dies.ipynb", new_code_cell("import os; os.kill(os.getpid(), 9)"))
    with pytest.raises(DeadKernelError, match="SIGKILL"):
        papermill.execute_notebook(dies, None, engine_name="warm", progress_bar=False)
    fine = _write(tmp_path / "fine.ipynb", new_code_cell("1"))
    assert not _run(fine, "warm", tmp_path)["stopped"]
    assert os.getcwd() != str(tmp_path)  # noqa: PTH109 - papermill's cwd is left again
