"""SMTP, in and out: aiosmtpd with the refusals that a real host makes.

AUTH is offered and not demanded; a wrong password is refused. Lines over 998 octets are refused (RFC 5321
section 4.5.3.1.6), as are recipients that are no addresses. Whoever logged in, or sends from outside as
somebody outside, is taken to be who he says; a sender of one of our own domains who did not log in is not.
"""

from __future__ import annotations

import asyncio
import hmac
import re
import socket
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import NoReturn

from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.sandbox.mail.addresses import domain_of, is_mailbox
from bot.sandbox.mail.faults import Faults

LARGEST_MAIL = 35 * 1024 * 1024  # octets, offered as SIZE; what large providers take
NULL_SENDER = "<>"


@dataclass(frozen=True, slots=True)
class Submitted:
    """One mail at the end of DATA; `sender` is empty for the null reverse-path."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    authenticated: bool
    helo: str
    protocol: str


Accept = Callable[[Submitted], Awaitable[str]]


class Answers:
    """aiosmtpd calls these by name; what they return is the answer to the client."""

    def __init__(self, *, accept: Accept, faults: Faults, own_domains: frozenset[str]) -> None:
        self._accept = accept
        self._faults = faults
        self._own_domains = own_domains

    async def handle_MAIL(  # noqa: N802  (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address != NULL_SENDER and not is_mailbox(address, non_ascii=envelope.smtp_utf8):
            return "553 5.1.7 Sender address is not valid"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not is_mailbox(address, non_ascii=envelope.smtp_utf8):
            return "553 5.1.3 Recipient address is not valid"
        fault = self._faults.due("rcpt")
        if fault is not None and fault.answer is not None:
            return fault.answer
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        fault = self._faults.due("data")
        if fault is None:
            return f"250 2.0.0 OK queued as {await self._take(session, envelope)}"
        if fault.kept:
            await self._take(session, envelope)
        if fault.answer is None:
            _hang_up(server)
        return fault.answer

    async def _take(self, session: Session, envelope: Envelope) -> str:
        sender = "" if envelope.mail_from == NULL_SENDER else envelope.mail_from or ""
        return await self._accept(
            Submitted(
                sender=sender,
                recipients=tuple(dict.fromkeys(envelope.rcpt_tos)),
                raw=envelope.original_content or b"",
                authenticated=bool(session.authenticated) or domain_of(sender) not in self._own_domains,
                helo=session.host_name or "",
                protocol="ESMTPA" if session.authenticated else "ESMTP",
            )
        )


# RFC 5321 section 4.1.2: a path stands in angle brackets, and a space only inside quotes.
_PATH = re.compile(r'\s*<(?P<address>(?:"(?:[^"\\]|\\.)*"|[^<>"\s])*)>(?P<rest>(?:\s.*)?)')


class _Server(SMTP):
    command_size_limit = 2048  # octets: an address may have 254, its parameters some more
    line_length_limit = 1001  # octets: 998, CRLF and the dot of transparency

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """aiosmtpd's own mends a broken address (`a b@x` becomes `"a b"@x`) where a host refuses it."""
        found = _PATH.fullmatch(arg)
        return (found["address"] or NULL_SENDER, found["rest"]) if found else (None, None)


class SmtpService:
    def __init__(self, *, host: str, answers: Answers, login: str, password: str) -> None:
        self._host = host
        self._answers = answers
        self._secret = (login.encode(), password.encode())

    async def start(self, sock: socket.socket, stack: AsyncExitStack) -> None:
        server = await asyncio.get_running_loop().create_server(self._connection, sock=sock)
        stack.callback(server.close)

    def _connection(self) -> SMTP:
        return _Server(
            self._answers,
            loop=asyncio.get_running_loop(),
            hostname=self._host,
            ident="ESMTP ready",
            data_size_limit=LARGEST_MAIL,
            enable_SMTPUTF8=True,
            auth_require_tls=False,
            auth_callback=self._may_log_in,
        )

    def _may_log_in(self, _mechanism: str, login: bytes, password: bytes) -> bool:
        right_login, right_password = self._secret
        return hmac.compare_digest(login, right_login) and hmac.compare_digest(password, right_password)


def _hang_up(server: SMTP) -> NoReturn:
    """Ends the connection without an answer; aiosmtpd takes a cancelled task for a client that is gone."""
    if server.transport is not None:
        server.transport.close()
    raise asyncio.CancelledError
