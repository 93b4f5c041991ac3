"""Similar records: what is found and why, what is never offered again, and that the index stays true."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from models.casework.faces import record_card
from models.casework.similarity import settle, similar_form
from models.kernel.errors import InvalidFields, NotAllowed, Stale
from models.kernel.likeness import Likeness
from models.records import Nonconformance
from models.reports.similar import QUARTER, YEAR, recurred, recurrences, similar
from models.reports.words import common, key, spellings, telling
from models.workflow import search, verbs
from models.workflow.companions import LinkType
from models.workflow.distinguishing import NotSimilar, ToldApartAlready, distinguish
from models.workflow.record import Record
from tests.database import NOW, World

POROUS = "Porous flange, leaks at the gasket after pressure test"


def likes(world: World, number: str, **more: object) -> list[Likeness]:
    with world.database.reading() as session:
        return similar(session, verbs.load(session, number), **more)  # type: ignore[arg-type]


def numbers(world: World, number: str) -> list[str]:
    return [each.number for each in likes(world, number)]


def test_the_same_part_and_lot_are_found_however_they_are_typed(world: World) -> None:
    first = world.ncr(description="Burr on the rib", part="HX-20", lot="L 4711")
    world.ncr(description="Burr on the rib of something else", part="KL-9", lot="M-1")
    second = world.ncr(description="Wrong colour", part="hx20", lot="l-4711")
    (found,) = likes(world, second)
    assert (found.number, found.because) == (first, "same part and lot")


def test_the_same_words_are_found_in_other_forms_and_with_slips(world: World) -> None:
    first = world.complaint(description=POROUS)
    world.complaint(description="The invoice names another address than the delivery note")
    second = world.complaint(description="Porös flanges, leaking gaskets; seen at the presure test")
    (found,) = likes(world, second)
    assert found.number == first
    assert found.because == "similar words: poros, flanges, gaskets, presure"


def test_a_part_alone_or_a_customer_alone_does_not_look_alike(world: World) -> None:
    world.ncr(description="Burr on the rib", part="HX-20")
    world.complaint(description="Wrong address on the label", organisation="Norrby Pumps AB", part="HX-20")
    assert numbers(world, world.ncr(description="Colour fades in sunlight", part="HX-20")) == []


def test_customer_and_words_together_do(world: World) -> None:
    first = world.complaint(description="Paint peels off the cover plates", organisation="Norrby Pumps AB")
    second = world.complaint(description="Paint peels off from several plates", organisation="NORRBY pumps ab")
    (found,) = likes(world, second)
    assert found.number == first
    assert found.because == "same customer; similar words: paint, peels, plates"


def test_a_complaint_is_compared_with_nonconformances_too(world: World) -> None:
    ncr = world.ncr(description=POROUS, part="HX-20", lot="L-4711")
    (found,) = likes(world, world.complaint(description="Leaking gasket", part="HX-20", lot="L-4711"))
    assert (found.number, found.noun) == (ncr, "nonconformance")
    assert found.because == "same part and lot; similar words: gasket"


def test_the_most_alike_come_first_and_five_at_most(world: World) -> None:
    alike = [world.ncr(description=POROUS, part="HX-20") for _ in range(6)]
    best = world.ncr(description=POROUS, part="HX-20", lot="L-1")
    found = numbers(world, world.ncr(description=POROUS, part="HX-20", lot="L-1"))
    assert found[0] == best
    assert len(found) == 5
    assert set(found[1:]) <= set(alike)


def test_what_is_void_a_duplicate_linked_or_two_years_old_is_not_told(world: World) -> None:
    voided, duplicate, linked, kept = (world.ncr(description=POROUS) for _ in range(4))
    world.act("magda", voided, "void", reason="Reported twice.")
    world.act("magda", duplicate, "duplicate", other=kept)
    new = world.ncr(description=POROUS)
    with world.acting() as (unit, person):
        verbs.link(unit, new, linked, LinkType.SIMILAR_TO, person)
    assert numbers(world, new) == [kept]
    world.clock.advance(timedelta(days=731))
    assert numbers(world, world.ncr(description=POROUS)) == []


def test_what_one_story_led_to_is_not_told_as_alike(world: World) -> None:
    complaint, ncr, capa = (
        world.complaint(description=POROUS),
        world.ncr(description=POROUS),
        world.capa(problem=POROUS),
    )
    stranger = world.ncr(description=POROUS)
    with world.acting() as (unit, person):
        verbs.link(unit, ncr, complaint, LinkType.CAUSED_BY, person)
        verbs.link(unit, capa, ncr, LinkType.CAUSED_BY, person)
    assert numbers(world, capa) == [stranger]
    assert numbers(world, complaint) == [stranger]


def test_what_was_told_apart_is_never_offered_again_from_either_side(world: World) -> None:
    first, second = world.ncr(description=POROUS), world.ncr(description=POROUS)
    with world.acting() as (unit, person):
        distinguish(unit, second, first, "Another furnace.", person)
    assert numbers(world, second) == numbers(world, first) == []
    assert '"act":"RecordToldApart"' in world.lines(second)[-1]
    assert '"reason":"Another furnace."' in world.lines(second)[-1]
    with pytest.raises(ToldApartAlready), world.acting() as (unit, person):
        distinguish(unit, first, second, "Again.", person)


def test_only_quality_tells_records_apart_and_never_without_a_reason(world: World) -> None:
    first, second = world.ncr(), world.ncr()
    with pytest.raises(NotAllowed), world.acting("wanda") as (unit, person):
        distinguish(unit, second, first, "Another furnace.", person)
    with pytest.raises(InvalidFields), world.acting() as (unit, person):
        distinguish(unit, second, first, "  ", person)


def test_the_card_of_a_new_record_says_what_it_looks_like_until_that_is_decided(world: World) -> None:
    first = world.ncr(description=POROUS, lot="L-1")
    world.clock.advance(timedelta(minutes=5))
    second = world.ncr(description=POROUS, lot="L-1")
    assert alert(world, first) == "Nobody owns this yet."
    assert f"Looks like {first} (same part and lot; similar words: porous" in alert(world, second)
    with world.acting() as (unit, person):
        settle(unit, second, [first], {"choice_0": "similar"}, person, 1)
    assert alert(world, second) == "Nobody owns this yet."


def alert(world: World, number: str) -> str:
    with world.database.reading() as session:
        return record_card(session, verbs.load(session, number), NOW).alert


def test_only_an_open_record_of_the_same_kind_can_be_its_duplicate(world: World) -> None:
    world.ncr(description=POROUS, lot="L-1")
    complaint = world.complaint(description=POROUS, lot="L-1", part="HX-20")
    second = world.ncr(description=POROUS, lot="L-1")
    some, every = {"similar", "not_similar"}, {"similar", "duplicate", "not_similar"}
    assert sorted(offered(world, second), key=len) == [some, every]
    world.act("magda", second, "void", reason="Reported twice.")
    assert offered(world, second) == [some, some]
    assert offered(world, complaint) == [some]


def offered(world: World, number: str) -> list[set[str]]:
    with world.database.reading() as session:
        record = verbs.load(session, number)
        form = similar_form(record, similar(session, record))
    return [{c.value for c in i.field.choices} for i in form.inputs if i.field.choices]


def test_each_of_them_is_settled_as_it_was_chosen(world: World) -> None:
    first, second, third, new = (world.ncr(description=POROUS) for _ in range(4))
    answers = {
        "choice_0": "not_similar",
        "because_0": "Another furnace.",
        "choice_1": "duplicate",
        "choice_2": "similar",
    }
    with world.acting() as (unit, person):
        settle(unit, new, [first, second, third], answers, person, 1)
    assert world.look(new)["state"] == "duplicate"
    with world.database.reading() as session:
        assert session.scalars(sa.select(NotSimilar.reason)).all() == ["Another furnace."]
    assert numbers(world, new) == []


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"choice_0": "not_similar"}, "because_0"),
        ({"because_0": "Another furnace."}, "choice_0"),
        ({"choice_0": "similar", "because_0": "Another furnace."}, "choice_0"),
        ({"choice_0": "duplicate", "choice_1": "duplicate"}, "choice_1"),
    ],
)
def test_answers_that_do_not_fit_change_nothing(world: World, answers: dict[str, str], field: str) -> None:
    others = [world.ncr(), world.ncr()]
    number = world.ncr()
    before = world.head()
    with pytest.raises(InvalidFields) as refused, world.acting() as (unit, person):
        settle(unit, number, others, answers, person, 1)
    assert set(refused.value.fields) == {field}
    assert world.head() == before


def test_a_form_of_a_record_that_moved_on_settles_nothing(world: World) -> None:
    other, number = world.ncr(), world.ncr()
    world.put(number, lot="L-2")
    with pytest.raises(Stale), world.acting() as (unit, person):
        settle(unit, number, [other], {"choice_0": "similar"}, person, 1)


def test_recurrences_are_the_same_part_with_the_same_defect_within_the_time(world: World) -> None:
    old = world.ncr(description=POROUS)
    world.clock.advance(timedelta(days=100))
    recent = world.ncr(description="Flange is porous, gasket leaks")
    world.ncr(description=POROUS, part="KL-9")
    world.ncr(description="Burr on the rib")
    world.clock.advance(timedelta(days=30))
    new = world.ncr(description=POROUS)
    world.clock.advance(timedelta(days=10))
    later = world.ncr(description=POROUS)
    with world.database.reading() as session:
        ncr = session.scalars(sa.select(Nonconformance).where(Nonconformance.number == new)).one()
        assert [r.number for r in recurrences(session, ncr)] == [recent]
        assert [r.number for r in recurrences(session, ncr, YEAR)] == [recent, old]
        since = ncr.created_at + timedelta(days=1)
        assert [r.number for r in recurred(session, ncr, since, since + QUARTER)] == [later]


def test_the_index_follows_every_change(world: World) -> None:
    number = world.ncr(description="Bent bracket")
    assert match(world, "bracket") == [number]
    with world.acting() as (unit, person):
        verbs.correct(unit, number, {"description": "Cracked lever", "title": "Lever", "reason": "Misread."}, person)
    assert (match(world, "bracket"), match(world, "lever")) == ([], [number])


@pytest.mark.sqlite
def test_the_index_survives_that_the_rows_are_numbered_anew(world: World) -> None:
    first, second = world.ncr(description="Bent bracket"), world.ncr(description="Cracked lever")
    with world.acting("magda") as (unit, _):
        # What a rebuilt or vacuumed table may do.
        unit.session.execute(sa.text("update record set rowid = 100 - rowid"))
    with world.acting() as (unit, person):
        verbs.correct(unit, first, {"description": "Bent shaft", "title": "Shaft", "reason": "Misread."}, person)
    assert (match(world, "bracket"), match(world, "shaft"), match(world, "lever")) == ([], [first], [second])


@pytest.mark.parametrize("hostile", ['"', "a OR b", "words : x", "NEAR(a b)", "*", "--", "'", "^a", "{", "\0"])
def test_nothing_that_is_looked_for_is_an_operator(world: World, hostile: str) -> None:
    world.ncr(description=f"{hostile} porous", part=f"P {hostile}", lot=hostile or "x")
    assert match(world, f"porous {hostile}") is not None
    likes(world, world.ncr(description=f"{hostile} porous flange", part=f"P {hostile}"))


def match(world: World, *phrases: str) -> list[str]:
    with world.database.reading() as session:
        ids = search.matching(session, [phrases], NOW - timedelta(days=1), 10)
        return [str(n) for n in session.scalars(sa.select(Record.number).where(Record.id.in_(ids)))]


def test_postgresql_is_asked_the_same_in_its_own_words() -> None:
    asked = search._ask_postgresql([["hx 20", "hx20"], ["porous"]])
    said = str(asked.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}))
    assert "' ', 'g')) @@ to_tsquery('simple', '(hx <-> 20 | hx20) & (porous)')" in said


def test_words_that_tell_something() -> None:
    assert telling("With the 4711 porous, POROUS Flansche sind undicht; à propos") == [
        "porous",
        "flansche",
        "undicht",
        "propos",
    ]
    assert common(["scratched", "housing", "lid"], ["scratches", "hausing", "valve"]) == ["scratched", "housing"]
    assert key("HX-20 ü") == "hx20u"
    assert spellings("HX20-b") == ["hx20 b", "hx20b", "hx 20 b"]
    assert spellings("–") == []
