"""A clock that runs out, over the wire: the digest and its buttons, more time asked for and granted, mail in Slack's place."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from bot.sandbox.slack.driver import Json
from models.people.person import Person as Employee
from models.unit_of_work import Cause
from models.workflow import verbs
from tests.database import OPERATOR
from tests.journeys.test_board import asked
from tests.journeys.test_gestures import card_of, report
from tests.stage import Stage

#: Who holds one nonconformance each.
HOLDERS = ("quinn", "priya", "tomasz", "mara")


@pytest.fixture(scope="module")
def overdue(stage: Stage) -> dict[str, str]:
    """Their nonconformances by who holds them; their containment ran out, and a few working days have passed."""
    numbers = {}
    for holder in HOLDERS:
        number = numbers[holder] = report(stage.person("mara"), f"5 of 80 covers bent, {holder}")
        give(stage, number, holder)
    for _ in range(6):
        later(stage, 24)
    return numbers


def give(stage: Stage, number: str, holder: str) -> None:
    assert stage.database is not None
    with stage.database.acting(OPERATOR, Cause("test")) as unit:
        found = sa.select(Employee).where(Employee.email.startswith(holder))
        verbs.assign(unit, number, unit.session.scalars(found).one(), None)


def later(stage: Stage, hours: float) -> datetime:
    told = stage.driver.post("sandbox/clock", {"advance_hours": hours})
    return datetime.fromisoformat(told["now"])


def test_done_in_the_digest_opens_the_next_step(stage: Stage, overdue: dict[str, str]) -> None:
    priya, last = stage.person("priya"), digest(stage, "priya")
    priya.click(last, "Done")
    priya.submit(priya.wait_for_view("Contain"), {"containment": "Blocked in store", "shipped": "no"})
    card_of(priya, overdue["priya"], "contained")
    priya.click(last, "Done")
    priya.wait_for_message("app", "is no longer asked for")


def test_more_time_is_asked_for_and_granted_with_buttons(stage: Stage, overdue: dict[str, str]) -> None:
    quinn, ines = stage.person("quinn"), stage.person("ines")
    card_of(quinn, overdue["quinn"], "Containment overdue since")
    quinn.click(digest(stage, "quinn"), "Need more time…")
    view = quinn.wait_for_view("Need more time")
    quinn.submit(view, {"until": "2020-01-01", "reason": "The gauge is away"})
    assert "later than" in quinn.view()["errors"]["until"]
    quinn.submit(quinn.view(), {"until": in_nine_days(stage)})
    assert "Inês Carvalho" in str(quinn.view()["blocks"])
    case = asked(ines, overdue["quinn"])
    assert "The gauge is away" in str(case["blocks"])
    ines.click(case, "Approve")
    quinn.wait_for_message("app", "granted more time for containment")
    card_of(quinn, overdue["quinn"], "Containment due")


def test_blocked_is_noted_on_the_record(stage: Stage, overdue: dict[str, str]) -> None:
    mara = stage.person("mara")
    mara.click(digest(stage, "mara"), "Blocked…")
    mara.submit(mara.wait_for_view("Blocked"), {"until": in_nine_days(stage), "reason": "No gauge"})
    assert "the date stays" in str(mara.view()["blocks"])
    card = card_of(mara, overdue["mara"])
    mara.wait_for_message("#quality", "cannot go on with containment", thread=card["ts"])


def test_reassign_is_assign(stage: Stage, overdue: dict[str, str]) -> None:
    tomasz = stage.person("tomasz")
    tomasz.click(digest(stage, "tomasz"), "Reassign…")
    view = tomasz.wait_for_view("Assign")
    assert view["callback_id"] == "record.verb:assign"
    assert overdue["tomasz"] in str(view["blocks"])


def test_whom_slack_no_longer_knows_is_written_to_by_mail(stage: Stage) -> None:
    assert stage.database is not None
    with stage.database.acting(OPERATOR, Cause("test")) as unit:
        known = unit.session.scalars(sa.select(Employee).where(Employee.email.startswith("ravi"))).one()
        known.slack_user_id = "U0GONE"
        facts = {"what": "a letter", "place": "somewhere", "error": "none"}
        unit.letter("alert", f"person:{known.id}", facts, once="to somebody who is gone")
    address = "ravi.okonkwo@falkenau.example"
    stage.driver.wait_for(lambda: stage.mails_to(address), 10, "a letter by mail")


def digest(stage: Stage, holder: str) -> Json:
    """The last of their digests in which something was overdue."""
    person = stage.person(holder)
    person.wait_for_message("app", "overdue", timeout=10)
    return [m for m in person.messages("app") if "Good morning" in m["text"] and "overdue" in m["text"]][-1]


def in_nine_days(stage: Stage) -> str:
    return (later(stage, 0) + timedelta(days=9)).date().isoformat()
