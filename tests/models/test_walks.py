"""Random people do random things to random records; whatever they try, the house's promises hold after every step."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.kernel.errors import Refusal
from models.kernel.forms import Field, FieldKind
from models.people.person import Person
from models.records import RECORD_TYPES
from models.workflow import verbs
from models.workflow.companions import LinkType
from models.workflow.record import Record
from tests import database as databases
from tests.database import ACT, CAPA, CMP, NCR, PEOPLE

HANDLES = [handle for handle, _, _ in PEOPLE]
VERBS = sorted({t.verb for kind in RECORD_TYPES for t in kind.type.lifecycle.transitions} | {"explode"})
TOO_MUCH = "ß" * 3200
WORDS = st.sampled_from(
    ["", "  ", "Scrapped and shown", "<!channel> *APPROVED*", "a\x00b\u202ec", "12 of 400", "too much"]
).map(lambda words: TOO_MUCH if words == "too much" else words)
NUMBERS = [
    "NCR-2026-0001", "CMP-2026-0001", "NCR-2026-0002", "CMP-2026-0002", "NCR-2026-0099", "CAPA-2026-0001", "ACT-2026-0001",
]  # fmt: skip


@cache
def _template() -> tuple[Path, dict[str, UUID]]:
    path = Path(tempfile.mkdtemp(prefix="andon-walks-")) / "andon.sqlite"
    return path, databases.build(path)


def _answers(field: Field) -> st.SearchStrategy[object]:
    if field.choices:
        return st.sampled_from([c.value for c in field.choices])
    if field.kind is FieldKind.NUMBER:
        return st.sampled_from(["0", "12", "-1", "many", "9" * 12])
    if field.kind is FieldKind.PERSON:
        return st.deferred(lambda: st.sampled_from([str(person) for person in _template()[1].values()]))
    return st.sampled_from(["2026-11-20", "2026-12-20"]) if field.kind is FieldKind.DATE else WORDS


ANSWERS = st.fixed_dictionaries(
    {
        name: st.one_of(st.just("fine"), _answers(f)) if not f.choices else _answers(f)
        for kind in RECORD_TYPES
        for name, f in kind.fields().items()
    }
    | {"reason": st.sampled_from(["", "It was so", "It was so"]), "other": st.sampled_from(NUMBERS)}
)  # fmt: skip


class Walk(RuleBasedStateMachine):
    """One company's day."""

    @initialize()
    def begin(self) -> None:
        self.closing = ExitStack()
        folder = self.closing.enter_context(tempfile.TemporaryDirectory())
        self.world = self.closing.enter_context(databases.copied(*_template(), Path(folder)))
        self.world.ncr("wanda")
        self.world.complaint("cosima")
        self.world.action("quentin", self.world.capa("quirina"), owner="wanda")
        self.seen: dict[UUID, tuple[str | None, int]] = {}
        self.everything_holds()

    def teardown(self) -> None:
        self.closing.close()

    @rule(which=st.sampled_from(NUMBERS), verb=st.sampled_from(VERBS), who=st.sampled_from(HANDLES), values=ANSWERS)
    def act(self, which: str, verb: str, who: str, values: dict[str, object]) -> None:
        self._try(who, lambda unit, person: verbs.act(unit, which, verb, values, person))

    @rule(
        which=st.sampled_from(NUMBERS),
        who=st.sampled_from(["quentin", "quirina", "magda"]),
        values=ANSWERS,
        choice=st.randoms(),
    )
    def move_on(self, which: str, who: str, values: dict[str, object], choice: object) -> None:
        """The same, along an arrow that is there: so that walks get far."""
        try:
            state, kind = self._state(which)
        except Refusal:
            return
        onward = kind.type.lifecycle.leaving(state)
        if onward:
            verb = choice.choice(onward).verb  # type: ignore[attr-defined]  # a random.Random
            good = {n: v for n, v in values.items() if str(v).strip()}
            self._try(who, lambda unit, person: verbs.act(unit, which, verb, {**good, "reason": "So"}, person))

    @rule(kind=st.sampled_from(RECORD_TYPES), who=st.sampled_from(HANDLES), words=WORDS)
    def open(self, kind: type[Record], who: str, words: str) -> None:
        values = {**NCR, **CMP, **CAPA, **ACT, "description": words}
        self._try(who, lambda unit, person: verbs.open_record(unit, kind, person.site, values, person))

    @rule(which=st.sampled_from(NUMBERS), who=st.sampled_from(HANDLES), owner=st.sampled_from(HANDLES))
    def assign(self, which: str, who: str, owner: str) -> None:
        wanted = self.world.ids[owner]
        self._try(who, lambda unit, person: verbs.assign(unit, which, unit.session.get_one(Person, wanted), person))

    @rule(which=st.sampled_from(NUMBERS), who=st.sampled_from(HANDLES), text=WORDS)
    def comment(self, which: str, who: str, text: str) -> None:
        self._try(who, lambda unit, person: verbs.comment(unit, which, text, person))

    @rule(which=st.sampled_from(NUMBERS), who=st.sampled_from(HANDLES), values=ANSWERS)
    def correct(self, which: str, who: str, values: dict[str, object]) -> None:
        self._try(who, lambda unit, person: verbs.correct(unit, which, values, person))

    @rule(
        one=st.sampled_from(NUMBERS),
        other=st.sampled_from(NUMBERS),
        how=st.sampled_from(LinkType),
        who=st.sampled_from(HANDLES),
    )
    def link(self, one: str, other: str, how: LinkType, who: str) -> None:
        self._try(who, lambda unit, person: verbs.link(unit, one, other, how, person))

    def _try(self, who: str, work: object) -> None:
        before = self._all(), self.world.head()
        try:
            with self.world.acting(who) as (unit, person):
                work(unit, person)  # type: ignore[operator]  # one of the verbs above
        except Refusal as refusal:
            assert refusal.sentence
            assert "{" not in refusal.sentence + refusal.advice
            assert (self._all(), self.world.head()) == before
            return
        for key, (number, version, text) in self._all().items():
            if key in before[0] and before[0][key][2] != text:
                assert version > before[0][key][1], number

    def _all(self) -> dict[UUID, tuple[str | None, int, str]]:
        """By id: number, version, and everything that the ledger would write."""
        with self.world.database.reading() as session:
            return {r.id: (r.number, r.version, self._text(r)) for r in session.scalars(sa.select(Record))}

    @staticmethod
    def _text(record: Record) -> str:
        return repr(
            [getattr(record, a.key) for a in sa.inspect(record).mapper.column_attrs if a.key not in record.unwritten]
        )

    def _state(self, number: str) -> tuple[str, type[Record]]:
        with self.world.database.reading() as session:
            record = verbs.load(session, number)
            return record.state, type(record)

    @invariant()
    def everything_holds(self) -> None:
        if not hasattr(self, "world"):
            return
        assert self.world.verify().bad is None
        with self.world.database.reading() as session:
            records = list(session.scalars(sa.select(Record)))
        for record in records:
            cycle = record.type.lifecycle
            assert record.state in {s.value for s in cycle.states} - {cycle.start}
            assert (record.closed_at is not None) is (record.state in cycle.closed)
            number, version = self.seen.get(record.id, (record.number, 0))
            assert record.number == number, "a registered number never changes"
            assert record.version >= version
            self.seen[record.id] = (record.number, record.version)
        for prefix in (kind.type.prefix for kind in RECORD_TYPES):
            found = sorted(r.number for r in records if r.number and r.number.startswith(f"{prefix}-"))
            assert found == [f"{prefix}-2026-{n:04d}" for n in range(1, len(found) + 1)]


Walk.TestCase.settings = settings(
    max_examples=9,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
TestWalk = pytest.mark.timeout(60)(Walk.TestCase)
