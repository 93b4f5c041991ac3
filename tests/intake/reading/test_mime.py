"""The MIME that real mailboxes hold: every charset, every nesting, much that is broken."""

from __future__ import annotations

import base64
import binascii
import hashlib
import quopri

import pytest

from handlers.intake.reading import read
from tests.mails.builders import mail

PLAIN = "--x\nContent-Type: text/plain; charset=utf-8\n\nLot 7 leaks.\n"
PDF = (
    '--x\nContent-Type: application/pdf; name="8D.pdf"\nContent-Disposition: attachment;'
    ' filename="8D.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQ=\n'
)


def mixed(*parts: str, end: str = "--x--\n", type: str = 'multipart/mixed; boundary="x"') -> bytes:  # noqa: A002 - the header's word
    return mail("".join(parts) + end, type=type)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("utf-8", "Größe 12 µm, Ω"),
        ("iso-8859-1", "Größe 12 µm"),
        ("windows-1252", "Größe „12“ – €"),
        ("iso-8859-15", "Größe 12 €"),
        ("koi8-r", "Брак в партии"),
        ("windows-1251", "Брак в партии"),
        ("iso-8859-2", "Příliš žluťoučký kůň"),
        ("shift_jis", "不良品があります"),
        ("iso-2022-jp", "不良品があります"),
        ("euc-jp", "不良品があります"),
        ("gb2312", "产品有缺陷"),
        ("gbk", "产品有缺陷"),
        ("big5", "產品有缺陷"),
        ("euc-kr", "불량품이 있습니다"),
        ("windows-1255", "מוצר פגום"),
        ("windows-1256", "منتج معيب"),
        ("windows-1253", "Ελαττωματικό"),
        ("tis-620", "สินค้าชำรุด"),
        ("utf-16", "Größe 12"),
        ("utf-7", "Größe 12"),
    ],
)
@pytest.mark.parametrize("encoding", ["8bit", "base64", "quoted-printable"])
def test_every_charset_is_read(charset: str, text: str, encoding: str) -> None:
    encoding = "base64" if charset == "utf-16" else encoding  # it cannot travel otherwise
    data = f"{text} " * 20
    encoded = data.encode(charset)
    encoded = {
        "8bit": lambda: encoded,
        "base64": lambda: base64.encodebytes(encoded),
        "quoted-printable": lambda: quopri.encodestring(encoded),
    }[encoding]()
    raw = (
        f"From: a@b.example\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    ).encode() + encoded
    assert read(raw).text.split() == data.split()


@pytest.mark.parametrize(
    ("declared", "data", "text"),
    [
        ("us-ascii", "Größe".encode(), "Größe"),
        ("iso-8859-1", "Größe µ".encode(), "Größe µ"),
        ("utf-8", "Größe".encode("cp1252"), "Größe"),
        ("x-unknown", "Größe".encode(), "Größe"),
        ("", "Größe".encode("cp1252"), "Größe"),
        ("base64", b"hello", "hello"),
        ("utf-8 (as always)", "Größe".encode(), "Größe"),
        ("gb2312", "外壳在法兰处泄漏".encode(), "外壳在法兰处泄漏"),
        ("euc-kr", "하우징이 누출됩니다".encode(), "하우징이 누출됩니다"),
        ('"utf-8"', "Größe".encode(), "Größe"),
        ("utf-8", b"\xef\xbb\xbfhello", "hello"),
        ("", "リングが漏れています".encode("shift_jis"), "リングが漏れています"),
        ("us-ascii", "リングが漏れています".encode("euc_jp"), "リングが漏れています"),
        ("iso-2022-jp", b"\x1b$B-!\x1b(B \x1b$B%j%s%0\x1b(B", "① リング"),
    ],
)
def test_a_wrong_charset_is_seen_through(declared: str, data: bytes, text: str) -> None:
    head = f"From: a@b.example\nContent-Type: text/plain{f'; charset={declared}' if declared else ''}\n\n"
    assert read(head.encode() + data).text == text


def test_plain_text_and_attachment() -> None:
    reading = read(mixed(PLAIN, PDF))
    assert reading.text == "Lot 7 leaks."
    (attachment,) = reading.attachments
    assert (attachment.name, attachment.type, attachment.size) == ("8D.pdf", "application/pdf", 8)
    assert attachment.sha256 == hashlib.sha256(b"%PDF-1.4").hexdigest()


@pytest.mark.parametrize(
    "raw",
    [
        mixed(PLAIN, PDF, end=""),
        mixed(PLAIN, PDF, type="multipart/mixed; boundary=x"),
        mixed(PLAIN, PDF, type="multipart/mixed;\n boundary = x ; charset=utf-8"),
        mixed(PLAIN, PDF, type='Multipart/MIXED; BOUNDARY="x"'),
        mixed(PLAIN, PDF, type='multipart/mixed; boundary*0="x"'),
        mixed("preamble\n", PLAIN, PDF, end="--x--\nepilogue\n"),
        mixed(PLAIN, PDF.replace("\n\n", "\nX-Broken line\n\n", 1)),
        mixed(PLAIN, PDF.replace("JVBERi0xLjQ=", "JVBE\nRi0x\nLjQ")),
        mixed(PLAIN, PDF.replace("JVBERi0xLjQ=", "JVBERi0xLjQ=\n\n_______\nlist footer")),
        mixed(PLAIN.replace("--x\n", "--x  \t\n"), PDF),
        mixed(PLAIN, PDF).replace(b"\n", b"\r\n"),
        mixed(PLAIN, PDF).replace(b"--x", b"--longboundary").replace(b'; boundary="x"', b""),
        mixed(PLAIN, PDF).replace(b"--x", b"--Boundary").replace(b'"x"', b'"boundary_"'),
        mixed(PLAIN, PDF, type='multipart/mixed boundary="x"'),
        mixed(PLAIN, PDF, type='multipart/mixed, charset=utf-8, boundary="x"'),
        mixed(PLAIN, PDF, type="multipart/mixed; charset=utf-8 boundary=x"),
        mixed(PLAIN, PDF, type='multipart/mixed;\nboundary="x"'),
    ],
)
def test_broken_multiparts_keep_text_and_attachment(raw: bytes) -> None:
    reading = read(raw)
    assert reading.text == "Lot 7 leaks."
    assert [(each.name, each.size) for each in reading.attachments] == [("8D.pdf", 8)]


def test_of_alternatives_the_plain_one_is_read_and_the_html_kept() -> None:
    html = "--x\nContent-Type: text/html; charset=utf-8\n\n<p>Lot <b>7</b> leaks.</p>\n"
    reading = read(mixed(PLAIN, html, type='multipart/alternative; boundary="x"'))
    assert (reading.text, reading.attachments) == ("Lot 7 leaks.", ())
    assert "<b>7</b>" in reading.html


def test_html_beside_the_plain_text_is_read_too() -> None:
    html = "--x\nContent-Type: text/html; charset=utf-8\n\n<p>And lot 8.</p>\n"
    assert read(mixed(PLAIN, html)).text == "Lot 7 leaks.\n\nAnd lot 8."


def test_a_page_with_a_plain_footer_below_it_is_read_with_it() -> None:
    html = "--x\nContent-Type: text/html; charset=utf-8\n\n<p>Lot <b>7</b> leaks.</p>\n"
    footer = "--x\nContent-Type: text/plain\n\nScanned at the gate.\n"
    assert read(mixed(html, footer)).text == "Lot 7 leaks.\n\nScanned at the gate."


def test_a_multipart_that_nothing_opens_is_text_up_to_its_end() -> None:
    inner = '--x\nContent-Type: multipart/alternative; boundary="inner"\n\nLot 8 leaks too.\n--inner--\n'
    reading = read(mixed(PLAIN, inner))
    assert (reading.text, reading.attachments) == ("Lot 7 leaks.\n\nLot 8 leaks too.", ())


def test_a_boundary_that_is_missing_is_guessed_only_above_a_part() -> None:
    text = "--x\nContent-Type: multipart/mixed; boundary=lost\n\nLot 7\n--between-us\nleaks.\n"
    assert read(mixed(text)).text == "Lot 7\n--between-us\nleaks."


def test_a_stub_that_asks_for_an_html_reader_is_passed_over() -> None:
    stub = "--x\nContent-Type: text/plain\n\nYour mail program cannot show HTML.\n"
    html = f"--x\nContent-Type: text/html\n\n<p>{'Lot 7 leaks at the flange. ' * 200}</p>\n"
    reading = read(mixed(stub, html, type='multipart/alternative; boundary="x"'))
    assert reading.text.startswith("Lot 7 leaks")
    assert "plain_part_is_a_stub" in reading.flags


def test_tables_stay_lines_of_cells() -> None:
    html = "<table><tr><th>Part</th><th>Lot</th></tr><tr><td>4711</td><td>L-2231</td></tr></table>"
    reading = read(mail(html, type="text/html; charset=utf-8"))
    assert [line.split() for line in reading.text.splitlines()] == [["Part", "Lot"], ["4711", "L-2231"]]


def test_tables_are_given_cell_by_cell() -> None:
    from handlers.intake.reading.html import tables  # noqa: PLC0415 - only here

    layout = (
        "<table><tr><td><table><tr><td>Part</td><td>Lot</td></tr><tr><td>47 "
        "11</td><td>L-1<br>B</td></tr></table></td></tr></table>"
    )
    assert tables(layout) == ((("Part", "Lot"), ("47 11", "L-1 B")),)


def test_an_image_in_the_body_is_marked_inline() -> None:
    html = '--x\nContent-Type: text/html\n\n<img src="cid:photo@x"> leaks\n'
    image = "--x\nContent-Type: image/png\nContent-ID: <photo@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    (attachment,) = read(mixed(html, image, type='multipart/related; boundary="x"')).attachments
    assert (attachment.name, attachment.inline, attachment.content_id) == (
        "attachment-1.png",
        True,
        "photo@x",
    )


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\temp\\\\8D.pdf"', "8D.pdf"),
        ('attachment; filename="=?utf-8?B?UHLDvGZiZXJpY2h0LnBkZg==?="', "Prüfbericht.pdf"),
        ("attachment; filename*=utf-8''Pr%C3%BCfbericht.pdf", "Prüfbericht.pdf"),
        ("attachment; filename*0*=utf-8''Pr%C3%BC; filename*1=fbericht; filename*2=.pdf", "Prüfbericht.pdf"),
        ("attachment; filename=Prüfbericht.pdf", "Prüfbericht.pdf"),
        ("attachment; filename=my report 8D.pdf", "my report 8D.pdf"),
        ("attachment; filename='my report 8D.pdf'", "my report 8D.pdf"),
        ("attachment filename=8D.pdf", "8D.pdf"),
        ('attachment; size="4" filename="8D.pdf"', "8D.pdf"),
        ('filename="8D.pdf"', "8D.pdf"),
        ('attachment;\nfilename="8D.pdf"', "8D.pdf"),
        ('attachment; filename="Pr%C3%BCfbericht 100%.pdf"', "Prüfbericht 100%.pdf"),
        ('attachment; filename="a\u202efdp.exe"', "a_fdp.exe"),
        ('attachment; filename="con.txt"', "_con.txt"),
        ('attachment; filename="..."', "attachment-1.pdf"),
        ("attachment", "attachment-1.pdf"),
        ('attachment; filename="' + "a" * 400 + '.pdf"', "a" * 130 + ".pdf"),
    ],
)
def test_file_names_are_made_safe(disposition: str, name: str) -> None:
    part = f"--x\nContent-Type: application/pdf\nContent-Disposition: {disposition}\n\n%PDF\n"
    assert [each.name for each in read(mixed(PLAIN, part)).attachments] == [name]


def test_text_files_are_attachments() -> None:
    log = (
        '--x\nContent-Type: text/plain; name="log.txt"\nContent-Disposition: attachment;'
        ' filename="log.txt"\n\n0.4 bar\n'
    )
    reading = read(mixed(PLAIN, log))
    assert (reading.text, [each.name for each in reading.attachments]) == ("Lot 7 leaks.", ["log.txt"])


def test_a_text_with_a_name_is_read_where_nothing_else_is_and_stays_a_file() -> None:
    note = '--x\nContent-Type: text/plain\nContent-Disposition: inline; filename="note.txt"\n\nLot 7 leaks.\n'
    page = '--x\nContent-Type: text/html; name="note.htm"\n\n<p>Lot 7 leaks.</p>\n'
    reading = read(mixed(note, page, type='multipart/alternative; boundary="x"'))
    assert (reading.text, [each.name for each in reading.attachments]) == ("Lot 7 leaks.", ["note.txt", "note.htm"])
    assert read(mixed(note.replace("inline", "attachment"))).text == ""
    assert read(mixed(note.replace("note.txt", "curve.csv"))).text == ""


def test_a_mail_that_is_only_a_file_has_no_text() -> None:
    reading = read(mail("JVBERi0xLjQ=", type='application/pdf; name="8D.pdf"').replace(b"8bit", b"base64"))
    assert (reading.text, [(each.name, each.size) for each in reading.attachments]) == ("", [("8D.pdf", 8)])


def test_wrapped_lines_of_flowed_text_are_joined() -> None:
    text = "The housings of lot 7 \nleak.\n\n> quoted \n> words\n-- \nOttilie\n"
    reading = read(mail(text, type="text/plain; charset=utf-8; format=flowed"))
    assert reading.text.startswith("The housings of lot 7 leak.\n\n> quoted words\n--")


def test_a_raw_file_name_is_read_in_the_charset_of_the_text() -> None:
    text = PLAIN.replace("charset=utf-8", "charset=gb18030")
    raw = mixed(text, PDF.replace("8D.pdf", "检验报告.pdf")).decode().encode("gb18030")
    assert [each.name for each in read(raw).attachments] == ["检验报告.pdf"]


@pytest.mark.parametrize(
    ("location", "name"), [("photo-25.jpg", "photo-25.jpg"), ("https://b.example/photo.jpg", "attachment-1.jpg")]
)
def test_a_picture_of_a_page_has_the_name_of_its_location(location: str, name: str) -> None:
    picture = f"--x\nContent-Type: image/jpeg\nContent-Location: {location}\n\npicture\n"
    assert [each.name for each in read(mixed(PLAIN, picture)).attachments] == [name]


def test_uuencode_is_undone_where_its_first_line_is_missing() -> None:
    part = '--x\nContent-Type: application/pdf; name="8D.pdf"\nContent-Transfer-Encoding: x-uuencode\n\n{}\n`\n'
    lines = binascii.b2a_uu(b"%PDF-1.4 rings").decode().strip()
    assert read(mixed(PLAIN, part.format(lines))).attachments[0].content == b"%PDF-1.4 rings"
    assert read(mixed(PLAIN, part.format("Rings leak"))).attachments[0].content.startswith(b"Rings leak")
