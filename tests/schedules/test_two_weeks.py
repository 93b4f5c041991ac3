"""Two weeks of anything, played on the moved clock: nothing is said twice, nothing that passed stays unsaid without a reason.

What has to be said is counted here a second time and in another way than in the code: from the calendar of those two weeks, in
which every day but the weekends is worked, and everybody lives in one zone, an hour ahead of UTC.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.kernel.errors import Refusal
from models.ledger import LedgerEntry
from models.outbox import OutboxRow, OutboxState
from models.people.person import Person
from models.workflow import extensions, verbs
from models.workflow.blocking import block
from models.workflow.due import Due
from models.workflow.record import Record, Severity
from schedules.digests import write_digests
from schedules.nudges import remind
from tests import database as databases
from tests.database import NOW, PEOPLE
from tests.schedules.clockwork import supervise

HANDLES = [handle for handle, _, _ in PEOPLE]
END = NOW + timedelta(days=14)
WHO = st.sampled_from(HANDLES)
NUMBERS = [f"NCR-2026-{n:04d}" for n in range(1, 4)]


@cache
def _template() -> tuple[Path, dict[str, UUID]]:
    path = Path(tempfile.mkdtemp(prefix="andon-weeks-")) / "andon.sqlite"
    return path, databases.build(path)


class TwoWeeks(RuleBasedStateMachine):
    """A company in which people report, take, extend, block, contain, leave, come back; and the clock moves on, or jumps."""

    @initialize()
    def begin(self) -> None:
        self.closing = ExitStack()
        folder = self.closing.enter_context(tempfile.TemporaryDirectory())
        self.world = self.closing.enter_context(databases.copied(*_template(), Path(folder)))
        supervise(self.world, wanda="cosima", cosima="adam", quentin="magda")
        self.now = NOW
        #: Moments at which the jobs ran, and which of the outbox's rows there were: nothing of it may change its words.
        self.ran: list[datetime] = []
        self.report("wanda")

    def teardown(self) -> None:
        if hasattr(self, "closing"):
            self.let_pass(6)
            self.closing.close()

    @rule(who=WHO)
    def report(self, who: str) -> None:
        with self.world.database.reading() as session:
            if len(session.scalars(sa.select(Record.id)).all()) >= len(NUMBERS):
                return
        self._try(lambda: self.world.ncr(who))

    @rule(number=st.sampled_from(NUMBERS), who=st.sampled_from(["wanda", "cosima", "magda"]))
    def give(self, number: str, who: str) -> None:
        def work() -> None:
            with self.world.acting("magda") as (unit, person):
                verbs.assign(unit, number, unit.session.get_one(Person, self.world.ids[who]), person)

        self._try(work)

    @rule(number=st.sampled_from(NUMBERS), who=WHO, days=st.integers(1, 12))
    def ask_for_more_time(self, number: str, who: str, days: int) -> None:
        def work() -> None:
            with self.world.acting(who) as (unit, person):
                for due in self._open(unit.session, number):
                    extensions.request(unit, due, self.now + timedelta(days=days), "So", person)

        self._try(work)

    @rule(number=st.sampled_from(NUMBERS), who=st.sampled_from(["quentin", "magda"]), days=st.integers(1, 6))
    def block(self, number: str, who: str, days: int) -> None:
        def work() -> None:
            with self.world.acting(who) as (unit, person):
                for due in self._open(unit.session, number):
                    block(unit, due, self.now + timedelta(days=days), "No gauge", person)

        self._try(work)

    @rule(number=st.sampled_from(NUMBERS), severity=st.sampled_from(Severity))
    def weigh(self, number: str, severity: Severity) -> None:
        def work() -> None:
            with self.world.acting("quentin") as (unit, person):
                verbs.correct(unit, number, {"severity": severity.value, "reason": "Seen"}, person)

        self._try(work)

    @rule(number=st.sampled_from(NUMBERS))
    def contain(self, number: str) -> None:
        self._try(lambda: self.world.act("quentin", number, "contain", containment="Blocked", shipped="no"))

    @rule(who=st.sampled_from(["wanda", "cosima"]), active=st.booleans())
    def leave_or_come_back(self, who: str, active: bool) -> None:
        with self.world.acting("magda") as (unit, _):
            unit.session.get_one(Person, self.world.ids[who]).active = active

    @rule(hours=st.sampled_from([1, 3, 8, 24, 26]))
    def let_pass(self, hours: int) -> None:
        """The clock runs, and ticks every hour."""
        for _ in range(hours):
            if self.now < END:
                self.now += timedelta(hours=1)
                self._tick()

    @rule(hours=st.sampled_from([5, 30]))
    def be_down(self, hours: int) -> None:
        """Andon does not run; nothing happens meanwhile."""
        self.now = min(END, self.now + timedelta(hours=hours))
        self._tick()

    @rule(hours=st.sampled_from([2, 25]))
    def set_the_clock_back(self, hours: int) -> None:
        """And forward again: what was said is not said again."""
        here, before = self.now, self._rows()
        self.now = max(NOW, here - timedelta(hours=hours))
        self._tick()
        self.now = here
        self._tick()
        assert set(before) <= set(self._rows())

    def _tick(self) -> None:
        self.world.clock.frozen = self.now
        write_digests(self.world.database, self.now)
        remind(self.world.database, self.now)
        self.ran.append(self.now)
        with self.world.acting("magda") as (unit, _):
            gone = {f"person:{p}" for p in unit.session.scalars(sa.select(Person.id).where(~Person.active))}
            for row in unit.session.scalars(sa.select(OutboxRow).where(OutboxRow.state == OutboxState.WAITING)):
                assert row.name not in {"nudge", "digest"} or row.place not in gone, "nobody is told who has left"
                row.state = OutboxState.SENT

    def _try(self, work: object) -> None:
        self.world.clock.frozen = self.now
        try:
            work()  # type: ignore[operator]
        except Refusal as refusal:
            assert refusal.sentence
        self.let_pass(11)

    @staticmethod
    def _open(session: object, number: str) -> list[Due]:
        record = verbs.load(session, number)  # type: ignore[arg-type]
        return list(session.scalars(sa.select(Due).where(Due.record_id == record.id, Due.ended_at.is_(None))))  # type: ignore[attr-defined]

    def _rows(self) -> dict[UUID, tuple[str, str, str]]:
        with self.world.database.reading() as session:
            rows = session.scalars(sa.select(OutboxRow).where(OutboxRow.name.in_(["nudge", "digest", "team_digest"])))
            return {row.id: (str(row.once), row.state.value, row.error) for row in rows}

    @invariant()
    def nothing_is_said_twice(self) -> None:
        if not hasattr(self, "world"):
            return
        with self.world.database.reading() as session:
            rows = list(session.scalars(sa.select(OutboxRow).where(OutboxRow.name.in_(["nudge", "digest"]))))
        digests = Counter((row.place, self._day(row.written_at)) for row in rows if row.name == "digest")
        assert max(digests.values(), default=1) == 1, "one digest a person and day"
        said = [row for row in rows if row.name == "nudge" and row.state is OutboxState.SENT]
        steps = Counter("/".join(str(row.once).split("/")[:5]) for row in rows)
        assert max(steps.values(), default=1) == 1
        spoken = Counter((str(row.once).split("/")[1], row.place, self._day(row.written_at)) for row in said)
        for (due, place, day), times in spoken.items():
            names = {str(r.once).split("/")[3] for r in said if (str(r.once).split("/")[1], r.place) == (due, place)}
            parts = sum("%" in name for name in names)
            assert times <= 1 + parts, (due, place, day, names)

    @invariant()
    def every_silence_has_its_reason(self) -> None:
        if not hasattr(self, "world"):
            return
        assert not [row for row in self._rows().values() if row[1] == OutboxState.SKIPPED.value and not row[2]]

    @invariant()
    def what_has_passed_was_told(self) -> None:
        """Every open clock that passed before the last hour of work in which the jobs ran has been told, or silenced with a
        reason, for the step on which it stands."""
        if not hasattr(self, "world") or not self.ran:
            return
        with self.world.database.reading() as session:
            told = {str(o) for o in session.scalars(sa.select(OutboxRow.once).where(OutboxRow.name == "nudge"))}
            for due in session.scalars(sa.select(Due).where(Due.ended_at.is_(None))):
                day = self._last_told_day(due)
                if day is not None:
                    stamp = f"nudge/{due.id}/{due.due_current:%Y%m%d%H%M}/{self._step(due, day)}"
                    assert any(key.startswith(stamp) for key in told), (stamp, due.label, day, due.ladder)

    def _step(self, due: Due, day: date) -> str:
        late = (day - self._day(due.due_current)).days
        if late < 2 and "%" in due.ladder[0]:
            return ""  # a critical clock is told by its parts until then
        return f"+{max(step for step in (0, 1, 2, 3, 4, 8, 15) if step <= late)}d/"

    def _last_told_day(self, due: Due) -> date | None:
        """The last working day, from the due day on, on which the jobs ran between nine and six, and long enough after it was
        opened or moved."""
        changed = max(due.opened_at, self._changed(due))
        for moment in reversed(self.ran):
            local = moment + timedelta(hours=1)
            if moment < changed + timedelta(hours=5) or local.date() < (due.due_current + timedelta(hours=1)).date():
                continue
            if local.isoweekday() <= 5 and 9 <= local.hour < 18 and moment <= self.now:
                return local.date()
        return None

    def _changed(self, due: Due) -> datetime:
        """When its date was last moved: the ladder is another one from then on."""
        with self.world.database.reading() as session:
            record = session.get_one(Record, due.record_id)
            lines = [line for line in self.world.lines(str(record.number)) if "due_current" in line]
            moments = session.scalars(
                sa.select(LedgerEntry.at).where(LedgerEntry.subject_id == record.id, LedgerEntry.text.in_(lines))
            )
            return max(moments, default=datetime(2026, 1, 1, tzinfo=UTC))

    @staticmethod
    def _day(moment: datetime) -> date:
        return (moment + timedelta(hours=1)).date()


TwoWeeks.TestCase.settings = settings(
    max_examples=4,
    stateful_step_count=24,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
TestTwoWeeks = pytest.mark.timeout(110)(TwoWeeks.TestCase)
