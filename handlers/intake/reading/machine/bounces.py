"""Bounces: standard reports and the home-made ones of mail systems, told from mails of people about bounces.

A bounce belongs to the mail that came back, so the three things that matter are whom it could not reach, the
Message-ID of that mail, and a status. Each is taken from the surest place that has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import parse_addresses
from handlers.intake.reading.facts import Bounce
from handlers.intake.reading.headers import MESSAGE_ID
from handlers.intake.reading.languages.bounce_words import (
    BOUNCE_PHRASES,
    BOUNCE_SUBJECTS,
    MAIL_WORDS,
    RETURNED_MARKS,
    YOUR_MAIL,
)
from handlers.intake.reading.machine.recipients import listed, named
from handlers.intake.reading.machine.refusals import gives_code, gives_reason
from handlers.intake.reading.machine.reports import (
    Group,
    answered_id,
    delivery_statuses,
    returned_headers,
    statuses_in,
)
from handlers.intake.reading.machine.returned import MAX_SEARCHED, Words, line_of, split
from handlers.intake.reading.machine.senders import comes_from_nobody, is_automatic, is_daemon, is_surely_daemon
from handlers.intake.reading.machine.statuses import best_status
from handlers.intake.reading.prefixes import prefix_of

if TYPE_CHECKING:
    from handlers.intake.reading.bodies import Body
    from handlers.intake.reading.envelope import Envelope
    from handlers.intake.reading.machine.reports import DeliveryStatus

NO_FAILURE = {"delivered", "relayed", "expanded"}
DELAYED = (
    "will continue trying",
    "attempts will continue",
    "will be retried",
    "not yet been delivered",
    "still trying",
    "still being retried",
    "will continue to",
    "has been postponed",
    "advisory-only",
)
DELAYED_SUBJECTS = ("delay", "warning: could not", "verzöger")
OF_THE_RETURNED = ("original-message-id", "x-ms-exchange-parent-message-id")  # "X-CM-Original-Message-ID" too
OF_ADDRESSES = re.compile(r"^[ \t>|]*(?:return-path|from|to|sender|reply-to)[ \t]*:.*$", re.IGNORECASE | re.MULTILINE)
OF_A_MAIL = re.compile(
    r"(?:(?:message[ -]?|nachrichten-?|\b)id(?:ent)?\b|\bidentif\w{3,10}|\bidentyfikator\w{0,2}|\bkennung|\btunnus"
    r"|\bazonosító\w{0,2}|идентификатор|идентифікатор|αναγνωριστικό)(?:(?!\bfor\b)[^<\n]){0,20}(<[^<>\s]{3,300}@[^<>\s]{1,300}>)",
    re.IGNORECASE,
)
MADE_UP = re.compile(r"(?:\d[^@\d]{0,80}){4}@")  # by a machine
WRITER = re.compile(r"^[ \t>|]*from[ \t]*:(.{3,300})", re.IGNORECASE | re.MULTILINE)
MAX_REFUSAL = 8_000


def bounce_of(root_report: str, envelope: Envelope, body: Body) -> Bounce | None:
    """None when the mail is no bounce. `root_report` is the report-type of the whole mail."""
    statuses = delivery_statuses(body)
    failed = [status for status in statuses if status.action not in NO_FAILURE]
    if statuses and not failed:
        return None
    if not statuses and not _is_home_made(root_report, envelope, body):
        return None
    if statuses and not _comes_from_system(root_report, envelope):
        return None
    words = split(body.plain)
    failed = failed or [each for each in statuses_in(words.own) if each.action not in NO_FAILURE]
    headers = returned_headers(body)
    recipients = _recipients(failed, envelope, words, headers)
    return Bounce(
        recipient=recipients[0] if recipients else "",
        message_id=_message_id(body, envelope, headers, words),
        status=best_status(
            [status.status for status in failed], " ".join(status.diagnostic for status in failed), words.own
        ),
        action=next((status.action for status in failed if status.action), _action(envelope, words.own)),
        diagnostic=next((status.diagnostic for status in failed if status.diagnostic), "")[:500],
        subject=headers.get("subject", "") or line_of(words.returned, "subject"),
        recipients=tuple(recipients),
    )


def _comes_from_system(root_report: str, envelope: Envelope) -> bool:
    """A person may forward a bounce as it stands: then it is no bounce of ours."""
    if root_report:
        return True
    return is_daemon(envelope) or comes_from_nobody(envelope) or prefix_of(envelope.subject) == ""


def _is_home_made(root_report: str, envelope: Envelope, body: Body) -> bool:
    if prefix_of(envelope.subject) and not is_daemon(envelope):
        return False
    if root_report == "delivery-status":
        return True
    names = {name for name, _ in envelope.headers}
    if "x-failed-recipients" in names or _refuses(envelope, body):
        return True
    text = body.plain[:MAX_SEARCHED].lower()
    subject = envelope.subject.lower()
    by_subject = any(words in subject for words in BOUNCE_SUBJECTS)
    by_text = any(words in text for words in BOUNCE_PHRASES)
    null_sender = comes_from_nobody(envelope)
    if is_daemon(envelope):
        return by_subject or (by_text and (null_sender or is_surely_daemon(envelope) or _has_return(body, text)))
    if null_sender:
        told = by_text and (by_subject or _has_return(body, text) or _tells_whom(envelope, body, f"{subject}\n{text}"))
        return told or _returns_our_head(envelope, body)
    return by_subject and by_text and _shows_our_mail(envelope, body, text)


def _tells_whom(envelope: Envelope, body: Body, text: str) -> bool:
    """It speaks of the reader's mail, and names somebody else's address."""
    return _speaks_of_our_mail(text) and bool(_named(split(body.plain[:MAX_REFUSAL]).own, envelope))


def _returns_our_head(envelope: Envelope, body: Body) -> bool:
    """In whatever words, a system without a return path shows the head of a mail that we wrote, with its Message-ID."""
    text = body.plain[:MAX_REFUSAL]
    if MESSAGE_ID.search(line_of(text, "message-id")) is None:
        return False
    wrote = parse_addresses(next((found.group(1) for found in WRITER.finditer(text)), ""))
    ours = {each.address.lower() for each in envelope.to}
    return any(each.address.lower() in ours for each in wrote if each.address)


def _shows_our_mail(envelope: Envelope, body: Body, text: str) -> bool:
    """What a sender has to bring that is no daemon, beside the words of a bounce."""
    of_mail = any(word in envelope.subject.lower() for word in MAIL_WORDS)  # no lorry that did not come
    if of_mail and _id_of_ours(body.plain[:MAX_REFUSAL], envelope):
        return True
    if of_mail and (_returns_to_its_sender(envelope, body) or (is_automatic(envelope) and returned_headers(body))):
        return True
    if re.search(r"\b[45]\d\d\b|\b[45]\.\d\.\d", text):
        of_mail = of_mail or gives_reason(text) or bool(listed(split(body.plain).own))
        told = of_mail or _speaks_of_our_mail(text)
        return (of_mail and _has_return(body, text)) or (told and _gives_address(envelope, body))
    return is_automatic(envelope) and (MESSAGE_ID.search(text) is not None or _lists_whom(body))


def _id_of_ours(text: str, envelope: Envelope) -> str:
    """A Message-ID of the house that the report came to: it was our mail that came back. A mailbox has fewer digits."""
    houses = {each.domain.lower() for each in envelope.to if each.domain}
    found = (each.group() for each in MESSAGE_ID.finditer(OF_ADDRESSES.sub(" ", text)))
    return next(
        (each for each in found if MADE_UP.search(each) and each.rpartition("@")[2].rstrip(">").lower() in houses), ""
    )


def _returns_to_its_sender(envelope: Envelope, body: Body) -> bool:
    """A person attaches the bounce that came; a system sends the mail itself back to whoever wrote it."""
    headers = returned_headers(body)
    wrote = parse_addresses(", ".join(headers.get(name, "") for name in ("from", "sender", "return-path")))
    ours = {each.address.lower() for each in envelope.to}
    return any(each.address.lower() in ours for each in wrote if each.address)


def _lists_whom(body: Body) -> bool:
    """Without any code: "your message … the following recipients:" and an address."""
    words = split(body.plain[:MAX_REFUSAL]).own
    return _speaks_of_our_mail(words.lower()) and bool(listed(words))


def _speaks_of_our_mail(text: str) -> bool:
    return any(phrase in text for phrase in YOUR_MAIL)


def _refuses(envelope: Envelope, body: Body) -> bool:
    """In whatever words: a machine gives a status, a reason, and somebody else's address."""
    said = envelope_header(envelope, "auto-submitted").lower()
    generated = comes_from_nobody(envelope) or is_daemon(envelope) or said.startswith("auto-")
    text = body.plain[:MAX_REFUSAL]
    return generated and gives_reason(text) and bool(_named(split(text).own, envelope))


def _gives_address(envelope: Envelope, body: Body) -> bool:
    """A system that gives a code and the address that it could not reach, but neither a daemon's name nor our mail."""
    words = split(body.plain[:MAX_REFUSAL]).own
    return is_automatic(envelope) and gives_code(words) and bool(_named(words, envelope))


def _has_return(body: Body, text: str) -> bool:
    return bool(returned_headers(body)) or "message-id:" in text or any(mark in text for mark in RETURNED_MARKS)


def _recipients(failed: list[DeliveryStatus], envelope: Envelope, words: Words, headers: Group) -> list[str]:
    told = [status.original_recipient or status.recipient for status in failed]
    told = [address for address in told if address and "@" in address]
    told = [_expanded_from(address, words.own) for address in told]
    if not told:
        told = [each.address for each in parse_addresses(envelope_header(envelope, "x-failed-recipients"))]
    returned_to = _returned_to(headers, words)
    told = told or listed(words.own) or _named(words.own, envelope, returned_to) or returned_to
    return list({address.lower(): address for address in reversed(told) if address}.values())[::-1]


def _expanded_from(address: str, text: str) -> str:
    """The address that was written to, where the report names the one behind its alias."""
    found = re.search(rf"<{re.escape(address)}>\s{{1,20}}\(expanded\s{{1,20}}from\s{{1,20}}<([^<>\s]{{3,250}})>", text)
    return found.group(1) if found else address


def envelope_header(envelope: Envelope, name: str) -> str:
    return next((value for key, value in envelope.headers if key == name), "")


def _returned_to(headers: Group, words: Words) -> list[str]:
    for value in (
        headers.get("x-failed-recipients"),
        headers.get("to"),
        line_of(words.returned, "to"),
        headers.get("cc"),
    ):
        found = [each.address for each in parse_addresses(value or "") if each.address]
        if found:
            return found
    return []


def _named(text: str, envelope: Envelope, returned_to: list[str] | None = None) -> list[str]:
    ours = {each.address.lower() for each in (*envelope.to, *envelope.senders)}
    return named(text, ours, returned_to or [])


def _message_id(body: Body, envelope: Envelope, headers: Group, words: Words) -> str:
    for value in (
        headers.get("message-id", ""),
        answered_id(body),
        line_of(words.returned, "message-id"),
        line_of(words.own, "message-id"),
    ):
        found = MESSAGE_ID.search(value)
        if found:
            return found.group()
    for name, value in envelope.headers:
        found = MESSAGE_ID.search(value) if name.endswith(OF_THE_RETURNED) else None
        if found:
            return found.group()
    known = (*envelope.in_reply_to, *envelope.references[-1:])
    if known:
        return known[0]
    loose = OF_A_MAIL.search(f"{words.own}\n{words.returned}")
    return loose.group(1) if loose else _id_of_ours(words.own, envelope)


def _action(envelope: Envelope, text: str) -> str:
    subject, lower = envelope.subject.lower(), text.lower()
    delayed = any(word in subject for word in DELAYED_SUBJECTS) or any(words in lower for words in DELAYED)
    return "delayed" if delayed else "failed"
