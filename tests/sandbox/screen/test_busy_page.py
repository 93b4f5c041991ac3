"""The page while much happens at once: no letter, no click and no news is lost."""

from __future__ import annotations

import re

from playwright.sync_api import Route, expect

from tests.sandbox.screen.conftest import Visitor
from tests.sandbox.screen.fakes.company import ALERTS, LINE, OSKAR
from tests.sandbox.screen.fakes.conversation import CARD
from tests.sandbox.screen.fakes.server import Sandbox

SAY = "body => fetch('/sandbox/gestures/message', {method: 'POST', body: JSON.stringify(body)})"
NEXT_CHANGE = """() => {
    const source = new EventSource('/sandbox/changes');
    const heard = new Promise((resolve) => { source.onmessage = () => { source.close(); resolve(); }; });
    window.heard = heard;
    return new Promise((resolve) => { source.onopen = resolve; });
}"""
# A page's timers fire in the order in which they are due: after this one, the page's own of 40 ms has fired.
GATHERED = "() => new Promise((done) => setTimeout(done, 60)).then(() => fetch('/sandbox/problems'))"


def test_what_is_typed_before_the_messages_have_come_stands_in_the_composer(visit: Visitor) -> None:
    page = visit(f"/?channel={ALERTS}")
    held: list[Route] = []
    page.route(f"**/sandbox/messages*{LINE}*", lambda route: held.append(route))
    page.locator(f'.side-entry[href*="{LINE}"]').click()
    expect(page.get_by_role("heading", name="moulding-line-2")).to_be_visible()
    page.keyboard.type("bent again")
    expect(page.get_by_role("combobox", name=re.compile("^Message"))).to_have_value("bent again")
    for route in held:
        route.continue_()
    expect(page.locator("article").first).to_be_visible()


def test_an_answer_that_was_overtaken_does_not_hide_the_news(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    old = page.request.get(f"{sandbox.url}/sandbox/messages?as={OSKAR}&channel={ALERTS}")
    held: list[Route] = []
    page.route("**/sandbox/messages*", lambda route: held.append(route), times=1)
    for text in ("first", "second"):
        with page.expect_request("**/sandbox/messages*"):
            page.evaluate(SAY, {"as": OSKAR, "channel": ALERTS, "text": text})
    expect(page.locator("article").last).to_contain_text("second")
    with page.expect_response("**/sandbox/messages*"):
        held[0].fulfill(body=old.body())
    page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(page.locator("article").last).to_contain_text("second")


def test_a_click_is_not_swallowed_by_a_card_that_changes_under_it(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.evaluate(NEXT_CHANGE)
    page.get_by_role("button", name="Contain lot").hover()
    page.mouse.down()
    sandbox.workspace.find(ALERTS, CARD)["reply_count"] += 1
    page.evaluate(SAY, {"as": OSKAR, "channel": LINE, "text": "elsewhere"})
    page.evaluate("() => window.heard")
    page.evaluate(GATHERED)
    page.mouse.up()
    expect(page.locator("article", has_text="NCR-2026-0147 · Porosity")).to_contain_text("Contained")


def test_a_click_is_not_swallowed_by_an_answer_that_was_asked_for_before_it(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    held: list[Route] = []
    page.route(f"**/sandbox/messages*{ALERTS}*", lambda route: held.append(route), times=1)
    sandbox.workspace.find(ALERTS, CARD)["reply_count"] += 1
    with page.expect_request("**/sandbox/messages*"):
        page.evaluate(SAY, {"as": OSKAR, "channel": ALERTS, "text": "here"})
    page.get_by_role("button", name="Contain lot").hover()
    page.mouse.down()
    with page.expect_response("**/sandbox/messages*"):
        held[0].continue_()
    page.evaluate(GATHERED)
    page.mouse.up()
    expect(page.locator("article", has_text="NCR-2026-0147 · Porosity")).to_contain_text("Contained")
