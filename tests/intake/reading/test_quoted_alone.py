"""Forwards of which nothing but an attribution tells who wrote: below it the mail is indented, as Outlook on a Mac does it,
or a gateway has taken the quote marks off."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

LETTER = "Good day\n\n12 of them are porous.\n  - lot B-7"
INDENTED = "\n".join(f"    {line}" if line else "" for line in LETTER.split("\n"))
ATTRIBUTIONS = {
    "Czech": f"Dne 17/03/2026 15:04, {NAME} <{ADDRESS}> napsal(a):",
    "Danish": f'D. 17/03/2026 15.04 skrev "{NAME}" <{ADDRESS}>:',
    "German": f'Am 17.03.26, 15:04 schrieb "{NAME}" <{ADDRESS}>:',
    "English": f'On 17/03/2026, 15:04, "{NAME}" <{ADDRESS}> wrote:',
    "Finnish, the date behind": f"{NAME} <{ADDRESS}> kirjoitti 17.3.2026 15.04:",
    "French": f"Le 17/03/2026 15:04, « {NAME} » <{ADDRESS}> a écrit :",
    "Hungarian": f"2026. 03. 17. 15:04 időpontban {NAME} ({ADDRESS}) ezt írta:",
    "Norwegian, the date behind": f"{NAME} <{ADDRESS}> skrev følgende den 17.03.2026, 15:04:",
    "Polish": f"Dnia 17/03/2026 15:04 „{NAME}” <{ADDRESS}> napisał:",
    "Russian": f'17/03/2026, 15:04 пользователь "{NAME}" <{ADDRESS}> написал:',
    "Slovak": f"17/03/2026 15:04 používateľ {NAME} (<{ADDRESS}>) napísal:",
    "Turkish, the name first": f'"{NAME}" <{ADDRESS}>, 17.03.2026 15:04 tarihinde şunu yazdı:',
}


@pytest.mark.parametrize("quote", [INDENTED, LETTER])
@pytest.mark.parametrize("language", ATTRIBUTIONS)
def test_a_mail_below_an_attribution_is_what_is_forwarded(language: str, quote: str) -> None:
    reading = read(mail(f"Please log this.\n\n{ATTRIBUTIONS[language]}\n\n{quote}\n", subject=f"FW: {SUBJECT}"))
    assert reading.customer is not None
    assert (reading.customer.name, reading.customer.address) == (NAME, ADDRESS)
    assert (reading.chain[0].subject, reading.chain[0].text) == (SUBJECT, LETTER)
    assert reading.reply_text == "Please log this."
    assert f"{reading.chain[0].date:%Y-%m-%d %H:%M}" == "2026-03-17 15:04"


@pytest.mark.parametrize("quote", [INDENTED, LETTER])
def test_an_answer_above_a_quote_without_marks_is_no_forward(quote: str) -> None:
    text = f"Thank you.\n\n{ATTRIBUTIONS['English']}\n\n{quote}\n"
    assert not read(mail(text, subject=f"RE: {SUBJECT}")).forwarded


def test_who_writes_below_an_indented_quote_makes_it_no_forward() -> None:
    text = f"{ATTRIBUTIONS['English']}\n\n{INDENTED}\n\nThat is what he meant, I think.\n"
    assert read(mail(text, subject=f"FW: {SUBJECT}")).customer is None
