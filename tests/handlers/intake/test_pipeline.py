"""What the pipeline makes of a mail: whom it believes, and what it does when something gets in its way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handlers.intake import pipeline
from handlers.intake.deciding.decision import Post
from handlers.intake.pipeline import Origin, Room
from handlers.intake.reading.facts import Own
from handlers.intake.reading.understanding import Understanding, understand
from models.casework import triage
from models.intake import Direction, Verdict
from models.kernel.errors import Busy
from models.store import Store
from models.workflow import verbs
from models.workflow.companions import notes_of
from tests.database import World

MAILBOX, SERVER = "complaints@falkenau.example", "mx.falkenau.example"
OWN = Own(addresses=frozenset({MAILBOX}), authserv_ids=frozenset({SERVER}))
VOUCHED = (
    f"Authentication-Results: {SERVER}; dmarc=pass header.from=falkenau.example",
    f"Received: from relay.falkenau.example by {SERVER}; Fri, 20 Nov 2026 16:47:00 +0100",
)


@pytest.fixture
def room(world: World, tmp_path: Path) -> Room:
    post = Post(addresses=OWN.addresses, complaints=frozenset({MAILBOX}))
    return Room(world.database, Store(tmp_path / "files"), post, "FAL", lambda raw: understand(raw, OWN))


def mail(subject: str, *headers: str, sender: str = "quentin@falkenau.example", text: str = "Close it.") -> bytes:
    lines = (*headers, f"From: {sender}", f"To: {MAILBOX}", f"Subject: {subject}",
             "Message-ID: <1@falkenau.example>", "Date: Fri, 20 Nov 2026 16:47:00 +0100", "", text, "")  # fmt: skip
    return "\r\n".join(lines).encode()


def come_in(room: Room, raw: bytes, uid: int = 1) -> Verdict:
    return pipeline.settle(room, pipeline.keep(room, raw, Origin(MAILBOX, 1, uid)))


def notes(world: World, number: str) -> list[str]:
    with world.database.reading() as session:
        return [note.text for note in notes_of(session, verbs.load(session, number))]


def test_an_employees_address_and_a_number_alone_write_into_no_record(world: World, room: Room) -> None:
    number = world.ncr()
    assert come_in(room, mail(f"{number} please close")) is Verdict.TRIAGE
    assert notes(world, number) == []


def test_an_employee_for_whom_our_server_vouches_writes_into_a_record_by_its_number(world: World, room: Room) -> None:
    number = world.ncr()
    assert come_in(room, mail(f"{number} please close", *VOUCHED)) is Verdict.FOLLOW_UP
    assert notes(world, number) == ["Close it."]


def test_an_answer_to_a_mail_of_the_record_needs_no_voucher(world: World, room: Room) -> None:
    number = world.complaint()
    with world.acting() as (unit, _):
        record = verbs.load(unit.session, number)
        triage.remember(unit.session, "<out.1@andon.falkenau.example>", record, Direction.OUT, unit)
    raw = mail("Re: the pump", "In-Reply-To: <out.1@andon.falkenau.example>", sender="elin@norrby.example")
    assert come_in(room, raw) is Verdict.FOLLOW_UP


def test_a_mail_that_meets_a_busy_database_stays_unread_and_is_settled_later(room: Room) -> None:
    def busy(_raw: bytes) -> Understanding:
        raise Busy

    item = pipeline.keep(room, mail("Leaking pump", sender="elin@norrby.example"), Origin(MAILBOX, 1, 1))
    with pytest.raises(Busy):
        pipeline.settle(replace(room, understand=busy), item)
    assert pipeline.unsettled(room) == [item]
    assert pipeline.settle(room, item) is Verdict.TRIAGE


def test_a_mail_that_another_process_decided_meanwhile_is_not_put_into_quarantine(room: Room) -> None:
    item = pipeline.keep(room, mail("Leaking pump", sender="elin@norrby.example"), Origin(MAILBOX, 1, 1))

    def overtaken(_raw: bytes) -> Understanding:
        pipeline.settle(room, item)
        raise ValueError("too late")

    assert pipeline.settle(replace(room, understand=overtaken), item) is Verdict.TRIAGE
