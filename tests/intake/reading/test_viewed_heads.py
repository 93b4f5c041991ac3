"""Heads copied or photographed from the screen of a phone or a web mail."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

VIEWS = {
    "a phone, photographed": (
        f"7:02      5G 88%\n\n{SUBJECT}   Innboks\n\nOB   {NAME}      i går\n     til meg v\n\nGood day"
    ),
    "a web mail, copied": f"{SUBJECT}\n\n{NAME} <{ADDRESS}>\nan mich ▾\n\nGood day",
    "a phone, copied": f"{NAME} • {ADDRESS}\nTo: quality@castwell.example\nMar 17, 2026, 3:04 PM\n{SUBJECT}\nGood day",
    "a phone, copied into a chat": (
        f"[17:10] Ines Tabor: what came in?\n[17:12] Rasmus Quill: {NAME} • {ADDRESS}\n    To: quality@castwell.example\n"
        f"    Mar 17, 2026, 3:04 PM\n    {SUBJECT}\n    Good day"
    ),
}


@pytest.mark.parametrize("view", VIEWS)
def test_a_mail_is_known_as_a_screen_shows_it(view: str) -> None:
    reading = read(mail(f"From my phone\n\n{VIEWS[view]}", subject="Photo of the phone"))
    assert reading.customer is not None
    assert reading.customer.name == NAME
    assert reading.customer.address == (ADDRESS if ADDRESS in VIEWS[view] else "")
    assert (reading.chain[0].subject, reading.chain[0].text.strip()) == (SUBJECT, "Good day")


OTHER = {
    "a signature": f"Call me.\n\n{NAME} • {ADDRESS}\nMon to Fri\n8:00 to 16:00\nFjordpumper",
    "a sentence": "Ines Tabor gave the parts\nto me\n\nThey are porous.",
    "two mails": f"{SUBJECT}\n{NAME}\nto me\nGood day\n\nAnother\nInes Tabor\nto me\nBad day",
}


@pytest.mark.parametrize("text", OTHER)
def test_other_lines_show_no_mail(text: str) -> None:
    assert not read(mail(OTHER[text], subject="Housings")).forwarded
