"""Debian's Chromium for the tests that look at the page; one browser for all of them.

Whatever it says on its console is a failure: a policy violation, a missing file, an uncaught error.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, expect, sync_playwright

from tests import switches

CHROMIUM = Path("/usr/bin/chromium")
#: Longer than anything takes on a machine that is busy with other things.
PATIENCE_MS = 15_000
#: The pages behind the address bar, which each new window would load and nobody sees; and, because only the last of these switches
#: counts, what Playwright turns off itself and concerns a page on loopback.
NOT_WANTED = (
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose", "HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter",
    "PaintHolding", "ThirdPartyStoragePartitioning", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch",
)  # fmt: skip
ARGUMENTS = (
    f"--disable-features={','.join(NOT_WANTED)}",
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-gpu",
    "--js-flags=--no-opt",  # a page lives for seconds: what its scripts run does not pay for an optimising compiler
)


@contextmanager
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        switches.missing(f"Chromium is not installed ({CHROMIUM}; Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, headless=True)
        yield browser
        browser.close()


class Complaints:
    """What the browser complained of; a test that provokes something takes it out again."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def listen_to(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("response", self._response)
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.heard.append(message.text)

    def _failed(self, request: Request) -> None:
        """A request that a new page cut short is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"{request.failure} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self.heard.append(f"{response.status} {response.url}")
