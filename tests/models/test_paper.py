"""A record on paper: everything is on it, its hash says when anything differs, and the ledger knows of every printing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from models.kernel.papers import Paper, PaperPart, PaperTable
from models.ledger import LedgerPersonal
from models.records import RECORD_TYPES, Nonconformance
from models.reports import paper_tables
from models.reports.paper import paper_of
from models.reports.trail import ERASED
from models.unit_of_work import Cause
from models.workflow import due, extensions, verbs
from models.workflow.blocking import block
from models.workflow.record import Record
from tests.database import JOB, NOW, World
from tests.models.eight_d import effective, owned_by, planned
from tests.papers import AT, COMPANY, press, printed, story


def paper(world: World, number: str) -> Paper:
    return printed(world, number).paper


def part(found: Paper, title: str) -> PaperPart:
    return next(p for p in found.parts if p.title == title)


def table(found: Paper, section: str, title: str) -> PaperTable:
    return next(t for t in part(found, section).tables if t.title == title)


@pytest.fixture
def closed(world: World, tmp_path: Path) -> str:
    return story(world, press(tmp_path).store)


def test_an_ncr_is_headed_as_the_clause_wants_it(world: World, closed: str) -> None:
    clauses = [(p.title, p.clause) for p in paper(world, closed).parts[:4]]
    assert clauses == [
        ("Nonconformity", "ISO 9001:2015 8.7.2 a"),
        ("Actions taken", "ISO 9001:2015 8.7.2 b"),
        ("Concessions", "ISO 9001:2015 8.7.2 c"),
        ("Authority deciding", "ISO 9001:2015 8.7.2 d"),
    ]


def test_the_authority_deciding_is_a_person_with_the_role_of_that_day(world: World, closed: str) -> None:
    decisions = table(paper(world, closed), "Authority deciding", "Decisions")
    by = {row[0]: row[1:3] for row in decisions.rows}
    assert by["Board's disposition"] == ("Sunita Schicht", "supervisor")
    assert by["Close"] == ("Magda Quast", "quality manager")
    assert by["Report"] == ("Wanda Operator-Lutz", "operator")


def test_every_seat_of_the_board_stands_there_with_who_filled_it_and_what_was_approved(
    world: World, closed: str
) -> None:
    found = paper(world, closed)
    seats = table(found, "Authority deciding", "Approvals")
    assert [(row[1], row[2]) for row in seats.rows] == [
        ("Quality", "Quirina Engström (quality engineer)"),
        ("Design authority", "Dorian Konstruk (design authority)"),
        ("Manufacturing", "Sunita Schicht (supervisor)"),
    ]
    assert {len(str(row[4])) for row in seats.rows} == {64}
    assert "approved\n2026-11-24 13:30 CET" in {row[3] for row in seats.rows}
    asked = table(found, "Authority deciding", "Asked before deciding")
    assert asked.rows[0][:2] == ("Dorian Konstruk", "Was the gasket's seat measured?")


def test_an_open_seat_is_printed_as_open(world: World) -> None:
    number = world.ncr()
    world.act("quentin", number, "contain", containment="Locked", shipped="no")
    world.do("quentin", number, "add_disposition", quantity="12", disposition="scrap", rationale="Cracked")
    asked = {"severity": "major", "quantity_affected": "12", "requirement": "Drawing", "customer_part": "no"}
    world.act("quentin", number, "request_review", **asked)
    world.decide("quirina", number, "rejected", "Can be reworked.")
    rows = table(paper(world, number), "Authority deciding", "Approvals").rows
    assert {row[3].split("\n")[0] for row in rows if isinstance(row[3], str)} == {
        "rejected: Can be reworked.",
        "not decided",
    }


def test_concessions_lines_and_costs_are_printed(world: World, closed: str) -> None:
    found = paper(world, closed)
    (concession,) = table(found, "Concessions", "Concessions").rows
    assert concession == (4, "Use as is", "The scratch lies outside of the gasket's seat.", "Norrby deviation D-88")
    first, second = table(found, "Actions taken", "Dispositions").rows
    assert first[:2] == (1, "8 × rework")
    assert "Re-inspection: Passed" in str(first[2])
    assert "Carried out: 2026-11-25 13:30 CET, Quentin Engels" in str(second[2])
    (cost,) = table(found, "Actions taken", "Costs").rows
    assert "3.5 h" in str(cost[2])
    assert part(paper(world, world.ncr()), "Concessions").empty == "None were obtained."


def test_what_no_person_decided_is_not_said_of_one(world: World) -> None:
    number = world.ncr()
    with world.database.acting(JOB, Cause("test")) as unit:
        verbs.load(unit.session, number)
        verbs.act(unit, number, "void", {"reason": "Cleaned up."}, None)
    decisions = table(paper(world, number), "Authority deciding", "Decisions")
    assert decisions.rows[-1][:3] == ("Void", "intake", "no person: job")


def test_every_value_of_every_field_is_on_the_paper(world: World) -> None:
    for kind in RECORD_TYPES:
        sections = kind.type.paper
        named = [name for section in sections for name in section.fields]
        assert set(named) <= set(kind.fields()), kind
        assert len(named) == len(set(named)), kind
        assert {lines.__tablename__ for lines in kind.type.lines} <= {t for section in sections for t in section.tables}
        assert {t for section in sections for t in section.tables} <= set(paper_tables.names(kind)), kind
    number = world.ncr()
    world.put(number, order_number="PO-77", requirement="Drawing HX-20")
    facts = {f.value for p in paper(world, number).parts for f in p.facts}
    assert {"PO-77", "Drawing HX-20", "line 3", "12 of 400"} <= facts


def test_a_type_without_sections_prints_the_fields_of_its_card_and_then_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = world.ncr()
    world.put(number, order_number="PO-77")
    monkeypatch.setattr(Nonconformance, "type", replace(Nonconformance.type, paper=()))
    found = paper(world, number)
    assert [p.title for p in found.parts] == ["Details", "Further details"]
    assert "PO-77" in {f.value for f in found.parts[1].facts}
    assert [t.title for t in found.parts[1].tables] == ["Decisions"]


def test_a_table_that_no_section_names_is_printed_last(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    costs = PaperTable("Costs", ("What for?", "EUR"), (("Sorting", 120),))
    monkeypatch.setitem(paper_tables.TABLES, "others", lambda _session, _record: costs)
    assert part(paper(world, world.ncr()), "Further details").tables == (costs,)


def test_the_trail_tells_who_changed_what_from_what_and_why(world: World, closed: str) -> None:
    trail = paper(world, closed).trail
    corrected = next(line for line in trail if line.reason)
    assert (corrected.who, corrected.act, corrected.surface) == ("Quentin Engels", "Record corrected", "test")
    assert corrected.reason == "Revision read from the label."
    executed = [line for line in trail if line.act == "Disposition line executed"][-1]
    changes = {c.label: (c.before, c.after) for c in executed.changes}
    assert changes["State"] == ("dispositioned", "executed")
    assert changes["Disposition line: executor"] == ("", "Quentin Engels")
    assert [line.act for line in trail][-1] == "Nonconformance closed"


def test_the_trail_tells_due_dates_as_the_thread_does(world: World) -> None:
    number = world.ncr()
    owned_by(world, number, "wanda")
    with world.acting("wanda") as (unit, person):
        (clock,) = due.open_dues(unit.session, verbs.load(unit.session, number))
        extensions.request(unit, clock, NOW + timedelta(days=4), "The gauge is away", person)
        block(unit, clock, NOW + timedelta(days=2), "No gauge", person)
    world.decide("magda", number)
    world.act("wanda", number, "contain", containment="Blocked in store", shipped="no")
    (asked,) = table(paper(world, number), "Authority deciding", "Approvals").rows
    assert str(asked[0]).endswith("until 2026-11-27 instead of 2026-11-25: The gauge is away (approved)")
    told = [f"{c.label}: {c.before} → {c.after}" for line in paper(world, number).trail for c in line.changes]
    dates = [
        line
        for line in told
        if re.match(r"(Containment|Disposition|Approval: .*) (due|blocked)|Due", line) and " → " in line
    ]
    assert dates == [
        "Containment due:  → 2026-11-25 10:30, 48 h after it became open, severity not known, so as major",
        "Approval: Quality manager due:  → 2026-11-25 17:00, 2 wd after it was asked",
        "Containment blocked:  → until 2026-11-25 10:30, because: No gauge",
        "Approval: Quality manager due:  → met",
        "Containment due: 2026-11-25 10:30 → 2026-11-27 10:30",
        "Containment due:  → no longer blocked",
        "Containment due:  → met",
        "Disposition due:  → 2026-11-30 17:00, 5 wd after it became contained, severity not known, so as major",
    ]


def test_whoever_was_asked_is_named_also_who_did_nothing_yet(world: World) -> None:
    found = str(paper(world, planned(world)).trail)
    assert "Magda Quast, Quirina Engström" in found
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", found)


def test_a_corrective_action_is_an_8d_with_every_discipline(world: World) -> None:
    found = paper(world, effective(world))
    assert found.head.noun.startswith("8D report")
    disciplines = [p.title.split()[0] for p in found.parts if re.match(r"D\d ", p.title)]
    assert disciplines == [f"D{number}" for number in range(9)]
    ((_, outcome, detail),) = table(found, "Effectiveness", "Effectiveness checks").rows
    assert outcome == "effective"
    assert "Quirina Engström" in str(detail)
    assert table(found, "D1 Team", "Team (D1)").rows == ((1, "Wanda Operator-Lutz (Line 3)"),)
    assert "Verified: Seen on line 3" in str(table(found, "D6 Implementation", "Action items").rows)


def test_personal_data_is_resolved_in_the_trail_until_it_is_erased(world: World) -> None:
    number = world.complaint()
    assert "elin@norrby.example" in _values(paper(world, number))
    with world.acting() as (unit, _):
        unit.session.execute(sa.delete(LedgerPersonal))
    after = _values(paper(world, number))
    assert ERASED in after
    assert "elin@norrby.example" not in after
    assert world.verify().bad is None


def test_the_same_facts_have_the_same_hash_whoever_prints_them_when(world: World, closed: str) -> None:
    first = printed(world, closed)
    second = printed(world, closed, who="quentin", at=AT + timedelta(days=9))
    assert first.sha256 == second.sha256
    assert first.file_name != second.file_name


def test_any_change_changes_the_hash(world: World) -> None:
    number = world.ncr()
    before = printed(world, number).sha256
    with world.acting() as (unit, person):
        verbs.comment(unit, number, "Seen.", person)
    assert printed(world, number).sha256 != before


def test_the_ledger_keeps_who_printed_what(world: World) -> None:
    number = world.ncr()
    found = printed(world, number)
    line = json.loads(world.lines(number)[-1])
    assert (line["act"], line["actor"]["name"]) == ("RecordPrinted", "Magda Quast")
    assert line["changes"] == [
        {"in": "RecordPrinted", "how": "noted", "values": {"sha256": [None, found.sha256], "version": [None, 1]}}
    ]
    assert world.verify().bad is None


def test_a_paper_that_does_not_count_says_so(world: World) -> None:
    first, second, third = world.ncr(), world.ncr(), world.ncr()
    world.act("magda", second, "void", reason="Reported twice.")
    world.act("magda", third, "duplicate", other=first)
    assert paper(world, first).head.warning == ""
    assert paper(world, second).head.warning.startswith("VOID")
    assert paper(world, third).head.warning.startswith(f"DUPLICATE of {first}")
    with world.database.reading() as session:
        draft = session.scalars(sa.select(Record).where(Record.number == first)).one()
        draft.number = None
        assert paper_of(session, draft, COMPANY).head.warning.startswith("DRAFT")


def _values(found: Paper) -> set[str]:
    return {c.after for line in found.trail for c in line.changes}
