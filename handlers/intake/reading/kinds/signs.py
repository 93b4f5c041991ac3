"""The signs of a mail: what its headers, attachments and sender say before a word of it is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.facts import Reading
    from handlers.intake.reading.fields.known import KnownThings

_REPLY_MARK = re.compile(
    r"\s{0,5}(?:\[[^\]\n]{1,30}\]\s{0,3})?(?:re|aw|sv|vs|antw|odp|r|rif|vá|ynt|απ)(?:\[\d{1,2}\])?\s?[:：]",
    re.IGNORECASE,
)
_OWN_NUMBER = re.compile(r"\b(?:NCR|CAPA|CMP|SCAR|SCN|ACT|AUD|FND|DEV|RSK|CAL|INSP|RMA)-20\d\d-\d{3,6}\b")
_QUESTION = re.compile(r"[?？](?:[\s>\"”»]|$)|[ー一-龯ぁ-ん]か。", re.MULTILINE)
_QUOTED_DOMAIN = re.compile(r"@([\w-]{1,63}(?:\.[\w-]{1,63}){1,8})")
_HEAD_OF_QUOTE = 400  # characters: the line that says who wrote, or the header block
_BULK = frozenset({"bulk", "list", "junk"})
_LIST_HEADERS = ("list-id", "list-unsubscribe", "list-post", "x-mailchimp-campaign-id", "x-campaign")

# What files are called, folded; the first that fits counts.
_FILES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("file program", re.compile(r"\.(?:exe|scr|js|vbs|html?|iso|img|lnk|bat|jar|hta)$")),
    ("file calendar", re.compile(r"\.ics$")),
    ("file 8d", re.compile(
        r"(?:^|[^a-z0-9])(?:[348]d(?:[^a-z0-9]|report|bericht)|car[-_ ]?\d|corrective|massnahmen)")),
    ("file pdn", re.compile(r"(?:^|[^a-z])(?:pdn|eol|ltb|obsolescence|abkundigung)")),
    ("file pcn", re.compile(r"(?:^|[^a-z])f?pcn|change.?notif|anderungsmitt")),
    ("file complaint", re.compile(
        r"reklam|complaint|claim|nonconf|mangel|reject|pruf ?bericht|reclam|klacht")),
    ("file certificate", re.compile(
        r"cert|zertif|zeugnis|coc|coa[^l]|rohs|reach|atest|declaration|werkszeugnis")),
    ("file invoice", re.compile(
        r"invoice|rechnung|factur|fattura|faktura|bestellung|purchase.?order|(?:^"
        r"|[^a-z])po[-_ ]?\d|angebot|quotation")),
)  # fmt: skip


def signs_of(reading: Reading, known: KnownThings) -> frozenset[str]:
    return frozenset((*_of_headers(reading), *_of_thread(reading), *_of_files(reading), *_of_sender(reading, known)))


def _of_headers(reading: Reading) -> Iterator[str]:
    if not (reading.forwarded and reading.chain) and _is_of_a_list(reading):
        yield "list"
    yield "reply" if _is_reply(reading) else "begins"
    if _OWN_NUMBER.search(_subject(reading)):
        yield "own_reference"
    if reading.header("x-spam-flag").strip().lower() == "yes" or reading.header("x-spam-status").lower().startswith(
        "yes"
    ):
        yield "marked_spam"
    if any(
        result.trusted and result.method == "dmarc" and result.verdict == "fail" for result in reading.authentication
    ):
        yield "forged"


def _is_of_a_list(reading: Reading) -> bool:
    """The mail itself: what a colleague forwards to the house's own list was written to nobody's list."""
    return (
        reading.machine == "list"
        or any(reading.header(name) for name in _LIST_HEADERS)
        or reading.header("precedence").lower() in _BULK
    )


def _of_thread(reading: Reading) -> Iterator[str]:
    """What it answers. The mail that counts must be this one: what was forwarded shows no thread."""
    if reading.forwarded or not _is_reply(reading):
        return
    quoted = "\n".join(folded.text for folded in reading.folded if folded.kind == "quote")
    if _came_from_here(reading, quoted):
        yield "answers us"
        if _QUESTION.search(quoted):
            yield "we asked"
    elif not (reading.in_reply_to or reading.references or quoted):
        yield "answers nothing"


def _came_from_here(reading: Reading, quoted: str) -> bool:
    """This mail went to a house from which the mail that it answers came, and its writer is of another house."""
    ours = {address.domain for address in (*reading.to, *reading.cc)} - {
        reading.sender.domain if reading.sender else ""
    }
    answered = [*reading.in_reply_to, *reading.references]
    hosts = {identifier.rstrip(">").rpartition("@")[2].lower() for identifier in answered}
    written = {match.lower() for match in _QUOTED_DOMAIN.findall(quoted[:_HEAD_OF_QUOTE])}
    return any(one == house or one.endswith("." + house) for one in hosts | written for house in ours - {""})


def _is_reply(reading: Reading) -> bool:
    """Of the mail that counts: a forwarded order is no reply because somebody forwarded it in a thread."""
    if reading.forwarded:
        return bool(_REPLY_MARK.match(_subject(reading)))
    return bool(reading.in_reply_to or reading.references or _REPLY_MARK.match(reading.subject))


def _subject(reading: Reading) -> str:
    if reading.forwarded and reading.chain:
        return reading.chain[0].subject or reading.subject
    return reading.subject


def _of_files(reading: Reading) -> Iterator[str]:
    files = [attachment.name for attachment in reading.attachments if not attachment.inline]
    files += [attachment.name for hop in reading.chain for attachment in hop.attachments if not attachment.inline]
    if files:
        yield "attached"
    for name in files:
        folded = fold(name)
        yield from (sign for sign, pattern in _FILES if pattern.search(folded))
    if reading.calendar is not None:
        yield "file calendar"


def _of_sender(reading: Reading, known: KnownThings) -> Iterator[str]:
    partner = known.partner_at(reading.customer.address) if reading.customer else None
    if partner == "supplier":
        yield "from_supplier"
    elif partner == "customer":
        yield "from_customer"
