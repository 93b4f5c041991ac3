"""May an automatic answer go out, and if not, why (RFC 3834 section 2, and what robots do in the field)?

The reason is kept with the record: silence has a reason. A person's mail that only asks for no automatic
answer is still a normal mail.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.machine.senders import is_daemon
from handlers.intake.reading.machine.sorting import auto_reply_header, list_sign, own_sign

if TYPE_CHECKING:
    from collections.abc import Callable

    from handlers.intake.reading.envelope import Envelope
    from handlers.intake.reading.facts import MachineKind, Own

NO_REPLY = re.compile(
    r"^(?:.*[._+-])?(?:no[._-]?reply|do[._-]?not[._-]?reply|donotreply|noreply|"
    r"no[._-]?response|unattended|nicht[._-]?antworten|"
    r"keine[._-]?antwort|ne[._-]?pas[._-]?repondre|nepasrepondre|no[._-]?responder|"
    r"noresponder|non[._-]?rispondere|nao[._-]?responda|"
    r"bounces?|autoreply|autoresponder|auto[._-]?confirm|notifications?)(?:[._+-].*)?$",
    re.IGNORECASE,
)
SUPPRESSED = {"all", "autoreply", "oof"}
MAX_LOCAL = 80


def answering(envelope: Envelope, machine: MachineKind | None, own: Own) -> tuple[bool, str]:
    """(may answer, why not)."""
    for reason in REASONS:
        because = reason(envelope, machine, own)
        if because:
            return False, because
    return True, ""


def _machine(_envelope: Envelope, machine: MachineKind | None, _own: Own) -> str:
    return f"it is machine mail ({machine.replace('_', ' ')})" if machine and machine != "list" else ""


def _own_mail(envelope: Envelope, _machine: MachineKind | None, own: Own) -> str:
    return own_sign(envelope, own)


def _auto_submitted(envelope: Envelope, _machine: MachineKind | None, _own: Own) -> str:
    for name, value in envelope.headers:
        if name == "auto-submitted" and value.split("(")[0].split(";")[0].strip().lower() not in {"no", ""}:
            return f"Auto-Submitted: {value[:60]}"
    return auto_reply_header(envelope)


def _null_sender(envelope: Envelope, _machine: MachineKind | None, _own: Own) -> str:
    return "the envelope sender is empty" if envelope.return_path == "" else ""


def _nobody(envelope: Envelope, _machine: MachineKind | None, _own: Own) -> str:
    sender = envelope.sender
    if sender is None or "@" not in sender.address:
        return "no sender address"
    target = envelope.reply_to[0].address if envelope.reply_to and envelope.reply_to[0].address else sender.address
    local = target.partition("@")[0][:MAX_LOCAL]
    if is_daemon(envelope):
        return f"{sender.address} is a mail system"
    return f"{target} takes no answers" if NO_REPLY.match(local) else ""


def _listed(envelope: Envelope, _machine: MachineKind | None, _own: Own) -> str:
    listed = list_sign(envelope)
    return f"sent to many ({listed})" if listed else ""


def _asked_not_to(envelope: Envelope, _machine: MachineKind | None, _own: Own) -> str:
    for name, value in envelope.headers:
        words = {word.strip().lower() for word in value.split(",")}
        if name == "x-auto-response-suppress" and words & SUPPRESSED:
            return f"X-Auto-Response-Suppress: {value[:60]}"
    return ""


def _several_senders(envelope: Envelope, _machine: MachineKind | None, _own: Own) -> str:
    return "several From addresses" if len({each.address for each in envelope.senders}) > 1 else ""


REASONS: tuple[Callable[[Envelope, MachineKind | None, Own], str], ...] = (
    _machine,
    _own_mail,
    _auto_submitted,
    _null_sender,
    _nobody,
    _listed,
    _asked_not_to,
    _several_senders,
)
