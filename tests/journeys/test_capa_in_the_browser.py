"""Complaint → NCR with its board → CAPA, planned, carried out, proven, closed: every step a click on the page."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys import disciplines as eight
from tests.journeys.desk import Desk
from tests.journeys.test_in_the_browser import context, desk, page
from tests.stage import Stage

__all__ = ["context", "desk", "page"]

SAID = "20 of 500 housings HX-25 from lot L-71 are scratched on the sealing face."


def test_a_complaint_leads_to_a_corrective_action_that_is_proven_and_closed(desk: Desk, stage: Stage) -> None:
    complaint = a_complaint(desk)
    number = an_ncr_of_it(desk, complaint)
    quinn_contains_it(desk, number)
    two_dispositions(desk, number)
    the_board_is_asked(desk, number)
    the_board_decides(desk, number)
    everything_is_carried_out(desk, number)
    capa = eight.raised(desk, number)
    eight.accepted(desk, capa)
    eight.described_and_contained(desk, capa)
    eight.its_cause_is_found(desk, capa)
    action = eight.an_action_is_added(desk, capa)
    eight.the_plan_is_approved(desk, capa)
    eight.the_action_is_done_and_verified(desk, capa, action)
    eight.implemented_and_watched(desk, capa)
    eight.the_window_passes(desk, stage)
    eight.effective_and_closed(desk, capa)
    the_nonconformance_is_closed(desk, number)
    its_papers_stand_in_the_threads(desk, number, capa)


def a_complaint(desk: Desk) -> str:
    desk.become("Delphine Roche")
    desk.channel("quality")
    desk.say(f"/complaint {SAID}")
    form = desk.modal("New complaint")
    desk.fill(form, {"Complainant": "Elin Sandström", "Complainant's e-mail": "elin.sandstrom@norrby.example"})
    desk.submit(form, "Register")
    return desk.number_of("scratched on the sealing face")


def an_ncr_of_it(desk: Desk, complaint: str) -> str:
    desk.become("Mara Lindqvist")
    desk.channel("quality")
    desk.press(desk.card(complaint), "Raise NCR…")
    form = desk.modal("New nonconformance")
    desk.fill(form, {"Part or process": "HX-25", "How many?": "20 of 500", "Lot or serial number": "L-71"})
    desk.submit(form, "Report")
    expect(desk.log).to_contain_text("Reported by Mara Lindqvist")
    return f"NCR{complaint[3:]}"


def quinn_contains_it(desk: Desk, number: str) -> None:
    desk.become("Quinn Adeyemi")
    desk.channel("quality")
    card = desk.card(number)
    desk.press(card, "I take it")
    expect(card).to_contain_text("Owner: Quinn Adeyemi")
    desk.press(card, "Contain…")
    form = desk.modal("Contain")
    desk.fill(form, {"Containment": "Lot L-71 blocked here and at Norrby.", "Pieces in stock": "480"})
    told = {"Informing the customer": "They found it; told to block the rest."}
    desk.fill(form, told, {"Was any of it shipped?": "Yes"})
    desk.submit(form, "Contain")
    expect(card).to_contain_text("contained")
    desk.look("board-1-contained")


def two_dispositions(desk: Desk, number: str) -> None:
    card = desk.card(number)
    desk.menu(card, "Add disposition…")
    form = desk.modal("Add disposition")
    expect(desk.field(form, "Pieces")).to_have_value("20")
    desk.fill(form, {"Pieces": "15", "Why this disposition?": "Deeper than 0.2 mm."}, {"Disposition": "Scrap"})
    desk.look("board-2-line")
    desk.submit(form, "Save")
    expect(card).to_contain_text("5 of 20 pieces have no disposition")
    desk.look("board-3-remainder")
    desk.menu(card, "Add disposition…")
    form = desk.modal("Add disposition")
    why = {"Why this disposition?": "Flat enough to be lapped.", "Instruction": "WI-31, lapped, leak test 100 %"}
    desk.fill(form, why, {"Disposition": "Repair"})
    desk.submit(form, "Save")
    expect(card).to_contain_text("5 × repair")


def the_board_is_asked(desk: Desk, number: str) -> None:
    card = desk.card(number)
    desk.press(card, "Review board…")
    form = desk.modal("Review board")
    ask = {"Requirement that is not met": "Drawing HX-25, sealing face Rz 6.3"}
    authorization = "Does drawing or contract ask for the customer's authorization?"
    desk.fill(form, ask, {"Severity": "Major", authorization: "No"})
    desk.look("board-4-ask")
    desk.submit(form, "Review board")
    expect(card).to_contain_text("waits for Oskar Nyman")
    desk.look("board-5-asked")


def the_board_decides(desk: Desk, number: str) -> None:
    for name in ("Oskar Nyman", "Tomasz Wrona", "Priya Raman"):
        desk.become(name)
        desk.app("Messages")
        case = desk.log.locator("article", has_text=f"Disposition of {number}").last
        desk.look(f"board-6-{name.split()[0].lower()}")
        desk.press(case, "Approve")
        desk.press(desk.modal("Are you sure?"), "Yes")
        expect(case).to_contain_text(f"approved by {name}")
    desk.look("board-7-decided")


def everything_is_carried_out(desk: Desk, number: str) -> None:
    desk.become("Quinn Adeyemi")
    desk.channel("quality")
    card = desk.card(number)
    expect(card).to_contain_text("dispositioned")
    for line, evidence, done in (
        ("1. 15 × scrap", "Crushed, note S-91.", {"Were scrapped parts made unusable?": "Yes"}),
        ("2. 5 × repair", "Lapped by WI-31, leak test passed.", {"Re-inspection": "Passed"}),
    ):
        desk.press(card, "Carried out…")
        form = desk.modal("Carried out")
        chosen = {"Which disposition?": line, **done} if line.startswith("1") else done
        desk.fill(form, {"What was done, and how is it shown?": evidence}, chosen)
        desk.submit(form, "Save")
        expect(card).to_contain_text(re.compile(f"{line[3:]}: .* – carried out"))
    expect(card).to_contain_text("executed")
    desk.look("board-8-executed")


def the_nonconformance_is_closed(desk: Desk, number: str) -> None:
    """By somebody who neither owns it nor carried it out."""
    card = desk.card(number)
    desk.press(card, "Close…")
    form = desk.modal("Close")
    desk.look("ncr-1-close")
    why = {"Why is a CAPA needed, or not?": "Twice this year.", "Why are there no costs?": "Below 50 EUR"}
    desk.fill(form, why, {"Is a corrective action (CAPA) needed?": "Yes"})
    desk.submit(form, "Close")
    expect(card).to_contain_text("closed")
    desk.look("ncr-2-closed")


def its_papers_stand_in_the_threads(desk: Desk, *numbers: str) -> None:
    for number in numbers:
        desk.say(f"/qa print {number}")
        desk.card(number).get_by_role("button", name=re.compile("replies")).click()
        thread = desk.page.get_by_role("complementary", name="Thread")
        paper = thread.get_by_role("link", name=re.compile(rf"{number}.*pdf"))
        expect(paper).to_be_visible()
        desk.look(f"paper-{number}")
        desk.keep(paper, f"{number}.pdf")
