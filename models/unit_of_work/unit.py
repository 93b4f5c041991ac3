"""One transaction that changes something, and what it writes about itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session

from models import inbox, ledger, outbox
from models.unit_of_work.acting import Actor, Cause
from models.unit_of_work.books import Books
from models.unit_of_work.kept import Kept, Projection

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Letter:
    """One of many letters that are written at once; with `silence` the reason why it is not sent."""

    name: str
    place: str
    facts: dict[str, Any]
    once: str
    subject: UUID | None = None
    silence: str = ""


class Unit:
    """One transaction that changes something: its session, its moment, its actor and what it will write about itself."""

    def __init__(self, session: Session, *, now: datetime, wall: datetime, actor: Actor, cause: Cause) -> None:
        self.session = session
        #: Domain time; the sandbox may move it.
        self.now = now
        #: Real time, for leases and retries.
        self.wall = wall
        self.actor = actor
        self.cause = cause
        self._books = Books(session, actor, cause)
        event.listen(session, "before_flush", self._books.note_changes)

    def add(self, thing: T) -> T:
        self.session.add(thing)
        self.session.flush()
        return thing

    def name_act(self, subject: UUID, act: str, reason: str = "") -> None:
        """What the ledger calls that which happens to `subject` here; the first name wins."""
        self._books.name_act(subject, act, reason)

    def remark(self, subject: Kept, act: str, **values: object) -> None:
        """A line of the ledger of its own about something that changed no row, such as a printing."""
        self._books.remark(subject, act, values)

    def once(self, key: str, what: str) -> None:
        """Refuse (AlreadyDone) if a gesture or event of this key was handled before."""
        inbox.claim(self.session, key, self.now, self.actor.name, what)

    def letter(
        self,
        name: str,
        place: str,
        facts: dict[str, Any],
        *,
        once: str,
        subject: UUID | None = None,
        order: str = "",
    ) -> None:
        outbox.write(
            self.session,
            outbox.OutboxRow(
                **self._values(outbox.OutboxKind.LETTER, name, place, facts, once, subject, order or place)
            ),
        )

    def letters(self, many: Iterable[Letter]) -> int:
        """`letter` and `skip` for many at once, in a few queries; how many had not been written before."""
        kind, waits, skipped = outbox.OutboxKind.LETTER, outbox.OutboxState.WAITING, outbox.OutboxState.SKIPPED
        rows = (
            {
                **self._values(kind, given.name, given.place, given.facts, given.once, given.subject, given.place),
                "state": skipped if given.silence else waits,
                "error": given.silence,
            }
            for given in many
        )
        return outbox.write_all(self.session, rows)

    def all_stale(self, projections: Iterable[Projection]) -> None:
        kind = outbox.OutboxKind.PROJECTION
        rows = (
            self._values(kind, p.view, p.place, {}, f"{p.view}/{p.subject}/{p.place}", p.subject, str(p.subject))
            for p in projections
        )
        outbox.write_all(self.session, rows)

    def skip(self, name: str, place: str, facts: dict[str, Any], *, once: str, because: str) -> None:
        """Somebody is deliberately not told; the silence keeps its reason."""
        row = outbox.OutboxRow(**self._values(outbox.OutboxKind.LETTER, name, place, facts, once, None, place))
        row.state, row.error = outbox.OutboxState.SKIPPED, because
        outbox.write(self.session, row)

    def errand(self, name: str, facts: dict[str, Any], *, once: str, subject: UUID | None = None) -> None:
        outbox.write(
            self.session,
            outbox.OutboxRow(
                **self._values(outbox.OutboxKind.ERRAND, name, "", facts, once, subject, f"errand:{once}")
            ),
        )

    def mark_stale(self, projection: Projection) -> None:
        outbox.mark_stale(
            self.session,
            projection.view,
            projection.subject,
            projection.place,
            self.wall,
            self.cause.correlation,
        )

    def close_books(self) -> None:
        """Write what this unit did: ledger lines, and the rows of views that it made stale."""
        self.session.flush()
        lines = self._books.lines()
        for projection in {p: None for thing in self._books.touched for p in thing.projections(self.session)}:
            self.mark_stale(projection)
        if lines:
            ledger.append(self.session, lines, self.now)
        self.session.flush()

    def _values(
        self,
        kind: outbox.OutboxKind,
        name: str,
        place: str,
        facts: dict[str, Any],
        once: str,
        subject: UUID | None,
        order: str,
    ) -> dict[str, Any]:
        return {
            "kind": kind, "name": name, "place": place, "facts": facts, "subject_id": subject,
            "once": outbox.bounded_key(once), "order_key": outbox.bounded_key(order, 100),
            "due_at": self.wall, "written_at": self.now, "correlation": self.cause.correlation,
        }  # fmt: skip
