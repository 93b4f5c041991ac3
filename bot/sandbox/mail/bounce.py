"""The report that comes back for an address that nobody has (RFC 3464 inside RFC 6522), from the null sender.

Written by hand rather than with the email package, so that the returned mail stays byte for byte what was
sent.
"""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime


def bounce(*, returned: bytes, sender: str, unknown: tuple[str, ...], host: str, at: datetime, ref: str) -> bytes:
    """`returned` is the mail as it was accepted; `sender` its envelope sender; `ref` makes boundary and
    Message-ID unique.
    """
    boundary = f"report-{ref}-{host}"
    date = format_datetime(at)
    eight_bit = "7bit" if returned.isascii() else "8bit"
    head = f"""\
From: Mail Delivery System <MAILER-DAEMON@{host}>
To: {sender}
Subject: Undelivered Mail Returned to Sender
Date: {date}
Message-ID: <bounce.{ref}@{host}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="{boundary}"

This is a report in several parts.

--{boundary}
Content-Type: text/plain; charset=us-ascii

This is the mail system at host {host}.

Your message could not be delivered to:

{_list(unknown)}

--{boundary}
Content-Type: message/delivery-status

Reporting-MTA: dns; {host}
Arrival-Date: {date}

{_statuses(unknown, host)}
--{boundary}
Content-Type: message/rfc822
Content-Transfer-Encoding: {eight_bit}

"""
    return _wire(head) + returned + _wire(f"\n--{boundary}--\n")


def _list(unknown: tuple[str, ...]) -> str:
    return "\n".join(f"  <{address}>: user unknown" for address in unknown)


def _statuses(unknown: tuple[str, ...], host: str) -> str:
    return "\n".join(
        f"Final-Recipient: rfc822; {address}\nAction: failed\nStatus: 5.1.1\n"
        f"Remote-MTA: dns; {host}\n"
        f"Diagnostic-Code: smtp; 550 5.1.1 <{address}>: Recipient address rejected: User unknown\n"
        for address in unknown
    )


def _wire(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode("utf-8", "surrogateescape")
