"""Outlook files, winmail.dat, S/MIME, PGP, RTF and invitations."""

from __future__ import annotations

import base64
import struct
from datetime import UTC, datetime

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.formats.rtf import decompress, rtf_body
from tests.mails.builders import mail
from tests.mails.outlook import Storage, compound_file, msg, tnef

WRITTEN = datetime(2026, 3, 17, 14, 4, tzinfo=UTC)
PHOTO = b"\xff\xd8\xff" + b"p" * 6_000


def leak(*, top: bool = True) -> Storage:
    return msg(
        name="Ottilie Brandvold",
        address="o@fjord.example",
        subject="Lekkasje",
        body="12 of 40 porös",
        to=(("Rasmus Quill", "r@castwell.example"),),
        date=WRITTEN,
        attachments=(("photo.jpg", PHOTO),),
        top=top,
    )


def with_file(content: bytes, type: str, subject: str = "Hello") -> bytes:  # noqa: A002 - the header's word
    body = f"--x\nContent-Type: text/plain\n\n\n--x\nContent-Type: {type}\nContent-Transfer-Encoding: base64\n\n"
    return mail(
        body + base64.encodebytes(content).decode() + "--x--\n",
        subject=subject,
        type='multipart/mixed; boundary="x"',
    )


def test_an_outlook_file_is_read_like_a_mail() -> None:
    reading = read(compound_file(leak()))
    assert reading.sender is not None
    assert (reading.sender.name, reading.sender.address) == ("Ottilie Brandvold", "o@fjord.example")
    assert (reading.subject, reading.text, reading.date) == ("Lekkasje", "12 of 40 porös", WRITTEN)
    assert [each.address for each in reading.to] == ["r@castwell.example"]
    assert [(each.name, each.size) for each in reading.attachments] == [("photo.jpg", len(PHOTO))]


def test_the_transport_headers_of_an_outlook_file_win() -> None:
    headers = (
        "From: Real Name <real@fjord.example>\r\nMessage-ID: <real@fjord.example>\r\n"
        "References: <one@x>\r\n <two@x>\r\nContent-Type: text/html\r\n"
    )
    reading = read(compound_file(msg(name="EX", address="/O=EXCH/CN=RASMUS", subject="x", body="y", headers=headers)))
    assert reading.sender is not None
    assert (reading.sender.address, reading.message_id, reading.references) == (
        "real@fjord.example",
        "<real@fjord.example>",
        ("<one@x>", "<two@x>"),
    )
    assert reading.text == "y"


def test_a_forwarded_outlook_file_names_its_sender() -> None:
    reading = read(
        with_file(compound_file(leak()), 'application/vnd.ms-outlook; name="Lekkasje.msg"', subject="FW: Lekkasje")
    )
    (hop,) = reading.chain
    assert (hop.address, hop.source, hop.date, [each.name for each in hop.attachments]) == (
        "o@fjord.example",
        "msg",
        WRITTEN,
        ["photo.jpg"],
    )
    assert [each.name for each in reading.attachments] == ["Lekkasje.msg"]


def test_an_outlook_file_inside_an_outlook_file_is_opened() -> None:
    outer = msg(
        name="Rasmus",
        address="r@castwell.example",
        subject="FW: Lekkasje",
        body="see attached",
        embedded=leak(top=False),
    )
    reading = read(compound_file(outer))
    assert [hop.address for hop in reading.chain] == ["o@fjord.example"]
    assert [each.name for each in reading.chain[0].attachments] == ["photo.jpg"]


def test_an_eml_file_of_unknown_type_is_a_mail_too() -> None:
    eml = b"From: O <o@fjord.example>\nSubject: Lekkasje\nDate: Tue, 17 Mar 2026 15:04:00 +0100\n\nporous"
    reading = read(with_file(eml, 'application/octet-stream; name="Lekkasje.eml"', subject="FW: Lekkasje"))
    assert [(hop.address, hop.text) for hop in reading.chain] == [("o@fjord.example", "porous")]


def test_a_damaged_outlook_file_stays_an_attachment() -> None:
    reading = read(with_file(compound_file(leak())[:2_000], 'application/vnd.ms-outlook; name="x.msg"'))
    assert reading.error is None
    assert [each.name for each in reading.attachments] == ["x.msg"]


def test_winmail_gives_its_files_and_its_body() -> None:
    reading = read(
        with_file(
            tnef("Prüfung ergab", (("Prüfbericht.pdf", b"%PDF-1.4"),)),
            'application/ms-tnef; name="winmail.dat"',
        )
    )
    assert reading.text == "Prüfung ergab"
    assert [(each.name, each.type, each.size) for each in reading.attachments] == [
        ("Prüfbericht.pdf", "application/pdf", 8)
    ]


def test_a_damaged_winmail_stays_an_attachment() -> None:
    reading = read(with_file(b"\x78\x9f\x3e\x22\x01\x00\x02", 'application/ms-tnef; name="winmail.dat"'))
    assert [each.name for each in reading.attachments] == ["winmail.dat"]


def octet_string(data: bytes, tag: int = 0x04) -> bytes:
    return bytes([tag, 0x82]) + struct.pack(">H", len(data)) + data


SIGNED = b"Content-Type: text/plain; charset=utf-8\n\nLot 7 leaks.\n"
OPENING = bytes.fromhex("308006092a864886f70d010702a0803080020101310006092a864886f70d010701a080")


@pytest.mark.parametrize(
    "inner",
    [octet_string(SIGNED), b"\x24\x80" + octet_string(SIGNED[:20]) + octet_string(SIGNED[20:]) + b"\x00\x00"],
)
def test_the_mail_inside_an_opaque_signature_is_read(inner: bytes) -> None:
    raw = mail(
        base64.encodebytes(OPENING + inner).decode(),
        type="application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
    ).replace(b"8bit", b"base64")
    reading = read(raw)
    assert (reading.text, reading.signed, reading.attachments) == ("Lot 7 leaks.", "smime", ())


def test_detached_signatures_leave_the_text_readable() -> None:
    body = (
        "--x\nContent-Type: text/plain\n\nLot 7 leaks.\n--x\nContent-Type: "
        "application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP "
        "SIGNATURE-----\n--x--\n"
    )
    reading = read(mail(body, type='multipart/signed; protocol="application/pgp-signature"; boundary="x"'))
    assert (reading.text, reading.signed) == ("Lot 7 leaks.", "pgp")


def test_inline_pgp_marks_are_folded() -> None:
    text = (
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nLot 7 leaks.\n-----BEGIN "
        "PGP SIGNATURE-----\n\niQEzBAEB\n-----END PGP SIGNATURE-----\n"
    )
    reading = read(mail(text))
    assert (reading.reply_text, reading.signed) == ("Lot 7 leaks.", "pgp")


def test_encrypted_mail_is_marked() -> None:
    assert read(mail("x", type="application/pkcs7-mime; smime-type=enveloped-data")).encrypted == "smime"
    assert read(mail("-----BEGIN PGP MESSAGE-----\nabc\n")).encrypted == "pgp"


def test_a_calendar_reply_is_told() -> None:
    calendar = (
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nSUMMARY:Audit\n of lot 7\n"
        "ORGANIZER;CN=Q:mailto:Quality@castwell.example\nATTENDEE;"
        "PARTSTAT=ACCEPTED:mailto:o@fjord.example\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    reading = read(
        mail(
            f"--x\nContent-Type: text/calendar; method=REPLY; charset=utf-8\n\n{calendar}--x--\n",
            type='multipart/mixed; boundary="x"',
        )
    )
    assert reading.calendar is not None
    assert (reading.calendar.method, reading.calendar.answer, reading.calendar.organizer) == (
        "REPLY",
        "ACCEPTED",
        "quality@castwell.example",
    )


def test_rtf_is_read_as_text() -> None:
    rtf = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator X;}\f0 Lot 7 "
        rb"leaks:\par Gr\'f6\'dfe \u8364?\tab 12}"
    )
    assert rtf_body(rtf) == ("Lot 7 leaks:\nGröße €\t12", "")


def test_html_wrapped_in_rtf_is_taken_out() -> None:
    rtf = (
        rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Lot 7\htmlrtf "
        rb"}\htmlrtf0 {\*\htmltag72 </p>}}"
    )
    assert rtf_body(rtf) == ("", "<p>Lot 7</p>")


def packed(prefix: int, text: bytes) -> bytes:
    """RTF compressed by hand: `prefix` bytes of the built-in words, then literals, then the end mark."""
    items = [(True, struct.pack(">H", prefix - 2)), *((False, text[n : n + 1]) for n in range(len(text)))]
    items.append((True, struct.pack(">H", (207 + prefix + len(text)) % 4096 << 4)))
    stream = b""
    for start in range(0, len(items), 8):
        run = items[start : start + 8]
        stream += bytes([sum(reference << bit for bit, (reference, _) in enumerate(run))])
        stream += b"".join(piece for _, piece in run)
    return struct.pack("<IIII", len(stream) + 12, prefix + len(text), 0x75465A4C, 0) + stream


def test_compressed_rtf_is_unpacked() -> None:
    rtf = decompress(packed(11, b" Lot 7 leaks.}"))
    assert rtf == b"{\\rtf1\\ansi Lot 7 leaks.}"
    assert rtf_body(rtf) == ("Lot 7 leaks.", "")


def test_uncompressed_rtf_is_passed_on() -> None:
    assert decompress(struct.pack("<IIII", 14, 2, 0x414C454D, 0) + b"{}") == b"{}"
