"""What can be done to any record: each verb, and the input that breaks it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from models.installation import Installation
from models.kernel.errors import (
    GateUnmet,
    InvalidFields,
    NotAllowed,
    ReasonMissing,
    Stale,
    UnknownRecord,
    WrongState,
)
from models.outbox import OutboxRow, OutboxState
from models.people.person import Person
from models.records import Nonconformance
from models.unit_of_work import Cause
from models.workflow import verbs
from models.workflow.companions import Attachment, LinkType, attachments_of, links_of, notes_of
from tests.database import JOB, NCR, World

CLOSING = {"capa_needed": "no", "capa_reason": "Single event", "no_costs_reason": "One piece"}
DECISION = {
    "severity": "minor",
    "quantity_affected": "12",
    "disposition": "scrap",
    "rationale": "Cannot be reworked",
}


def correct(
    world: World, number: str, expected: int | None = None, /, *, who: str = "quentin", **values: object
) -> None:
    with world.acting(who) as (unit, person):
        verbs.correct(unit, number, values, person, expected)


def link(world: World, number: str, other: str, how: LinkType = LinkType.SIMILAR_TO, who: str = "quentin") -> None:
    with world.acting(who) as (unit, person):
        verbs.link(unit, number, other, how, person)


def assign(world: World, number: str, owner: str, who: str = "quentin", expected: int | None = None) -> None:
    with world.acting(who) as (unit, person):
        verbs.assign(unit, number, unit.session.get_one(Person, world.ids[owner]), person, expected)


def comment(world: World, number: str, text: str, who: str = "wanda") -> None:
    with world.acting(who) as (unit, person):
        verbs.comment(unit, number, text, person)


def letters(world: World, event: str) -> list[OutboxRow]:
    with world.database.reading() as session:
        return [row for row in session.scalars(sa.select(OutboxRow)) if row.facts.get("event") == event]


# Opening


def test_opening_says_what_is_needed_on_every_field_at_once(world: World) -> None:
    with pytest.raises(InvalidFields) as refused:
        world.ncr(description=" ", part=None, detected_where="", quantity="\n")
    assert set(refused.value.fields) == {"description", "part", "detected_where", "quantity"}


@pytest.mark.parametrize(
    ("field", "longest"), [("part", 80), ("description", 3000), ("quantity", 80), ("detected_where", 120)]
)
def test_what_is_too_long_is_refused_and_one_less_is_kept_whole(world: World, field: str, longest: int) -> None:
    with pytest.raises(InvalidFields) as refused:
        world.ncr(**{field: "x" * (longest + 1)})
    assert str(longest) in refused.value.fields[field]
    number = world.ncr(**{field: "x" * longest})
    assert world.look(number)[field] == "x" * longest


def test_foreign_text_is_kept_without_what_could_harm(world: World) -> None:
    number = world.ncr(description="<!channel> <@U1> *APPROVED*\x00\u202egpj.exe\r\nsecond line")
    assert world.look(number)["description"] == "<!channel> <@U1> *APPROVED*�gpj.exe\nsecond line"
    assert "\n" not in str(world.look(number)["title"])


def test_a_long_description_makes_a_short_title(world: World) -> None:
    title = str(world.look(world.ncr(description="scratch " * 300))["title"])
    assert len(title) <= 150
    assert title.endswith("…")


def test_a_blank_title_falls_back_to_the_description(world: World) -> None:
    assert world.look(world.ncr(title="   "))["title"] == NCR["description"]


@pytest.mark.parametrize(
    ("typed", "affected", "total"),
    [("12 of 400", 12, 400), ("all 50", 50, 50), ("unknown", None, None), ("7", 7, None)],
)
def test_a_quantity_is_kept_as_written_and_counted(
    world: World, typed: str, affected: int | None, total: int | None
) -> None:
    seen = world.look(world.ncr(quantity=typed))
    assert (seen["quantity"], seen["quantity_affected"], seen["quantity_total"]) == (typed, affected, total)


# Correcting


def test_a_correction_without_its_reason_is_refused_on_its_field(world: World) -> None:
    number = world.ncr()
    for reason in (None, "", "  \n"):
        with pytest.raises(ReasonMissing) as refused:
            correct(world, number, part="HX-21", reason=reason)
        assert "reason" in refused.value.fields
    assert world.look(number)["part"] == "HX-20"


def test_a_correction_keeps_its_reason_for_ever_and_says_what_changed(world: World) -> None:
    number = world.ncr()
    correct(world, number, part="HX-21", reason="Read it wrongly")
    assert json.loads(world.lines(number)[-1])["reason"] == "Read it wrongly"
    (row,) = letters(world, "RecordCorrected")
    assert (row.facts["said"], row.facts["reason"]) == ("corrected Part or process", "Read it wrongly")


def test_a_correction_that_changes_nothing_writes_nothing(world: World) -> None:
    number = world.ncr()
    before = world.head(), world.look(number)
    correct(world, number, part="HX-20", reason="Just looking")
    assert (world.head(), world.look(number)) == before
    assert letters(world, "RecordCorrected") == []


@pytest.mark.parametrize(
    "name", ["number", "state", "version", "id", "kind", "owner_id", "closed_at", "site_code", "search_text"]
)
def test_what_is_no_declared_field_cannot_be_corrected(world: World, name: str) -> None:
    number = world.ncr()
    before = world.head(), world.look(number)
    correct(world, number, **{name: "NCR-2026-9999", "reason": "Trying"})
    assert (world.head(), world.look(number)) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("severity", "enormous"),
        ("quantity_affected", "-1"),
        ("quantity_affected", "1e9"),
        ("in_stock", "9" * 30),
        ("part", "x" * 81),
    ],
)
def test_a_correction_that_cannot_be_read_stands_on_its_field(world: World, field: str, value: str) -> None:
    number = world.ncr()
    with pytest.raises(InvalidFields) as refused:
        correct(world, number, **{field: value, "reason": "Trying"})
    assert set(refused.value.fields) == {field}


def test_a_choice_may_be_given_by_its_label(world: World) -> None:
    number = world.ncr()
    correct(world, number, severity=" MINOR ", reason="Agreed")
    assert world.look(number)["severity"] == "minor"


@pytest.mark.parametrize("field", ["description", "part", "title"])
def test_what_registering_needed_cannot_be_emptied_afterwards(world: World, field: str) -> None:
    number = world.ncr()
    with pytest.raises(InvalidFields):
        correct(world, number, **{field: "", "reason": "Trying"})


def test_correcting_another_field_keeps_the_pieces_that_were_counted(world: World) -> None:
    number = world.ncr(quantity="12 of 400")
    correct(world, number, quantity_affected="15", reason="Counted again")
    correct(world, number, quantity="12 of 400", lot="L-4711", reason="The lot was missing")
    assert world.look(number)["quantity_affected"] == 15


@pytest.fixture
def dispositioned(world: World) -> str:
    number = world.ncr()
    world.act(
        "quentin",
        number,
        "disposition",
        severity="minor",
        quantity_affected="12",
        disposition="scrap",
        rationale="Cheap",
    )
    return number


def test_a_correction_opens_no_gate_that_was_passed(world: World, dispositioned: str) -> None:
    before = world.head(), world.look(dispositioned)
    for changes in ({"severity": "major"}, {"quantity_affected": "13"}):
        with pytest.raises(GateUnmet):
            correct(world, dispositioned, reason="Second thoughts", **changes)
    assert (world.head(), world.look(dispositioned)) == before
    correct(world, dispositioned, lot="L-4712", reason="Misread")


def test_what_quality_decided_is_not_corrected_by_the_owner(world: World, dispositioned: str) -> None:
    assign(world, dispositioned, "wanda")
    with pytest.raises(NotAllowed):
        correct(world, dispositioned, who="wanda", severity="major", reason="Mine")
    correct(world, dispositioned, who="wanda", lot="L-4711", reason="Mine")


def test_the_originator_does_not_correct_the_decision(world: World) -> None:
    number = world.ncr("quirina")
    world.act("quentin", number, "disposition", **DECISION)
    with pytest.raises(GateUnmet, match="You reported it"):
        correct(world, number, who="quirina", severity="major", reason="Mine")


def test_a_closed_record_is_not_corrected(world: World) -> None:
    number = world.ncr()
    world.act("magda", number, "void", reason="Entered twice")
    with pytest.raises(WrongState, match="void"):
        correct(world, number, part="HX-21", reason="Late")


def test_an_operator_who_does_not_own_it_may_not_correct_it(world: World) -> None:
    number = world.ncr("wanda")
    with pytest.raises(NotAllowed, match="owner"):
        correct(world, number, who="wanda", part="HX-21", reason="Mine")
    assign(world, number, "wanda")
    correct(world, number, who="wanda", part="HX-21", reason="Mine")


# Versions


def test_a_button_of_an_older_version_does_nothing(world: World) -> None:
    number = world.ncr()
    shown = int(str(world.look(number)["version"]))
    assign(world, number, "quirina", expected=shown)
    for late in (
        lambda: assign(world, number, "magda", expected=shown),
        lambda: correct(world, number, shown, part="HX-21", reason="Late"),
    ):
        with pytest.raises(Stale, match=number):
            late()
    with pytest.raises(Stale), world.acting() as (unit, person):
        verbs.act(unit, number, "disposition", DECISION, person, shown)
    assert world.look(number)["owner_id"] == world.ids["quirina"]


def test_a_version_of_the_future_is_stale_too(world: World) -> None:
    number = world.ncr()
    with pytest.raises(Stale):
        assign(world, number, "magda", expected=99)


def test_a_comment_does_not_mind_that_the_record_moved_on(world: World) -> None:
    number = world.ncr()
    before = world.look(number)["version"]
    comment(world, number, "First")
    assert world.look(number)["version"] == before


def test_each_move_raises_the_version_by_one(world: World) -> None:
    number = world.ncr()
    start = int(str(world.look(number)["version"]))
    world.act("quentin", number, "disposition", **DECISION)
    assert world.look(number)["version"] == start + 1


@pytest.mark.parametrize("verb", ["duplicate", "close"])
def test_a_move_raises_the_version_by_one_whatever_it_asks(world: World, verb: str) -> None:
    number, other = world.complaint(), world.ncr()
    link(world, other, number, LinkType.CAUSED_BY)
    world.put(number, state="investigating")
    start = int(str(world.look(number)["version"]))
    same = world.complaint()
    world.act("quentin", number, verb, other=same, no_contact_reason="Moved, no address; three letters came back")
    assert world.look(number)["version"] == start + 1


def test_a_nonconformance_is_no_duplicate_of_a_complaint(world: World) -> None:
    ncr, complaint = world.ncr(), world.complaint()
    with pytest.raises(InvalidFields) as refused:
        world.act("quentin", ncr, "duplicate", other=complaint)
    assert "its own kind" in refused.value.fields["other"]


# Assigning


def test_an_assignment_tells_the_new_owner_and_not_the_one_who_did_it(world: World) -> None:
    number = world.ncr("wanda")
    assign(world, number, "quirina", who="quentin")
    told = {row.place: row.state for row in letters(world, "RecordAssigned")}
    assert told[f"person:{world.ids['quirina']}"] is OutboxState.WAITING
    assign(world, number, "quentin", who="quentin")
    told = {row.place: row.state for row in letters(world, "RecordAssigned")}
    assert told[f"person:{world.ids['quentin']}"] is OutboxState.SKIPPED


def test_assigning_to_whom_it_belongs_changes_nothing(world: World) -> None:
    number = world.ncr()
    assign(world, number, "quirina")
    before = world.head()
    assign(world, number, "quirina")
    assert world.head() == before


def test_a_closed_record_is_not_assigned(world: World) -> None:
    number = world.ncr()
    world.act("magda", number, "void", reason="Entered twice")
    with pytest.raises(WrongState):
        assign(world, number, "quirina")


# Comments and files


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01", "\r\n"])
def test_an_empty_comment_is_refused_on_its_field(world: World, text: str) -> None:
    number = world.ncr()
    with pytest.raises(InvalidFields) as refused:
        comment(world, number, text)
    assert "text" in refused.value.fields


def test_a_comment_that_is_too_long_is_refused_and_not_cut(world: World) -> None:
    number = world.ncr()
    with pytest.raises(InvalidFields):
        comment(world, number, "x" * 3001)


def test_a_reason_that_is_too_long_is_refused_and_not_cut(world: World) -> None:
    number = world.ncr()
    with pytest.raises(InvalidFields):
        world.act("magda", number, "void", reason="x" * 1001)


def test_the_reason_that_is_told_is_the_reason_that_is_kept(world: World) -> None:
    number = world.ncr()
    world.act("magda", number, "void", reason="Entered\x00 \u202etwice  ")
    kept = json.loads(world.lines(number)[-1])["reason"]
    assert {row.facts["reason"] for row in letters(world, "RecordVoided")} == {kept}


def test_a_closed_record_still_takes_comments(world: World) -> None:
    number = world.ncr()
    world.act("magda", number, "void", reason="Entered twice")
    comment(world, number, "For the record")
    with world.database.reading() as session:
        assert [n.text for n in notes_of(session, verbs.load(session, number))] == ["For the record"]


def test_the_same_bytes_are_attached_once_whatever_their_name(world: World) -> None:
    number, other = world.ncr(), world.ncr()
    for to, name in ((number, "a.png"), (number, "again.png"), (other, "a.png")):
        attach(world, to, name)
    with world.database.reading() as session:
        assert [a.name for a in attachments_of(session, verbs.load(session, number))] == ["a.png"]
        assert len(attachments_of(session, verbs.load(session, other))) == 1
    assert len([line for line in world.lines(number) if "FileAttached" in line]) == 1


def attach(world: World, number: str, name: str) -> None:
    file = Attachment(sha256="ab" * 32, name=name, media_type="image/png", size=3, at=world.clock.now())
    with world.acting() as (unit, _):
        verbs.attach(unit, verbs.load(unit.session, number), file)


# Links


def test_a_link_stands_on_both_records(world: World) -> None:
    one, other = world.ncr(), world.complaint()
    link(world, one, other.lower().replace("-", " "))
    with world.database.reading() as session:
        edges = [links_of(session, verbs.load(session, number)) for number in (one, other)]
    assert [len(found) for found in edges] == [1, 1]


def test_a_record_is_not_linked_to_itself(world: World) -> None:
    number = world.ncr()
    with pytest.raises(verbs.SelfLink) as refused:
        link(world, number, number)
    assert "other" in refused.value.fields


def test_a_link_is_made_once_of_each_kind(world: World) -> None:
    one, other = world.ncr(), world.ncr()
    link(world, one, other)
    with pytest.raises(verbs.AlreadyLinked, match=other):
        link(world, one, other)
    link(world, one, other, LinkType.CAUSED_BY)


@pytest.mark.parametrize("other", ["", "NCR-2026-0099", "the one from Tuesday", "x" * 300, "' or 1=1 --"])
def test_a_link_to_nowhere_stands_on_its_field(world: World, other: str) -> None:
    number = world.ncr()
    with pytest.raises(InvalidFields) as refused:
        link(world, number, other)
    assert set(refused.value.fields) == {"other"}


# Duplicates, void, reopening


def test_a_duplicate_is_linked_and_closed(world: World) -> None:
    one, other = world.ncr(), world.ncr()
    world.act("quentin", other, "duplicate", other=one)
    seen = world.look(other)
    assert (seen["state"], seen["closed_at"]) == ("duplicate", world.clock.now())
    with world.database.reading() as session:
        (edge,) = links_of(session, verbs.load(session, other))
        assert (edge.type, edge.target.number) == (LinkType.DUPLICATE_OF, one)
    assert len(world.lines(other)) == 2


def test_a_duplicate_of_itself_or_of_nothing_is_refused(world: World) -> None:
    number = world.ncr()
    with pytest.raises(verbs.SelfLink):
        world.act("quentin", number, "duplicate", other=number)
    with pytest.raises(InvalidFields):
        world.act("quentin", number, "duplicate", other="NCR-2026-0099")
    assert world.look(number)["state"] == "open"


def test_two_records_cannot_be_duplicates_of_each_other(world: World) -> None:
    one, other = world.ncr(), world.ncr()
    world.act("quentin", one, "duplicate", other=other)
    with pytest.raises((InvalidFields, GateUnmet)):
        world.act("quentin", other, "duplicate", other=one)


def test_a_reopened_duplicate_can_be_marked_again(world: World) -> None:
    one, other = world.ncr(), world.ncr()
    world.act("quentin", one, "duplicate", other=other)
    world.act("magda", one, "reopen", reason="Looked different at first")
    world.act("quentin", one, "duplicate", other=other)


def test_closed_at_is_set_while_it_is_closed_and_only_then(world: World) -> None:
    number = world.ncr()
    for verb, closed in (("void", True), ("reopen", False), ("void", True)):
        world.clock.advance(timedelta(hours=1))
        world.act("magda", number, verb, reason="So")
        assert world.look(number)["closed_at"] == (world.clock.now() if closed else None)
        assert world.look(number)["state_since"] == world.clock.now()


def test_only_the_quality_manager_reopens(world: World) -> None:
    number = world.ncr()
    world.act("quentin", number, "void", reason="Entered twice")
    with pytest.raises(NotAllowed, match="quality manager"):
        world.act("quentin", number, "reopen", reason="No")


# The usual way, and its gates


def test_a_minor_nonconformance_goes_its_whole_way(world: World) -> None:
    number = world.ncr("wanda")
    world.act("quentin", number, "contain", containment="Lot locked", shipped="no")
    world.act("quentin", number, "disposition", **DECISION)
    world.carry_out("quirina", number, unusable="yes")
    with pytest.raises(GateUnmet, match="executed it"):
        world.act("quirina", number, "close", **CLOSING)
    world.act("quentin", number, "close", **CLOSING)
    assert world.look(number)["state"] == "closed"
    acts = [json.loads(line)["act"] for line in world.lines(number)]
    assert acts == [
        "NonconformanceReported", "NonconformanceContained", "DispositionDecided", "DispositionLineExecuted",
        "NonconformanceClosed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"severity": "major"}, "review board"),
        ({"disposition": "use_as_is"}, "design authority"),
        ({"disposition": "repair"}, "design authority"),
        ({"disposition": "rework"}, "instruction"),
        ({"disposition": "return_to_supplier"}, "supplier"),
    ],
)
def test_a_disposition_that_needs_more_is_refused_with_its_reason(
    world: World, changed: dict[str, str], because: str
) -> None:
    number = world.ncr("wanda")
    before = world.head(), world.look(number)
    with pytest.raises(GateUnmet, match=because):
        world.act("quentin", number, "disposition", **{**DECISION, **changed})
    assert (world.head(), world.look(number)) == before


def test_the_originator_does_not_decide_and_the_owner_does_not_close(world: World) -> None:
    number = world.ncr("quentin")
    with pytest.raises(GateUnmet, match="reported it"):
        world.act("quentin", number, "disposition", **DECISION)
    world.act("quirina", number, "disposition", **DECISION)
    assign(world, number, "quirina")
    world.carry_out("quirina", number, unusable="yes")
    with pytest.raises(GateUnmet, match="own it"):
        world.act("quirina", number, "close", **CLOSING)


def test_shipped_parts_need_a_word_about_the_customer(world: World) -> None:
    number = world.ncr()
    with pytest.raises(GateUnmet) as refused:
        world.act("quentin", number, "contain", containment="Lot locked", shipped="yes")
    assert set(refused.value.fields) == {"customer_notification"}


def test_a_capa_that_is_needed_keeps_it_open(world: World) -> None:
    number = world.ncr("wanda")
    world.put(number, state="executed")
    with pytest.raises(GateUnmet, match="corrective action"):
        world.act("quentin", number, "close", **{**CLOSING, "capa_needed": "yes"})


def test_an_acknowledgement_is_mailed_once_when_it_is_sent(world: World) -> None:
    number = world.complaint()
    world.act("cosima", number, "acknowledge", acknowledgement="We look into it.")
    assert [row.facts["text"] for row in mails(world)] == ["We look into it."]


def test_nothing_is_acknowledged_while_no_mail_is_sent(world: World) -> None:
    number = world.complaint("cosima")
    with world.acting() as (unit, _):
        unit.session.get_one(Installation, 1).mails = False
    with pytest.raises(GateUnmet, match="Andon sends no mail here"):
        world.act("cosima", number, "acknowledge", acknowledgement="We look into it.")
    assert world.look(number)["state"] == "registered"
    assert mails(world) == []


def test_a_reopened_complaint_is_acknowledged_by_a_mail_of_its_own(world: World) -> None:
    number = world.complaint()
    world.act("cosima", number, "acknowledge", acknowledgement="We look into it.")
    world.act("magda", number, "void", reason="Thought it was spam")
    world.act("magda", number, "reopen", reason="It was not")
    world.act("cosima", number, "acknowledge", acknowledgement="We are sorry, we look into it again.")
    assert [row.facts["text"] for row in mails(world)] == ["We look into it.", "We are sorry, we look into it again."]


@pytest.mark.parametrize(
    "address", ["not an address", "elin@norrby.example, spy@elsewhere.example", "elin@", "@norrby.example"]
)
def test_an_acknowledgement_wants_one_address_that_can_be_written_to(world: World, address: str) -> None:
    number = world.complaint(complainant_email=address)
    with pytest.raises((GateUnmet, InvalidFields)):
        world.act("cosima", number, "acknowledge", acknowledgement="We look into it.")


def mails(world: World) -> list[OutboxRow]:
    with world.database.reading() as session:
        found = sa.select(OutboxRow).where(OutboxRow.name == "acknowledgement").order_by(OutboxRow.seq)
        return list(session.scalars(found))


# Whose name


def test_nobody_acts_in_nobodys_name_but_a_job(world: World) -> None:
    number = world.ncr()
    with pytest.raises(ValueError, match="own name"), world.acting() as (unit, _):
        verbs.act(unit, number, "void", {"reason": "x"}, None)
    with pytest.raises(ValueError, match="own name"), world.database.acting(JOB, Cause("mail")) as unit:
        verbs.act(unit, number, "void", {"reason": "x"}, unit.session.get_one(Person, world.ids["magda"]))


def test_nobody_acts_in_anothers_name(world: World) -> None:
    number = world.ncr()
    with pytest.raises(ValueError, match="own name"), world.acting("wanda") as (unit, _):
        magda = unit.session.get_one(Person, world.ids["magda"])
        verbs.act(unit, number, "void", {"reason": "x"}, magda)


def test_who_is_no_longer_active_may_do_nothing(world: World) -> None:
    number = world.ncr()
    with world.acting("adam") as (unit, _):
        unit.session.get_one(Person, world.ids["magda"]).active = False
    for work in (
        lambda: comment(world, number, "Still here", "magda"),
        lambda: world.act("magda", number, "void", reason="x"),
    ):
        with pytest.raises(NotAllowed, match="no longer active"):
            work()
    with pytest.raises(NotAllowed):
        world.ncr("magda")


@pytest.mark.parametrize("number", ["", "NCR-2026-0099", "CMP-2026-0001", "…", "\x00", "%"])
def test_an_unknown_number_is_said_to_be_unknown(world: World, number: str) -> None:
    world.ncr()
    with pytest.raises(UnknownRecord):
        comment(world, number, "Hello")


def test_a_record_is_what_its_number_says(world: World) -> None:
    number = world.ncr()
    with world.database.reading() as session:
        assert isinstance(verbs.load(session, number), Nonconformance)
