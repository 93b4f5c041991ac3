"""What tests of the mailbox stand on: a database that tells of its commits, and a server, whichever it is."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
import structlog
from imapclient import IMAPClient

from bot.intake_room import intake_room
from bot.mailbox import Mailbox
from bot.opening import open_home
from bot.sandbox import company
from bot.sandbox.mail import MailHost
from bot.sandbox.server import SharedClock, load_from
from handlers.intake.reading.understanding import understand
from models.intake import IntakeItem, Verdict
from models.unit_of_work import Database
from tests.dovecot import Dovecot

T = TypeVar("T")
SECRET = "open-sesame-4711"
CUSTOMER = "elin.sandstrom@norrby.example"


@dataclass
class Desk:
    """A database of its own, the settings that lead to a server, and what happened, for those who wait."""

    environment: dict[str, str]
    changed: threading.Condition = field(default_factory=threading.Condition)
    events: list[dict[str, Any]] = field(default_factory=list)
    #: Called in the watcher's own thread after each of its commits: what happens just then is told here.
    after_commit: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.settings = load_from(self.environment)
        self.database: Database = open_home(self.settings)
        self.database.woken = self._woken

    def at(self, port: int, login: str = company.COMPLAINTS, **more: str) -> Desk:
        """The same desk, with settings for a server."""
        more = {f"ANDON_{name.upper()}": value for name, value in more.items()}
        self.environment |= {"ANDON_IMAP_PORT": str(port), "ANDON_IMAP_USER": login, **more}
        self.settings = load_from(self.environment)
        return self

    def _woken(self) -> None:
        self.after_commit()
        with self.changed:
            self.changed.notify_all()

    def note(self, _logger: Any, _name: str, event: MutableMapping[str, Any]) -> Any:
        """structlog's last processor here: kept, told, and not printed."""
        with self.changed:
            self.events.append({**event, "at": time.monotonic()})
            self.changed.notify_all()
        raise structlog.DropEvent

    def wait_for(self, find: Callable[[], T | None], timeout: float = 20.0) -> T:
        ends = time.monotonic() + timeout
        with self.changed:
            while not (found := find()):
                if not self.changed.wait(ends - time.monotonic()):
                    raise AssertionError(f"waited {timeout} s in vain; {self.verdicts()}, {self.events[-5:]}")
        return found

    def items(self) -> list[IntakeItem]:
        with self.database.reading() as session:
            settled = sa.select(IntakeItem).where(IntakeItem.verdict != Verdict.UNREAD)
            return list(session.scalars(settled.order_by(IntakeItem.kept_at)))

    def verdicts(self) -> dict[str, list[str]]:
        """By subject, in the order in which they came."""
        found: dict[str, list[str]] = {}
        for item in self.items():
            found.setdefault((item.says or {}).get("subject", ""), []).append(item.verdict.value)
        return found

    def wait_for_mails(self, count: int, timeout: float = 20.0) -> dict[str, list[str]]:
        self.wait_for(lambda: len(self.items()) >= count, timeout)
        return self.verdicts()

    def wait_for_events(self, name: str, count: int = 1) -> list[dict[str, Any]]:
        def seen() -> list[dict[str, Any]]:
            return [event for event in self.events if event["event"] == name]

        return self.wait_for(lambda: seen() if len(seen()) >= count else None)

    @contextmanager
    def watching(self) -> Iterator[Mailbox]:
        mailbox = Mailbox(self.settings, intake_room(self.settings, self.database, understand))
        mailbox.start()
        try:
            yield mailbox
        finally:
            mailbox.stop()
        assert not mailbox._thread.is_alive()


@dataclass(frozen=True, slots=True)
class Post:
    """A server, by what both kinds have in common."""

    port: int
    login: str
    deliver: Callable[[bytes], object]

    def folder(self, name: str) -> list[bytes]:
        with self.client() as client:
            if not client.folder_exists(name):
                return []
            client.select_folder(name, readonly=True)
            return [row[b"BODY[]"] for row in client.fetch(client.search(), ["BODY.PEEK[]"]).values()]

    @contextmanager
    def client(self) -> Iterator[IMAPClient]:
        """A person at their own mail program."""
        with IMAPClient("127.0.0.1", port=self.port, ssl=False) as client:
            client.login(self.login, SECRET)
            yield client


def mail(subject: str, body: str = "") -> bytes:
    lines = (
        f"From: Elin <{CUSTOMER}>", f"To: {company.COMPLAINTS}", f"Subject: {subject}",
        f"Message-ID: <{subject.replace(' ', '.')}@norrby.example>", "Date: Fri, 20 Nov 2026 16:47:00 +0100", "",
        body or f"About {subject}.", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode()


def at_dovecot(server: Dovecot) -> Post:
    return Post(server.port, server.login, server.deliver)


def at_host(host: MailHost) -> Post:
    def deliver(raw: bytes) -> object:
        return host.deliver(raw, sender=CUSTOMER, recipients=[company.COMPLAINTS], authenticated=True)

    return Post(host.imap_port, company.COMPLAINTS, deliver)


def host_at(port: int, folder: Path | None) -> MailHost:
    return MailHost((company.COMPLAINTS,), company.COMPLAINTS, SECRET, SharedClock(), folder=folder, imap_port=port)
