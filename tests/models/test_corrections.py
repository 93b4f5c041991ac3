"""What a record is opened with and how it is put right: bounds, reasons, and what cannot be corrected any more."""

from __future__ import annotations

import json

import pytest

from models.kernel.errors import GateUnmet, InvalidFields, NotAllowed, ReasonMissing, WrongState
from tests.database import NCR, World
from tests.models.deeds import DECISION, assign, correct, letters

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
