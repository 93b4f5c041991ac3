"""What our own mail server says of the sender: Authentication-Results (RFC 8601), read tolerantly.

Anybody can write such a header, so only one whose authserv-id is configured and which stands above the
first Received header that a foreign server could have written is trusted (section 5).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.facts import Authentication

if TYPE_CHECKING:
    from handlers.intake.reading.envelope import Envelope
    from handlers.intake.reading.facts import Own

RESULT = re.compile(
    r"(?:^|;|\s)\s*(spf|dkim|dmarc|arc|dkim-adsp|sender-id|iprev|auth|bimi|compauth|"
    r"dkim-atps)\s*=\s*([a-z]{2,20})",
    re.IGNORECASE,
)
PROPERTY = re.compile(
    r"(?:smtp\.mailfrom|header\.from|header\.d|header\.i|smtp\.helo|policy\.d|"
    r"smtp\.auth)\s*=\s*\"?([^\s;\"]{1,250})",
    re.IGNORECASE,
)
AUTHSERV_ID = re.compile(r"\s*([^\s;=()]{1,250})")
FROM_CLAUSE = re.compile(r"\s*from\s+(\S{1,250})\s*(?:\(([^()]{0,300})\))?", re.IGNORECASE)
PRIVATE = ("localhost", "[127.", "[10.", "[192.168.", "[::1]", "[172.16.", "(10.", "[fd")
PROVIDERS = ("2603:10", "2a01:111:")  # Exchange Online names its own hops by these IPv6 networks only
PROVIDER_HOSTS = (".outlook.com",)
MAX_VALUE = 4_000
MAX_RESULTS = 60


def authentication_of(envelope: Envelope, own: Own) -> tuple[Authentication, ...]:
    found: list[Authentication] = []
    border = _border(envelope, own)
    for place, (name, value) in enumerate(envelope.headers):
        if name == "authentication-results":
            authserv_id, results = _read(value[:MAX_VALUE])
            trusted = authserv_id.lower() in own.authserv_ids and place < border
            found += [
                Authentication(method, verdict, domain, authserv_id, trusted) for method, verdict, domain in results
            ]
    return tuple(found[:MAX_RESULTS])


def _border(envelope: Envelope, own: Own) -> int:
    """The place of the Received header by which the mail came in from outside: below it anybody may have written.

    A mail that never was outside came in by its lowest Received header.
    """
    lowest = -1
    for place, (name, value) in enumerate(envelope.headers):
        if name == "received":
            if not _is_internal(value, own):
                return place
            lowest = place
    return lowest


def _is_internal(received: str, own: Own) -> bool:
    """A hop between our own servers: no sending host, a private address, or a name of ours that its
    lookup confirms.
    """
    sending = FROM_CLAUSE.match(received)
    if sending is None:
        return True
    claimed, seen = sending.group(1).lower(), (sending.group(2) or "").lower()
    if any(private in seen for private in PRIVATE):
        return True
    ours = {*own.hosts, *own.authserv_ids} - {""}
    confirmed = any(host in seen for host in ours) or any(seen.lstrip("[ ").startswith(prefix) for prefix in PROVIDERS)
    return confirmed and (any(claimed.endswith(host) for host in ours) or claimed.endswith(PROVIDER_HOSTS))


def _read(value: str) -> tuple[str, list[tuple[str, str, str]]]:
    """The authserv-id ("" where a server leaves it out, as Exchange Online does) and each (method,
    verdict, domain).
    """
    matches = list(RESULT.finditer(value))
    head = value[: matches[0].start()] if matches else value
    found = AUTHSERV_ID.match(head)
    results = []
    for place, match in enumerate(matches):
        end = matches[place + 1].start() if place + 1 < len(matches) else len(value)
        domain = PROPERTY.search(value, match.end(), end)
        results.append((match.group(1).lower(), match.group(2).lower(), _domain(domain.group(1)) if domain else ""))
    return (found.group(1) if found else ""), results


def _domain(value: str) -> str:
    return value.rpartition("@")[2].strip("<>.").lower()
