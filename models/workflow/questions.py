"""A question before a decision, and its answer; the time of the approval goes on meanwhile."""

from __future__ import annotations

from uuid import UUID, uuid4

from models.kernel.errors import InvalidFields
from models.kernel.text import clean
from models.people.person import Person
from models.unit_of_work import Unit
from models.workflow.approvals import Approval, Question
from models.workflow.deciding import LONGEST, AlreadyEnded, UnknownApproval, load_case, seat_for, when
from models.workflow.moving import in_own_name
from models.workflow.notices import announce, tell


def question(unit: Unit, approval_id: UUID | str, person: Person, text: str) -> Question:
    """Asked by somebody who has to decide, to whoever asked for the approval and to the record's owner."""
    approval = load_case(unit.session, approval_id)
    in_own_name(unit, person)
    seat_for(unit, approval, person)
    asked = Question(
        id=uuid4(), approval_id=approval.id, approval=approval, asked_by_id=person.id, asked_by=person,
        asked_at=unit.now, text=_worded(text, "text"),
    )  # fmt: skip
    unit.name_act(approval.record_id, "QuestionAsked")
    unit.add(asked)
    announce(unit, "QuestionAsked", approval.record, f"asks, before deciding on “{approval.title}”", told=[asked.text])
    requester = approval.asked_by_id
    if requester and requester not in {person.id, approval.record.owner_id, approval.record.originator_id}:
        tell(unit, requester, "question_asked", _facts(approval, asked), once=f"question/{asked.id}")
    return asked


def answer(unit: Unit, question_id: UUID | str, person: Person, text: str) -> Question:
    """By anybody who knows; told to whoever asked."""
    try:
        asked = unit.session.get(Question, UUID(str(question_id)))
    except ValueError:
        asked = None
    if asked is None:
        raise UnknownApproval
    load_case(unit.session, asked.approval_id)
    in_own_name(unit, person)
    if asked.answered_by:
        raise AlreadyEnded(
            state="answered", when=when(asked.approval, asked.answered_at or unit.now), because=asked.answer
        )
    asked.answered_by_id, asked.answered_by, asked.answered_at = person.id, person, unit.now
    asked.answer = _worded(text, "text")
    unit.name_act(asked.approval.record_id, "QuestionAnswered")
    unit.session.flush()
    announce(
        unit,
        "QuestionAnswered",
        asked.approval.record,
        f"answered {asked.asked_by.name}",
        told=[asked.text, asked.answer],
    )
    if asked.asked_by_id != person.id:
        facts = _facts(asked.approval, asked) | {"answer": asked.answer, "answered_by": person.name}
        tell(unit, asked.asked_by_id, "question_answered", facts, once=f"answer/{asked.id}")
    return asked


def _facts(approval: Approval, asked: Question) -> dict[str, object]:
    return {
        "number": approval.record.printed, "title": approval.record.title or "", "about": approval.title,
        "who": asked.asked_by.name, "question": asked.text,
    }  # fmt: skip


def _worded(text: str, name: str) -> str:
    cleaned = clean(text, LONGEST)
    if not cleaned:
        raise InvalidFields(fields={name: "It needs words."})
    return cleaned
