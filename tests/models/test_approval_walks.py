"""Several people decide, ask, edit, withdraw and give seats away in any order; a case never contradicts itself."""

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
from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow import deciding, questions, verbs
from models.workflow.approvals import Approval, ApprovalState, Decision, DecisionVerdict, approvals_of
from tests import database as databases
from tests.database import PEOPLE

HANDLES = [handle for handle, _, _ in PEOPLE]
#: Those who hold a seat, or may ask the board: walks get further with them.
LIKELY = ["quentin", "quirina", "magda", "dorian", "sunita"]
WHO = st.one_of(st.sampled_from(LIKELY), st.sampled_from(HANDLES))
REVIEW = {
    "requirement": "Drawing", "quantity_affected": "12", "customer_part": "no", "disposition": "scrap", "rationale": "Gone",
}  # fmt: skip
ENDED = frozenset(ApprovalState) - {ApprovalState.PENDING}


@cache
def _template() -> tuple[Path, dict[str, UUID]]:
    path = Path(tempfile.mkdtemp(prefix="andon-cases-")) / "andon.sqlite"
    return path, databases.build(path)


class Board(RuleBasedStateMachine):
    """One nonconformance before its board, again and again."""

    @initialize(originator=st.sampled_from(HANDLES))
    def begin(self, originator: str) -> None:
        self.closing = ExitStack()
        folder = self.closing.enter_context(tempfile.TemporaryDirectory())
        self.world = self.closing.enter_context(databases.copied(*_template(), Path(folder)))
        self.number = self.world.ncr(originator)
        self.originator = self.world.ids[originator]
        self.ended: dict[UUID, tuple[ApprovalState, int]] = {}
        self._try(
            "quentin", lambda u, p: verbs.act(u, self.number, "contain", {"containment": "x", "shipped": "no"}, p)
        )

    def teardown(self) -> None:
        self.closing.close()

    @rule(who=WHO, severity=st.sampled_from(["critical", "major", "minor"]))
    def ask(self, who: str, severity: str) -> None:
        values = {**REVIEW, "severity": severity}
        self._try(who, lambda u, p: verbs.act(u, self.number, "request_review", values, p))

    @rule(who=WHO, verdict=st.sampled_from(list(DecisionVerdict)), reason=st.sampled_from(["", "So"]))
    def decide(self, who: str, verdict: DecisionVerdict, reason: str) -> None:
        self._try(who, lambda u, p: deciding.decide(u, self._last(u), verdict, p, reason))

    @rule(who=st.sampled_from(LIKELY))
    def approve(self, who: str) -> None:
        self._try(who, lambda u, p: deciding.decide(u, self._last(u), DecisionVerdict.APPROVED, p))

    @rule(who=WHO)
    def withdraw(self, who: str) -> None:
        self._try(who, lambda u, p: deciding.withdraw(u, self._last(u), p, "Another way"))

    @rule(who=WHO, lot=st.sampled_from(["L-1", "L-2"]))
    def edit(self, who: str, lot: str) -> None:
        self._try(who, lambda u, p: verbs.correct(u, self.number, {"lot": lot, "reason": "Misread"}, p))

    @rule(who=WHO)
    def comment(self, who: str) -> None:
        before = self._states()
        self._try(who, lambda u, p: verbs.comment(u, self.number, "Look at it", p))
        assert self._states() == before

    @rule(who=WHO, to=st.sampled_from(HANDLES), seat=st.integers(0, 3))
    def reassign(self, who: str, to: str, seat: int) -> None:
        self._try(who, lambda u, p: self._reassign(u, p, to, seat))

    def _reassign(self, unit: Unit, person: Person, to: str, seat: int) -> None:
        case = unit.session.get_one(Approval, self._last(unit))
        chosen = case.seats[seat % len(case.seats)].id
        deciding.reassign(unit, case.id, chosen, unit.session.get_one(Person, self.world.ids[to]), person)

    @rule(who=WHO)
    def question(self, who: str) -> None:
        self._try(who, lambda u, p: questions.question(u, self._last(u), p, "Which cavity?"))

    def _last(self, unit: Unit) -> UUID:
        cases = approvals_of(unit.session, verbs.load(unit.session, self.number))
        if not cases:
            raise deciding.UnknownApproval
        return cases[-1].id

    def _states(self) -> list[ApprovalState]:
        with self.world.database.reading() as session:
            return list(session.scalars(sa.select(Approval.state).order_by(Approval.asked_at)))

    def _try(self, who: str, work: object) -> None:
        before = self.world.look(self.number), self.world.head()
        try:
            with self.world.acting(who) as (unit, person):
                work(unit, person)  # type: ignore[operator]  # one of the verbs above
        except Refusal as refusal:
            assert "{" not in refusal.sentence + refusal.advice
            assert (self.world.look(self.number), self.world.head()) == before

    @invariant()
    def a_case_never_contradicts_itself(self) -> None:
        if not hasattr(self, "world"):
            return
        assert self.world.verify().bad is None
        state = self.world.look(self.number)["state"]
        with self.world.database.reading() as session:
            cases = approvals_of(session, verbs.load(session, self.number))
            pending = [case for case in cases if case.is_pending]
            assert len(pending) == (1 if state == "disposition_review" else 0)
            for case in cases:
                self._holds(case, session.scalars(sa.select(Decision)).all())
            if state == "dispositioned":
                assert cases[-1].state is ApprovalState.APPROVED

    def _holds(self, case: Approval, decisions: object) -> None:
        voices = [seat.decision for seat in case.seats if seat.decision]
        assert self.originator not in {voice.person_id for voice in voices}, "the originator never decides"
        assert all(voice.digest == case.digest for voice in voices)
        refusing = [v for v in voices if v.verdict is not DecisionVerdict.APPROVED]
        assert bool(refusing) is (case.state in {ApprovalState.REJECTED, ApprovalState.CHANGES_REQUESTED})
        if case.state is ApprovalState.APPROVED:
            assert len(voices) == len(case.seats)
            assert len({v.person_id for v in voices}) >= int(case.policy["distinct"])
        if case.id in self.ended:
            assert self.ended[case.id] == (case.state, len(voices)), "an ended case is never changed"
        if case.state in ENDED:
            self.ended[case.id] = (case.state, len(voices))


Board.TestCase.settings = settings(
    max_examples=8,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
TestBoard = pytest.mark.timeout(60)(Board.TestCase)
