"""Who filled in a form on a web site: the site's machine sent the mail, the person stands in it behind labels.

Such a mail is not forwarded, though a form may call its lines From, Date and Subject: nobody wrote it but this person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.answering import NO_REPLY
from handlers.intake.reading.facts import Address
from handlers.intake.reading.languages.form_labels import NAMES, PERSONS, SITES
from handlers.intake.reading.languages.meanings import meaning_of
from handlers.intake.reading.languages.system_labels import TEXT
from handlers.intake.reading.lines import lines_of, lowered
from handlers.intake.reading.prefixes import prefix_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlers.intake.reading.envelope import Envelope

ENTRY = re.compile(r"[*_|\s]*([^\s:：|\t*_][^:：|\t]{0,38}?)[*_ ]*(?:[:：]|\t|\s{2,}|\s?\|)[*_|\s]*(.*)")
WORDS = re.compile(r"[^\W\d_]+")
MAX_LINES = 60  # a form is no longer
MAX_WORDS = 4  # of a label; more of them are a sentence
MAX_VALUE = 200  # characters; a sentence with an address in it is no answer to a form


def filled_in_by(envelope: Envelope, text: str) -> Address | None:
    """The person of whom a web site's form tells the address; None for any other mail."""
    if prefix_of(envelope.subject) in {"reply", "forward"} or not _is_of_a_site(envelope):
        return None
    entries = _entries(text)
    if not any(_is_text(label) for label in entries):
        return None
    site = envelope.sender.address.lower() if envelope.sender else ""
    found = [address for label, value in entries.items() if (address := _own_address(label, value))]
    people = {address.lower() for address in found if address.lower() != site}
    return Address(_name(entries), found[0]) if len(people) == 1 else None


def _is_of_a_site(envelope: Envelope) -> bool:
    sender = envelope.sender
    if sender is None:
        return False
    local = sender.address.partition("@")[0]
    words = f"{local} {sender.name}".casefold()
    return NO_REPLY.match(local) is not None or any(word in words for word in SITES)


def _entries(text: str) -> Mapping[str, str]:
    """The first value of each label, in lower case."""
    found: dict[str, str] = {}
    for line in lines_of(text)[:MAX_LINES]:
        entry = ENTRY.match(line.raw) if line.text else None
        if entry and len(entry[1].split()) <= MAX_WORDS:
            found.setdefault(lowered(entry[1]).strip(), entry[2].strip(" |*_\t"))
    return found


def _is_text(label: str) -> bool:
    """ "Your message" too."""
    return label in TEXT or any(word in TEXT for word in WORDS.findall(label))


def _own_address(label: str, value: str) -> str:
    meaning = meaning_of(label)
    if meaning is not None and meaning[0] in {"to", "cc"}:
        return ""
    found = PLAIN_ADDRESS.findall(value)
    return found[0] if len(set(found)) == 1 and len(value) < MAX_VALUE else ""


def _name(entries: Mapping[str, str]) -> str:
    """Of one entry, or of two: first and family name."""
    for label, value in entries.items():
        meaning = meaning_of(label)
        if label in PERSONS or (meaning is not None and meaning[0] == "from"):
            shown = PLAIN_ADDRESS.sub("", value).strip(" <>()[],")
            if shown:
                return shown
    return " ".join(entries[label] for label in NAMES if label in entries)
