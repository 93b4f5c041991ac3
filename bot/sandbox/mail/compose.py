"""What a person writes at the page (or a test posts), made into a mail with the standard library."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, compat32
from email.utils import format_datetime, getaddresses, parseaddr
from typing import Any

from bot.sandbox.mail.addresses import domain_of, is_mailbox


class NotAMail(ValueError):
    """The sentence says what is wrong with what was posted."""


@dataclass(frozen=True, slots=True)
class Composed:
    sender: str
    recipients: tuple[str, ...]
    message_id: str
    raw: bytes


def compose(wanted: Mapping[str, Any], *, at: datetime, ref: str) -> Composed:
    """`wanted`: the keys of POST /sandbox/mail/send; `ref` makes the Message-ID unique. Raises NotAMail."""
    sender = parseaddr(str(wanted.get("from", "")))[1]
    if not is_mailbox(sender, non_ascii=True):
        raise NotAMail(f"“{wanted.get('from', '')}” is no sender address")
    recipients = _recipients(wanted)
    message = EmailMessage(policy=SMTP)
    try:
        _put_headers(message, wanted, at=at, message_id=f"<{ref}@{domain_of(sender)}>")
        _put_body(message, wanted)
        raw = message.as_bytes()
    except (ValueError, TypeError, LookupError, AttributeError, binascii.Error) as error:
        raise NotAMail(f"{type(error).__name__}: {error}") from error
    return Composed(sender, recipients, str(message["Message-ID"]), raw)


def _recipients(wanted: Mapping[str, Any]) -> tuple[str, ...]:
    named = [_line(wanted.get(field)) for field in ("to", "cc")]
    found = [address for _, address in getaddresses([line for line in named if line])]
    wrong = next((address for address in found if not is_mailbox(address, non_ascii=True)), None)
    if wrong is not None or not found:
        raise NotAMail(f"“{wrong or ''}” is no recipient address")
    return tuple(dict.fromkeys(found))


def _put_headers(message: EmailMessage, wanted: Mapping[str, Any], *, at: datetime, message_id: str) -> None:
    fields = {
        "From": _line(wanted["from"]),
        "To": _line(wanted.get("to")),
        "Cc": _line(wanted.get("cc")),
        "Subject": str(wanted.get("subject") or ""),
        "Date": format_datetime(at),
        "Message-ID": message_id,
        "In-Reply-To": _line(wanted.get("in_reply_to")),
        "References": _line(wanted.get("references"), between=" "),
        **{str(name): str(value) for name, value in (wanted.get("headers") or {}).items()},
    }
    for name, value in fields.items():
        if value or name == "Subject":
            del message[name]
            message[name] = value


def _put_body(message: EmailMessage, wanted: Mapping[str, Any]) -> None:
    message.set_content(str(wanted.get("text") or ""))
    if wanted.get("html"):
        message.add_alternative(str(wanted["html"]), subtype="html")
    for attached in wanted.get("attachments") or ():
        _attach(message, attached)


def _attach(message: EmailMessage, attached: Mapping[str, Any]) -> None:
    content = base64.b64decode(attached["base64"], validate=True)
    name, kind = (
        str(attached.get("name") or "attachment"),
        str(attached.get("type") or "application/octet-stream"),
    )
    main, _, sub = kind.partition("/")
    if kind.lower() == "message/rfc822":
        # RFC 2046 section 5.2.1 forbids base64 here; the compat32 tree writes an attached mail out as it was
        # read.
        message.add_attachment(message_from_bytes(content, policy=compat32), filename=name)
    else:
        message.add_attachment(content, maintype=main, subtype=sub or "octet-stream", filename=name)


def _line(value: object, *, between: str = ", ") -> str:
    """One header value, whether a text or a list of texts was posted."""
    if isinstance(value, (list, tuple)):
        return between.join(str(item) for item in value)
    return str(value or "")
