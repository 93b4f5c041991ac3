"""Whether a mail's sender is a mail system, by its name and its local part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.languages.bounce_words import DAEMON_NAMES, DAEMONS

if TYPE_CHECKING:
    from handlers.intake.reading.envelope import Envelope

SURE_DAEMONS = ("mailer-daemon", "mailer_daemon", "postmaster", "post_master", "microsoftexchange")
SYSTEM = re.compile(
    r"\b(?:(?:sub)?system|admin|server|serwer|servidor|serveur|daemon|mail ?gate\w*|gateways?|robot|automat\w*|poczt\w*|"
    r"post(?:amt|dienst)?)\b",
    re.IGNORECASE,
)
UNATTENDED = ("noreply", "no-reply", "no_reply", "donotreply", "do-not-reply")


def comes_from_nobody(envelope: Envelope) -> bool:
    """The null sender, or what some servers write in its place."""
    path = envelope.return_path
    return path is not None and (path == "" or path.lower().partition("@")[0] == "mailer-daemon")


def is_daemon(envelope: Envelope) -> bool:
    sender = envelope.sender
    if sender is None or not sender.address:
        return sender is not None and any(name in sender.name.lower() for name in DAEMON_NAMES)
    local = sender.address.partition("@")[0].lower()
    words = re.split(r"[+=\d]", local)[0].strip(".-_")
    known = (
        words in DAEMONS
        or local in DAEMONS
        or local.startswith(("mailer-daemon", "postmaster", "microsoftexchange", "bounce"))
    )
    return known or any(name in sender.name.lower() for name in DAEMON_NAMES)


def is_surely_daemon(envelope: Envelope) -> bool:
    """Not only an administrator, whose mail may be a person's."""
    sender = envelope.sender
    if sender is None:
        return False
    return sender.address.lower().startswith(SURE_DAEMONS) or any(name in sender.name.lower() for name in DAEMON_NAMES)


def is_automatic(envelope: Envelope) -> bool:
    sender = envelope.sender
    if sender is None:
        return False
    local = sender.address.partition("@")[0].lower()
    return local.startswith(UNATTENDED) or bool(SYSTEM.search(f"{sender.name} {local}".replace("_", " ")))


def says_automatic(envelope: Envelope) -> bool:
    names = {name for name, _ in envelope.headers}
    generated = any(name == "auto-submitted" and not value.lower().startswith("no") for name, value in envelope.headers)
    return generated or comes_from_nobody(envelope) or "x-auto-response-suppress" in names or is_daemon(envelope)
