"""The eight disciplines as people go through them at the page: each step is somebody's clicks, with what they then see."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.journeys.desk import Desk
from tests.journeys.test_eight_d import later, pass_days
from tests.models.eight_d import CAUSE, DONE, PLAN, PROBLEM, RESULT
from tests.stage import Stage

DESCRIBED = {
    "Where does it occur?": PROBLEM["where_found"], "Since when, and when?": PROBLEM["when_found"],
    "How many, how often?": PROBLEM["how_many"], "Where else does or could it occur?": PROBLEM["extent"],
    "Risk before": PROBLEM["risk_before"], "Role or discipline in the team": "Line 3",
}  # fmt: skip
PLANNED = {
    "Which actions were considered, and why these?": PLAN["actions_selected"],
    "Why do they harm nothing else?": PLAN["no_adverse_effect"], "What will be measured?": PLAN["ec_metric"],
    "Baseline": PLAN["ec_baseline"], "Target": PLAN["ec_target"],
    "Window in days": PLAN["ec_window_days"], "Sample": PLAN["ec_sample"],
}  # fmt: skip
PROVEN = {
    "What shows that the actions work?": DONE["validation"], "Documents changed": DONE["documents"], "FMEA": DONE["fmea"],
    "Control plan": DONE["control_plan"], "Training": DONE["training"], "Read across to similar ones": DONE["read_across"],
    "Risk register": DONE["risk_register"], "Change of the quality system": DONE["qms_change"],
}  # fmt: skip
SYSTEM = "What in our system allowed both?"
DAYS = int(PLAN["ec_window_days"])


def form_of(desk: Desk, card: Locator, label: str, title: str = "") -> Locator:
    desk.press(card, f"{label}…")
    form = desk.modal(title or label)
    expect(form).to_be_visible()
    return form


def at_quality(desk: Desk, name: str, number: str) -> Locator:
    """The record's card, as this person sees it in the channel."""
    desk.become(name)
    desk.channel("quality")
    return desk.card(number)


def in_the_messages(desk: Desk, name: str, words: str) -> Locator:
    desk.become(name)
    desk.app("Messages")
    return desk.log.locator("article", has_text=words).last


def raised(desk: Desk, number: str) -> str:
    """From its nonconformance, by whoever owns that."""
    card = at_quality(desk, "Quinn Adeyemi", number)
    form = form_of(desk, card, "Raise CAPA", "New corrective action")
    expect(desk.field(form, "Part or product")).to_have_value("HX-25")
    desk.look("capa-01-raise")
    desk.submit(form, "Propose")
    capa = f"CAPA{number[3:]}"
    desk.press(desk.card(capa), "I take it")
    expect(desk.card(capa)).to_contain_text("Owner: Quinn Adeyemi")
    desk.look("capa-02-raised")
    return capa


def accepted(desk: Desk, capa: str) -> None:
    form = form_of(desk, at_quality(desk, "Priya Raman", capa), "Accept")
    desk.look("capa-03-accept")
    desk.choose(form, "Severity", "Major")
    desk.submit(form, "Accept")
    expect(desk.card(capa)).to_contain_text("Severity: Major")


def described_and_contained(desk: Desk, capa: str) -> None:
    card = at_quality(desk, "Quinn Adeyemi", capa)
    form = form_of(desk, card, "Team and problem")
    desk.look("capa-04-team")
    desk.fill(form, DESCRIBED, {"Team member": "Mara Lindqvist"})
    desk.submit(form, "Save")
    form = form_of(desk, card, "Interim containment")
    desk.look("capa-05-contain")
    interim = {"Interim containment": "Sorting behind line 3", "When is it removed again?": later(30)}
    desk.fill(form, interim)
    desk.submit(form, "Save")
    expect(card).to_contain_text("Sorting behind line 3")
    desk.look("capa-06-contained")


def its_cause_is_found(desk: Desk, capa: str) -> None:
    """A cause that only blames somebody is refused, and the form keeps what was typed."""
    card = desk.card(capa)
    form = form_of(desk, card, "Root cause")
    said = {
        "Why did it happen?": "Operator error.", "Why was it not noticed?": CAUSE["cause_escape"],
        "What shows that this is the cause?": CAUSE["cause_evidence"],
    }  # fmt: skip
    by = {"By which method?": "5-why", "How was the cause verified?": "Reproduced: switched on and off"}
    desk.fill(form, said, by)
    desk.send(form, "Save")
    expect(form.get_by_role("alert")).to_contain_text("somebody made a mistake")
    desk.look("capa-07-blame")
    desk.fill(form, {"Why did it happen?": CAUSE["cause_occurrence"], SYSTEM: "No list of wear parts for chutes."})
    desk.submit(form, "Save")
    expect(card).to_contain_text("The chute's edge lost its felt")


def an_action_is_added(desk: Desk, capa: str) -> str:
    card = desk.card(capa)
    form = form_of(desk, card, "Add action", "New action item")
    desk.look("capa-08-action")
    task = {"What has to be done?": "Replace the felt by a roller", "Due": later(14)}
    people = {"Owner": "Mara Lindqvist", "Who verifies it?": "Priya Raman", "How strong is it?": "Eliminates the cause"}
    desk.fill(form, task, people)
    desk.submit(form, "Propose")
    expect(card).to_contain_text(f"Mara Lindqvist, due {later(14)}, proposed")
    desk.look("capa-09-planned")
    return f"ACT{capa[4:]}"


def the_plan_is_approved(desk: Desk, capa: str) -> None:
    form = form_of(desk, desk.card(capa), "Ask for approval")
    desk.look("capa-10-plan")
    desk.fill(form, PLANNED, {"Who checks the effectiveness?": "Priya Raman"})
    desk.submit(form, "Ask for approval")
    expect(desk.card(capa)).to_contain_text("waits for")
    for name in ("Priya Raman", "Tomasz Wrona"):
        desk.become(name)
        desk.app("Home")
        expect(desk.page.get_by_role("main")).to_contain_text(f"Plan of {capa}")
        desk.look(f"capa-11-home-{name.split()[0].lower()}")
        case = in_the_messages(desk, name, f"Plan of {capa}")
        expect(case).to_be_visible()
        desk.look(f"capa-12-{name.split()[0].lower()}")
        desk.press(case, "Approve")
        desk.press(desk.modal("Are you sure?"), "Yes")
        expect(case).to_contain_text(f"approved by {name}")


def the_action_is_done_and_verified(desk: Desk, capa: str, action: str) -> None:
    card = at_quality(desk, "Quinn Adeyemi", capa)
    desk.press(card, "Start implementation")
    expect(card).to_contain_text("implementation")
    item = at_quality(desk, "Mara Lindqvist", action)
    desk.look("capa-13-item")
    desk.press(item, "Accept")
    form = form_of(desk, item, "Done")
    desk.fill(form, {"What was done, and how is it shown?": "Roller fitted, photo 7"})
    desk.submit(form, "Done")
    item = at_quality(desk, "Priya Raman", action)
    form = form_of(desk, item, "Verify")
    desk.look("capa-14-verify")
    desk.fill(form, {"How was it verified?": "Seen on line 3"})
    desk.submit(form, "Verify")
    expect(item).to_contain_text("verified")
    desk.look("capa-15-verified")


def implemented_and_watched(desk: Desk, capa: str) -> None:
    card = at_quality(desk, "Quinn Adeyemi", capa)
    form = form_of(desk, card, "Implemented")
    desk.look("capa-16-implemented")
    desk.fill(form, PROVEN)
    desk.submit(form, "Implemented")
    card = at_quality(desk, "Priya Raman", capa)
    desk.press(card, "Start the watch")
    expect(card).to_contain_text("effectiveness watch")
    desk.look("capa-17-watched")
    desk.press(card, "Effective…")
    expect(desk.log).to_contain_text("The effectiveness check opens on")
    desk.look("capa-18-too-early")


def the_window_passes(desk: Desk, stage: Stage) -> None:
    """A night on the page “Clock”, hour by hour; the rest of it at once, because nothing more is told of it here."""
    desk.tab("Clock")
    desk.press(desk.page, "Tomorrow 08:00")
    expect(desk.page.get_by_text(re.compile(r"hours? (\d+ minutes? )?ahead of real time"))).to_be_visible()
    desk.look("capa-19-clock")
    pass_days(stage, DAYS)
    desk.tab("Workspace")


def effective_and_closed(desk: Desk, capa: str) -> None:
    card = at_quality(desk, "Priya Raman", capa)
    desk.look("capa-20-after-the-window")
    form = form_of(desk, card, "Effective")
    result = {
        "Result against the target": RESULT["ec_result"],
        "Is there a new adverse effect?": RESULT["ec_adverse"],
    }
    desk.fill(form, result)
    desk.look("capa-21-effective")
    desk.submit(form, "Effective")
    card = at_quality(desk, "Inês Carvalho", capa)
    form = form_of(desk, card, "Close")
    told = {"What can others learn from it?": "Look behind every chute.", "Thanks to the team": "Well done, line 3!"}
    desk.fill(form, told)
    desk.submit(form, "Close")
    expect(card).to_contain_text("closed")
    desk.look("capa-22-closed")
