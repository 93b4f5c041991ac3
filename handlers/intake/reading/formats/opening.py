"""Opens what is wrapped: winmail.dat into its files and body, S/MIME signatures into the mail that they sign.

Also says how a mail is signed or encrypted, from its types and from PGP's marks in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading import html
from handlers.intake.reading.attachments import make_attachment
from handlers.intake.reading.formats.calendar import calendar_reply
from handlers.intake.reading.formats.smime import content_of, is_signed_data
from handlers.intake.reading.formats.tnef import is_tnef, read_tnef
from handlers.intake.reading.mime import parse, walk

if TYPE_CHECKING:
    from handlers.intake.reading.bodies import Body
    from handlers.intake.reading.facts import Attachment, CalendarReply
    from handlers.intake.reading.guard import Flags
    from handlers.intake.reading.mime import Part

PKCS7 = {"application/pkcs7-mime", "application/x-pkcs7-mime"}
TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
PGP_SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----"
PGP_MESSAGE = "-----BEGIN PGP MESSAGE-----"


def open_signatures(root: Part, flags: Flags) -> None:
    """Hangs the signed mail below the part that wraps it."""
    for part in walk(root):
        if part.type in PKCS7 and part.parameters.get("smime-type", "signed-data").lower() == "signed-data":
            content = part.content()
            inner = content_of(content) if is_signed_data(content) else b""
            if inner:
                part.children.append(parse(inner, flags))
                part.children[-1].parent = part


def open_winmail(body: Body, flags: Flags) -> None:
    """Puts the files of a winmail.dat in its place; its body counts when the mail has none."""
    kept: list[Attachment] = []
    for attachment in body.attachments:
        if attachment.type not in TNEF and not is_tnef(attachment.content):
            kept.append(attachment)
            continue
        opened = read_tnef(attachment.content) if is_tnef(attachment.content) else None
        if opened is None or not (opened.parts or opened.body or opened.html):
            kept.append(attachment)
            continue
        flags.add("winmail_opened")
        kept += [
            make_attachment(part.name, part.type, part.content, len(kept) + place, content_id=part.content_id)
            for place, part in enumerate(opened.parts, 1)
        ]
        if not body.plain.strip():
            body.html = body.html or opened.html
            body.plain = html.tidy(opened.body) or html.to_text(opened.html)
    body.attachments = kept


def signed_and_encrypted(body: Body) -> tuple[str, str]:
    """("smime" or "pgp" or "", the same for encryption)."""
    signed = encrypted = ""
    for part in body.parts:
        protocol = part.parameters.get("protocol", "").lower()
        kind = "pgp" if "pgp" in protocol else "smime"
        smime_type = part.parameters.get("smime-type", "").lower()
        if part.type == "multipart/signed" or (part.type in PKCS7 and (smime_type == "signed-data" or part.children)):
            signed = signed or kind
        elif part.type == "multipart/encrypted":
            encrypted = encrypted or "pgp"
        elif part.type in PKCS7:
            encrypted = encrypted or "smime"
    if PGP_SIGNED in body.plain:
        signed = signed or "pgp"
    if PGP_MESSAGE in body.plain:
        encrypted = encrypted or "pgp"
    return signed, encrypted


def calendar_of(body: Body) -> CalendarReply | None:
    part = next((part for part in body.parts if part.type == "text/calendar"), None)
    return calendar_reply(part.content(), part.parameters.get("charset", "")) if part else None
