"""A sandbox with Andon against it, in this process or as a child: what every journey stands on."""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bot import wiring
from bot.sandbox import company
from bot.sandbox.seeding import seed
from bot.sandbox.server import Sandbox, load_from, standing
from bot.sandbox.slack.driver import Driver, Person
from bot.settings import Settings
from models.unit_of_work import Database
from tests.database import fresh_url

T = TypeVar("T")

#: A picture of one pixel: small, and still a picture.
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")


@dataclass(frozen=True, slots=True)
class Stage:
    """The sandbox, the people in it, and (where it runs in this process) Andon's database."""

    sandbox: Sandbox
    driver: Driver
    settings: Settings
    database: Database | None = None
    committed: threading.Condition = field(default_factory=threading.Condition)

    def wait_for_rows(self, find: Callable[[], T | None], timeout: float = 10.0) -> T:
        """What `find` reads from the database, as soon as a commit makes it true."""
        ends = time.monotonic() + timeout
        with self.committed:
            while not (found := find()):
                if not self.committed.wait(ends - time.monotonic()):
                    raise AssertionError(f"waited {timeout} s in vain for rows")
        return found

    def person(self, handle: str) -> Person:
        slack_id = next(e.slack_id for e in company.EMPLOYEES if e.handle.startswith(handle))
        return self.driver.person(slack_id)

    @property
    def visitor(self) -> Person:
        return self.driver.person(str(company.VISITOR["id"]))

    def mail(self, sender: str, subject: str, text: str, **more: Any) -> dict[str, Any]:
        """A mail to the complaints mailbox; `sender` is an employee's first name or an address."""
        known = next((f"{e.name} <{e.email}>" for e in company.EMPLOYEES if e.handle.startswith(sender)), sender)
        letter = {
            "from": known,
            "to": company.COMPLAINTS,
            "subject": subject,
            "text": text,
            "authenticated": True,
            **more,
        }
        return self.driver.post("sandbox/mail/send", letter)

    def drop(self, raw: bytes, sender: str = "somebody@norrby.example", *, authenticated: bool = True) -> Any:
        path = f"sandbox/mail/drop?from={sender}&to={company.COMPLAINTS}&authenticated={int(authenticated)}"
        return self.driver.upload(path, raw, "message/rfc822")

    def mails_to(self, address: str) -> list[dict[str, Any]]:
        return list(self.driver.get("sandbox/mail/messages", box=address)["messages"])


@contextmanager
def staged(folder: Path, *, http_mode: bool = False, without: str = "–") -> Iterator[Stage]:
    """Sandbox and Andon, both in this process: fast, and still over the wire. Settings named like `without` are left out."""
    with standing(folder / "andon", http_mode=http_mode) as sandbox, fresh_url(folder) as url:
        sandbox.environment["ANDON_DATABASE_URL"] = url
        settings = load_from({name: value for name, value in sandbox.environment.items() if without not in name})
        seed(settings)
        with wiring.running(settings) as andon:
            stage = Stage(sandbox, Driver(sandbox.base_url), settings, andon.database)
            _announce_commits(andon.database, stage.committed)
            yield stage


def _announce_commits(database: Database, committed: threading.Condition) -> None:
    deliver = database.woken

    def woken() -> None:
        deliver()
        with committed:
            committed.notify_all()

    database.woken = woken


def picture(name: str = "photo.png") -> dict[str, str]:
    """A small picture; another name is another picture."""
    return {"name": name, "type": "image/png", "base64": base64.b64encode(PIXEL + name.encode()).decode()}


FORWARD = """Please register this, thanks!
Delphine

---------- Forwarded message ---------
From: Elin Sandström <elin.sandstrom@norrby.example>
Date: Fri, 20 Nov 2026 at 16:47
Subject: Scratched pump housings
To: Delphine Roche <delphine.roche@falkenau.example>


Good afternoon,

12 of 400 housings from lot L-4711 arrived scratched on the sealing face.
See the photo. We cannot use them.

Elin Sandström
Norrby Pumps AB
"""
