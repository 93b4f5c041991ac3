"""Everything that leaves Andon is first a row, written in the transaction that decided it.

Three kinds: a **letter** carries frozen facts and is sent once; a **projection** says that a view of a subject is stale in a
place and is rendered from the present when it is delivered; an **errand** fetches something for a record. A crash between the
transaction and the wire therefore loses nothing, and whoever delivers looks back on the wire before it repeats an attempt.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from models.database import Base, by_value

#: Seconds until the next attempt, by the number of attempts made; the last one repeats. An hour's Slack outage is survived.
BACK_OFF = (1, 2, 5, 15, 30, 60, 120, 300, 600)
MOST_ATTEMPTS = 30
LEASE = timedelta(seconds=30)
T = TypeVar("T")
#: Keys in one question: well below what SQLite and PostgreSQL take.
MOST_KEYS = 10_000


class OutboxKind(StrEnum):
    LETTER = "letter"
    PROJECTION = "projection"
    ERRAND = "errand"


class OutboxState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    #: Given up after its attempts, or refused for good; listed by `andon outbox`, and retried from there.
    DEAD = "dead"
    #: Deliberately not sent; `error` says why.
    SKIPPED = "skipped"


class OutboxRow(Base):
    """One thing to be sent, shown or fetched."""

    __tablename__ = "outbox"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[OutboxKind] = mapped_column(by_value(OutboxKind))
    #: The letter's, view's or errand's name in its registry.
    name: Mapped[str] = mapped_column(sa.String(60))
    #: Where to: `person:<id>`, `channel:quality`, `thread:<subject id>`, `mail:<address>`.
    place: Mapped[str] = mapped_column(sa.String(400))
    subject_id: Mapped[UUID | None] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]]
    #: For letters: told once. For projections: coalesced while it waits; cleared when it is claimed.
    once: Mapped[str | None] = mapped_column(sa.String(255), unique=True)
    #: Rows of one order leave in the order in which they were written.
    order_key: Mapped[str] = mapped_column(sa.String(100), index=True)
    seq: Mapped[int] = mapped_column(index=True)
    state: Mapped[OutboxState] = mapped_column(by_value(OutboxState), default=OutboxState.WAITING, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime] = mapped_column(index=True)
    leased_until: Mapped[datetime | None]
    written_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    #: When a mail came back after it was sent; `error` says why.
    returned_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(sa.Text, default="")
    #: What was sent, as it was sent: the evidence.
    face: Mapped[dict[str, Any] | None]
    correlation: Mapped[str] = mapped_column(sa.String(80), default="")


class OutboxSequence(Base):
    """Counts rows in the order of their transactions (there is one writer, and on PostgreSQL a row lock besides)."""

    __tablename__ = "outbox_sequence"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


def _next_seq(session: Session) -> int:
    return _take_seqs(session, 1)[0]


def _take_seqs(session: Session, count: int) -> range:
    row = session.scalars(sa.select(OutboxSequence).where(OutboxSequence.id == 1).with_for_update()).one_or_none()
    if row is None:
        row = OutboxSequence(id=1, last=0)
        session.add(row)
    row.last += count
    return range(row.last - count + 1, row.last + 1)


def write(session: Session, row: OutboxRow) -> OutboxRow | None:
    """Add `row` unless its `once` was written before; then None."""
    if row.once and session.scalar(sa.select(OutboxRow.id).where(OutboxRow.once == row.once)):
        return None
    row.seq = _next_seq(session)
    session.add(row)
    session.flush()
    return row


def told(session: Session, keys: Iterable[str]) -> set[str]:
    """Which of these keys were written before."""
    found: set[str] = set()
    for part in batched(keys, MOST_KEYS):
        found.update(k for k in session.scalars(sa.select(OutboxRow.once).where(OutboxRow.once.in_(part))) if k)
    return found


def write_all(session: Session, rows: Iterable[dict[str, Any]]) -> int:
    """`write` for the values of many rows at once, in a few statements; each has its `once`. How many were new."""
    by_key = {str(row["once"]): row for row in rows}
    before = told(session, by_key)
    fresh = [row for key, row in by_key.items() if key not in before]
    if fresh:
        for row, seq in zip(fresh, _take_seqs(session, len(fresh)), strict=True):
            row["seq"] = seq
        session.execute(sa.insert(OutboxRow), fresh)
    return len(fresh)


def supersede(session: Session, keys: Iterable[str], because: str) -> None:
    """What still waits under these keys is not sent any more: something newer says it."""
    for part in batched(keys, MOST_KEYS):
        waiting = sa.select(OutboxRow).where(
            OutboxRow.once.in_(part), OutboxRow.state == OutboxState.WAITING, OutboxRow.leased_until.is_(None)
        )
        for row in session.scalars(waiting):
            row.state, row.error = OutboxState.SKIPPED, because


def batched(things: Iterable[T], most: int) -> Iterator[tuple[T, ...]]:
    rest = iter(things)
    while part := tuple(islice(rest, most)):
        yield part


def mark_stale(session: Session, view: str, subject: UUID, place: str, at: datetime, correlation: str) -> None:
    write(
        session,
        OutboxRow(
            kind=OutboxKind.PROJECTION,
            name=view,
            place=place,
            subject_id=subject,
            facts={},
            once=f"{view}/{subject}/{place}",
            order_key=str(subject),
            due_at=at,
            written_at=at,
            correlation=correlation,
        ),
    )


def claim(session: Session, now: datetime, most: int = 10) -> list[OutboxRow]:
    """Lease the rows that are due, oldest first, and none that an earlier unsent row of its order still waits before."""
    due = (
        sa.select(OutboxRow)
        .where(*_first_of_their_order(), OutboxRow.due_at <= now)
        .where(sa.or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until < now))
        .order_by(OutboxRow.seq)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    rows = list(session.scalars(due))
    for row in rows:
        row.leased_until = now + LEASE
        row.attempts += 1
        if row.kind is OutboxKind.PROJECTION:
            row.once = None  # what becomes stale from now on is a row of its own
    return rows


def sent(row: OutboxRow, now: datetime, face: dict[str, Any] | None) -> None:
    row.state, row.sent_at, row.face, row.error, row.leased_until = OutboxState.SENT, now, face, "", None


def failed(row: OutboxRow, now: datetime, error: str, *, for_good: bool, after: float | None = None) -> None:
    """Try again later (`after` seconds where the other side said so), or give up."""
    row.error, row.leased_until = error, None
    if for_good or row.attempts >= MOST_ATTEMPTS:
        row.state = OutboxState.DEAD
        return
    wait = BACK_OFF[min(row.attempts, len(BACK_OFF)) - 1]
    row.due_at = now + timedelta(seconds=after if after is not None else wait)


def retry(row: OutboxRow, now: datetime) -> None:
    """From the beginning, but for one thing: an attempt was made, and may have left something on the wire."""
    row.state, row.due_at, row.leased_until = OutboxState.WAITING, now, None
    row.attempts = min(row.attempts, 1)


def next_due(session: Session) -> datetime | None:
    """When the earliest row that waits for nothing but its time may leave; None when there is none."""
    may_leave = sa.case((OutboxRow.leased_until > OutboxRow.due_at, OutboxRow.leased_until), else_=OutboxRow.due_at)
    earliest = sa.type_coerce(sa.func.min(may_leave), OutboxRow.due_at.type)
    return session.scalar(sa.select(earliest).where(*_first_of_their_order()))


def _first_of_their_order() -> tuple[sa.ColumnElement[bool], ...]:
    earlier = aliased(OutboxRow)
    blocked = sa.exists().where(
        earlier.order_key == OutboxRow.order_key, earlier.seq < OutboxRow.seq, earlier.state == OutboxState.WAITING
    )
    return OutboxRow.state == OutboxState.WAITING, ~blocked


def bounded_key(key: str, most: int = 255) -> str:
    """A key of any length in a column of this length: what is cut off is still told apart by its hash."""
    return key if len(key) <= most else f"{key[: most - 65]}#{hashlib.sha256(key.encode()).hexdigest()}"
