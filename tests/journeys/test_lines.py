"""Lines of a record, pressed on a card that has not been drawn anew: another line passes, the same one does not."""

from __future__ import annotations

from bot.sandbox.slack.driver import Json, Person
from tests.journeys.test_board import choose
from tests.journeys.test_gestures import card_of, report
from tests.stage import Stage

SCRAP = {"disposition": "scrap", "rationale": "Bent."}


def decided(stage: Stage, text: str) -> str:
    """Two lines of one piece each, both added from the card as it stood before the first."""
    quinn = stage.person("quinn")
    number = report(stage.person("mara"), text)
    quinn.click(card_of(quinn, number), "Contain…")
    quinn.submit(quinn.wait_for_view("Contain"), {"containment": "Blocked.", "shipped": "no"})
    early = card_of(quinn, number, "Blocked.")
    choose(quinn, early, "Correct…")
    quinn.submit(quinn.wait_for_view("Correct"), {"severity": "minor", "quantity_affected": "2", "reason": "Counted."})
    early = card_of(quinn, number, "Minor")
    for _ in range(2):
        choose(quinn, early, "Add disposition…")
        assert quinn.submit(quinn.wait_for_view("Add disposition"), {"quantity": "1", **SCRAP})["ok"]
        assert quinn.views() == [], "what was pressed on the card as it stood before is no reason to refuse"
    quinn.click(card_of(quinn, number, "1 × scrap: Bent.\\n1 × scrap"), "Disposition…")
    assert quinn.submit(quinn.wait_for_view("Disposition"), {"severity": "minor", "quantity_affected": "2"})["ok"]
    return number


def lines_of(view: Json) -> list[str]:
    chosen = next(b for b in view["blocks"] if b.get("block_id") == "line")
    return [o["value"] for o in chosen["element"]["options"]]


def carry_out(person: Person, view: Json, line: str) -> None:
    person.submit(view, {"line": line, "evidence": "Note 17", "unusable": "yes"})


def test_two_people_carry_out_two_lines_from_the_same_card(stage: Stage) -> None:
    quinn, priya = stage.person("quinn"), stage.person("priya")
    number = decided(stage, "two lines at once")
    card = card_of(quinn, number, "'dispositioned'")
    forms = []
    for person in (quinn, priya):
        person.click(card, "Carried out…")
        forms.append(person.wait_for_view("Carried out"))
    first, second = lines_of(forms[0])
    carry_out(quinn, forms[0], first)
    assert quinn.views() == []
    carry_out(priya, forms[1], first)
    assert "changed meanwhile" in priya.view()["errors"]["line"], "the same line is not carried out twice"
    carry_out(priya, priya.view(), second)
    assert priya.views() == []
    card_of(quinn, number, "'executed'")


def test_a_record_that_moved_refuses_the_old_button(stage: Stage) -> None:
    quinn, ines = stage.person("quinn"), stage.person("ines")
    number = decided(stage, "moved meanwhile")
    card = card_of(quinn, number, "'dispositioned'")
    quinn.click(card, "Carried out…")
    form = quinn.wait_for_view("Carried out")
    choose(ines, card, "Decide anew…")
    ines.submit(ines.wait_for_view("Decide anew"), {"reason": "One can be straightened."})
    carry_out(quinn, form, lines_of(form)[0])
    assert "is contained" in str(quinn.view()["errors"])
    quinn.close(quinn.view())
    card_of(quinn, number, "'contained'")
    quinn.click(card, "Carried out…")
    assert quinn.views() == []
