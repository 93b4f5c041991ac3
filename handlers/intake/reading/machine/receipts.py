"""Receipts of ticket systems: they say that our mail came, and hand nobody's words on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import PLAIN_ADDRESS
from handlers.intake.reading.languages.automatic_words import RECEIPTS
from handlers.intake.reading.languages.receipt_words import ARRIVED, IN_ERROR, MATTERS, READ_SUBJECTS, WAS_READ, YOURS
from handlers.intake.reading.machine.senders import UNATTENDED

if TYPE_CHECKING:
    from handlers.intake.reading.envelope import Envelope

SENTENCES = re.compile(r"[.!?;。！？]\s|\n{2,}|。")
MAX_READ = 700  # characters
DESKS = (*UNATTENDED, "support", "help", "service", "info", "contact", "kontakt", "office", "privacy")


def passes_on(text: str, envelope: Envelope) -> bool:
    """It names a person of a third house: a portal that hands a customer's words on, not a receipt of ours."""
    known = {each.address.rpartition("@")[2].lower() for each in (*envelope.senders, *envelope.to, *envelope.cc)}
    shown = (found.partition("@") for found in PLAIN_ADDRESS.findall(text))
    return any(
        "." in host and host.rstrip(".") not in known and not local.startswith(DESKS) for local, _, host in shown
    )


def was_read(subject: str, text: str) -> bool:
    """The receipt of a reader, both in lower case: few words, and the subject of the mail that was read."""
    told = len(text) < MAX_READ and any(words in text for words in WAS_READ)
    return told and subject.lstrip().startswith(READ_SUBJECTS)


def is_receipt(text: str) -> bool:
    """`text` is subject and body in lower case."""
    return any(phrase in text for phrase in RECEIPTS) or acknowledges(text)


def acknowledges(text: str) -> bool:
    """A sentence says that something of the reader's came: not by mistake, as disclaimers have it."""
    sentences = [each for each in SENTENCES.split(text) if not any(words in each for words in IN_ERROR)]
    return any(all(any(stem in each for stem in stems) for stems in (YOURS, MATTERS, ARRIVED)) for each in sentences)
