"""The header of a mail: who, to whom, what, when, and the identifiers that thread it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading import charsets
from handlers.intake.reading.addresses import PLAIN_ADDRESS, bare_address, parse_addresses, shown_name
from handlers.intake.reading.dates import header_date
from handlers.intake.reading.facts import Address
from handlers.intake.reading.headers import PLAUSIBLE_YEARS, message_ids, received_date, text_of
from handlers.intake.reading.mime import walk

if TYPE_CHECKING:
    from datetime import datetime

    from handlers.intake.reading.guard import Flags
    from handlers.intake.reading.mime import Part

MAX_SHOWN = 4_000  # characters of a decoded header that are kept in `headers`
MAX_SUBJECT = 1_000
BEHIND_LIST = ("x-original-from", "x-original-sender", "reply-to")
SENDER_FALLBACKS = ("sender", "resent-from", "x-original-from", "reply-to", "return-path", "errors-to")


@dataclass(frozen=True, slots=True)
class Envelope:
    senders: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    date: datetime | None
    date_text: str
    received_at: datetime | None
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    return_path: str | None
    headers: tuple[tuple[str, str], ...]

    @property
    def sender(self) -> Address | None:
        return self.senders[0] if self.senders else None


def read_envelope(root: Part, flags: Flags) -> Envelope:
    charset = _body_charset(root)
    headers = tuple((name, text_of(value, charset)[:MAX_SHOWN]) for name, value in root.headers)
    date_text = next((value for name, value in headers if name == "date"), "")
    received_at = next((date for name, value in headers if name == "received" and (date := received_date(value))), None)
    envelope = Envelope(
        senders=_senders(root, charset, flags),
        reply_to=_people(root, "reply-to", charset),
        to=_people(root, "to", charset),
        cc=_people(root, "cc", charset),
        subject=next((value for name, value in headers if name == "subject"), "")[:MAX_SUBJECT],
        date=header_date(date_text, received_at),
        date_text=date_text,
        received_at=received_at,
        message_id=next(iter(_ids(headers, "message-id")), ""),
        in_reply_to=_ids(headers, "in-reply-to"),
        references=_ids(headers, "references"),
        return_path=_return_path(headers),
        headers=headers,
    )
    _flag(envelope, flags)
    return envelope


def _body_charset(root: Part) -> str:
    """The charset of the first text part: raw 8-bit headers are most often written in it."""
    return next((part.parameters["charset"] for part in walk(root) if part.parameters.get("charset")), "")


def _people(root: Part, name: str, charset: str) -> tuple[Address, ...]:
    values = [charsets.decode(value, fallback=charset)[0] for key, value in root.headers if key == name]
    return tuple(dict.fromkeys(address for value in values for address in parse_addresses(value)))


def _senders(root: Part, charset: str, flags: Flags) -> tuple[Address, ...]:
    found = _people(root, "from", charset)
    with_address = tuple(each for each in found if each.address)
    if with_address:
        return with_address
    value = charsets.decode(root.header("from"), fallback=charset)[0]
    loose = PLAIN_ADDRESS.search(value)
    if loose:
        return (Address(found[0].name if found else "", bare_address(loose.group())),)
    flags.add("from_missing" if not found else "from_without_address")
    if found:
        return found
    for name in SENDER_FALLBACKS:
        fallback = tuple(each for each in _people(root, name, charset) if each.address)
        if fallback:
            flags.add(f"from_taken_from_{name.replace('-', '_')}")
            return fallback[:1]
    return ()


def _ids(headers: tuple[tuple[str, str], ...], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for key, value in headers if key == name for each in message_ids(value)))


def _return_path(headers: tuple[tuple[str, str], ...]) -> str | None:
    value = next((value for name, value in headers if name == "return-path"), None)
    return None if value is None else bare_address(value)


def _flag(envelope: Envelope, flags: Flags) -> None:
    names = [name for name, _ in envelope.headers]
    checks = (
        ("several_from", names.count("from") > 1 or len(envelope.senders) > 1),
        ("several_subjects", names.count("subject") > 1),
        ("name_is_another_address", _name_hides_address(envelope.sender)),
        ("message_id_missing", not envelope.message_id),
        ("date_missing", not envelope.date_text),
        ("date_unreadable", bool(envelope.date_text) and envelope.date is None),
        ("date_implausible", not _plausible(envelope)),
    )
    for flag, holds in checks:
        if holds:
            flags.add(flag)


def behind_list(envelope: Envelope) -> Address | None:
    """Who wrote, when a list put its own address into From ("A B via Quality <quality@…>"); None otherwise.

    Lists do so for senders whose domain has a strict DMARC policy, and keep the writer in a header.
    """
    sender = envelope.sender
    if sender is None or " via " not in sender.name:
        return None
    for wanted in BEHIND_LIST:
        for name, value in envelope.headers:
            writer = next((each for each in parse_addresses(value) if each.address), None) if name == wanted else None
            if writer and writer.address.lower() != sender.address.lower():
                return Address(writer.name or shown_name(sender.name.rpartition(" via ")[0]), writer.address)
    return None


def _name_hides_address(sender: Address | None) -> bool:
    if sender is None:
        return False
    shown = PLAIN_ADDRESS.search(sender.name)
    return shown is not None and bare_address(shown.group()).lower() != sender.address.lower()


def _plausible(envelope: Envelope) -> bool:
    """A date far from the time of receipt is the sender's wrong clock; without receipt only the year can
    tell.
    """
    if envelope.date is None:
        return True
    if envelope.date.year not in PLAUSIBLE_YEARS:
        return False
    return envelope.received_at is None or -2 < (envelope.received_at - envelope.date).days < 60
