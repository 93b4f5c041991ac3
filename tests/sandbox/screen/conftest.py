"""One browser and one stand-in for the whole folder; each test gets a fresh company and a fresh page.

Whatever the browser says on its console is a failure: a policy violation, a missing file, an uncaught error.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tests.sandbox.screen.fakes.server import Sandbox, running

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS, headless=True)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def one_sandbox() -> Iterator[Sandbox]:
    with running() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(one_sandbox: Sandbox) -> Sandbox:
    one_sandbox.reset()
    return one_sandbox


class Complaints:
    """What the browser complained of; a test that provokes something takes it out again."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.heard.append(message.text)

    def failed(self, request: Request) -> None:
        """A request that a new page cut short is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"{request.failure} {request.url}")

    def response(self, response: Response) -> None:
        if response.status >= 400:
            self.heard.append(f"{response.status} {response.url}")


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One for all tests: the browser then keeps the scripts, and a visit takes a blink."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(8_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints) -> Iterator[Page]:
    page = context.new_page()
    page.on("console", complaints.console)
    page.on("response", complaints.response)
    page.on("pageerror", lambda error: complaints.heard.append(str(error)))
    page.on("requestfailed", complaints.failed)
    yield page
    page.evaluate("localStorage.clear()")
    page.close()
    assert complaints.heard == []


class Visitor:
    """Opens a tab and waits until it says that it is ready."""

    def __init__(self, page: Page, sandbox: Sandbox) -> None:
        self._page, self._sandbox = page, sandbox

    def __call__(self, path: str = "/") -> Page:
        self._page.goto(self._sandbox.url + path)
        self._page.wait_for_selector("html[data-ready]")
        return self._page


@pytest.fixture
def visit(page: Page, sandbox: Sandbox) -> Visitor:
    return Visitor(page, sandbox)
