"""The command ``fazhi``: arguments in, Chinese sentences and exit codes out.

Exit 0: all published; 1: a town was refused or failed; 2: the command was mistyped. Heavy
libraries are imported inside the commands, so that ``fazhi --help`` answers at once.
"""

from __future__ import annotations

import gc
import sys

import typer
from typer.exceptions import TyperException

from analysis.cli import analyst, doctor, ledgers, publish, releases, reports, sample, verify, years
from analysis.cli.app import app
from analysis.engine.server import SELDOM
from analysis.errors import FazhiError

for _command in (
    years.init,
    ledgers.validate,
    reports.build,
    reports.plan,
    reports.notebooks,
    publish.publish,
    years.status,
    releases.release,
    releases.diff,
    verify.verify,
    years.new_year,
    ledgers.read,
    ledgers.forms,
    analyst.indicators,
    sample.sample,
    doctor.doctor,
):
    app.command()(_command)
app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(
    analyst.lab
)


def _in_chinese(error: TyperException) -> str:
    """Say what was mistyped; typer's own sentences are English."""
    option, param = getattr(error, "option_name", None), getattr(error, "param", None)
    if option and not hasattr(error, "possibilities"):
        return f"{option} 后面要写上值。"
    if option:
        near = getattr(error, "possibilities", None)
        return f"没有选项 {option}" + (f"，您是否指 {near[0]}？" if near else "。")
    if param is not None:
        name = param.metavar or param.opts[0]
        missing = type(error).__name__.startswith("Missing")
        return f"没有写明“{name}”。" if missing else f"{name} 的值不合要求。"
    return "没有这样的命令或参数。"


def main() -> None:
    """Run the command; every error is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # cp936 consoles lack some characters
    gc.set_threshold(*SELDOM)
    try:
        status = app(standalone_mode=False)
    except FazhiError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except TyperException as error:
        typer.echo(f"命令有误：{_in_chinese(error)}请用 fazhi --help 查看用法。", err=True)
        sys.exit(2)
    except typer.Abort:
        typer.echo("已中止。", err=True)
        sys.exit(1)
    sys.exit(status if isinstance(status, int) else 0)
