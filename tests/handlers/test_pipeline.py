"""From bytes to a decision: what does not fit is put before people, never lost."""

from __future__ import annotations

from dataclasses import replace

from handlers.intake import pipeline
from handlers.intake.deciding.decision import Post
from handlers.intake.pipeline import Origin, Room
from handlers.intake.reading.facts import Own, Value
from handlers.intake.reading.understanding import Understanding, understand
from models.intake import IntakeItem, Verdict
from models.store import Store
from tests.stage import FORWARD
from tests.worlds import World

OWN = Own(authserv_ids=frozenset({"mx.falkenau.example"}))
MAILBOX = "complaints@falkenau.example"
HEAD = """Authentication-Results: mx.falkenau.example; dmarc=pass header.from=falkenau.example
Received: from falkenau.example ([192.0.2.25]) by mx.falkenau.example; Mon, 23 Nov 2026 08:00:00 +0000
From: Magda Quast <magda@falkenau.example>
To: complaints@falkenau.example
Subject: Fwd: Scratched
Content-Type: text/plain; charset=utf-8

"""


def room(world: World, said: Understanding) -> Room:
    post = Post(addresses=frozenset({MAILBOX}), complaints=frozenset({MAILBOX}))
    return Room(world.database, Store(world.path.parent / "files"), post, "FAL", lambda _raw: said)


def settled(world: World, said: Understanding) -> IntakeItem:
    place = room(world, said)
    item = pipeline.keep(place, (HEAD + FORWARD).encode(), Origin(MAILBOX, 1, 1))
    pipeline.settle(place, item)
    with world.database.reading() as session:
        return session.get_one(IntakeItem, item)


def test_a_trusted_forward_is_registered(world: World) -> None:
    said = understand((HEAD + FORWARD).encode(), OWN)
    assert settled(world, said).verdict is Verdict.COMPLAINT
    assert world.look("CMP-2026-0001")["lot"] == "L-4711"


def test_a_month_is_no_day_and_stops_nothing(world: World) -> None:
    said = understand((HEAD + FORWARD).encode(), OWN)
    vague = replace(said, fields=replace(said.fields, event_date=(Value("2026-11", 0.9, "body"),)))
    assert settled(world, vague).verdict is Verdict.COMPLAINT
    assert world.look("CMP-2026-0001")["event_date"] is None


def test_a_reader_that_breaks_leaves_the_mail_quarantined_and_no_gap(world: World) -> None:
    said = understand((HEAD + FORWARD).encode(), OWN)

    def broken(_raw: bytes) -> Understanding:
        raise RuntimeError("out of luck")

    place = replace(room(world, said), understand=broken)
    item = pipeline.keep(place, (HEAD + FORWARD).encode(), Origin(MAILBOX, 1, 1))
    assert pipeline.settle(place, item) is Verdict.QUARANTINED
    assert pipeline.settle(room(world, said), item) is Verdict.COMPLAINT, "it can be replayed"
    assert world.look("CMP-2026-0001")["number"] == "CMP-2026-0001"
