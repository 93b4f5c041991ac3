"""The first loop as people do it: every step is a click or a key on the sandbox's page, in a real browser."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from bot.sandbox.photograph import scratched_housing
from tests.chromium import PATIENCE_MS, Complaints
from tests.journeys.desk import Desk
from tests.stage import Stage
from tests.switches import PICTURE

CMP, NCR = "CMP-2026-0001", "NCR-2026-0001"
SUBJECT = "Scratched pump housings, delivery 48812"
COMPLAINT = """Good afternoon Delphine,

12 of 400 housings H-200 from lot L-4711 arrived scratched on the sealing face.
See the photo. We cannot use them.

Elin Sandström
Norrby Pumps AB"""


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One for a module: the browser then keeps the scripts. What a page remembers is forgotten after each test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, stage: Stage) -> Iterator[Page]:
    """A page whose console stays silent, on a sandbox that finds nothing wrong with what Andon does."""
    complaints = Complaints()
    page = context.new_page()
    complaints.listen_to(page)
    yield page
    expect(page.get_by_role("region", name="Problems of the sandbox")).to_be_hidden()
    page.evaluate("localStorage.clear()")
    page.close()
    assert complaints.heard == []
    assert stage.driver.problems() == []


@pytest.fixture
def desk(page: Page, stage: Stage) -> Desk:
    desk = Desk(page, stage.sandbox.base_url.rstrip("/"))
    desk.open()
    return desk


def test_a_complaint_is_forwarded_becomes_an_ncr_and_is_closed(desk: Desk) -> None:
    the_customer_writes(desk)
    delphine_forwards_it(desk)
    quinn_raises_an_ncr(desk)
    it_is_taken_contained_and_dispositioned(desk)
    the_quality_manager_closes_it(desk)
    everybody_finds_it_where_they_look(desk)


def the_customer_writes(desk: Desk) -> None:
    desk.tab("Mail")
    desk.press(desk.page, "Write as…")
    letter = desk.modal("Write as…")
    sender, receiver = (
        "Elin Sandström <elin.sandstrom@norrby.example>",
        "Delphine Roche <delphine.roche@falkenau.example>",
    )
    desk.fill(letter, {"From": sender, "To": receiver, "Subject": SUBJECT, "Text": COMPLAINT})
    letter.get_by_label("Files to attach").set_input_files(sealing_face())
    desk.submit(letter, "Send")


def sealing_face() -> FilePayload:
    return {"name": "sealing-face.png", "mimeType": "image/png", "buffer": scratched_housing()}


def delphine_forwards_it(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("link", name=re.compile("delphine.roche")).click()
    page.get_by_role("button", name=re.compile(SUBJECT)).click()
    expect(page.get_by_role("list", name="Attachments")).to_contain_text("sealing-face.png")
    desk.press(page, "Forward")
    letter = desk.modal("Forward as…")
    expect(desk.field(letter, "From")).to_have_value(re.compile("^Delphine Roche"))
    expect(desk.field(letter, "To")).to_have_value("complaints@falkenau.example")
    desk.field(letter, "Forward").select_option("Gmail style")
    desk.fill(letter, {"Text": "Please register this, thanks!"})
    desk.submit(letter, "Send")


def quinn_raises_an_ncr(desk: Desk) -> None:
    desk.tab("Workspace")
    desk.become("Quinn Adeyemi")
    desk.channel("quality")
    card = desk.card(CMP)
    expect(card).to_contain_text("elin.sandstrom@norrby.example")
    photo = card.get_by_role("img", name="sealing-face.png")
    expect(photo).to_be_visible()
    desk.page.wait_for_function("img => img.complete && img.naturalWidth === 560", arg=photo.element_handle())
    desk.press(card, "Raise NCR…")
    form = desk.modal("New nonconformance")
    expect(desk.field(form, "What is wrong?")).to_have_value(re.compile("12 of 400 housings"))
    desk.fill(form, {"Part or process": "", "How many?": "12 of 400", "Lot or serial number": "L-4711"})
    desk.send(form, "Report")
    expect(form.get_by_role("alert")).to_have_count(1)
    expect(desk.field(form, "Part or process")).to_be_focused()
    desk.type("Housing H-200", "Enter")
    expect(form).to_be_hidden()


def it_is_taken_contained_and_dispositioned(desk: Desk) -> None:
    card = desk.card(NCR)
    expect(card).to_contain_text(f"caused by {CMP}")
    expect(card.get_by_role("img", name="sealing-face.png")).to_be_visible()
    expect(
        card.get_by_role("button", name="1 reply")
    ).to_be_visible()  # now the card stands still, and so does its menu
    desk.press(card, "I take it")
    expect(card).to_contain_text("Owner: Quinn Adeyemi")
    desk.become("Priya Raman")
    desk.press(card, "Contain…")
    form = desk.modal("Contain")
    desk.fill(form, {"Containment": "388 pieces blocked in stock and sorted."}, {"Was any of it shipped?": "Yes"})
    desk.send(form, "Contain")
    expect(form.get_by_role("alert")).to_contain_text("customer is informed")
    desk.fill(form, {"Informing the customer": "Norrby knows: they found it."})
    desk.submit(form, "Contain")
    expect(card).to_contain_text("388 pieces blocked")
    desk.press(card, "Disposition…")
    form = desk.modal("Disposition")
    expect(desk.field(form, "Pieces affected")).to_have_value("12")
    decided = {"Severity": "Minor", "Disposition": "Scrap"}
    desk.fill(form, {"Why this disposition?": "The sealing face cannot be cleaned up within drawing limits."}, decided)
    desk.submit(form, "Disposition")
    expect(card).to_contain_text("dispositioned")


def the_quality_manager_closes_it(desk: Desk) -> None:
    card = desk.card(NCR)
    desk.press(card, "Carried out…")
    form = desk.modal("Carried out")
    done = {"What was done, and how is it shown?": "12 pieces scrapped, note S-88."}
    desk.fill(form, done, {"Were scrapped parts made unusable?": "Yes"})
    desk.submit(form, "Save")
    expect(card).to_contain_text("carried out")
    desk.become("Inês Carvalho")
    desk.press(card, "Close…")
    form = desk.modal("Close")
    no_capa = {"Is a corrective action (CAPA) needed?": "No"}
    desk.fill(
        form,
        {
            "Why is a CAPA needed, or not?": "One cart tipped over; racking is checked.",
            "Why are there no costs?": "Below 50 EUR",
        },
        no_capa,
    )
    desk.submit(form, "Close")
    expect(card).to_contain_text("closed")
    for label in ("Contain…", "Disposition…", "Record execution…", "Close…"):
        expect(card.get_by_role("button", name=label)).to_have_count(0)


def everybody_finds_it_where_they_look(desk: Desk) -> None:
    page = desk.page
    desk.card(NCR).get_by_role("button", name=re.compile("replies")).click()
    thread = page.get_by_role("complementary", name="Thread")
    for who in ("Quinn Adeyemi", "Priya Raman", "Inês Carvalho"):
        expect(thread.get_by_text(re.compile(f"^{who} ")).first).to_be_visible()
    desk.become("Delphine Roche")
    desk.app("Messages")
    expect(desk.log).to_contain_text(f"registered as {CMP}")
    desk.app("Home")
    expect(page.get_by_role("main")).to_contain_text("Good to see you, Delphine")


def test_a_command_is_completed_and_answered_without_the_mouse(desk: Desk) -> None:
    desk.become("Mara Lindqvist")
    desk.channel("quality")
    desk.type("/nc", "Tab", "3 of 80 brackets bent, lot B-77", "Enter")
    form = desk.modal("New nonconformance")
    expect(desk.field(form, "How many?")).to_have_value("3 of 80")
    expect(desk.field(form, "Lot or serial number")).to_have_value("B-77")
    desk.type("Tab", "BR-7", "Tab", "Line 3", "Enter")
    expect(form).to_be_hidden()
    number = desk.number_of("brackets bent")
    desk.type("/q")
    expect(desk.page.get_by_role("option", name=re.compile("^.qa mine"))).to_be_visible()
    desk.type("Tab", f"why {number}", "Enter")
    answer = desk.log.locator("article", has_text="Only visible to you")
    expect(answer).to_contain_text(f"{number}")
    expect(answer).to_contain_text("The form still asks for: Containment")
    expect(answer).to_contain_text("Quinn Adeyemi")


def test_a_message_of_the_line_becomes_an_ncr_by_its_menu(desk: Desk) -> None:
    page = desk.page
    desk.become("Mara Lindqvist")
    desk.channel("line-3")
    page.get_by_label("Files to attach").set_input_files({**sealing_face(), "name": "cover.png"})
    desk.type("5 of 80 covers scratched at line 3, lot C-12")
    desk.press(page, "Send")
    said = desk.log.locator("article", has_text="5 of 80 covers")
    said.hover()
    desk.press(said, "More message actions")
    page.get_by_role("menuitem", name=re.compile("nonconformance|NCR")).click()
    form = desk.modal("New nonconformance")
    expect(desk.field(form, "What is wrong?")).to_have_value(re.compile("5 of 80 covers"))
    desk.fill(form, {"Part or process": "C-300", "Where was it found?": "Line 3"})
    desk.submit(form, "Report")
    desk.channel("quality")
    card = desk.card(desk.number_of("5 of 80 covers"))
    expect(card.get_by_role("img", name="cover.png")).to_be_visible()


def test_a_stranger_is_refused_in_words_and_opens_nothing(desk: Desk) -> None:
    desk.become("Vincent Gast")
    desk.channel("line-3")
    desk.type("/ncr something is bent", "Enter")
    expect(desk.log.locator("article", has_text="Only visible to you")).to_contain_text("does not know you yet")
    expect(desk.page.get_by_role("dialog")).to_have_count(0)
    desk.app("Home")
    expect(desk.page.get_by_role("main")).to_contain_text("Andon does not know you yet")


def test_the_clock_is_moved_by_a_shift_and_andon_lives_on(desk: Desk) -> None:
    desk.become("Mara Lindqvist")
    desk.tab("Clock")
    desk.press(desk.page, "+8 hours")
    expect(desk.page.get_by_text("8 hours ahead of real time")).to_be_visible()
    desk.tab("Workspace")
    desk.channel("quality")
    desk.type("/qa mine", "Enter")
    expect(desk.log.locator("article", has_text="Only visible to you").last).to_be_visible()


SHORT = "12 of 400 housings H-200, lot L-4711, arrived scratched on the sealing face. We cannot use them."
FORWARDED = f"""Please register this.

---------- Forwarded message ---------
From: Elin Sandström <elin.sandstrom@norrby.example>
Date: Fri, 20 Nov 2026 at 16:47
Subject: {SUBJECT}
To: Delphine Roche <delphine.roche@falkenau.example>


{SHORT}
"""


@pytest.mark.skipif(not PICTURE, reason="draws the README's picture where ANDON_PICTURE names a file")
def test_the_picture_of_the_page(fresh_stage: Stage, browser: Browser) -> None:
    """#quality with a complaint and its photo; beside it the thread of the NCR that came of it."""
    photo = base64.b64encode(scratched_housing()).decode()
    attached = [{"name": "sealing-face.png", "type": "image/png", "base64": photo}]
    fresh_stage.mail("delphine", f"Fwd: {SUBJECT}", FORWARDED, attachments=attached)
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB", reduced_motion="reduce")
    desk = Desk(page, fresh_stage.sandbox.base_url.rstrip("/"))
    desk.open()
    quinn_raises_an_ncr(desk)
    it_is_taken_contained_and_dispositioned(desk)
    desk.become("Inês Carvalho")
    desk.card(NCR).get_by_role("button", name=re.compile("replies")).click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_text(re.compile("^Priya Raman ")).last).to_be_visible()
    thread.get_by_text(NCR).first.scroll_into_view_if_needed()
    desk.card(CMP).evaluate("card => card.scrollIntoView()")
    page.mouse.move(1270, 20)
    page.screenshot(path=PICTURE)
    page.close()
