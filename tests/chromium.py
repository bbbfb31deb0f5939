"""A headless Chromium, driven over the pipe of its DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


AS_THREE_AND_FOUR = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 10) for end in sys.argv[1:3]]
for number, end in enumerate(ends, 3):
    os.dup2(end, number)
os.execv(sys.argv[3], sys.argv[3:])
"""
START = (sys.executable, "-c", AS_THREE_AND_FOUR)
"""Starts a program with two descriptors as those that the protocol goes over."""


HOSTILE = (
    "</script><script>window.hit=1</script><img src=http://192.0.2.1/x onerror='window.hit=1'>"
    '<!--<script> " onload="window.hit=1" \u2028 \'+alert(1)+\''
)
"""A text that would run a script, or fetch something, where a page took it for its own."""


class Tab:
    """A page in the browser: it is opened, asked with JavaScript, and photographed."""

    def __init__(self, out: int, into: int) -> None:
        self._out = os.fdopen(out, "wb", buffering=0)
        self._into = os.fdopen(into, "rb")
        self._number = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for part in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{part}.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its result; what happens meanwhile is kept in `events`."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                return answer["result"]
            self.events.append(answer)

    def open(self, address: str) -> None:
        """Open an address and wait until the page is loaded."""
        self.events.clear()
        self.ask("Page.navigate", url="about:blank")
        self._wait_for_load()
        self.events.clear()
        self.ask("Page.navigate", url=address)
        self._wait_for_load()

    def run(self, script: str) -> Any:
        """Return the value of an expression of JavaScript, or of what it promises."""
        found = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def type(self, selector: str, text: str) -> None:
        """Put the cursor into a field and type, key by key."""
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.ask("Input.insertText", text=text)

    def press(self, key: str, code: int) -> None:
        """Press and release a key."""
        text = {"text": "\r"} if key == "Enter" else {}
        shared = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **shared, **text)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **shared)

    def look(self, *, width: int, height: int, scheme: str = "light", scripts: bool = True) -> None:
        """Set the size of the window, the colour scheme, and whether scripts run."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", features=features)
        self.ask("Emulation.setScriptExecutionDisabled", value=not scripts)

    def photograph(self, path: Path) -> None:
        """Write what the window shows as a PNG."""
        shot = self.ask("Page.captureScreenshot", format="png")["data"]
        path.write_bytes(base64.b64decode(shot))

    def close(self) -> None:
        self._session = None
        self.ask("Browser.close")
        self._out.close()
        self._into.close()

    def _wait_for_load(self) -> None:
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self._read())

    def _read(self) -> dict[str, Any]:
        read = bytearray()
        while (byte := self._into.read(1)) != b"\0":
            assert byte, "the browser has ended"
            read += byte
        return json.loads(read)


class Shown:
    """A page that is written to a file and opened, at the width of a desktop."""

    ids_script = ""
    """An expression of JavaScript: the numbers of the rows shown."""

    def __init__(self, browser: Tab, folder: Path) -> None:
        self.browser = browser
        self.path = folder / "page.html"

    def open(self, fragment: str = "", *, width: int = 1280, height: int = 900, **how: Any) -> Self:
        self.browser.look(width=width, height=height, **how)
        self.browser.open(f"{self.path.as_uri()}{fragment}")
        return self

    def ids(self) -> list[Any]:
        """Return the rows that are shown."""
        return self.browser.run(self.ids_script)

    def choose(self, name: str, value: str) -> list[Any]:
        """Choose something in the form as a user does, and return the rows then shown."""
        field = f"document.getElementById('filters').elements.{name}"
        self.browser.run(
            f"(() => {{ const field = {field};"
            f" if (field.type === 'checkbox') field.click(); else field.value = {value!r};"
            " field.dispatchEvent(new Event('change', {bubbles: true})); })()"
        )
        return self.ids()

    def click(self, selector: str) -> list[Any]:
        """Click a button, let the page do what it does, and return the rows then shown."""
        button = f"document.querySelector({json.dumps(selector)})"
        self.browser.run(f"{button}.click(), new Promise((done) => setTimeout(done))")
        return self.ids()


@contextmanager
def tab(profile: Path) -> Iterator[Tab]:
    """Start a browser with a profile of its own, and end it."""
    assert PROGRAM
    theirs_in, out = os.pipe()
    into, theirs_out = os.pipe()

    browser = subprocess.Popen(
        [*START, str(theirs_in), str(theirs_out), PROGRAM, *FLAGS, f"--user-data-dir={profile}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=(theirs_in, theirs_out),
    )
    os.close(theirs_in)
    os.close(theirs_out)
    page = Tab(out, into)
    try:
        yield page
    finally:
        page.close()
        browser.wait()


def problems(browser: Tab) -> list[dict]:
    """What the page's console has, and errors of scripts."""
    bad = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
    return [event for event in browser.events if event["method"] in bad]


def requests(browser: Tab) -> set[str]:
    """The addresses that were asked for since the page was opened."""
    sent = (event for event in browser.events if event["method"] == "Network.requestWillBeSent")
    return {event["params"]["request"]["url"].partition("#")[0] for event in sent}
