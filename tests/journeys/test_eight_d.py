"""From a nonconformance to a corrective action that is proven and closed, over the wire, on a clock that is moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.sandbox.slack.driver import Json, Person
from models.kernel.clock import MovableClock
from tests.journeys.test_board import asked, choose
from tests.journeys.test_gestures import card_of, report
from tests.models.eight_d import CAUSE, DONE, PLAN, PROBLEM, RESULT
from tests.stage import Stage

CAPA = "CAPA-2026-0001"
ACTION = "ACT-2026-0001"


def later(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def fill(person: Person, number: str, label: str, values: dict[str, object], containing: str = "") -> None:
    """A button of the card, and its form."""
    person.click(card_of(person, number, containing), f"{label}…")
    answer = person.submit(person.wait_for_view(label), values)
    assert answer["ok"], answer


def pass_days(stage: Stage, days: int) -> None:
    """At once: what ticks meanwhile is no matter of this story."""
    assert stage.database is not None
    assert isinstance(stage.database.clock, MovableClock)
    stage.database.clock.advance(timedelta(days=days))


def raised_and_described(stage: Stage) -> Person:
    """Raised from Mara's report, owned by Quinn, its problem described and contained."""
    quinn, priya = stage.person("quinn"), stage.person("priya")
    number = report(stage.person("mara"), "Sealing faces scratched", part="HX-20")
    choose(quinn, card_of(quinn, number), "Raise CAPA…")
    form = quinn.wait_for_view("New corrective action")
    assert "'initial_value': 'HX-20'" in str(form["blocks"])
    assert quinn.submit(form, {"severity": "major"})["ok"]
    assert "caused by this" in str(card_of(quinn, number, CAPA))
    quinn.click(card_of(quinn, CAPA), "I take it")
    fill(priya, CAPA, "Accept", {}, "Owner: Quinn")
    member = {"person_id": stage.person("mara").id, "discipline": "Line 3"}
    fill(quinn, CAPA, "Team and problem", {**PROBLEM, **member}, "accepted")
    fill(
        quinn,
        CAPA,
        "Interim containment",
        {"containment": "Sorting", "containment_removal": later(30)},
        "Mara Lindqvist",
    )
    card_of(quinn, CAPA, "root cause")
    return quinn


def the_cause_is_found(quinn: Person) -> None:
    quinn.click(card_of(quinn, CAPA, "root cause"), "Root cause…")
    view = quinn.wait_for_view("Root cause")
    quinn.submit(view, {**CAUSE, "cause_occurrence": "Operator error."})
    assert "somebody made a mistake" in quinn.view()["errors"]["cause_system"]
    assert quinn.submit(quinn.view(), {"cause_system": "The fixture takes the housing in both directions."})["ok"]


def the_plan_is_approved(stage: Stage, quinn: Person) -> None:
    """One action for Mara; the supervisor and the other quality engineer agree."""
    action = {
        "task": "Replace the felt by a roller", "owner": stage.person("mara").id, "strength": "eliminate",
        "due_original": later(14), "verifier_id": stage.person("priya").id,
    }  # fmt: skip
    card = card_of(quinn, CAPA, "'plan'")
    quinn.click(card, "Add action…")
    assert quinn.submit(quinn.wait_for_view("New action item"), action)["ok"]
    stage.person("mara").wait_for_message("app", "assigned it to Mara")
    planned = card_of(quinn, CAPA, ACTION)
    assert f"due {later(14)}, proposed" in str(planned["blocks"])
    fill(quinn, CAPA, "Ask for approval", {**PLAN, "verifier_id": stage.person("priya").id}, ACTION)
    for name in ("priya", "tomasz"):
        person = stage.person(name)
        case = asked(person, CAPA)
        assert "Replace the felt by a roller" in str(case["blocks"])
        person.click(case, "Approve")
    card_of(quinn, CAPA, "'plan approved'")


def it_is_implemented(stage: Stage, quinn: Person) -> None:
    mara, priya = stage.person("mara"), stage.person("priya")
    quinn.click(card_of(quinn, CAPA, "plan approved"), "Start implementation")
    card_of(quinn, CAPA, "'implementation'")
    mara.click(card_of(mara, ACTION), "Accept")
    fill(mara, ACTION, "Done", {"evidence": "Roller fitted, photo 7"}, "'accepted'")
    priya.wait_for_message("app", "you verify it")
    fill(priya, ACTION, "Verify", {"verification": "Seen on line 3"}, "'done'")
    card_of(quinn, CAPA, f"due {later(14)}, verified")
    fill(quinn, CAPA, "Implemented", {**DONE}, "'implementation'")
    priya.click(card_of(priya, CAPA, "'implemented'"), "Start the watch")
    assert "Effectiveness check" in str(card_of(quinn, CAPA, "effectiveness watch"))


def test_a_corrective_action_is_raised_planned_carried_out_proven_and_closed(fresh_stage: Stage) -> None:
    stage = fresh_stage
    quinn = raised_and_described(stage)
    the_cause_is_found(quinn)
    the_plan_is_approved(stage, quinn)
    it_is_implemented(stage, quinn)

    priya, ines = stage.person("priya"), stage.person("ines")
    priya.click(card_of(priya, CAPA), "Effective…")
    assert priya.wait_for_message("#quality", "The effectiveness check opens on")["ephemeral"]
    pass_days(stage, 60)
    again = report(stage.person("mara"), "Scratched again", part="hx-20")
    priya.click(card_of(priya, CAPA), "Effective…")
    priya.submit(priya.wait_for_view("Effective"), RESULT)
    assert again in priya.view()["errors"]["ec_recurrence"]
    assert priya.submit(priya.view(), {"ec_recurrence": "By the forklift: another place on the face."})["ok"]
    fill(ines, CAPA, "Close", {"lessons": "Look behind every chute.", "thanks": "Well done!"}, "'effective'")
    closed = card_of(ines, CAPA, "'closed'")
    assert again in str(closed["blocks"]), "what came up again stays with the check"
    assert stage.driver.problems() == []


def test_more_time_is_asked_for_and_granted_by_the_supervisor(stage: Stage) -> None:
    quinn, mara, tomasz = (stage.person(name) for name in ("quinn", "mara", "tomasz"))
    number = report(mara, "needs more time")
    choose(quinn, card_of(quinn, number), "Add action…")
    action = {"task": "Sort the stock", "owner": mara.id, "due_original": later(3)}
    assert quinn.submit(quinn.wait_for_view("New action item"), action)["ok"]
    item = newest(mara)
    choose(mara, card_of(mara, item), "Need more time…")
    assert mara.submit(mara.wait_for_view("Need more time"), {"until": later(9), "reason": "The scale is broken"})["ok"]
    case: Json = asked(tomasz, item)
    assert "The scale is broken" in str(case["blocks"])
    tomasz.click(case, "Approve")
    assert f"(first {later(3)}; 1 extension)" in str(card_of(mara, item, "1 extension")["blocks"])
    assert f"{later(9)} (first {later(3)}; 1 extension)" in str(card_of(mara, number, "1 extension")["blocks"])


def newest(person: Person) -> str:
    """The number of the action item that was added last."""
    message = person.wait_for_message("#quality", "ACT-")
    return str(message["text"].split()[0])
