"""Defects, the safety flag, and what is asked for."""

from __future__ import annotations

import pytest

from handlers.intake.reading.fields import as_json, extract


@pytest.mark.parametrize(
    "text",
    [
        "One operator cut two fingers, he is on sick leave.",
        "Smoke came out, nobody was hurt.",
        "Ein Mitarbeiter wurde am Kopf getroffen, Platzwunde, er ist im Krankenhaus.",
        "Une opératrice s'est entaillé la main, accident déclaré.",
        "Un operaio si è tagliato con il bordo, infortunio.",
        "mi compañero se cayó, está en el hospital",
        "een collega heeft hechtingen, het was een ongeval",
        "Osłona uderzyła pracownika w głowę, szpital, to nie jest dobre",
        "Kryt zasáhl kolegu, úraz, je to nebezpečné",
    ],
)
def test_injury_and_danger_raise_the_flag(text: str) -> None:
    assert extract(text).injury


@pytest.mark.parametrize(
    "text",
    [
        "There were no injuries and it is just a scratch on the paint.",
        "Please stop using springs wound from coil 88C2.",
        "Zum Glück wurde niemand verletzt, das ist die Hauptsache.",
        "Herr Brandstetter hat die feuerverzinkten Teile geprüft.",
        "Please be patient with us.",
        "Anbei das Sicherheitsdatenblatt.",
    ],
)
def test_denials_and_names_do_not(text: str) -> None:
    assert extract(text).injury == ()


def test_defect_words_come_out_as_written() -> None:
    assert extract("The shafts show Cracks and rust.").defect[0].value == "Cracks"
    assert extract("Die Wellen haben Rattermarken und sind undicht.").defect[0].value == "Rattermarken"


def test_a_stated_defect_is_surest() -> None:
    found = extract("Defect description: plating missing in blind hole\nplease check, there is rust")
    assert found.defect[0].value == "plating missing in blind hole"


def test_a_denied_defect_is_none() -> None:
    assert extract("there is no rust and no crack").defect == ()


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("Please send us an 8D report.", "8D"),
        ("Bitte um Gutschrift und eine Erklärung, das ist nicht gut.", "credit"),
        ("Merci d'envoyer le remplacement pour la semaine.", "replacement"),
        ("Please collect the goods, we need them out of the way.", "return"),
        ("Prosimy o raport 8D do piątku.", "8D"),
        ("bel me even op, het is niet goed", "call"),
    ],
)
def test_what_is_asked_for(text: str, ask: str) -> None:
    assert ask in [value.value for value in extract(text).asks]


def test_stated_product_and_place() -> None:
    found = extract("Product: cordless drill KD18\nFound at: assembly line, Tychy\n")
    assert found.product[0].value == "cordless drill KD18"
    assert found.place[0].value == "assembly line, Tychy"


def test_plain_data_for_json_holds_only_what_was_found() -> None:
    plain = as_json(extract("Lot: A123"))
    assert plain == {"lot": [{"value": "A123", "confidence": 0.95, "where": "body line 1"}]}
