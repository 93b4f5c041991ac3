"""Policies that no record of today asks for, over the wire: one seat after the other, and so many of all."""

from __future__ import annotations

import sqlalchemy as sa

from bot.sandbox.slack.driver import Person
from models.people.person import Person as Employee
from models.people.person import Role
from models.unit_of_work import Cause
from models.workflow import verbs
from models.workflow.approvals import Policy, SeatPlan
from models.workflow.requesting import ask
from tests.journeys.test_board import asked
from tests.journeys.test_gestures import card_of, report
from tests.stage import Stage

HOLDERS = {"Quality": "priya", "Design authority": "oskar", "Manufacturing": "tomasz"}


def put_before(stage: Stage, number: str, *, needed: int = 0, sequence: bool = False) -> None:
    """Quinn asks the three of them."""
    assert stage.database is not None
    with stage.database.reading() as session:
        known = {name: found(session, name) for name in (*HOLDERS.values(), "quinn")}
        actor = known["quinn"].actor
    seats = tuple(SeatPlan(label, (Role.QUALITY_ENGINEER,), known[name].id) for label, name in HOLDERS.items())
    policy = Policy(f"Deviation for {number}", seats, needed=needed, sequence=sequence)
    with stage.database.acting(actor, Cause("test")) as unit:
        ask(unit, verbs.load(unit.session, number), policy, "", "", unit.session.get_one(Employee, known["quinn"].id))


def found(session: sa.orm.Session, name: str) -> Employee:
    return session.scalars(sa.select(Employee).where(Employee.email.startswith(name))).one()


def is_asked(person: Person, number: str) -> bool:
    return any(m["text"].startswith(f"{number} (") for m in person.messages("app"))


def test_one_after_the_other_is_asked_only_when_it_is_their_turn(stage: Stage) -> None:
    priya, oskar, tomasz, quinn = (stage.person(name) for name in ("priya", "oskar", "tomasz", "quinn"))
    number = report(stage.person("mara"), "asked in sequence")
    put_before(stage, number, sequence=True)
    first = asked(priya, number)
    card_of(quinn, number, "Quality waits for Priya Raman")
    assert not is_asked(oskar, number)
    tomasz.click(card_of(tomasz, number, "Decide…"), "Decide…")
    tomasz.click(tomasz.wait_for_message("#quality", "Deviation for"), "Approve")
    told = tomasz.wait_for_message("#quality", "it is not their turn yet")
    assert "Quality (Priya Raman)" in told["text"]
    priya.click(first, "Approve")
    second = asked(oskar, number, "approved by Priya")
    assert not is_asked(tomasz, number)
    oskar.click(second, "Approve")
    tomasz.click(asked(tomasz, number, "approved by Oskar"), "Approve")
    for person in (priya, oskar, tomasz):
        asked(person, number, "(approved)")
    assert stage.driver.problems() == []


def test_a_refusal_ends_a_sequence_and_the_next_one_is_never_asked(stage: Stage) -> None:
    priya, oskar, tomasz = (stage.person(name) for name in ("priya", "oskar", "tomasz"))
    number = report(stage.person("mara"), "refused in sequence")
    put_before(stage, number, sequence=True)
    priya.click(asked(priya, number), "Approve")
    oskar.click(asked(oskar, number, "approved by Priya"), "Reject…")
    oskar.submit(oskar.wait_for_view("Reject"), {"reason": "The radius is too small."})
    assert "too small" in str(asked(priya, number, "(rejected)"))
    assert not is_asked(tomasz, number)


def test_two_of_three_are_enough_and_the_third_hears_so(stage: Stage) -> None:
    priya, oskar, tomasz = (stage.person(name) for name in ("priya", "oskar", "tomasz"))
    number = report(stage.person("mara"), "two of three")
    put_before(stage, number, needed=2)
    oskar.click(card_of(oskar, number, "Decide…"), "Decide…")
    late = oskar.wait_for_message("#quality", "Deviation for")
    tomasz.click(asked(tomasz, number), "Approve")
    assert "(approved)" not in str(asked(oskar, number, "approved by Tomasz"))
    priya.click(asked(priya, number, "approved by Tomasz"), "Approve")
    settled = asked(oskar, number, "(approved)")
    assert "not decided" in str(settled["blocks"]), "the third seat is left"
    assert "approval.decide" not in str(settled["blocks"])
    oskar.click(late, "Approve")
    told = oskar.wait_for_message("#quality", "approved at")
    assert "Priya Raman" in told["text"]
    assert stage.driver.problems() == []
