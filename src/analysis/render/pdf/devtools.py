"""What is said to the browser: Chrome DevTools Protocol, one question at a time, each with a limit."""

from __future__ import annotations

import json
import time
from typing import Any, Final

import websocket

from analysis.render.pdf.find import BrowserError

_AGAIN: Final = "请重试；仍不行的，请关闭其他程序腾出内存，或更新浏览器。"
# Chromium's page process ends itself where there is no font at all.
_CRASHED: Final = f"这台电脑可能没有任何字体：请先安装中文字体。{_AGAIN}"


class DevTools:
    """A connection to a browser's DevTools address (``ws://127.0.0.1:…``); ``limit`` in seconds."""

    def __init__(self, address: str, limit: float) -> None:
        """Connect; raises ``BrowserError``."""
        self._limit = limit
        self._asked = 0
        try:
            # Without an Origin the browser takes us for a program, not for a page that
            # attacks it; 127.0.0.1 is never asked for through an office's proxy.
            self._socket = websocket.create_connection(
                address,
                timeout=limit,
                suppress_origin=True,
                http_no_proxy=["127.0.0.1"],
                skip_utf8_validation=True,  # byte by byte in Python; a PDF comes as 2 MB of text
            )
        except (OSError, websocket.WebSocketException) as error:
            raise BrowserError("连不上刚启动的浏览器。", _AGAIN) from error

    def ask(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return the answer to ``method``, asked of the page ``session`` or of the browser itself.

        Raises ``BrowserError`` when it refuses, dies or says nothing within the limit.
        """
        self._asked += 1
        question = {"id": self._asked, "method": method, "params": params}
        if session:
            question["sessionId"] = session
        until = time.monotonic() + self._limit
        try:
            self._socket.send(json.dumps(question))
            while True:
                answer = self._next(until)
                if answer.get("method") in {"Inspector.targetCrashed", "Target.targetCrashed"}:
                    raise BrowserError("浏览器在排版时崩溃了。", _CRASHED)
                if answer.get("id") == self._asked:
                    break
        except websocket.WebSocketTimeoutException as error:
            raise BrowserError(f"浏览器在{self._limit:g}秒内没有完成排版。", _AGAIN) from error
        except (OSError, websocket.WebSocketException) as error:
            raise BrowserError("浏览器在排版时中断了。", _AGAIN) from error
        if "error" in answer:
            raise BrowserError(f"浏览器不能执行 {method}。", _AGAIN)
        return dict(answer["result"])

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _next(self, until: float) -> dict[str, Any]:
        left = until - time.monotonic()
        if left <= 0:
            raise websocket.WebSocketTimeoutException
        self._socket.settimeout(left)
        return dict(json.loads(self._socket.recv()))
