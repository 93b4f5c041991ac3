"""Complaint → NCR with its board → carried out: every step a click on the page."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.desk import Desk
from tests.journeys.test_in_the_browser import desk, page

__all__ = ["desk", "page"]

SAID = "20 of 500 covers C-300 from lot C-12 are porous at the flange."


def test_a_complaint_becomes_an_ncr_that_its_board_decides(desk: Desk) -> None:
    complaint = a_complaint(desk)
    number = an_ncr_of_it(desk, complaint)
    quinn_contains_it(desk, number)
    two_dispositions(desk, number)
    the_board_is_asked(desk, number)
    the_board_decides(desk, number)
    everything_is_carried_out(desk, number)


def a_complaint(desk: Desk) -> str:
    desk.become("Delphine Roche")
    desk.channel("quality")
    desk.say(f"/complaint {SAID}")
    form = desk.modal("New complaint")
    desk.fill(form, {"Complainant": "Bruno Castellani", "Complainant's e-mail": "b.castellani@castelmar.example"})
    desk.submit(form, "Register")
    return desk.number_of("porous at the flange")


def an_ncr_of_it(desk: Desk, complaint: str) -> str:
    desk.become("Mara Lindqvist")
    desk.channel("quality")
    desk.press(desk.card(complaint), "Raise NCR…")
    form = desk.modal("New nonconformance")
    desk.fill(form, {"Part or process": "C-300", "How many?": "20 of 500", "Lot or serial number": "C-12"})
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
    desk.fill(form, {"Containment": "Lot C-12 blocked here and at Castelmar.", "Pieces in stock": "480"})
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
    desk.fill(form, {"Pieces": "15", "Why this disposition?": "Porous through the wall."}, {"Disposition": "Scrap"})
    desk.look("board-2-line")
    desk.submit(form, "Save")
    expect(card).to_contain_text("5 of 20 pieces have no disposition")
    desk.look("board-3-remainder")
    desk.menu(card, "Add disposition…")
    form = desk.modal("Add disposition")
    why = {"Why this disposition?": "Pores outside the sealing face.", "Instruction": "WI-31, sealed, leak test 100 %"}
    desk.fill(form, why, {"Disposition": "Repair"})
    desk.submit(form, "Save")
    expect(card).to_contain_text("5 × repair")


def the_board_is_asked(desk: Desk, number: str) -> None:
    card = desk.card(number)
    desk.press(card, "Review board…")
    form = desk.modal("Review board")
    ask = {"Requirement that is not met": "Drawing C-300, porosity class D2"}
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
        ("2. 5 × repair", "Sealed by WI-31, leak test passed.", {"Re-inspection": "Passed"}),
    ):
        desk.press(card, "Carried out…")
        form = desk.modal("Carried out")
        chosen = {"Which disposition?": line, **done} if line.startswith("1") else done
        desk.fill(form, {"What was done, and how is it shown?": evidence}, chosen)
        desk.submit(form, "Save")
    expect(card).to_contain_text("executed")
    desk.look("board-8-executed")
