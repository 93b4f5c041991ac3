"""The mail host itself: one thread with one event loop, on which SMTP, IMAP and every delivery run in turn.

So a mail is kept, delivered and announced before its sender reads "250", and nothing needs a lock. With a
folder, all of it (mails, IMAP folders, UIDs, flags) is there again after a restart.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from pymap.parsing.message import AppendMessage

from bot.sandbox.mail.addresses import box_of, domain_of, local_box
from bot.sandbox.mail.archive import Archive, KeptMail, RawStore
from bot.sandbox.mail.bounce import bounce
from bot.sandbox.mail.faults import Faults
from bot.sandbox.mail.imap import ImapService, Saver
from bot.sandbox.mail.mailboxes import Account, Clock, Surroundings
from bot.sandbox.mail.submission import Answers, SmtpService, Submitted
from bot.sandbox.mail.trace import Arrival, stamped

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Box:
    address: str
    ours: bool  # an IMAP account of the bot; else somebody outside
    count: int
    unread: int  # ours: in the INBOX without \Seen; outside: not yet opened at the page


class MailHost:
    """`local` are the addresses with an IMAP account, logged in as the address or as `login` (which stands
    for the first).

    `on_change("mail")` is called after each arrival and reading, on the host's own thread: it must be short.
    """

    def __init__(
        self,
        local: Sequence[str],
        login: str,
        password: str,
        clock: Clock,
        *,
        authserv_id: str = "mx.sandbox.example",
        folder: Path | None = None,
        imap_port: int = 0,
        smtp_port: int = 0,
        on_change: Callable[[str], None] | None = None,
    ) -> None:
        self.local = tuple(box_of(address) for address in local)
        self.authserv_id = authserv_id
        self.faults = Faults()
        self.on_change = on_change
        self._clock = clock
        self._secret = (login, password)
        self._wanted_ports = {"imap": imap_port, "smtp": smtp_port}
        self._ports: dict[str, int] = {}
        self._folder = folder
        self._unknown: set[str] = set()
        store = RawStore(folder / "raw" if folder else None)
        self._archive = Archive(folder, store)
        self._saver = Saver(
            folder / "accounts.json" if folder else None,
            accounts=lambda: self._accounts,
            through=lambda: self._archive.last_id,
        )
        surroundings = Surroundings(clock, store, self._saver.changed)
        self._accounts = {address: Account(surroundings) for address in self.local}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._thread: threading.Thread | None = None

    # -- running

    def __enter__(self) -> Self:
        ready: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(ready,), name="mail-host", daemon=True)
        self._thread.start()
        ready.result(timeout=10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loop is not None and self._stop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
        if self._thread is not None:
            self._thread.join(timeout=10)
        self._loop = None

    @property
    def imap_port(self) -> int:
        return self._ports["imap"]

    @property
    def smtp_port(self) -> int:
        return self._ports["smtp"]

    def _run(self, ready: Future[None]) -> None:
        try:
            asyncio.run(self._serve(ready))
        except Exception as error:
            if ready.done():
                raise
            ready.set_exception(error)

    async def _serve(self, ready: Future[None]) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        for mail in self._archive.since(self._saver.restore()):
            await self._put_in_accounts(mail)
        login, password = self._secret
        own_domains = frozenset(domain_of(address) for address in self.local)
        answers = Answers(accept=self._submitted, faults=self.faults, own_domains=own_domains)
        services: dict[str, ImapService | SmtpService] = {
            "imap": ImapService(host=self.authserv_id, accounts=self._accounts, login=login, password=password),
            "smtp": SmtpService(host=self.authserv_id, answers=answers, login=login, password=password),
        }
        async with AsyncExitStack() as stack:
            stack.callback(self._saver.save)
            for name, service in services.items():
                sock = socket.create_server(("127.0.0.1", self._wanted_ports[name]))
                self._ports[name] = sock.getsockname()[1]
                await service.start(sock, stack)
            ready.set_result(None)
            await self._stop.wait()

    def _on_loop(self, work: Coroutine[Any, Any, Result]) -> Result:
        if self._loop is None:
            work.close()
            raise RuntimeError("the mail host is not running")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    # -- mail in

    def deliver(
        self, raw: bytes, *, sender: str, recipients: Sequence[str], authenticated: bool, helo: str = ""
    ) -> KeptMail:
        """As if another host had brought it; `sender` is the envelope's, empty for the null reverse-path."""
        said = helo or domain_of(sender) or "localhost"
        to = tuple(dict.fromkeys(recipients))
        return self._on_loop(self._accept(Submitted(sender, to, raw, authenticated, said, "ESMTPS")))

    def fail_next(self, kind: str, times: int = 1) -> None:
        """What the next submissions over SMTP run into; the kinds are in `faults.FAULTS`, another raises
        KeyError.
        """
        self.faults.plan(kind, times)

    def mark_unknown(self, address: str, *, unknown: bool = True) -> None:
        """Mail to an unknown address is accepted, and a report of its failure sent back (not for the null
        sender).
        """
        (self._unknown.add if unknown else self._unknown.discard)(box_of(address))

    async def _submitted(self, mail: Submitted) -> str:
        return (await self._accept(mail)).id

    async def _accept(self, mail: Submitted) -> KeptMail:
        at, mail_id = self._clock.now(), self._archive.next_id()
        arrival = Arrival(
            mail_id,
            at,
            mail.sender,
            mail.recipients,
            mail.authenticated,
            mail.helo or "localhost",
            mail.protocol,
        )
        raw = stamped(mail.raw, arrival, self.authserv_id)
        unknown = tuple(address for address in mail.recipients if box_of(address) in self._unknown)
        reached = tuple(address for address in mail.recipients if address not in unknown)
        boxes = tuple(dict.fromkeys(local_box(address, self.local) or box_of(address) for address in reached))
        kept = KeptMail(mail_id, at, mail.sender, mail.recipients, boxes, raw)
        self._archive.keep(kept)
        await self._put_in_accounts(kept)
        if unknown and mail.sender:
            await self._send_back(kept, unknown)
        self._announce()
        return kept

    async def _put_in_accounts(self, mail: KeptMail) -> None:
        for box in mail.boxes:
            if box in self._accounts:
                await self._accounts[box].inbox.append(AppendMessage(mail.raw, mail.at), recent=True)

    async def _send_back(self, kept: KeptMail, unknown: tuple[str, ...]) -> None:
        report = bounce(
            returned=kept.raw,
            sender=kept.sender,
            unknown=unknown,
            host=self.authserv_id,
            at=kept.at,
            ref=f"{kept.id}.{kept.at:%Y%m%d%H%M%S}",
        )
        await self._accept(
            Submitted("", (kept.sender,), report, authenticated=True, helo=self.authserv_id, protocol="ESMTP")
        )

    def _announce(self) -> None:
        if self.on_change is not None:
            self.on_change("mail")

    # -- what a person sees

    def boxes(self) -> list[Box]:
        outside = [box for box in self._archive.boxes() if box not in self._accounts]
        return [self._box(address) for address in (*self.local, *outside)]

    def mails(self, box: str | None = None) -> list[KeptMail]:
        """Newest first; all of them, bounced ones too, where no box is named."""
        return self._archive.newest_first(box)

    def mail(self, mail_id: str) -> KeptMail | None:
        return self._archive.get(mail_id)

    def open(self, mail_id: str) -> None:
        """A person has read it at the page."""
        self._on_loop(self._open(mail_id))

    def now(self) -> datetime:
        return self._clock.now()

    async def _open(self, mail_id: str) -> None:
        if self._archive.open(mail_id):
            self._announce()

    def _box(self, address: str) -> Box:
        mails = self._archive.newest_first(address)
        account = self._accounts.get(address)
        if account is not None:
            return Box(address, ours=True, count=len(mails), unread=account.inbox.unseen)
        unread = sum(not self._archive.is_open(mail.id) for mail in mails)
        return Box(address, ours=False, count=len(mails), unread=unread)
