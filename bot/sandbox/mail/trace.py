"""What a host writes on top of a mail that it accepts: Return-Path, Authentication-Results and Received.

Nothing below is changed, byte for byte, but for two things: a Return-Path that was submitted (RFC 5321
section 4.4) and an Authentication-Results field that claims to be ours (RFC 8601 section 5) are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from bot.sandbox.mail.addresses import domain_of

_HEADERS_END = re.compile(rb"\n\r?\n|\A\r?\n")
# A bare CR ends a line for Python's parser (and others), though not for SMTP: a field hidden behind one must
# be seen too.
_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DOMAIN = re.compile(rb"@([A-Za-z0-9.-]+)")
_HELO = re.compile(r"[A-Za-z0-9.:\[\]_-]{1,255}")
_LONGEST_FROM = 4096


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a mail came in. `sender` is empty for the null reverse-path; `authenticated` says whether SPF,
    DKIM and DMARC hold.
    """

    id: str
    at: datetime
    sender: str
    recipients: tuple[str, ...]
    authenticated: bool
    helo: str = "localhost"
    protocol: str = "ESMTP"


def stamped(raw: bytes, arrival: Arrival, authserv_id: str) -> bytes:
    head, rest = _split(raw)
    fields = list(_fields(head))
    kept = [field for name, field in fields if not _is_ours(name, field, authserv_id)]
    sender_domain = next((_from_domain(field) for name, field in fields if name == b"from"), "")
    lines = (
        f"Return-Path: <{arrival.sender}>",
        _results(arrival, authserv_id, sender_domain),
        f"Received: from {_helo(arrival.helo)} ([192.0.2.25])\r\n"
        f"\tby {authserv_id} with {arrival.protocol} id {arrival.id};\r\n\t{format_datetime(arrival.at)}",
    )
    return b"".join(line.encode("utf-8", "surrogateescape") + b"\r\n" for line in lines) + b"".join(kept) + rest


def _results(arrival: Arrival, authserv_id: str, from_domain: str) -> str:
    verdict = "pass" if arrival.authenticated else "fail"
    mail_from = f"smtp.mailfrom={arrival.sender}" if arrival.sender else f"smtp.helo={_helo(arrival.helo)}"
    signer = from_domain or domain_of(arrival.sender) or "unknown.invalid"
    return (
        f"Authentication-Results: {authserv_id};\r\n\tspf={verdict} {mail_from};\r\n"
        f"\tdkim={verdict} header.d={signer};\r\n\tdmarc={verdict} header.from={signer}"
    )


def _helo(said: str) -> str:
    return said if _HELO.fullmatch(said) else "unknown"


def _split(raw: bytes) -> tuple[bytes, bytes]:
    """The header fields with their line ends, and all from the empty line on."""
    end = _HEADERS_END.search(raw)
    if end is None:
        return raw, b""
    cut = end.start() + (1 if raw[end.start() : end.start() + 1] == b"\n" and end.start() > 0 else 0)
    return raw[:cut], raw[cut:]


def _fields(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Lower-case name and whole text of each field, folded lines included."""
    gathered: list[bytes] = []
    for line in _LINE.findall(head):
        if gathered and line[:1] not in b" \t":
            yield _named(gathered)
            gathered = []
        gathered.append(line)
    if gathered:
        yield _named(gathered)


def _named(lines: list[bytes]) -> tuple[bytes, bytes]:
    return lines[0].partition(b":")[0].strip().lower(), b"".join(lines)


def _is_ours(name: bytes, field: bytes, authserv_id: str) -> bool:
    if name == b"return-path":
        return True
    return name == b"authentication-results" and claimed_id(field.partition(b":")[2]) == authserv_id.lower()


def claimed_id(value: bytes) -> str:
    """The authserv-id of an Authentication-Results value, lower case: a token or quoted string after
    optional comments.
    """
    text = _without_comments(value.decode("latin-1")).lstrip()
    found = re.match(r'"((?:[^"\\]|\\.)*)"|[^\s;/]*', text)
    if found is None:
        return ""
    quoted = found[1]
    return (re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else found[0]).lower()


def _without_comments(text: str) -> str:
    """RFC 5322 comments nest; counted, not recursed, so that a thousand brackets cost nothing."""
    kept: list[str] = []
    depth = 0
    for char in text:
        if char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(char)
    return "".join(kept)


def _from_domain(field: bytes) -> str:
    found = _DOMAIN.findall(field[:_LONGEST_FROM])
    return found[-1].decode("ascii").strip(".").lower() if found else ""
