"""One stand-in for the whole folder; each test gets a fresh company and a fresh page in the tests' one browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import Complaints
from tests.sandbox.screen.fakes.server import Sandbox, running


@pytest.fixture(scope="session")
def one_sandbox() -> Iterator[Sandbox]:
    with running() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(one_sandbox: Sandbox) -> Sandbox:
    one_sandbox.reset()
    return one_sandbox


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
    complaints.listen_to(page)
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
