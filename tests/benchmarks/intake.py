"""How many mails a second the intake takes: kept, read, decided and committed, each by itself."""

from __future__ import annotations

import email
import email.policy
import hashlib
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bot.intake_room import intake_room
from bot.opening import open_home
from bot.sandbox import company
from bot.sandbox.mail.compose import compose
from bot.sandbox.seeding import seed
from bot.sandbox.server import load_from
from handlers.intake import pipeline
from handlers.intake.reading.understanding import understand
from models.kernel.clock import SystemClock
from tests.benchmarks.figure import Figure, timed
from tests.stage import FORWARD, picture

MAILS = 200
MEANING = "A mailbox of a day's work is taken over in seconds."


def figures(folder: Path) -> Iterator[Figure]:
    """Seconds for each single mail, so the medians are those of one mail."""
    mails = [_mail(number) for number in range(MAILS)]
    taken = _take_in(folder, mails)
    rate = f"intake of one mail (of {MAILS}: {MAILS / sum(taken):.0f} a second)"
    parsed = [timed(partial(_parse, raw)) for raw in mails]
    yield Figure(rate, taken, parsed, "standard library's parse of it", MEANING)
    yield Figure(rate, taken, commits(folder / "bare.sqlite"), "bare one-row commit, synchronous=FULL", MEANING)


def _mail(number: int) -> bytes:
    """A forward with a photo, each with other words."""
    wanted = {
        "from": company.EMPLOYEES[6].email,
        "to": company.COMPLAINTS,
        "subject": f"Fwd: Scratched pump housings {number}",
        "text": FORWARD.replace("L-4711", f"L-{number}"),
        "attachments": [picture(f"photo{number}.png")],
    }
    return compose(wanted, at=SystemClock().now(), ref=f"bench{number}").raw


def _take_in(folder: Path, mails: list[bytes]) -> list[float]:
    settings = load_from(
        {
            "ANDON_HOME": str(folder / "andon"),
            "ANDON_SITE": company.SITE,
            "ANDON_TIME_ZONE": company.ZONE,
            "ANDON_SLACK_API_URL": "http://127.0.0.1:9/api/",
            "ANDON_MAILBOX": company.COMPLAINTS,
        }
    )
    seed(settings)
    database = open_home(settings)
    room = intake_room(settings, database, understand)
    try:
        return [
            timed(partial(_take, room, raw, pipeline.Origin(company.COMPLAINTS, 1, uid)))
            for uid, raw in enumerate(mails, 1)
        ]
    finally:
        database.engine.dispose()


def _take(room: pipeline.Room, raw: bytes, origin: pipeline.Origin) -> None:
    pipeline.settle(room, pipeline.keep(room, raw, origin))


def _parse(raw: bytes) -> None:
    """What any program would do: headers, texts, and a hash of each attachment, with a guard around each part."""
    message = email.message_from_bytes(raw, policy=email.policy.default)
    for part in message.walk():
        try:
            content = part.get_content() if not part.is_multipart() else b""
        except (KeyError, LookupError, ValueError):
            content = part.get_payload(decode=True)
        hashlib.sha256(content if isinstance(content, bytes) else str(content).encode("utf-8", "replace")).hexdigest()
    [message[name] for name in ("From", "To", "Subject", "Date", "Message-ID")]


def commits(path: Path) -> list[float]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=full")
    connection.execute("create table row (id integer primary key, text text)")

    def commit() -> None:
        connection.execute("begin immediate")
        connection.execute("insert into row (text) values ('x')")
        connection.execute("commit")

    try:
        return [timed(commit) for _ in range(MAILS)]
    finally:
        connection.close()
