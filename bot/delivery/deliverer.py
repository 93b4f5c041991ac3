"""The one loop that takes rows out of the outbox. It wakes when something was committed, and when a retry falls due."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import sqlalchemy as sa
import structlog

from bot.delivery.cards import DELIVERY, Deliver
from bot.outcome import DeliveryFailed, NotYet
from models import outbox
from models.outbox import OutboxKind, OutboxRow, OutboxState
from models.unit_of_work import Cause, Database, Projection, Unit
from models.workflow.record import CARD, QUALITY_CHANNEL, Record

log = structlog.get_logger()

#: Seconds after which the outbox is looked at without being woken.
PATIENCE = 15.0
#: Seconds after which it is looked at again where something is due and cannot be had: somebody else holds it.
SHORTLY = 0.05


class Deliverer:
    """Claims, delivers, notes. A row that fails never keeps another one back, except those of its own order."""

    def __init__(self, database: Database, ways: Mapping[OutboxKind, Deliver]) -> None:
        self.database = database
        self.ways = ways
        self._awake = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)

    def wake(self) -> None:
        self._awake.set()

    def start(self) -> None:
        self._release()
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._awake.set()
        self._thread.join(timeout=20)

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def deliver_due(self) -> int:
        """Deliver what is due now; how many rows were tried."""
        with self.database.acting(DELIVERY, Cause("delivery")) as unit:
            rows = outbox.claim(unit.session, unit.wall)
        for row in rows:
            self._deliver(row)
        return len(rows)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._awake.clear()
            try:
                # Only what is due is claimed: every claim is a commit, and every commit wakes us.
                patience = self._patience()
                if patience > 0:
                    self._awake.wait(patience)
                elif not self.deliver_due():
                    self._stopping.wait(SHORTLY)
            except Exception:
                log.exception("delivery.broken")
                self._stopping.wait(5)

    def _patience(self) -> float:
        """Seconds until something is due; 0 and less where it is."""
        with self.database.reading() as session:
            due = outbox.next_due(session)
        if due is None:
            return PATIENCE
        return min(PATIENCE, (due - self.database.wall.now()).total_seconds())

    def _deliver(self, row: OutboxRow) -> None:
        try:
            face = self.ways[row.kind](row)
        except DeliveryFailed as failed:
            self._note_failure(row, failed)
        except Exception as error:
            log.exception("delivery.failed", row=str(row.id), name=row.name)
            self._note_failure(row, DeliveryFailed(f"{type(error).__name__}: {error}", for_good=row.attempts >= 3))
        else:
            with self.database.acting(DELIVERY, Cause("delivery", str(row.id))) as unit:
                kept = unit.session.get_one(OutboxRow, row.id)
                outbox.sent(kept, unit.wall, face)
                _show_on_its_record(unit, kept)
            log.info("delivery.sent", kind=row.kind.value, name=row.name, correlation=row.correlation)

    def _note_failure(self, row: OutboxRow, failed: DeliveryFailed) -> None:
        with self.database.acting(DELIVERY, Cause("delivery", str(row.id))) as unit:
            kept = unit.session.get_one(OutboxRow, row.id)
            if isinstance(failed, NotYet):
                kept.attempts -= 1
            outbox.failed(kept, unit.wall, str(failed), for_good=failed.for_good, after=failed.after)
            if kept.state is OutboxState.DEAD:
                _alert(unit, kept)
                _show_on_its_record(unit, kept)
        log.warning("delivery.retry", name=row.name, error=str(failed), state=kept.state.value, attempts=kept.attempts)

    def _release(self) -> None:
        """Whoever held these leases died: the home is ours alone."""
        with self.database.acting(DELIVERY, Cause("delivery")) as unit:
            for row in unit.session.scalars(sa.select(OutboxRow).where(OutboxRow.leased_until.is_not(None))):
                row.leased_until = None


def _show_on_its_record(unit: Unit, row: OutboxRow) -> None:
    """Whether a mail to somebody outside arrived stands on its record's card."""
    record = unit.session.get(Record, row.subject_id) if row.subject_id and row.place.startswith("mail:") else None
    if record is not None:
        unit.mark_stale(Projection(CARD, record.id, QUALITY_CHANNEL))


def _alert(unit: Unit, row: OutboxRow) -> None:
    """What could not be delivered is told in the quality channel, once; an alert that fails is only listed."""
    if row.name == "alert":
        return
    facts = {"what": f"{row.kind.value} {row.name}", "place": row.place.partition(":")[0], "error": row.error}
    unit.letter("alert", QUALITY_CHANNEL, facts, once=f"alert/{row.id}")
