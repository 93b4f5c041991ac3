"""Mail addresses as identities: the same in any case, and otherwise exactly what they are."""

from __future__ import annotations

import re

#: One mailbox and nothing else: no list, no display name, a domain with a dot.
_MAILBOX = re.compile(r"^[^@\s,;<>\"\x00-\x1f\x7f]+@[^@\s,;<>\".\x00-\x1f\x7f]+(\.[^@\s,;<>\".\x00-\x1f\x7f]+)+$")


def is_address(text: str) -> bool:
    return bool(_MAILBOX.match(text))


def identity(address: str) -> str:
    """What addresses are compared by. Accents and full-width letters stay: who only looks alike is somebody else."""
    return address.strip().lower()
