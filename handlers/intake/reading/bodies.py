"""Which parts are the body, which are attachments.

Text parts without a file name that stand first are the body; of alternatives the plain one is read and
the HTML one kept; everything else is an attachment, so that nothing of a mail is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handlers.intake.reading import charsets, html
from handlers.intake.reading.attachments import attachment_of, declared_name, make_attachment
from handlers.intake.reading.guard import MAX_HTML, MAX_TEXT
from handlers.intake.reading.letters import mended
from handlers.intake.reading.mime import walk
from handlers.intake.reading.uuencode import uuencoded_files

if TYPE_CHECKING:
    from handlers.intake.reading.facts import Attachment
    from handlers.intake.reading.guard import Flags
    from handlers.intake.reading.mime import Part

STUB = 200  # a plain part this short may only say "this mail needs an HTML reader"


@dataclass(slots=True)
class Body:
    plain: str = ""
    html: str = ""
    attachments: list[Attachment] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)  # all parts, in order


def collect(root: Part, flags: Flags) -> Body:
    body = Body(parts=walk(root))
    plain: list[str] = []
    markup: list[str] = []
    in_body = {id(part) for part in body.parts if _is_body(part, root)}
    to_read = in_body or {id(part) for part in _named_texts(body.parts)}
    shown = _shown_images(body.parts, in_body)
    for part in body.parts:
        if part.children or (part.type.startswith("multipart/") and part.start >= part.end):
            continue
        if id(part) in to_read:
            _take_text(part, plain, markup, flags)
        if id(part) in in_body:
            continue
        if part.type == "text/calendar" and not declared_name(part) and _is_alternative(part):
            continue  # the same invitation once more, for calendars; it is read by calendar_of
        body.attachments.append(
            attachment_of(part, len(body.attachments) + 1, shown_in_body=_content_id(part) in shown)
        )
    plain = [_without_uuencoded(text, body) for text in plain]
    body.html = "\n".join(markup)[:MAX_HTML]
    body.plain = _plain_text(plain, body, flags)
    return body


def _without_uuencoded(text: str, body: Body) -> str:
    """Old gateways put files into the text; they become attachments."""
    rest, files = uuencoded_files(text)
    for name, content in files:
        body.attachments.append(make_attachment(name, "", content, len(body.attachments) + 1))
    return rest


def _is_body(part: Part, root: Part) -> bool:
    """Text that is shown, not offered as a file."""
    if part.type not in {"text/plain", "text/html", "text/enriched", "text/markdown"}:
        return part is root and not part.type.startswith(("multipart/", "message/")) and part.type.startswith("text/")
    if part.disposition == "attachment":
        return part is root and not declared_name(part)
    return not declared_name(part) or (part.disposition == "inline" and part is root)


def _named_texts(parts: list[Part]) -> list[Part]:
    """Where no other text is, the first one with a file name is read too, unless it says that it is a file."""
    shown = [part for part in parts if part.disposition != "attachment" and _is_named_text(part)]
    return [part for part in shown if part is shown[0] or (part.parent is shown[0].parent and _is_alternative(part))]


def _is_named_text(part: Part) -> bool:
    name = declared_name(part).lower()
    return part.type in {"text/plain", "text/html"} and ("." not in name or name.endswith((".txt", ".htm", ".html")))


def _take_text(part: Part, plain: list[str], markup: list[str], flags: Flags) -> None:
    declared = part.parameters.get("charset", "")
    if declared and not charsets.codec(declared):
        flags.add("charset_unknown")
    text, found = charsets.decode(part.content()[:MAX_HTML], declared)
    if declared and found not in {charsets.codec(declared), "ascii", "utf-8-sig"} and charsets.codec(declared):
        flags.add("charset_mislabelled")
    if "\u202e" in text or "\u202d" in text:
        flags.add("bidi_override")
    text = mended(charsets.clean(text))
    if part.parameters.get("format", "").lower() == "flowed":
        text = unflowed(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
    looks_html = part.type == "text/plain" and text.lstrip()[:15].lower().startswith(("<html", "<!doctype html"))
    if part.type == "text/html" or looks_html:
        markup.append(text)
        if plain and not _is_alternative(part):
            plain.append(html.to_text(text))
    elif part.type == "text/enriched":
        plain.append(html.to_text(text.replace("<<", "&lt;")))
    else:
        if markup and not plain and not _is_alternative(part):  # a list's footer below the page
            plain.append(html.to_text("\n".join(markup)))
        plain.append(html.without_tags_left(text))


def _is_alternative(part: Part) -> bool:
    above = part.parent
    while above is not None:
        if above.type == "multipart/alternative":
            return True
        above = above.parent
    return False


def unflowed(text: str, *, delete_space: bool) -> str:
    """Paragraphs of format=flowed joined again (RFC 3676): a line that ends in a space goes on."""
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:].removeprefix(" ")
        if depth == open_depth and lines and body != "-- ":
            lines[-1] += body
        else:
            lines.append(f"{'>' * depth} {body}" if depth else body)
        flows = body.endswith(" ") and body != "-- "
        open_depth = depth if flows else -1
        if flows and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _plain_text(plain: list[str], body: Body, flags: Flags) -> str:
    text = "\n\n".join(piece.strip("\n") for piece in plain if piece.strip())[:MAX_TEXT]
    if not text.strip() and body.html.strip():
        flags.add("html_only")
        return html.to_text(body.html)
    if body.html and len(text) < STUB and len(body.html) > 10 * STUB:
        whole = html.to_text(body.html)
        if len(whole) > 4 * len(text) + STUB:
            flags.add("plain_part_is_a_stub")
            return whole
    if not text.strip() and not body.attachments:
        flags.add("no_body")
    return html.tidy(text)


def _content_id(part: Part) -> str:
    return part.header("content-id").decode("utf-8", "replace").strip("<> \t") or "\x00"


def _shown_images(parts: list[Part], in_body: set[int]) -> set[str]:
    """The Content-IDs that the HTML body shows with cid:."""
    wanted = {_content_id(part) for part in parts if part.header("content-id")}
    if not wanted:
        return set()
    pages = [part.content()[:MAX_HTML] for part in parts if id(part) in in_body and part.type == "text/html"]
    return {cid for cid in wanted if any(f"cid:{cid}".encode() in page for page in pages)}
