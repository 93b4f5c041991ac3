"""Mails that a program hands on as JSON: a hook of a mail service, a ticket system's export."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.lines import lowered

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SIZE = 500_000  # characters
MAX_DEPTH = 6
ADDRESSES, NAMES = ("address", "email", "mail", "addr"), ("name", "display", "display_name", "full_name", "label")
BODIES = (
    "text",
    "plain",
    "body",
    "body_plain",
    "text_plain",
    "content",
    "message",
    "description",
    "stripped_text",
    "body-plain",
)
ALSO = {
    "title": "subject",
    "sent_at": "date",
    "received_at": "date",
    "created_at": "date",
    "recipient": "to",
    "timestamp": "date",
}
HEADS = (("from", "From"), ("date", "Date"), ("to", "To"), ("subject", "Subject"))


def with_export_as_mail(text: str) -> str:
    """An ordinary head and the text below it, where the whole text is an object that has a sender and a body."""
    stripped = text.strip()
    if not (stripped.startswith("{") and stripped.endswith("}")) or len(stripped) > MAX_SIZE or "@" not in stripped:
        return text
    try:
        found = json.loads(stripped)
    except (ValueError, RecursionError):
        return text
    return next(filter(None, (_mail(each) for each in _objects(found, MAX_DEPTH))), text)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """The outermost first."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if depth:
        for each in inner:
            yield from _objects(each, depth - 1)


def _mail(data: dict[str, Any]) -> str:
    headers: dict[str, str] = {}
    for key, value in data.items():
        name, said = _header(key), _person_or_text(value)
        if said and name:
            headers.setdefault(name, said)
    body = next((data[key] for key in BODIES if isinstance(data.get(key), str)), "")
    if "@" not in headers.get("from", "") or not body:
        return ""
    head = "\n".join(f"{label}: {' '.join(headers[name].split())}" for name, label in HEADS if name in headers)
    return f"{head}\n\n{body}"


def _header(key: str) -> str:
    found = meaning_of(lowered(key.replace("_", " ").replace("-", " ")))
    return ALSO.get(key.lower()) or (found[0] if found else "")


def _person_or_text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(filter(None, map(_person_or_text, value)))
    if isinstance(value, dict):
        address = next((value[key] for key in ADDRESSES if isinstance(value.get(key), str)), "")
        name = next((value[key] for key in NAMES if isinstance(value.get(key), str)), "")
        return f"{name} <{address}>".strip() if address else ""
    return value if isinstance(value, str) else ""
