"""What counts as an address here, and which box an address belongs to.

An address with a detail part (`complaints+token@…`) belongs to the box without it, as RFC 5233 and most
hosts have it: reply tokens and bounce addresses travel there.
"""

from __future__ import annotations

import re
from collections.abc import Collection

# RFC 5321 section 4.1.2: Dot-string or Quoted-string before the @; non-ASCII only where SMTPUTF8 was asked
# for (RFC 6531).
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+"
_LOCAL_PART = rf'(?:{_ATOM}(?:\.{_ATOM})*|"(?:[^"\\\r\n]|\\.)*")'
_LABEL = r"[A-Za-z0-9\u0080-\U0010ffff](?:[A-Za-z0-9\u0080-\U0010ffff-]{0,61}[A-Za-z0-9\u0080-\U0010ffff])?"
_MAILBOX = re.compile(rf"(?P<local>{_LOCAL_PART})@(?P<domain>{_LABEL}(?:\.{_LABEL})+)")

LONGEST_LOCAL_PART = 64  # octets, RFC 5321 section 4.5.3.1.1
LONGEST_ADDRESS = 254  # octets: a path of 256 (section 4.5.3.1.3) without its angle brackets


def is_mailbox(address: str, *, non_ascii: bool = False) -> bool:
    found = _MAILBOX.fullmatch(address)
    if found is None or not (non_ascii or address.isascii()):
        return False
    octets = len(address.encode("utf-8", "surrogateescape"))
    return octets <= LONGEST_ADDRESS and len(found["local"].encode("utf-8", "surrogateescape")) <= LONGEST_LOCAL_PART


def box_of(address: str) -> str:
    return address.strip().lower()


def domain_of(address: str) -> str:
    return address.rpartition("@")[2].lower()


def local_box(address: str, local: Collection[str]) -> str | None:
    """The box of ours that `address` is delivered to, or None where it belongs to somebody outside."""
    whole = box_of(address)
    user, _, domain = whole.rpartition("@")
    plain = f"{user.partition('+')[0]}@{domain}"
    return next((box for box in (whole, plain) if box in local), None)
