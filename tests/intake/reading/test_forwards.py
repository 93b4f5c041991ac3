"""Forwarded mail: the original sender by client and language, after what gateways do to it, and never a
bystander.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Hop, Reading
from tests.mails.builders import ADDRESS, BODY, CLIENTS, DAMAGES, NAME, SUBJECT, forward, mail
from tests.mails.html_builders import HTML_CLIENTS
from tests.mails.languages import WORDS
from tests.mails.odd_forwards import ODD_FORWARDS

WRITTEN = datetime(2026, 3, 17, 15, 4, tzinfo=timezone(timedelta(hours=1)))
DAMAGED_LANGUAGES = ("en", "de", "fr", "ja", "he", "lt")
BLOCK = (
    f"From: {NAME} <{ADDRESS}>\nSent: Tuesday, March 17, 2026 3:04 PM\nTo: Rasmus Quill\nSubject: {SUBJECT}\n\nGood day"
)


def only_hop(reading: Reading) -> Hop:
    assert reading.error is None
    assert reading.forwarded
    assert len(reading.chain) == 1
    return reading.chain[0]


BEGINNING = "Good day Rasmus"
STORY = {
    "sender": (NAME, ADDRESS), "subject": SUBJECT, "date": WRITTEN, "to": ["rasmus.quill@castwell.example"],
    "text": BEGINNING, "customer": ADDRESS,
}  # fmt: skip


def story_of(reading: Reading) -> dict[str, object]:
    hop = only_hop(reading)
    return {
        "sender": (hop.name, hop.address), "subject": hop.subject, "date": hop.date, "to": [each.address for each in hop.to],
        "text": hop.text[: len(BEGINNING)], "customer": reading.customer.address if reading.customer else None,
    }  # fmt: skip


@pytest.mark.parametrize("client", CLIENTS)
def test_every_client_in_every_language_names_the_original_sender(client: str) -> None:
    stories = {language: story_of(read(forward(client, language).raw)) for language in WORDS}
    assert stories == dict.fromkeys(WORDS, STORY)


@pytest.mark.parametrize("subject", [SUBJECT, f"[EXTERNAL] {SUBJECT}", "Leaking housings, please look"])
@pytest.mark.parametrize("client", CLIENTS)
def test_no_prefix_is_needed_in_the_subject(client: str, subject: str) -> None:
    assert story_of(read(forward(client, "en", subject=subject).raw)) == STORY


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("client", CLIENTS)
def test_gateways_may_damage_a_forward(client: str, damage: str) -> None:
    damaged = {language: forward(client, language, damage, newline="\r\n").raw for language in DAMAGED_LANGUAGES}
    assert {language: story_of(read(raw)) for language, raw in damaged.items()} == dict.fromkeys(damaged, STORY)


@pytest.mark.parametrize("client", HTML_CLIENTS)
def test_a_forward_in_html_only_is_read_as_well(client: str) -> None:
    for language, words in WORDS.items():
        raw = mail(HTML_CLIENTS[client](words), subject=f"{words.prefix}: {SUBJECT}", type="text/html; charset=utf-8")
        assert (language, story_of(read(raw))) == (language, STORY)
        assert only_hop(read(raw)).source == "html", language


@pytest.mark.parametrize("subject", [f"FW: {SUBJECT}", SUBJECT])
@pytest.mark.parametrize("name", ODD_FORWARDS)
def test_the_less_common_clients_are_read_too(name: str, subject: str) -> None:
    hop = only_hop(read(mail(ODD_FORWARDS[name], subject=subject)))
    assert hop.name in {NAME, ""}
    assert (hop.address, hop.subject) == (ADDRESS, SUBJECT)
    assert hop.date is not None
    assert hop.date.replace(tzinfo=None, second=0) == WRITTEN.replace(tzinfo=None)
    assert hop.text.startswith("Good day")
    assert hop.text.endswith(("porous", "-"))


def test_a_gateway_s_banner_inside_the_forwarded_mail_is_not_its_beginning() -> None:
    text = BLOCK.replace("Good day", "CAUTION: This email originated from outside. Do not click links.\n\nGood day")
    assert only_hop(read(mail(text, subject=f"FW: {SUBJECT}"))).text == "Good day"


def test_two_mails_forwarded_side_by_side_leave_the_customer_open() -> None:
    part = (
        "---------- Forwarded message ---------\nFrom: {0} <{0}@c.example>\nDate: {1}\nSubject: {0}\nTo: x\n\nhello\n\n"
    )
    text = part.format("ann", "15 March 2026 15:04") + part.format("bob", "17 March 2026 16:04")
    reading = read(mail(text, subject="Fwd: both"))
    assert [hop.name for hop in reading.chain] == ["bob", "ann"]
    assert reading.customer is None


def test_an_own_earlier_mail_below_a_complaint_is_not_a_forward() -> None:
    text = (
        "No answer yet.\n\nFrom: Rasmus Quill <rasmus.quill@castwell.example>\nSent: "
        "17 March 2026 15:04\nTo: Quality\nSubject: Leak\n\nhi"
    )
    reading = read(mail(text, subject="Leak, reminder"))
    assert not reading.forwarded
    assert reading.customer == reading.sender


def test_the_html_is_asked_when_the_plain_text_lost_the_address() -> None:
    plain = BLOCK.replace(f" <{ADDRESS}>", "")
    html = HTML_CLIENTS["outlook_web"](WORDS["en"])
    body = (
        f"--x\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n--x\nContent-Type: "
        f"text/html; charset=utf-8\n\n{html}\n--x--\n"
    )
    hop = only_hop(read(mail(body, subject=f"FW: {SUBJECT}", type='multipart/alternative; boundary="x"')))
    assert (hop.address, hop.source) == (ADDRESS, "html")


def test_a_nested_forward_gives_the_whole_chain_innermost_first() -> None:
    text = (
        "see below\n\nFrom: Ines Tabor <ines@castwell.example>\nSent: Wednesday, March "
        "18, 2026 8:00 AM\nTo: Rasmus Quill\n"
        f"Subject: FW: {SUBJECT}\n\nRasmus, yours.\n\n---------- Forwarded message "
        f"---------\nFrom: {NAME} <{ADDRESS}>\n"
        f"Date: Tue, Mar 17, 2026 at 3:04 PM\nSubject: {SUBJECT}\nTo: Ines Tabor "
        f"<ines@castwell.example>\n\nGood day Ines"
    )
    reading = read(mail(text, subject=f"FW: {SUBJECT}"))
    assert [hop.address for hop in reading.chain] == [ADDRESS, "ines@castwell.example"]
    assert reading.chain[1].text == "Rasmus, yours."
    assert reading.reply_text == "see below"


def test_what_colleagues_wrote_about_a_mail_before_they_passed_it_on_does_not_hide_its_writer() -> None:
    quoted = [
        "---------- Forwarded message ---------",
        f"From: {NAME} <{ADDRESS}>",
        "Date: Tue, Mar 17, 2026 at 10:05",
        f"Subject: {SUBJECT}",
        "To: Rasmus Quill <rasmus.quill@castwell.example>",
        "",
        *BODY.split("\n"),
    ]
    talk = [
        "---------- Forwarded message ---------",
        "From: Ines Tabor <ines@castwell.example>",
        "Date: Wed, Mar 18, 2026 at 08:02",
        f"Subject: Re: {SUBJECT}",
        "To: Rasmus Quill <rasmus.quill@castwell.example>",
        "",
        "Not ours, ask quality.",
        "",
        "On Tue, Mar 17, 2026 at 11:48, Rasmus Quill <rasmus.quill@castwell.example> wrote:",
        "> Do you know this one?",
        ">",
        *(f"> {line}" for line in quoted),
    ]
    reading = read(mail("Please take over.\n\n" + "\n".join(talk), subject=f"Fwd: {SUBJECT}"))
    assert [hop.address for hop in reading.chain] == [ADDRESS, "ines@castwell.example"]
    assert reading.customer
    assert reading.customer.address == ADDRESS
    assert reading.chain[0].text.startswith("Good day Rasmus,")


def test_the_thread_below_a_forwarded_answer_stays_its_text() -> None:
    text = BLOCK.replace(f"Subject: {SUBJECT}", f"Subject: RE: {SUBJECT}") + (
        f"\n\nFrom: Rasmus Quill\nSent: Monday, March 16, 2026 9:00 AM\nTo: {NAME}\n"
        f"Subject: {SUBJECT}\n\nWhat is wrong?"
    )
    hop = only_hop(read(mail(text, subject=f"FW: {SUBJECT}")))
    assert hop.address == ADDRESS
    assert "What is wrong?" in hop.text


ANSWERS = {
    "outlook_block_to_its_sender": mail(f"Agreed.\n\n{BLOCK}", subject=f"RE: {SUBJECT}", to=f"{NAME} <{ADDRESS}>"),
    "outlook_block_with_edited_subject": mail(f"Agreed.\n\n{BLOCK}", subject="Leak", to=ADDRESS),
    "outlook_block_on_a_list": mail(f"Agreed.\n\n{BLOCK}", subject=f"AW: {SUBJECT}"),
    "block_by_name_only": mail(
        f"Agreed.\n\n{BLOCK.replace(f' <{ADDRESS}>', '')}", subject=SUBJECT, to=f'"{NAME}" <ob@fjord.example>'
    ),
    "on_wrote": mail(
        f"Agreed.\n\nOn Tue, Mar 17, 2026 at 3:04 PM {NAME} <{ADDRESS}> wrote:\n> Good day\n",
        subject=f"Re: {SUBJECT}",
    ),
    "a_forward_inside_the_quote": mail(
        f"Agreed.\n\nOn Tue, Mar 17, 2026 at 3:04 PM {NAME} <{ADDRESS}> wrote:\n> "
        f"---------- Forwarded message ---------\n"
        "> From: Stray Person <stray@bystander.example>\n> Date: Mon, Mar 16, 2026 at "
        "3:04 PM\n> Subject: x\n> To: y\n>\n> hi\n",
        subject=f"Re: {SUBJECT}",
    ),
}
NO_FORWARDS = {
    "timetable": mail("From: Bergen\nTo: Hamburg\nDate: 5 May\n\nplease ship", subject="Shipping"),
    "web_form": mail(f"From: {NAME} <{ADDRESS}>\nSubject: complaint\n\nMessage Body:\nLeaking.", subject="Your form"),
    "from_in_a_sentence": mail(
        "We took it from: the shelf.\nTo: nobody.\nSubject: to change, date: open.", subject="Hello"
    ),
    "specification": mail("Date: 2026-01-05\nSubject: Specification of part 4711\nTo: all\n\ntext", subject="Spec"),
    "signature": mail(
        ("12 of 40 leak.\n\nKind regards\nOttilie\nMail: stray@bystander.example\nTel: 555"), subject="Leak"
    ),
    "address_in_text": mail("Please write to stray@bystander.example, not to me.", subject="New contact"),
    "newsletter": mail(
        "From our plant to yours: news!\nSubject: spring\nDate: 5 May 2026",
        subject="News",
        headers="List-Id: <x.example>\n",
    ),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_is_not_a_forward(name: str) -> None:
    reading = read(ANSWERS[name])
    assert not reading.forwarded
    assert reading.chain == ()
    assert reading.reply_text == "Agreed."


@pytest.mark.parametrize("name", NO_FORWARDS)
def test_labels_in_a_text_are_not_a_forward(name: str) -> None:
    reading = read(NO_FORWARDS[name])
    assert not reading.forwarded
    assert reading.customer is not None
    assert reading.customer.address == "rasmus.quill@castwell.example"


@pytest.mark.parametrize(
    "text",
    [
        "Please handle.\n\nRasmus\nstray@bystander.example",
        "---------- Forwarded message ---------\n\nGood day, write to stray@bystander.example",
        "From: stray@bystander.example, somebody@else.example\nSent: today\nTo: x\nSubject: y\n\nhello",
    ],
)
def test_nobody_is_named_when_unsure(text: str) -> None:
    reading = read(mail(text, subject=f"FW: {SUBJECT}"))
    assert reading.customer is None
    assert "customer_unsure" in reading.flags


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        (f"{NAME} <{ADDRESS}<mailto:{ADDRESS}>>", NAME, ADDRESS),
        (f"{NAME} [mailto:{ADDRESS}]", NAME, ADDRESS),
        (f"[{ADDRESS}](mailto:{ADDRESS})", "", ADDRESS),
        (f"*{NAME}* <{ADDRESS}>", NAME, ADDRESS),
        (f'"Brandvold, Ottilie" <{ADDRESS}>', "Brandvold, Ottilie", ADDRESS),
        (f"Brandvold, Ottilie ({ADDRESS})", "Brandvold, Ottilie", ADDRESS),
        (f"{ADDRESS} <{ADDRESS}>", "", ADDRESS),
        (f"{NAME} {ADDRESS}", NAME, ADDRESS),
        (f"'{NAME}' &lt;{ADDRESS}&gt;", NAME, ADDRESS),
        (NAME, NAME, ""),
        (f"{NAME} </O=EXCH/OU=FIRST/CN=RECIPIENTS/CN=OB>", NAME, ""),
        (f"desk@office.example <desk@office.example> on behalf of {NAME} <{ADDRESS}>", NAME, ADDRESS),
    ],
)
def test_the_from_line_is_read_in_every_dress(value: str, name: str, address: str) -> None:
    text = (
        f"---------- Forwarded message ---------\nFrom: {value}\nDate: 17 March 2026 "
        f"15:04\nSubject: {SUBJECT}\n\nGood day"
    )
    hop = only_hop(read(mail(text)))
    assert (hop.name, hop.address) == (name, address)


def test_labels_on_one_line_are_taken_apart() -> None:
    text = (
        f"From: {NAME} <{ADDRESS}> Sent: Tuesday, March 17, 2026 3:04 PM To: Rasmus "
        f"Quill Subject: {SUBJECT}\n\nGood day"
    )
    hop = only_hop(read(mail(text, subject="FW: leak")))
    assert (hop.address, hop.subject, hop.date) == (ADDRESS, SUBJECT, WRITTEN)


def test_values_on_the_next_line_are_found() -> None:
    text = (
        f"From:\n{NAME} <{ADDRESS}>\nSent:\nTuesday, March 17, 2026 3:04 PM\nTo:\n"
        f"Rasmus Quill\nSubject:\n{SUBJECT}\n\nGood day"
    )
    hop = only_hop(read(mail(text, subject="FW: leak")))
    assert (hop.address, hop.subject, hop.text) == (ADDRESS, SUBJECT, "Good day")


def test_a_head_without_labels_is_read() -> None:
    text = (
        f'-------- Пересылаемое сообщение --------\n17.03.2026, 15:04, "{NAME}" '
        f"<{ADDRESS}>:\n\nGood day\n\n-------- Конец пересылаемого сообщения --------\n"
        f"end"
    )
    hop = only_hop(read(mail(text, subject="Fwd: leak")))
    assert (hop.name, hop.address, hop.date, hop.text) == (NAME, ADDRESS, WRITTEN, "Good day")
