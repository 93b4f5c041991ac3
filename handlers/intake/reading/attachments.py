"""Attachments: what they are called, what they are, and their content under a hash.

A file name is somebody else's text: paths, control and bidi characters, reserved names and endless names
are taken out of what is shown; the content is stored under its hash in any case.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from handlers.intake.reading import charsets
from handlers.intake.reading.facts import Attachment
from handlers.intake.reading.headers import decode_words, text_of

if TYPE_CHECKING:
    from handlers.intake.reading.mime import Part

UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
PERCENT_UTF_8 = re.compile(r"(?:%[C-F][\dA-F](?:%[89AB][\dA-F])+)+", re.IGNORECASE)
FILE_NAME = re.compile(r"[^/\\:?#]{1,100}\.[A-Za-z0-9]{1,5}")
MAX_NAME = 150
EXTENSIONS = {
    "application/pdf": ".pdf",
    "application/pgp-signature": ".asc",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/zip": ".zip",
    "image/bmp": ".bmp",
    "image/gif": ".gif",
    "image/heic": ".heic",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "message/delivery-status": ".txt",
    "message/rfc822": ".eml",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/rfc822-headers": ".txt",
}
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)


def safe_name(name: str, kind: str, number: int) -> str:
    """A name that is safe to show and to offer for download; never empty."""
    name = PERCENT_UTF_8.sub(lambda found: unquote(found.group()), decode_words(name))
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    name = charsets.one_line(UNSAFE.sub("_", name)).strip(" .")
    name = re.sub(r"_{2,}", "_", name)
    if not name.strip("_"):
        name = f"attachment-{number}{EXTENSIONS.get(kind, '')}"
    if RESERVED.fullmatch(name):
        name = f"_{name}"
    if len(name) > MAX_NAME:
        stem, dot, extension = name.rpartition(".")
        name = stem[: MAX_NAME - 20] + dot + extension if dot and len(extension) < 12 else name[:MAX_NAME]
    return name


def declared_name(part: Part) -> str:
    """The file name as the sender gave it, "" when there is none."""
    for parameters, key in ((part.disposition_parameters, "filename"), (part.parameters, "name")):
        if parameters.get(key, "").strip():
            return parameters[key]
    for key in ("filename*", "name*", "file"):
        if part.disposition_parameters.get(key):
            return part.disposition_parameters[key]
    return ""


def attachment_of(part: Part, number: int, *, shown_in_body: bool = False) -> Attachment:
    content = part.content()
    name = declared_name(part) or _name_of_location(part)
    if not name and part.type == "message/rfc822":
        name = _subject_of(content)
    content_id = text_of(part.header("content-id")).strip("<> ")[:300]
    return make_attachment(
        name,
        part.type,
        content,
        number,
        content_id=content_id,
        inline=shown_in_body or part.disposition == "inline",
    )


def _name_of_location(part: Part) -> str:
    """Pages carry their pictures with the name that they had beside them."""
    location = text_of(part.header("content-location"))
    return location if FILE_NAME.fullmatch(location) else ""


def make_attachment(
    name: str, kind: str, content: bytes, number: int, *, content_id: str = "", inline: bool = False
) -> Attachment:
    if kind in {"", "application/octet-stream"}:
        kind = next(
            (found for mark, found in SIGNATURES if content.startswith(mark)),
            kind or "application/octet-stream",
        )
    return Attachment(
        name=safe_name(name, kind, number),
        type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content_id=content_id,
        inline=inline,
        content=content,
    )


def _subject_of(mail: bytes) -> str:
    found = re.search(rb"(?:^|\n)subject:[ \t]*([^\r\n]{1,400})", mail[:20_000], re.IGNORECASE)
    subject = text_of(found.group(1)).strip() if found else ""
    return re.sub(r"[/\\]", "_", subject)[: MAX_NAME - 20] + ".eml" if subject else ""
