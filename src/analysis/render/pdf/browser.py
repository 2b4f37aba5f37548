"""One browser for a batch: started when first needed, one fresh page for each paper, then ended."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Final, Self

import psutil

from analysis.render.pdf.devtools import DevTools
from analysis.render.pdf.find import (
    INSTALL,
    BrowserError,
    check_version,
    find_browser,
    product_of,
)

_FLAGS: Final = (
    "--headless", "--remote-debugging-port=0", "--disable-gpu", "--no-first-run",
    "--no-default-browser-check", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-breakpad",
    "--disable-dev-shm-usage",  # containers give 64 MB there, too little for a long report
    "--force-color-profile=srgb", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # a report asks nothing of the network
)  # fmt: skip
_ENDING = 5.0
_LAID_OUT = 100  # times that a page is asked for its letters, 50 ms apart
_STARTED = "DevTools listening on "


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of its own, sharing nothing with the one before."""

    devtools: DevTools
    session: str

    def ask(self, method: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
        """Return DevTools' answer about this page. Raises ``BrowserError``."""
        return self.devtools.ask(method, self.session, **params)

    def show(self, html: str) -> None:
        """Replace what the page holds. Raises ``BrowserError``."""
        frame = self.ask("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self.ask("Page.setDocumentContent", frameId=frame, html=html)

    def run(self, script: str) -> Any:  # noqa: ANN401 - any JSON
        """Return what a script, or what it promises, comes to. Raises ``BrowserError``."""
        answer = self.ask(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise BrowserError("排版程序在浏览器中出错。", "请更新浏览器后重试。")
        return answer["result"].get("value")

    def fonts(self, selector: str) -> dict[str, int]:
        """Return the font families that really drew an element, and how many glyphs each.

        Raises ``BrowserError`` where nothing is drawn. A busy machine has the letters laid out a
        moment after the script that wrote them has ended.
        """
        root = self.ask("DOM.getDocument", depth=0)["root"]["nodeId"]
        node = self.ask("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        for _ in range(_LAID_OUT):
            if found := self.ask("CSS.getPlatformFontsForNode", nodeId=node)["fonts"]:
                return {font["familyName"]: int(font["glyphCount"]) for font in found}
            self.run("new Promise(done => setTimeout(done, 50))")
        raise BrowserError("浏览器没有排出文字，不能生成 PDF。", "请重试；仍不行的，请更新浏览器。")

    def print(self) -> bytes:
        """Return the page as PDF: tagged, with an outline, as its CSS lays it out."""
        answer = self.ask(
            "Page.printToPDF",
            printBackground=True,
            preferCSSPageSize=True,
            generateTaggedPDF=True,
            generateDocumentOutline=True,
        )
        return base64.b64decode(answer["data"])


class Browser:
    """The browser of a batch, used by one thread; ``limit`` is the time for one answer in seconds.

    ``path``: a program instead of the one found. Leaving the context ends it and its children.
    """

    def __init__(self, path: Path | None = None, limit: float = 60.0) -> None:
        """Start nothing yet."""
        self._path = path
        self._limit = limit
        self._running: _Running | None = None

    def __enter__(self) -> Self:
        """Start nothing yet: a batch may have nothing to print."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the browser."""
        self.close()

    @property
    def product(self) -> str:
        """Name and version, ``Chromium 156.0.8078.108``. Raises ``BrowserError``."""
        return self._started().product

    @contextmanager
    def tab(self) -> Iterator[Tab]:
        """Give a fresh page. After a ``BrowserError`` the next one has a fresh browser too."""
        running = self._started()
        check_version(running.product)
        devtools = running.devtools
        try:
            context = devtools.ask("Target.createBrowserContext")["browserContextId"]
            target = devtools.ask(
                "Target.createTarget", url="about:blank", browserContextId=context
            )["targetId"]
            session = devtools.ask("Target.attachToTarget", targetId=target, flatten=True)
            tab = Tab(devtools, session["sessionId"])
            for domain in ("Page", "DOM", "CSS", "Inspector"):
                tab.ask(f"{domain}.enable")
            yield tab
            devtools.ask("Target.disposeBrowserContext", browserContextId=context)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the browser if it runs."""
        running, self._running = self._running, None
        if running is not None:
            running.end()

    def _started(self) -> _Running:
        if self._running is None:
            path = self._path or find_browser()
            if path is None:
                raise BrowserError("没有找到能印出 PDF 的浏览器，没有生成 PDF。", INSTALL)
            self._running = _Running(path, self._limit)
        return self._running


class _Running:
    """A browser's process, its temporary profile and the line to it."""

    def __init__(self, path: Path, limit: float) -> None:
        # A profile of its own: an open Chrome of the user's is neither seen nor disturbed.
        self._profile = TemporaryDirectory(prefix="fazhi-", ignore_cleanup_errors=True)
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._devtools: DevTools | None = None
        try:
            self._process = _start(path, self._profile.name)
            address, self._reader = _address(self._process, limit)
            self._devtools = self.devtools = DevTools(address, limit)
            answer = self.devtools.ask("Browser.getVersion")
            self.product = product_of(answer["product"], path)
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End the process and all that it started; remove the profile."""
        family = _family(self._process)
        if self._devtools is not None:
            self._devtools.close()
        for member in family:  # the head first: it would replace what it loses
            try:
                member.kill()
            except psutil.NoSuchProcess:
                continue
        psutil.wait_procs(family, timeout=_ENDING)
        if self._process is not None:
            self._process.wait(_ENDING)
            if self._reader is not None:
                self._reader.join(_ENDING)
            if self._process.stderr is not None:
                self._process.stderr.close()
        self._profile.cleanup()


def _start(path: Path, profile: str) -> subprocess.Popen[bytes]:
    flags = [*_FLAGS, f"--user-data-dir={profile}"]
    if sys.platform.startswith("linux") and os.geteuid() == 0:
        # Chromium's sandbox refuses to work for root, who runs everything in containers.
        flags.append("--no-sandbox")
    try:
        return subprocess.Popen(  # noqa: S603 - the user's own browser
            [path, *flags, "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is ours to answer
        )
    except OSError as error:
        raise BrowserError("浏览器不能启动。", INSTALL) from error


def _address(process: subprocess.Popen[bytes], limit: float) -> tuple[str, threading.Thread]:
    """Return the DevTools address, which the browser prints, and the thread that reads on.

    The thread empties the pipe as long as the browser lives: a full pipe would stop it.
    """
    told: SimpleQueue[str] = SimpleQueue()

    def read() -> None:
        for line in process.stderr or ():
            text = line.decode(errors="replace").strip()
            if text.startswith(_STARTED):
                told.put(text.removeprefix(_STARTED))
        told.put("")

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        address = told.get(timeout=limit)
    except Empty:
        address = ""
    if not address:
        raise BrowserError("浏览器没有启动成功。", f"请更新或重新安装浏览器。{INSTALL}")
    return address, reader


def _family(process: subprocess.Popen[bytes] | None) -> list[psutil.Process]:
    """Return the process and its descendants that still live."""
    if process is None:
        return []
    try:
        head = psutil.Process(process.pid)
        return [head, *head.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
