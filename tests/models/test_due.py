"""The clocks of a record: they start, move and stop with it; the first date stays; more time is granted by somebody else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from models.casework.faces import record_card
from models.kernel.errors import InvalidFields, NotAllowed
from models.outbox import OutboxRow
from models.people.person import Person
from models.records import Complaint
from models.workflow import deciding, due, extensions, verbs
from models.workflow.approval_faces import approval_card
from models.workflow.approvals import DecisionVerdict, approvals_of
from models.workflow.blocking import SnoozedBefore, block
from models.workflow.due import Due, Ended
from models.workflow.faces import card_of, why
from models.workflow.record import Severity
from models.workflow.requesting import waits_for
from tests.database import CMP, NOW, World

#: Monday 2026-11-23, 10:30 in Falkenau.
HOURS_48 = NOW + timedelta(hours=48)


def evening(month: int, day: int, year: int = 2026) -> datetime:
    """Five o'clock in Falkenau, in winter."""
    return datetime(year, month, day, 16, tzinfo=UTC)


def clocks(world: World, number: str) -> dict[str, tuple[datetime, Ended | None]]:
    with world.database.reading() as session:
        rows = due.dues_of(session, verbs.load(session, number))
        return {row.clock: (row.due_current, row.ended) for row in rows}


def one(world: World, number: str, clock: str = "containment") -> Due:
    with world.database.reading() as session:
        record = verbs.load(session, number)
        return next(row for row in due.dues_of(session, record) if row.clock == clock)


def ask(world: World, who: str, number: str, until: datetime, clock: str = "containment") -> str:
    """For whom it waits."""
    with world.acting(who) as (unit, person):
        row = unit.session.get_one(Due, one(world, number, clock).id)
        case = extensions.request(unit, row, until, "The gauge is away", person)
        return waits_for(unit.session, case, unit.now)


def decide(world: World, who: str, number: str, verdict: str = "approved") -> None:
    with world.acting(who) as (unit, person):
        case = approvals_of(unit.session, verbs.load(unit.session, number))[-1]
        deciding.decide(
            unit, case.id, DecisionVerdict(verdict), person, "" if verdict == "approved" else "No gauge helps"
        )


def states(world: World, number: str) -> list[str]:
    with world.database.reading() as session:
        return [case.state.value for case in approvals_of(session, verbs.load(session, number))]


def give(world: World, number: str, who: str) -> None:
    with world.acting("magda") as (unit, person):
        verbs.assign(unit, number, unit.session.get_one(Person, world.ids[who]), person)


def supervise(world: World, who: str, above: str | None) -> None:
    with world.acting("magda") as (unit, _):
        unit.session.get_one(Person, world.ids[who]).supervisor_id = world.ids[above] if above else None


def letters(world: World, name: str) -> list[tuple[str, dict[str, Any]]]:
    with world.database.reading() as session:
        rows = session.scalars(sa.select(OutboxRow).where(OutboxRow.name == name).order_by(OutboxRow.seq))
        return [(row.place, row.facts) for row in rows]


def test_a_new_record_has_its_first_clocks(world: World) -> None:
    assert clocks(world, world.ncr()) == {"containment": (HOURS_48, None)}
    assert clocks(world, world.complaint()) == {
        "acknowledge": (evening(11, 24), None),
        "safety_screen": (evening(11, 23), None),
        "final_reply": (evening(12, 21), None),
    }


def test_a_move_meets_one_clock_and_starts_the_next(world: World) -> None:
    number = world.ncr()
    world.clock.advance(timedelta(hours=5))
    world.act("quentin", number, "contain", containment="Blocked in store", shipped="no")
    assert clocks(world, number) == {"containment": (HOURS_48, Ended.MET), "disposition": (evening(11, 30), None)}
    assert one(world, number).ended_at == NOW + timedelta(hours=5)


def test_what_is_passed_by_is_dropped_and_a_closed_record_has_no_clock(world: World) -> None:
    number = world.complaint()
    world.act("quentin", number, "evaluate", severity="minor", harm="no", evaluation="A leak")
    assert {name: ended for name, (_, ended) in clocks(world, number).items()} == {
        "acknowledge": Ended.DROPPED, "safety_screen": Ended.MET, "final_reply": None,
    }  # fmt: skip
    world.act("quentin", number, "void", reason="Sent twice")
    assert clocks(world, number)["final_reply"][1] is Ended.DROPPED


def test_a_severity_moves_the_date_and_the_first_one_stays(world: World) -> None:
    number = world.complaint()
    world.act("quentin", number, "evaluate", severity="minor", harm="no", evaluation="A leak")
    row = one(world, number, "final_reply")
    assert (row.due_original, row.due_current) == (evening(12, 21), evening(12, 23))
    assert row.basis == (
        "30 d, as it turned out to be minor; first: 20 wd after receipt, severity not known, so as major"
    )
    with world.acting("quentin") as (unit, person):
        verbs.correct(unit, number, {"severity": "critical", "reason": "It sprays"}, person)
    row = one(world, number, "final_reply")
    assert (row.due_original, row.due_current) == (evening(12, 21), evening(12, 7))
    assert row.ladder[0] == "50% message owner"
    assert "DueExtended" not in world.lines(number)[-1]


def test_a_complaints_clock_starts_with_the_original_mail_and_says_what_was_breached_before_anybody_knew(
    world: World,
) -> None:
    """Written on a Thursday at 16:47, forwarded on the Monday after at 08:10 (the domain's example)."""
    written = datetime(2026, 11, 19, 15, 47, tzinfo=UTC)
    world.clock.frozen = datetime(2026, 11, 23, 7, 10, tzinfo=UTC)
    with world.acting("quentin") as (unit, person):
        record = verbs.open_record(unit, Complaint, person.site, CMP, person, received_at=written)
        record.severity = Severity.CRITICAL
        number = str(record.number)
    row = one(world, number, "acknowledge")
    assert row.started_at == written
    assert row.due_current == evening(11, 20)
    assert row.basis.endswith("passed already when it became known")
    with world.database.reading() as session:
        record = verbs.load(session, number)
        assert ("Acknowledgement overdue since", evening(11, 20)) in [
            (m.label, m.at) for m in card_of(session, record).moments
        ]
        assert ("Final reply due", evening(12, 17)) in [
            (m.label, m.at) for m in why(session, record, world.clock.now()).dues
        ]


def test_a_reopened_record_counts_from_its_reopening(world: World) -> None:
    number = world.complaint()
    world.act("quentin", number, "void", reason="A slip")
    world.clock.advance(timedelta(days=30))
    world.act("magda", number, "reopen", reason="No slip")
    with world.database.reading() as session:
        rows = due.open_dues(session, verbs.load(session, number))
        assert {row.started_at for row in rows} == {NOW + timedelta(days=30)}


def test_overdue_is_computed(world: World) -> None:
    row = one(world, world.ncr())
    assert not row.is_overdue(HOURS_48 - timedelta(seconds=1))
    assert row.is_overdue(HOURS_48)


def test_a_clock_starts_once_and_ends_by_its_reference(world: World) -> None:
    number = world.ncr()
    with world.acting("quentin") as (unit, person):
        record = verbs.load(unit.session, number)
        seats = [
            due.start(
                unit, record, "approval_seat", label="Decision", due_at=HOURS_48, person_id=person.id, reference=seat
            )
            for seat in ("a", "b", "a")
        ]
        assert seats[0] is seats[2]
        assert due.end(unit, record, "approval_seat", reference="a") is seats[0]
        assert due.end(unit, record, "approval_seat", reference="a") is None
        assert (seats[0].ended, seats[1].ended) == (Ended.MET, None)
        assert seats[1].moment(NOW).label == "Decision (Quentin Engels) due"


def test_the_ledger_tells_what_was_promised_and_why_it_moved(world: World) -> None:
    number = world.ncr()
    opened = json.loads(world.lines(number)[0])["changes"]
    promised = next(change["values"] for change in opened if change["in"] == "Due")
    assert promised["due_original"] == [None, HOURS_48.isoformat()]
    assert promised["basis"][1] == "48 h after it became open, severity not known, so as major"
    give(world, number, "wanda")
    ask(world, "wanda", number, evening(11, 27))
    asked = json.loads(world.lines(number)[-1])
    assert (asked["act"], asked["reason"]) == ("ApprovalRequested", "The gauge is away")
    decide(world, "magda", number)
    moved = [change["values"] for change in json.loads(world.lines(number)[-1])["changes"] if change["in"] == "Due"]
    assert [HOURS_48.isoformat(), evening(11, 27).isoformat()] in [values.get("due_current") for values in moved]


def test_the_owner_asks_and_the_supervisor_grants(world: World) -> None:
    number = world.ncr("quentin")
    give(world, number, "wanda")
    supervise(world, "wanda", "cosima")
    assert ask(world, "wanda", number, evening(11, 27)) == "Supervisor (Cosima Servatius)"
    assert one(world, number).due_current == HOURS_48
    decide(world, "cosima", number)
    row = one(world, number)
    assert (row.due_original, row.due_current, row.extensions) == (HOURS_48, evening(11, 27), 1)
    with pytest.raises(deciding.AlreadyEnded, match="approved by Cosima Servatius"):
        decide(world, "magda", number, "rejected")


def test_the_thread_hears_once_of_the_question_and_once_of_the_answer(world: World) -> None:
    number = world.ncr("quentin")
    give(world, number, "wanda")
    before = len(letters(world, "happened"))
    ask(world, "wanda", number, evening(11, 27))
    decide(world, "magda", number)
    said = [
        (place.partition(":")[0], facts["who"], facts["said"]) for place, facts in letters(world, "happened")[before:]
    ]
    title = f"More time for containment of {number}, until 2026-11-27"
    assert said == [
        ("thread", "Wanda Operator-Lutz", f"asked for approval: {title} instead of 2026-11-25: The gauge is away"),
        ("thread", "Magda Quast", f"approved as Quality manager: {title}"),
        ("person", "Magda Quast", "granted more time for containment, until 2026-11-27"),
        ("person", "Magda Quast", "granted more time for containment, until 2026-11-27"),
    ]


def test_its_card_tells_both_dates_and_why_and_so_does_the_case(world: World) -> None:
    number = world.ncr()
    give(world, number, "wanda")
    ask(world, "wanda", number, evening(11, 27))
    with world.database.reading() as session:
        record = verbs.load(session, number)
        case = approvals_of(session, record)[0]
        told = {f.label: f.value for f in approval_card(session, case, world.clock.now()).facts}
        card = record_card(session, record, world.clock.now())
    assert (told["Containment due"], told["Until when?"], told["Why?"]) == (
        "2026-11-25",
        "2026-11-27",
        "The gauge is away",
    )
    assert next(f.value for f in card.facts if f.label == "More time") == (
        "Containment until 2026-11-27 instead of 2026-11-25, asked, waits for Quality manager (Magda Quast): The gauge is away"
    )
    assert "Contain…" in [a.label for a in card.actions], "the record goes on meanwhile"
    assert "Decide on time for containment…" in [a.label for a in card.more]
    decide(world, "magda", number, "rejected")
    with world.database.reading() as session:
        card = record_card(session, verbs.load(session, number), world.clock.now())
    assert "instead of 2026-11-25, not granted" in next(f.value for f in card.facts if f.label == "More time")


def test_the_second_extension_is_for_a_quality_manager(world: World) -> None:
    number = world.ncr()
    give(world, number, "wanda")
    supervise(world, "wanda", "cosima")
    ask(world, "wanda", number, evening(11, 27))
    decide(world, "cosima", number)
    assert ask(world, "wanda", number, evening(12, 1)) == "Quality manager (Magda Quast)"
    with pytest.raises(deciding.NoSeat) as refused:
        decide(world, "cosima", number)
    assert "Magda Quast" in refused.value.advice
    decide(world, "magda", number, "rejected")
    assert one(world, number).due_current == evening(11, 27)


def test_nobody_grants_more_time_to_themselves(world: World) -> None:
    number = world.ncr()
    give(world, number, "magda")
    supervise(world, "magda", "adam")
    assert ask(world, "magda", number, evening(11, 27)) == "Supervisor (Adam Minister)"
    with pytest.raises(deciding.NoSeat, match="no open seat"):
        decide(world, "magda", number)
    other = world.ncr()
    give(world, other, "magda")
    supervise(world, "magda", None)
    with pytest.raises(extensions.NobodyToGrant):
        ask(world, "magda", other, evening(11, 27))


def test_a_request_is_made_once_for_a_later_date_and_by_somebody_concerned(world: World) -> None:
    number = world.ncr()
    give(world, number, "wanda")
    ask(world, "wanda", number, evening(11, 27))
    with pytest.raises(extensions.ExtensionPending, match=r"2026-11-27; it waits for Quality manager \(Magda Quast\)"):
        ask(world, "wanda", number, evening(11, 30))
    with pytest.raises(due.NotLater):
        ask(world, "wanda", number, evening(11, 24))
    with pytest.raises(InvalidFields):
        ask(world, "wanda", number, evening(11, 27, 2029))
    with pytest.raises(NotAllowed):
        ask(world, "adam", number, evening(11, 30))


def test_a_granted_date_stands_when_the_severity_changes(world: World) -> None:
    number = world.ncr()
    ask(world, "quentin", number, evening(11, 27))
    decide(world, "magda", number)
    with world.acting("quentin") as (unit, person):
        verbs.correct(unit, number, {"severity": "critical", "reason": "Brakes"}, person)
    assert one(world, number).due_current == evening(11, 27)


def test_a_question_for_time_outlives_other_work_and_falls_with_its_clock(world: World) -> None:
    number = world.ncr()
    give(world, number, "wanda")
    ask(world, "wanda", number, evening(11, 27))
    with world.acting("quentin") as (unit, person):
        verbs.correct(unit, number, {"lot": "L-4711", "reason": "Read again"}, person)
    assert states(world, number) == ["pending"]
    world.act("wanda", number, "contain", containment="Blocked in store", shipped="no")
    assert states(world, number) == ["withdrawn"]


def test_a_question_for_time_is_void_once_somebody_else_owns_it_or_its_date_moved(world: World) -> None:
    number, other = world.ncr(), world.ncr(severity="minor")
    for each in (number, other):
        give(world, each, "wanda")
        ask(world, "wanda", each, evening(12, 8))
    give(world, number, "quentin")
    assert states(world, number) == ["superseded"]
    with world.acting("quentin") as (unit, person):
        verbs.correct(unit, other, {"severity": "critical", "reason": "Brakes"}, person)
    assert states(world, other) == ["superseded"]


def test_who_is_asked_to_decide_has_no_use_of_more_time(world: World) -> None:
    number = world.ncr()
    give(world, number, "wanda")
    ask(world, "wanda", number, evening(11, 27))
    with pytest.raises(extensions.SeatNotExtended):
        ask(world, "magda", number, evening(12, 1), "approval_seat")


def test_blocked_puts_reminders_off_for_three_days_at_the_most_and_moves_nothing(world: World) -> None:
    number = world.ncr()
    give(world, number, "wanda")
    with world.acting("wanda") as (unit, person):
        row = unit.session.get_one(Due, one(world, number).id)
        quiet = block(unit, row, evening(12, 4), "The supplier is closed", person)
    assert quiet == NOW + timedelta(days=3)
    row = one(world, number)
    assert (row.due_current, row.blocked_until, row.blocked_because) == (
        HOURS_48,
        evening(12, 4),
        "The supplier is closed",
    )
    assert "Containment is blocked until 2026-12-04: The supplier is closed" in world.lines(number)[-1]
    with pytest.raises(SnoozedBefore), world.acting("wanda") as (unit, person):
        block(unit, unit.session.get_one(Due, row.id), evening(12, 5), "Still", person)


def test_a_form_is_read_as_the_end_of_that_day_or_refused_on_its_fields(world: World) -> None:
    with world.database.reading() as session:
        row = session.get_one(Due, one(world, world.ncr()).id)
        assert extensions.asked_for(row, {"until": "2026-12-04", "reason": "So"}) == (evening(12, 4), "So")
        with pytest.raises(InvalidFields) as wrong:
            extensions.asked_for(row, {"until": "soon", "reason": "So"})
        assert set(wrong.value.fields) == {"until"}
        with pytest.raises(InvalidFields) as wrong:
            extensions.asked_for(row, {"until": "", "reason": " "})
        assert set(wrong.value.fields) == {"until", "reason"}


def test_an_ended_clock_is_neither_extended_nor_blocked(world: World) -> None:
    number = world.ncr()
    world.act("quentin", number, "contain", containment="Blocked", shipped="no")
    with pytest.raises(due.DueEnded):
        ask(world, "quentin", number, evening(12, 24))
