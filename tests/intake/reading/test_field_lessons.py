"""What mails written by others taught: each was read wrongly once."""

from __future__ import annotations

import binascii

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.understanding import understand
from tests.mails.builders import mail

HEAD = "From: Ida Berg <ida.berg@falkenau.example>\nTo: complaints@falkenau.example\nMessage-ID: <1@falkenau.example>\n"
BLOCK = (
    "Od: Jan Nowak <jan@pompy.example>\nData: 24.11.2026 06:41\nDo: ida.berg@falkenau.example\nTemat: zle sruby\n\n"
    "dzien dobry, nie te sruby"
)


FORM = "Report\n=======\nPart: 4711\nLot: 12\nFault: rust\nTel: 0500-55 01 60"


def of(subject: str, body: str, head: str = HEAD) -> bytes:
    content = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    return f"{head}{content}Subject: {subject}\n\n{body}\n".encode()


def test_an_answer_that_goes_to_colleagues_alone_hands_on_what_an_outsider_wrote() -> None:
    reading = read(of("Odp: zle sruby", f"-------- Oryginalna wiadomość --------\n{BLOCK}"))
    assert reading.customer is not None
    assert reading.customer.address == "jan@pompy.example"


def test_an_answer_to_an_outsider_is_no_forward() -> None:
    head = HEAD.replace("complaints@falkenau.example", "jan@pompy.example, complaints@falkenau.example")
    assert not read(of("Odp: zle sruby", f"-------- Oryginalna wiadomość --------\n{BLOCK}", head)).forwarded


def test_headers_and_body_on_one_line_are_parted_by_the_known_subject() -> None:
    body = (
        "---------- Forwarded message --------- From: Jan Nowak <jan@pompy.example> Sent: Tuesday, 24 November 2026 06:41 "
        "To: Ida Berg <ida.berg@falkenau.example> Subject: wrong screws Good morning, these are the wrong screws."
    )
    hop = read(of("Fwd: wrong screws", body)).chain[0]
    assert (hop.address, hop.subject) == ("jan@pompy.example", "wrong screws")
    assert hop.text.startswith("Good morning")


def test_a_banner_that_touches_the_text_does_not_take_it_along() -> None:
    body = (
        "---------- Forwarded message ---------\nFrom: Jan <jan@pompy.example>\nDate: Tue, 24 Nov 2026 at 06:41\nSubject: x\n"
        "To: Ida <ida.berg@falkenau.example>\n\nCAUTION: external sender. Do not click links.\nGood morning,\nwrong screws."
    )
    assert read(of("Fwd: x", body)).chain[0].text.startswith("Good morning,")


def test_a_colleague_whose_own_subject_is_a_forward_is_not_named() -> None:
    body = (
        "---------- Forwarded message ---------\nFrom: Ruben <ruben@falkenau.example>\nDate: Tue, 24 Nov 2026 at 06:41\n"
        "Subject: FW: noise\nTo: Ida <ida.berg@falkenau.example>\n\nsee below, from a customer"
    )
    assert read(of("Fwd: FW: noise", body)).customer is None


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        ("Yes, send two.\n\nIda", "Yes, send two."),
        ("Yes, send two.\n\nI. B.", "Yes, send two."),
        ("Ja, zwei Stück.\n\nMit freundlichen Grüßen aus Wels\nIda Berg\nEinkauf", "Ja, zwei Stück."),
        ("Yes, send two.\n\nIda Berg, Quality Director\n24 h line +27 21 555 0190", "Yes, send two."),
        ("Yes.\n\nRegards\nIda\nBerg Ltd\n\nPS: closed on Monday!", "Yes.\n\nPS: closed on Monday!"),
        (FORM, FORM),
    ],
)  # fmt: skip
def test_what_is_signature_and_what_is_not(body: str, kept: str) -> None:
    assert read(of("Re: parts", body)).reply_text == kept


def test_a_file_in_the_text_of_an_old_gateway_is_an_attachment() -> None:
    encoded = binascii.b2a_uu(b"GIF89a and so on").decode()
    reading = read(of("picture", f"see picture\n\nbegin 644 round.gif\n{encoded}`\nend"))
    assert [(each.name, each.content) for each in reading.attachments] == [("round.gif", b"GIF89a and so on")]
    assert "begin 644" not in reading.text


def test_an_invitation_beside_its_text_is_read_and_is_no_attachment() -> None:
    parts = (
        "--a\nContent-Type: text/plain\n\nI come later\n--a\nContent-Type: text/calendar; method=REPLY\n\n"
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nSUMMARY:Audit\nEND:VCALENDAR\n--a--\n"
    )
    reading = read(mail(parts, type="multipart/alternative; boundary=a"))
    assert reading.attachments == ()
    assert reading.calendar is not None


def test_a_ticket_system_that_takes_up_our_mail_is_an_automatic_answer() -> None:
    head = f"{HEAD}Auto-Submitted: auto-generated\nIn-Reply-To: <ours@andon.example>\n"
    assert read(of("[Request received] springs", "Your request is in our queue.", head)).machine == "auto_reply"


def test_a_portal_that_writes_by_itself_is_none() -> None:
    assert read(of("Deviation report 4711", "Rejected: 62", f"{HEAD}Auto-Submitted: auto-generated\n")).machine is None


def test_whoever_answers_an_automatic_answer_is_a_person() -> None:
    assert read(of("Re: Automatic reply: is anybody there", "that is the fourth one, call me")).machine is None


def test_an_absence_behind_a_name_is_automatic_when_it_says_so() -> None:
    said = "Ich bin bis 1.11. abwesend. Dies ist eine automatische Antwort auf Ihre Nachricht."
    assert read(of("Ida Berg ist außer Haus (Rückkehr am 02.11.2026)", said)).machine == "auto_reply"


def test_spam_is_not_answered() -> None:
    said = understand(
        of(
            "your site on page one",
            "I found errors on your website, may I send a quote for SEO, share your phone number",
        )
    )
    assert said.kind.kind != "spam" or not said.reading.may_answer
