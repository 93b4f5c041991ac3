"""Block Kit as the page draws it, and foreign text that stays text."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.sandbox.screen.conftest import Visitor
from tests.sandbox.screen.fakes.company import LAB, OSKAR
from tests.sandbox.screen.fakes.lab import HOSTILE
from tests.sandbox.screen.fakes.server import Sandbox


def lab(visit: Visitor) -> Locator:
    return visit(f"/?channel={LAB}").get_by_role("log")


def test_mrkdwn_is_read_as_slack_reads_it(visit: Visitor) -> None:
    text = lab(visit).locator(".block-section").first
    for tag, words in (("strong", "bold"), ("em", "italic"), ("s", "gone"), ("code", "code")):
        expect(text.locator(tag).first).to_have_text(words)
    expect(text).to_contain_text("snake_case_stays, 2*3*4")
    expect(text.locator("blockquote a")).to_have_attribute("href", "https://ravnholt.example/ncr")
    assert text.locator("ul li").count() == 2
    assert text.locator("ol li").count() == 2
    expect(text.locator("pre")).to_have_text('lot = "L26-4471"')
    expect(text.locator("time.date")).to_have_text("Wednesday, 25 November 2026 at 11:00")
    expect(text).to_contain_text("<b>not bold</b> &amp;")
    expect(text.get_by_text("@Oskar Lindqvist")).to_be_visible()


def test_foreign_text_is_inert_wherever_it_stands(visit: Visitor) -> None:
    log = lab(visit)
    assert log.get_by_text(HOSTILE).count() >= 3
    assert log.locator("script, img[src=x], [onerror]").count() == 0
    assert log.locator("a[href^=javascript]").count() == 0
    expect(log.get_by_text("bad link")).to_be_visible()
    expect(log.page).to_have_title("Workspace · Andon sandbox")


def test_what_the_page_does_not_know_is_shown_red_with_its_type(visit: Visitor) -> None:
    log = lab(visit)
    for text in ("Unknown block hologram", "Unknown block context_actions", "Unknown element lever"):
        expect(log.get_by_text(text)).to_be_visible()


def test_a_picture_from_elsewhere_is_named_and_not_fetched(visit: Visitor) -> None:
    expect(lab(visit).get_by_role("img", name="CT slice")).to_contain_text("on pictures.example, not loaded")


def test_every_choice_acts_with_the_value_of_the_contract(visit: Visitor, sandbox: Sandbox) -> None:
    log = lab(visit)
    page = log.page
    log.get_by_role("combobox", name="Disposition").click()
    page.get_by_role("option", name="Concession").click()
    log.get_by_role("combobox", name="Assign to").click()
    page.get_by_role("option", name="Oskar Lindqvist").click()
    log.locator("input[type=date]").fill("2026-12-01")
    log.locator("input[type=time]").fill("07:15")
    log.locator("input[type=datetime-local]").fill("2026-12-01T07:15")
    log.get_by_role("checkbox", name="Rework").check()
    log.get_by_role("checkbox", name="Scrap").check()
    log.get_by_role("radio", name="Rework").check()
    expect(log.get_by_role("radio", name="Rework")).to_be_checked()
    page.wait_for_function(
        "() => performance.getEntriesByType('resource')"
        ".filter((entry) => entry.name.endsWith('block_action')).length === 8"
    )
    acted = [(body["action_id"], body["value"]) for name, body in sandbox.workspace.gestures if name == "block_action"]
    expected = [
        ("a1", "concession"),
        ("a3", OSKAR),
        ("a5", "2026-12-01"),
        ("a6", "07:15"),
        ("a7", 1796105700),
        ("a8", ["rework"]),
        ("a8", ["rework", "scrap"]),
        ("a9", "rework"),
    ]
    assert sorted(acted, key=str) == sorted(expected, key=str), "the requests may overtake each other"
