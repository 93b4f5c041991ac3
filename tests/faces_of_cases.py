"""The faces of approvals and of what a type lets people do to its records: cards, forms, answers."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from bot.delivery import faces as deliveries
from models.people.person import Role
from models.records import RECORD_TYPES
from models.unit_of_work import Actor, Cause, Unit
from models.workflow import questions
from models.workflow.approval_faces import DECIDE, decision_form
from models.workflow.approvals import APPROVAL_CARD, Approval, ApprovalState, Policy, SeatPlan, pending
from models.workflow.faces import VERB, deed_form
from models.workflow.lifecycle import Situation
from models.workflow.record import Record
from models.workflow.requesting import ask
from templates.cards import card_message
from templates.components.lettering import slack_face
from templates.modals import form_view
from tests.specimens import LARGEST, SIZES, Specimens, employee, nasty

if TYPE_CHECKING:
    from tests.faces import Faces

FORMS = ("reject", "changes", "ask", "answer", "withdraw", "reassign")
#: Holds every seat of the specimens' cases: the company's first quality engineer.
DECIDES = "U0QUINN"


def a_case(unit: Unit, kept: Specimens, prefix: str, size: str) -> UUID:
    """One seat and a short title; or twelve seats whose holders nobody can list."""
    record = unit.session.get_one(Record, kept.records[prefix, size])
    many = size == LARGEST
    seats = tuple(
        SeatPlan(f"{n:02} {nasty(70)}" if many else "Quality", (Role.QUALITY_ENGINEER,))
        for n in range(12 if many else 1)
    )
    policy = Policy(nasty(150) if many else "x", seats)
    case = pending(unit.session, record) or ask(unit, record, policy, "", "", employee(unit.session, DECIDES))
    if many and not case.questions:
        person = employee(unit.session, DECIDES)
        questions.question(unit, case.id, person, nasty(2000, lines=True))
    return case.id


def cases(kept: Specimens) -> dict[tuple[str, str], UUID]:
    """Of a disposition, and of a plan with its action items."""
    with kept.database.acting(_quinn(kept), Cause("faces", "cases")) as unit:
        return {(prefix, size): a_case(unit, kept, prefix, size) for prefix in ("NCR", "CAPA") for size in SIZES}


def approval_cards(faces: Faces, kept: Specimens) -> None:
    now = kept.database.clock.now()
    for (prefix, size), case_id in cases(kept).items():
        with kept.database.reading() as session:
            approval = session.get_one(Approval, case_id)
            for verb in FORMS:
                faces.views[f"decision.{verb}.{size}"] = form_view(decision_form(approval, verb), DECIDE)
            for state in ApprovalState:
                approval.state, approval.ended_at = state, None if state is ApprovalState.PENDING else now
                approval.because = nasty(300) if size == LARGEST else ""
                card = deliveries.card(session, APPROVAL_CARD, case_id, now)
                assert card is not None
                faces.message(f"{APPROVAL_CARD}.{prefix}.{state}.{size}", *card_message(card))
    for size in SIZES:
        words = nasty(2000, lines=True) if size == LARGEST else "x"
        facts = dict.fromkeys(("number", "title", "about", "who", "question", "answer", "answered_by", "text"), words)
        for name in ("question_asked", "question_answered", "approval_asked", "reply"):
            faces.message(f"letter.{name}.itself.direct.{size}", *slack_face(name, {**facts, "in_thread": False}))


def deed_forms(faces: Faces, kept: Specimens) -> None:
    for kind in RECORD_TYPES:
        for size in SIZES:
            with kept.database.reading() as session:
                record = session.get_one(kind, kept.records[kind.type.prefix, size])
                situation = Situation(record, session, kept.database.clock.now())
                for deed in (d for d in kind.type.deeds if not d.barred(situation)):
                    view = form_view(deed_form(session, record, deed), f"{VERB}:{deed.verb}")
                    faces.views[f"deed.{kind.type.prefix}.{deed.verb}.{size}"] = view


def _quinn(kept: Specimens) -> Actor:
    with kept.database.reading() as session:
        return employee(session, DECIDES).actor


PAINTERS = (approval_cards, deed_forms)
