"""People from a file: nothing is changed while a row is wrong, and a second time changes nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from models.people.importing import Sheet, carry_out, read_sheet
from models.people.person import Person, Role, Site, by_email
from models.unit_of_work import Cause
from tests.database import OPERATOR, World

HEAD = "name,email,roles,title,supervisor,time_zone,active\n"
DELPHINE = "Delphine Roche,delphine.roche@falkenau.example,quality_engineer,Inspector,,Europe/Paris,yes\n"


def sheet(world: World, text: str) -> Sheet:
    with world.database.reading() as session:
        return read_sheet(session, text, session.get_one(Site, "FAL"))


def bring(world: World, text: str) -> list[str]:
    read = sheet(world, text)
    assert read.errors == ()
    with world.database.acting(OPERATOR, Cause("cli")) as unit:
        return carry_out(unit, read, unit.session.get_one(Site, "FAL"))


def person(world: World, address: str) -> Person:
    with world.database.reading() as session:
        found = session.scalars(sa.select(Person).where(Person.email == address)).one()
        assert found.roles is not None
        return found


def today(world: World) -> date:
    return world.clock.now().date()


def held(world: World, address: str) -> set[Role]:
    return {role.role for role in person(world, address).roles if role.on(today(world))}


def test_a_row_becomes_a_person_with_their_role_from_today(world: World) -> None:
    (told,) = bring(world, HEAD + DELPHINE)
    assert told.startswith("delphine.roche@falkenau.example: new")
    delphine = person(world, "delphine.roche@falkenau.example")
    assert (delphine.name, delphine.title, delphine.time_zone) == ("Delphine Roche", "Inspector", "Europe/Paris")
    assert [(r.role, r.from_day, r.until_day) for r in delphine.roles] == [(Role.QUALITY_ENGINEER, today(world), None)]


def test_a_second_time_changes_nothing(world: World) -> None:
    text = HEAD + DELPHINE + "Ulf Berg,ulf@falkenau.example,operator,,delphine.roche@falkenau.example,,\n"
    bring(world, text)
    before = world.head(), person(world, "ulf@falkenau.example").version
    assert all(line.endswith("as before") for line in bring(world, text))
    assert (world.head(), person(world, "ulf@falkenau.example").version) == before


def test_a_file_is_only_read_until_it_is_carried_out(world: World) -> None:
    before = world.head()
    assert len(sheet(world, HEAD + DELPHINE).rows) == 1
    assert world.head() == before


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (",a@falkenau.example,,,,,", "a name is needed"),
        ("Ann,,,,,,", "“” is no e-mail address"),
        ("Ann,ann at falkenau,,,,,", "no e-mail address"),
        ("Ann,ann@falkenau,,,,,", "no e-mail address"),
        ("Ann,a b@falkenau.example,,,,,", "no e-mail address"),
        ("Ann,ann@falkenau.example,wizard,,,,", "there is no role “wizard”; there are operator"),
        ("Ann,ann@falkenau.example,,,,Mars/Olympus,", "“Mars/Olympus” is no time zone"),
        ("Ann,ann@falkenau.example,,,,../../etc/passwd,", "no time zone"),
        ("Ann,ann@falkenau.example,,,,Europe,", "no time zone"),
        ("Ann,ann@falkenau.example,,,,,perhaps", "active is yes or no, not “perhaps”"),
        ("Ann,ann@falkenau.example,,,nobody@falkenau.example,,", "nobody has the address nobody@falkenau.example"),
        ("Ann,ann@falkenau.example,,,ann@falkenau.example,,", "lead back to them"),
    ],
)
def test_a_mistake_names_its_row(world: World, row: str, sentence: str) -> None:
    errors = sheet(world, HEAD + DELPHINE + row + "\n").errors
    assert len(errors) == 1
    assert errors[0].startswith("row 3: ")
    assert sentence in errors[0]


def test_all_mistakes_are_told_at_once(world: World) -> None:
    errors = sheet(world, HEAD + ",nope,wizard,,,Mars,maybe\n" + "Ann,ann@falkenau.example,witch,,,,\n").errors
    assert len([e for e in errors if e.startswith("row 2: ")]) == 5
    assert len([e for e in errors if e.startswith("row 3: ")]) == 1


def test_an_address_twice_names_both_rows(world: World) -> None:
    text = HEAD + DELPHINE + DELPHINE.replace("delphine.roche@", "DELPHINE.Roche@")
    assert sheet(world, text).errors == ("row 3: delphine.roche@falkenau.example stands in row 2 already",)


def test_supervisors_in_a_circle_are_refused_for_each_of_them(world: World) -> None:
    rows = [
        f"{n},{n}@falkenau.example,,,{s}@falkenau.example,,\n"
        for n, s in (("ann", "ben"), ("ben", "cid"), ("cid", "ann"))
    ]
    outside = "dan,dan@falkenau.example,,,ann@falkenau.example,,\n"
    errors = sheet(world, HEAD + "".join(rows) + outside).errors
    assert [error.partition(":")[0] for error in errors] == ["row 2", "row 3", "row 4"]


def test_a_circle_that_leads_through_somebody_who_is_not_in_the_file_is_refused(world: World) -> None:
    bring(world, HEAD + "Ann,ann@falkenau.example,,,,,\nBen,ben@falkenau.example,,,ann@falkenau.example,,\n")
    assert sheet(world, HEAD + "Ann,ann@falkenau.example,,,ben@falkenau.example,,\n").errors


def test_a_supervisor_may_be_somebody_known_or_somebody_further_down(world: World) -> None:
    bring(
        world,
        HEAD
        + "Ann,ann@falkenau.example,,,ben@falkenau.example,,\nBen,ben@falkenau.example,,,MAGDA@falkenau.example,,\n",
    )
    with world.database.reading() as session:
        ann = session.scalars(sa.select(Person).where(Person.email == "ann@falkenau.example")).one()
        assert ann.supervisor
        assert ann.supervisor.name == "Ben"
        assert ann.supervisor.supervisor
        assert ann.supervisor.supervisor.name == "Magda Quast"


def test_a_new_supervisor_is_told(world: World) -> None:
    bring(world, HEAD + DELPHINE)
    (told,) = bring(world, HEAD + DELPHINE.replace("Inspector,,", "Inspector,magda@falkenau.example,"))
    assert "supervisor" in told


def test_semicolons_a_byte_order_mark_and_quotes_are_read(world: World) -> None:
    text = (
        "\ufeff"
        + HEAD.replace(",", ";")
        + '"Roche; Delphine ""Del""";d@falkenau.example;operator,supervisor;"Lead; shift";;;\n'
    )
    bring(world, text)
    found = person(world, "d@falkenau.example")
    assert (found.name, found.title) == ('Roche; Delphine "Del"', "Lead; shift")
    assert held(world, "d@falkenau.example") == {Role.OPERATOR, Role.SUPERVISOR}


def test_quoted_commas_and_lines_of_windows_are_read(world: World) -> None:
    bring(
        world, (HEAD + '"Roche, Delphine",d@falkenau.example,"operator, Quality-Engineer",,,,\n').replace("\n", "\r\n")
    )
    assert person(world, "d@falkenau.example").name == "Roche, Delphine"
    assert held(world, "d@falkenau.example") == {Role.OPERATOR, Role.QUALITY_ENGINEER}


def test_columns_may_stand_in_any_order_and_case(world: World) -> None:
    bring(world, " Email , NAME \nann@falkenau.example,Ann\n")
    assert person(world, "ann@falkenau.example").name == "Ann"


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("name\n", "row 1: the column “email” is missing"),
        ("name,email,shoe size\n", "row 1: no column is called “shoe size”; there are name, email"),
        ("", "row 1: the column “name” is missing"),
        ("\n\n", "row 1: the column “name” is missing"),
    ],
)
def test_columns_that_are_missing_or_unknown_are_named(world: World, head: str, sentence: str) -> None:
    errors = sheet(world, head + "x,y,z\n").errors if head.strip() else sheet(world, head).errors
    assert any(error.startswith(sentence) for error in errors)


def test_roles_begin_and_end_on_days_and_may_come_back(world: World) -> None:
    bring(world, HEAD + DELPHINE)
    started = today(world)
    world.clock.advance(timedelta(days=10))
    (told,) = bring(world, HEAD + DELPHINE.replace("quality_engineer", "operator"))
    assert "no longer quality engineer" in told
    assert held(world, "delphine.roche@falkenau.example") == {Role.OPERATOR}
    roles = person(world, "delphine.roche@falkenau.example").roles
    (before,) = [r for r in roles if r.role is Role.QUALITY_ENGINEER]
    assert (before.from_day, before.until_day) == (started, started + timedelta(days=10))
    assert before.on(started + timedelta(days=9))
    assert not before.on(started + timedelta(days=10))
    bring(world, HEAD + DELPHINE)
    assert held(world, "delphine.roche@falkenau.example") == {Role.QUALITY_ENGINEER}


def test_the_history_of_roles_stands_in_the_ledger(world: World) -> None:
    before = world.head()[0]
    bring(world, HEAD + DELPHINE)
    bring(world, HEAD + DELPHINE.replace("quality_engineer", ""))
    assert world.head()[0] == before + 2


def test_who_is_missing_from_the_file_is_left_as_they_are(world: World) -> None:
    before = person(world, "magda@falkenau.example").version
    bring(world, HEAD + DELPHINE)
    assert person(world, "magda@falkenau.example").version == before
    assert held(world, "magda@falkenau.example") == {Role.QUALITY_MANAGER}


def test_a_column_that_is_not_there_leaves_its_values_alone(world: World) -> None:
    bring(world, HEAD + DELPHINE.replace(",yes", ",no"))
    bring(world, "name,email\nDelphine Roche,delphine.roche@falkenau.example\n")
    found = person(world, "delphine.roche@falkenau.example")
    assert (found.title, found.active) == ("Inspector", False)
    assert held(world, "delphine.roche@falkenau.example") == {Role.QUALITY_ENGINEER}


def test_a_row_with_more_cells_than_columns_is_refused(world: World) -> None:
    assert sheet(world, "name,email,roles\nAnn,ann@falkenau.example,operator,supervisor\n").errors


def test_the_row_that_is_named_is_the_one_that_a_spreadsheet_shows(world: World) -> None:
    (error,) = sheet(world, HEAD + "\n" + "Ann,nope,,,,,\n").errors
    assert error.startswith("row 3: ")


def test_roles_are_separated_by_spaces_as_the_module_says(world: World) -> None:
    assert sheet(world, HEAD + "Ann,ann@falkenau.example,operator supervisor,,,,\n").errors == ()


def test_a_quote_that_is_never_closed_is_a_mistake_and_no_traceback(world: World) -> None:
    assert sheet(world, HEAD + 'Ann,"ann@falkenau.example' + ",x" * 80_000).errors


@pytest.mark.parametrize("stranger", ["magda@fálkenau.example", "mágda@falkenau.example", "ｍagda@falkenau.example"])
def test_an_address_that_only_looks_alike_is_somebody_else(world: World, stranger: str) -> None:
    with world.database.reading() as session:
        assert by_email(session, stranger) is None


def test_an_address_is_the_same_in_any_case(world: World) -> None:
    with world.database.reading() as session:
        found = by_email(session, "Magda@FALKENAU.example")
        assert found
        assert found.name == "Magda Quast"


def test_who_left_is_found_by_nobody(world: World) -> None:
    bring(world, HEAD + DELPHINE.replace(",yes", ",no"))
    with world.database.reading() as session:
        assert by_email(session, "delphine.roche@falkenau.example") is None
