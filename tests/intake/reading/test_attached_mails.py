"""Mails that are forwarded as an attachment: the attached one is the original, unless it is only evidence."""

from __future__ import annotations

from handlers.intake.reading import read
from tests.intake.reading.test_forwards import BLOCK, WRITTEN, only_hop
from tests.mails.builders import ADDRESS, BODY, NAME, SUBJECT, forward, mail


def attached(headers: str, text: str, comment: str = "FYI", subject: str = f"FW: {SUBJECT}") -> bytes:
    inner = f"{headers}\n\n{text}\n"
    body = (
        f"--x\nContent-Type: text/plain; charset=utf-8\n\n{comment}\n--x\nContent-Type: "
        f"message/rfc822\n\n{inner}\n--x--\n"
    )
    return mail(body, subject=subject, type='multipart/mixed; boundary="x"')


INNER = (
    f"From: {NAME} <{ADDRESS}>\nTo: Rasmus <rasmus.quill@castwell.example>\nSubject: "
    f"{SUBJECT}\nDate: Tue, 17 Mar 2026 15:04:00 +0100\nMessage-ID: "
    f"<inner@fjord.example>"
)


def test_an_attached_mail_is_the_original() -> None:
    reading = read(attached(INNER, "Good day Rasmus"))
    hop = only_hop(reading)
    assert (hop.address, hop.source, hop.message_id, hop.date) == (
        ADDRESS,
        "rfc822",
        "<inner@fjord.example>",
        WRITTEN,
    )
    assert [attachment.type for attachment in reading.attachments] == ["message/rfc822"]


def test_the_mark_of_an_outsider_is_no_part_of_the_name_of_an_attached_mails_writer() -> None:
    assert only_hop(read(attached(INNER.replace(NAME, f"[EXT] {NAME}"), "Good day Rasmus"))).name == NAME


def test_a_banner_of_the_gateway_is_not_where_an_attached_mail_begins() -> None:
    warned = f"[This message is from an EXTERNAL sender]\n\n{BODY}"
    assert only_hop(read(attached(INNER, warned))).text.startswith("Good day Rasmus,")


def test_an_attached_mail_wins_over_the_same_mail_in_the_text() -> None:
    hop = only_hop(read(attached(INNER, "Good day Rasmus", comment=BLOCK)))
    assert hop.source == "rfc822"


def test_a_mail_attached_as_evidence_does_not_replace_the_forwarded_one() -> None:
    other = INNER.replace(ADDRESS, "stray@bystander.example").replace(SUBJECT, "Old offer")
    hop = only_hop(read(attached(other, "offer", comment=BLOCK)))
    assert (hop.address, hop.source) == (ADDRESS, "inline")


def test_a_mail_attached_to_a_long_complaint_leaves_the_customer_open() -> None:
    reading = read(attached(INNER, "offer", comment="We found 12 of 40 porous. " * 30, subject="Complaint on lot 7"))
    assert reading.customer is None


def test_a_forward_inside_an_attached_mail_goes_on_in_the_chain() -> None:
    reading = read(
        attached(
            INNER.replace(SUBJECT, f"Fwd: {SUBJECT}"),
            forward("gmail", "en").raw.decode().partition("\n\n")[2].replace(ADDRESS, "deep@fjord.example"),
        )
    )
    assert [(hop.address, hop.source) for hop in reading.chain] == [
        ("deep@fjord.example", "inline"),
        (ADDRESS, "rfc822"),
    ]
