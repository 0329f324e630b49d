"""Drive Chromium by its own protocol, over a pair of pipes: no driver has to be installed for it."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_PATIENCE = 20.0
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
_MOVED = """
import os, sys
os.dup2(int(sys.argv[1]), 103)
os.dup2(int(sys.argv[2]), 104)
os.dup2(103, 3)
os.dup2(104, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads its commands from descriptor 3 and answers on 4: this puts the pipes there."""

_KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowDown": 40}


class Page:
    """One page of a browser; what it is told happens as if a person did it."""

    def __init__(self, written: FileIO, read: FileIO) -> None:
        self._out, self._in = written, read
        self._number, self._unread = 0, b""
        self._session: str | None = None
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.tell(
            "Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=1, mobile=False
        )

    def tell(self, method: str, **given: object) -> dict[str, Any]:
        """Give a command and wait for its answer."""
        self._number += 1
        command: dict[str, object] = {"id": self._number, "method": method, "params": given}
        if self._session is not None:
            command["sessionId"] = self._session
        self._out.write(json.dumps(command).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._unread:
            assert select.select([self._in], [], [], _PATIENCE)[0], "the browser says nothing"
            more = self._in.read(65536)
            assert more, "the browser is gone"
            self._unread += more
        message, _, self._unread = self._unread.partition(b"\0")
        return dict(json.loads(message))

    def open(self, address: str) -> None:
        self.tell("Page.navigate", url=address)
        self.until("document.readyState === 'complete'")

    def see(self, script: str) -> Any:
        """Evaluate a script in the page."""
        found = self.tell("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until a script is true."""
        end = time.monotonic() + _PATIENCE
        while not self.see(script):
            assert time.monotonic() < end, f"never so: {script}\n{self.see('document.body.innerText')}"
            time.sleep(0.02)

    def click(self, selector: str) -> None:
        """Press and release the mouse in the middle of an element."""
        self.until(f"document.querySelector({selector!r})?.checkVisibility()")
        box = self.see(
            f"(() => {{ const element = document.querySelector({selector!r});"
            " element.scrollIntoView({ block: 'center' }); const box = element.getBoundingClientRect();"
            " return [box.x + box.width / 2, box.y + box.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.tell("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def press(self, key: str) -> None:
        """Press a key that writes nothing, or a return."""
        told: dict[str, object] = {"key": key, "code": key, "windowsVirtualKeyCode": _KEYS[key]}
        down = told | ({"text": "\r"} if key == "Enter" else {})
        self.tell("Input.dispatchKeyEvent", type="keyDown", **down)
        self.tell("Input.dispatchKeyEvent", type="keyUp", **told)

    def write(self, text: str) -> None:
        self.tell("Input.insertText", text=text)

    def walk_to(self, script: str) -> None:
        """Go on with Tab until the focused element is the one that a script gives."""
        for _ in range(60):
            if self.see(f"document.activeElement === {script}"):
                return
            self.press("Tab")
        raise AssertionError(f"no keyboard reaches {script}")

    def picture(self, scheme: str) -> bytes:
        """Take a picture of the page, light or dark, as PNG."""
        self.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        return base64.b64decode(self.tell("Page.captureScreenshot", format="png")["data"])


@contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Start a browser with one empty page, without a window."""
    assert CHROMIUM is not None
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    command = [sys.executable, "-c", _MOVED, str(theirs_in), str(theirs_out), CHROMIUM, *_FLAGS]
    command.append(f"--user-data-dir={profile}")
    process = subprocess.Popen(command, pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL)
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        with FileIO(ours_out, "wb") as written, FileIO(ours_in, "rb") as read:
            yield Page(written, read)
    finally:
        process.terminate()
        process.wait(20)
