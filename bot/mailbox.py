"""Watches a mailbox: IDLE wakes it, a poll is the net, and every mail is kept and committed before it is moved away.

The order is fetch, keep, commit, move, decide; a crash between any two of them is harmless, because what stands in the folder is
compared with what is known. IDLE's answers are only a wake-up. A connection that behaves oddly is dropped, never repaired.
"""

from __future__ import annotations

import random
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import structlog
from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from bot.oauth import TokenRefused, access_token
from bot.settings import MailLogin, MailSecurity, Settings
from handlers.intake import pipeline
from handlers.intake.pipeline import Origin, Room

log = structlog.get_logger()

#: Seconds: a slice of waiting, and the longest pause before reconnecting.
SLICE, LONGEST_PAUSE = 0.25, 60.0
#: How long one IDLE lasts, by how many rounds in a row found nothing. A mail that comes between a search and IDLE is announced
#: with the search and never again, so the first looks are short; servers drop IDLE at 29 minutes (RFC 2177).
IDLE_FOR = (1.0, 10.0, 60.0)
_BROKEN = (IMAPClientError, OSError)


class Interrupted(Exception):
    """The connection is gone or lies; reconnect."""


@dataclass(slots=True)
class State:
    """What health checks and `andon check` see of the watcher."""

    connected: bool = False
    error: str = ""
    since: float = 0.0


class Mailbox:
    """One folder of one account, in a thread of its own."""

    def __init__(self, settings: Settings, room: Room) -> None:
        self.settings = settings
        self.room = room
        self.state = State()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mailbox", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        # Not longer: a server that says nothing holds the thread for a minute, and whatever it is doing may be cut off.
        self._thread.join(timeout=1.5)

    def _run(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            try:
                self._settle(pipeline.unsettled(self.room))
                with connection(self.settings) as client:
                    validity = self._select(client)
                    self.state.connected, self.state.error = True, ""
                    self._collect(client, validity)
                    failures = 0  # a login alone is no success: the folder may be missing, the disk full
                    self._watch(client, validity)
            except (*_BROKEN, TokenRefused, Interrupted) as error:
                failures += 1
                self._note(error)
                log.warning("mailbox.disconnected", error=self.state.error, failures=failures)
                self._stopping.wait(_pause(failures))
            except Exception as error:
                failures += 1
                self._note(error)
                log.exception("mailbox.broken")
                self._stopping.wait(_pause(failures))

    def _note(self, error: Exception) -> None:
        self.state.connected, self.state.error = False, f"{type(error).__name__}: {error}"

    def _watch(self, client: IMAPClient, validity: int) -> None:
        idles = client.has_capability("IDLE")
        quiet = 0
        while not self._stopping.is_set():
            patience = IDLE_FOR[min(quiet, len(IDLE_FOR) - 1)]
            if idles:
                self._idle(client, patience)
            else:
                self._stopping.wait(min(patience, 30))
            quiet = 0 if self._collect(client, validity) else quiet + 1

    def _select(self, client: IMAPClient) -> int:
        processed = self.settings.imap_processed
        if processed and not client.folder_exists(processed):
            client.create_folder(processed)
        return int(client.select_folder(self.settings.imap_folder)[b"UIDVALIDITY"])

    def _collect(self, client: IMAPClient, validity: int) -> int:
        """Keep what is new, one mail at a time, and move everything that is kept; how many there were."""
        kept = 0
        client.noop()  # a server may show new mails to a search only after it had a chance to announce them (RFC 3501 6.1.2)
        for uid in self._present(client, validity):
            if self._stopping.is_set():
                break
            origin = Origin(self.settings.mailbox, validity, uid)
            item = pipeline.known_item(self.room, origin)
            if item is None:
                found = client.fetch([uid], ["BODY.PEEK[]"]).get(uid)
                if found is None:
                    continue  # somebody moved it meanwhile
                item = pipeline.keep(self.room, found[b"BODY[]"], origin)
            self._file(client, uid)
            self._settle([item])
            kept += 1
        return kept

    def _present(self, client: IMAPClient, validity: int) -> list[int]:
        """What stands in the folder; only what is new where mails stay there (`n:*` also returns a last one below n)."""
        if self.settings.imap_processed:
            return sorted(client.search("ALL"))
        last = pipeline.last_uid(self.room, self.settings.mailbox, validity)
        return sorted(uid for uid in client.search(["UID", f"{last + 1}:*"]) if uid > last)

    def _file(self, client: IMAPClient, uid: int) -> None:
        folder = self.settings.imap_processed
        if not folder:
            return
        if client.has_capability("MOVE"):
            client.move([uid], folder)
            return
        client.copy([uid], folder)
        client.delete_messages([uid])
        # Without UIDPLUS (RFC 4315) all goes that is marked as deleted, also by a person.
        client.expunge([uid] if client.has_capability("UIDPLUS") else None)

    def _settle(self, items: list[UUID]) -> None:
        for item in items:
            pipeline.settle(self.room, item)

    def _idle(self, client: IMAPClient, patience: float) -> None:
        """Until something happens, or `patience` is over. An answer before its time that says nothing means a dead connection."""
        client.idle()
        ends = time.monotonic() + patience
        answered: list[object] = []
        while not answered and time.monotonic() < ends and not self._stopping.is_set():
            asked = time.monotonic()
            answered = client.idle_check(timeout=SLICE)
            if not answered and time.monotonic() - asked < SLICE / 2:
                raise Interrupted("the server closed the connection while idle")
        client.idle_done()
        if any(isinstance(answer, tuple) and b"BYE" in answer for answer in answered):
            raise Interrupted("the server said BYE")


def connection(settings: Settings) -> IMAPClient:
    secure = settings.imap_security is MailSecurity.TLS
    client = IMAPClient(
        settings.imap_host or "",
        port=settings.imap_port,
        ssl=secure,
        ssl_context=ssl.create_default_context() if secure else None,
        timeout=SocketTimeout(connect=10, read=60),
    )
    if settings.imap_security is MailSecurity.STARTTLS:
        client.starttls(ssl.create_default_context())
    user = settings.imap_user or settings.mailbox
    if settings.mail_login is MailLogin.XOAUTH2:
        client.oauth2_login(user, access_token(settings))
    else:
        client.login(user, settings.imap_password.get_secret_value() if settings.imap_password else "")
    return client


def _pause(failures: int, jitter: Callable[[float, float], float] = random.uniform) -> float:
    return min(LONGEST_PAUSE, 0.5 * 2.0 ** min(failures, 8)) * jitter(0.5, 1.0)
