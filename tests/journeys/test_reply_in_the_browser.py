"""Complaint → evaluation → reply drafted, approved by somebody else, mailed → closed: every step a click on the page."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.desk import Desk
from tests.journeys.test_in_the_browser import context, desk, page

__all__ = ["context", "desk", "page"]

SAID = "The gauge of pump P-40 sticks at 3 bar, serial 88-1204."
REPLY = """Dear Mr Castellani,

the gauge of your pump was bent in transport. A new one leaves our house tomorrow.

Kind regards
Delphine Roche"""


def test_a_complaint_by_phone_is_answered_and_closed(desk: Desk) -> None:
    number = the_complaint_is_recorded(desk)
    quality_evaluates_it(desk, number)
    delphine_drafts_a_reply(desk, number)
    priya_approves_it_in_her_messages(desk, number)
    delphine_sends_it(desk, number)
    the_customer_reads_it(desk, number)
    ines_closes_it(desk, number)


def the_complaint_is_recorded(desk: Desk) -> str:
    desk.become("Delphine Roche")
    desk.channel("quality")
    desk.say(f"/complaint {SAID}")
    form = desk.modal("New complaint")
    who = {"Complainant": "Bruno Castellani", "Complainant's e-mail": "b.castellani@castelmar.example"}
    desk.fill(form, {**who, "Customer": "Castelmar Veicoli S.p.A.", "Product or part": "P-40"})
    desk.look("reply-1-form")
    desk.submit(form, "Register")
    return desk.number_of("The gauge of pump")


def quality_evaluates_it(desk: Desk, number: str) -> None:
    desk.become("Quinn Adeyemi")
    desk.channel("quality")
    card = desk.card(number)
    desk.press(card, "I take it")
    expect(card).to_contain_text("Owner: Quinn Adeyemi")
    desk.press(card, "Evaluate…")
    form = desk.modal("Evaluate")
    chosen = {"Severity": "Minor", "Was or could anybody be harmed?": "No"}
    desk.fill(form, {"Evaluation": "A complaint about the gauge; no pressure above the limit."}, chosen)
    desk.submit(form, "Evaluate")
    expect(card).to_contain_text("evaluating")
    desk.press(card, "Investigate")
    expect(card).to_contain_text("investigating")


def delphine_drafts_a_reply(desk: Desk, number: str) -> None:
    desk.become("Delphine Roche")
    desk.channel("quality")
    card = desk.card(number)
    desk.press(card, "Draft reply…")
    form = desk.modal("Draft reply")
    desk.fill(form, {"What was found?": "Gauge bent in transport.", "Reply to the customer": REPLY})
    desk.look("reply-2-draft")
    desk.submit(form, "Ask for approval")
    expect(card).to_contain_text("waits for")
    desk.look("reply-3-waits")


def priya_approves_it_in_her_messages(desk: Desk, number: str) -> None:
    desk.become("Priya Raman")
    desk.app("Messages")
    card = desk.log.locator("article", has_text=f"Reply to the customer for {number}").last
    expect(card).to_contain_text("A new one leaves our house tomorrow.")
    desk.look("reply-4-approve")
    desk.press(card, "Approve")
    desk.press(desk.modal("Are you sure?"), "Yes")
    expect(card).to_contain_text("approved by Priya Raman")
    desk.look("reply-5-approved")


def delphine_sends_it(desk: Desk, number: str) -> None:
    desk.become("Delphine Roche")
    desk.channel("quality")
    card = desk.card(number)
    expect(card).to_contain_text("response approved")
    desk.press(card, "Send reply")
    desk.press(desk.modal("Are you sure?"), "Yes")
    expect(card).to_contain_text("sent (to b.castellani@castelmar.example)")
    desk.look("reply-6-sent")


def the_customer_reads_it(desk: Desk, number: str) -> None:
    page = desk.page
    desk.tab("Mail")
    page.get_by_role("link", name=re.compile("castellani")).click()
    page.get_by_role("button", name=re.compile(re.escape(number))).click()
    expect(page.get_by_role("main")).to_contain_text("A new one leaves our house tomorrow.")
    desk.look("reply-7-mail")


def ines_closes_it(desk: Desk, number: str) -> None:
    desk.tab("Workspace")
    desk.become("Inês Carvalho")
    desk.channel("quality")
    card = desk.card(number)
    desk.press(card, "Close…")
    form = desk.modal("Close")
    desk.fill(form, {"Why is no NCR needed?": "Damage in transport; the carrier pays."})
    desk.submit(form, "Close")
    expect(card).to_contain_text("closed")
    desk.look("reply-8-closed")
