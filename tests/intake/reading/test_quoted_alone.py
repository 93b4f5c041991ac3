"""Forwards of which nothing but an attribution tells who wrote: below it the mail is indented, as Outlook on a Mac does it,
or a gateway has taken the quote marks off."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Address
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
    assert reading.customer == Address(NAME, ADDRESS)
    assert (reading.chain[0].subject, reading.chain[0].text) == (SUBJECT, LETTER)
    assert reading.reply_text == "Please log this."
    assert f"{reading.chain[0].date:%Y-%m-%d %H:%M}" == "2026-03-17 15:04"


LINKED = {
    "mailto behind it": f"<{ADDRESS}<mailto:{ADDRESS}>>",
    "Outlook's brackets": f"[mailto:{ADDRESS}]",
    "Markdown": f"<[{ADDRESS}](mailto:{ADDRESS})>",
    "a protecting gateway's link": f"<https://safe.gateway.example/?url=mailto%3A{ADDRESS}&data=05>",
    "bold": f"<*{ADDRESS}*>",
}


@pytest.mark.parametrize("quote", [INDENTED, LETTER])
@pytest.mark.parametrize("address", LINKED)
def test_the_writer_is_known_through_what_gateways_make_of_an_address(address: str, quote: str) -> None:
    attribution = ATTRIBUTIONS["English"].replace(f"<{ADDRESS}>", LINKED[address])
    reading = read(mail(f"{attribution}\n\n{quote}\n", subject=f"FW: {SUBJECT}"))
    assert reading.customer == Address(NAME, ADDRESS)
    assert reading.chain[0].text == LETTER


WARNING = "CAUTION: This email came from outside of the organization. Do not click on links."
AROUND = {
    "a signature below": "{quote}\n\n-- \nDelphine Osei\nSales\n",
    "a disclaimer below": "{quote}\n\nThis message and its attachments are confidential. If you are not the intended recipient,"
    " please tell the sender and delete it.\n",
    "a warning above the quote": f"{WARNING}\n\n{{quote}}\n",
}


@pytest.mark.parametrize("around", AROUND)
def test_what_gateways_and_forwarders_set_around_an_indented_quote_is_no_part_of_it(around: str) -> None:
    text = f"{ATTRIBUTIONS['English']}\n\n{AROUND[around].format(quote=INDENTED)}"
    reading = read(mail(text, subject=f"FW: {SUBJECT}"))
    assert reading.customer == Address(NAME, ADDRESS)
    assert reading.chain[0].text == LETTER


def test_an_indented_quote_that_was_wrapped_without_its_indent_is_one_quote() -> None:
    quote = "    Good day\n\n    The second delivery of this week came with twelve housings that\nleak at the seam.\n"
    reading = read(mail(f"{ATTRIBUTIONS['English']}\n\n{quote}", subject=f"FW: {SUBJECT}"))
    assert reading.customer is not None
    assert reading.chain[0].text.startswith("Good day\n\n")


@pytest.mark.parametrize("quote", [INDENTED, LETTER])
def test_an_answer_above_a_quote_without_marks_is_no_forward(quote: str) -> None:
    text = f"Thank you.\n\n{ATTRIBUTIONS['English']}\n\n{quote}\n"
    assert not read(mail(text, subject=f"RE: {SUBJECT}")).forwarded


def test_who_writes_below_an_indented_quote_makes_it_no_forward() -> None:
    text = f"{ATTRIBUTIONS['English']}\n\n{INDENTED}\n\nThat is what he meant, I think.\n"
    assert read(mail(text, subject=f"FW: {SUBJECT}")).customer is None


def test_a_colleague_may_edit_the_subject_and_write_much_above_the_quote() -> None:
    headers = "To: Ines Tabor <ines@castwell.example>"
    comment = "He rang me twice and wants somebody to visit him this week. " * 6
    text = f"{comment}\n\n{ATTRIBUTIONS['English']}\n\n{INDENTED}\n"
    reading = read(mail(text, subject="Fjordpumper, please visit", headers=headers))
    assert reading.customer is not None
    assert (reading.customer.address, reading.chain[0].subject, reading.chain[0].text) == (ADDRESS, "", LETTER)


def test_an_outsider_who_cites_a_third_party_below_a_new_subject_passes_nothing_on() -> None:
    text = f"That is what your supplier told us.\n\n{ATTRIBUTIONS['English']}\n\n{INDENTED}\n"
    assert not read(mail(text, sender="Omar Said <omar@said.example>", subject="Late housings")).forwarded


def test_a_quote_that_a_colleague_forwarded_before_is_the_innermost_mail() -> None:
    head = f"From: Ruben Tack <ruben@castwell.example>\nSent: 18 March 2026 08:12\nTo: Rasmus Quill\nSubject: FW: {SUBJECT}"
    text = f"{head}\n\nFor you.\n\n{ATTRIBUTIONS['English']}\n\n{INDENTED}\n"
    innermost, outer = read(mail(text, subject=f"FW: {SUBJECT}")).chain
    assert (innermost.address, innermost.subject, innermost.text) == (ADDRESS, SUBJECT, LETTER)
    assert (outer.address, outer.text) == ("ruben@castwell.example", "For you.")


def test_what_is_quoted_below_an_answer_is_not_passed_on_by_the_forward_in_it() -> None:
    head = f"From: Ruben Tack <ruben@fjordpumper.example>\nSent: 18 March 2026 08:12\nTo: {NAME}\nSubject: FW: lots"
    forward = f"---- Forwarded message ----\n{head}\n\nLot 7."
    text = f"See what my colleague says.\n\n{forward}\n\n{ATTRIBUTIONS['English']}\n\n{INDENTED}\n"
    assert [hop.address for hop in read(mail(text, subject=f"RE: {SUBJECT}")).chain] == ["ruben@fjordpumper.example"]
