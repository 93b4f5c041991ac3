"""Who is told of what: one table, because an auditor may ask for it. Written once, whatever surface the decision came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from models.unit_of_work import Unit
from models.workflow.lifecycle import state_label
from models.workflow.record import Record


class Audience(StrEnum):
    OWNER = "the owner"
    ORIGINATOR = "the originator"
    #: The thread under the record's card in the quality channel.
    THREAD = "the card's thread"


@dataclass(frozen=True, slots=True)
class Notice:
    """On `event`, the letter `letter` goes to each of `audience`."""

    event: str
    letter: str
    audience: tuple[Audience, ...]


THREAD_ONLY = (Audience.THREAD,)
CONCERNED = (Audience.THREAD, Audience.OWNER, Audience.ORIGINATOR)

NOTICES: tuple[Notice, ...] = (
    Notice("ComplaintRegistered", "happened", THREAD_ONLY),
    Notice("ComplaintAcknowledged", "happened", THREAD_ONLY),
    Notice("ComplaintEvaluated", "happened", THREAD_ONLY),
    Notice("InvestigationStarted", "happened", CONCERNED),
    Notice("InvestigationDeclined", "happened", THREAD_ONLY),
    Notice("ResponseDrafted", "happened", THREAD_ONLY),
    Notice("ResponseApproved", "happened", CONCERNED),
    Notice("ComplaintReplied", "happened", THREAD_ONLY),
    Notice("ComplaintClosed", "happened", CONCERNED),
    Notice("NonconformanceReported", "happened", THREAD_ONLY),
    Notice("NonconformanceContained", "happened", CONCERNED),
    Notice("ReviewRequested", "happened", THREAD_ONLY),
    Notice("DispositionDecided", "happened", CONCERNED),
    Notice("DispositionExecuted", "happened", THREAD_ONLY),
    Notice("NonconformanceClosed", "happened", CONCERNED),
    Notice("CorrectiveActionRaised", "happened", THREAD_ONLY),
    Notice("CorrectiveActionProposed", "happened", THREAD_ONLY),
    Notice("CorrectiveActionAccepted", "happened", CONCERNED),
    Notice("CorrectiveActionRejected", "happened", CONCERNED),
    Notice("ProblemDescribed", "happened", THREAD_ONLY),
    Notice("ProblemCompared", "happened", THREAD_ONLY),
    Notice("TeamChanged", "happened", THREAD_ONLY),
    Notice("InterimContained", "happened", THREAD_ONLY),
    Notice("RootCauseFound", "happened", THREAD_ONLY),
    Notice("CauseReconsidered", "happened", THREAD_ONLY),
    Notice("PlanSubmitted", "happened", THREAD_ONLY),
    Notice("PlanApproved", "happened", CONCERNED),
    Notice("PlanReturned", "happened", THREAD_ONLY),
    Notice("ImplementationStarted", "happened", THREAD_ONLY),
    Notice("CorrectiveActionImplemented", "happened", CONCERNED),
    Notice("WatchStarted", "happened", THREAD_ONLY),
    Notice("EffectivenessConfirmed", "happened", CONCERNED),
    Notice("EffectivenessRefuted", "happened", CONCERNED),
    Notice("EffectivenessWaived", "happened", CONCERNED),
    Notice("CorrectiveActionClosed", "happened", CONCERNED),
    Notice("CorrectiveActionCancelled", "happened", CONCERNED),
    Notice("ActionAdded", "happened", THREAD_ONLY),
    Notice("ActionProposed", "happened", THREAD_ONLY),
    Notice("ActionAccepted", "happened", CONCERNED),
    Notice("ActionDeclined", "happened", CONCERNED),
    Notice("ActionGivenAway", "happened", THREAD_ONLY),
    Notice("ActionStarted", "happened", THREAD_ONLY),
    Notice("ActionBlocked", "happened", CONCERNED),
    Notice("ActionUnblocked", "happened", THREAD_ONLY),
    Notice("ActionDone", "happened", CONCERNED),
    Notice("ActionVerified", "happened", CONCERNED),
    Notice("ActionSentBack", "happened", CONCERNED),
    Notice("CancellationAsked", "happened", THREAD_ONLY),
    Notice("ActionCancelled", "happened", CONCERNED),
    Notice("SeparationWaived", "happened", CONCERNED),
    Notice("SubstituteRecorded", "happened", THREAD_ONLY),
    Notice("RecordReopened", "happened", CONCERNED),
    Notice("RecordVoided", "happened", CONCERNED),
    Notice("RecordMarkedDuplicate", "happened", CONCERNED),
    Notice("RecordAssigned", "assigned", CONCERNED),
    Notice("RecordCorrected", "happened", THREAD_ONLY),
    Notice("NoteAdded", "commented", THREAD_ONLY),
    Notice("FileAttached", "happened", THREAD_ONLY),
    Notice("RecordLinked", "happened", THREAD_ONLY),
    Notice("DispositionLineAdded", "happened", THREAD_ONLY),
    Notice("DispositionLineRemoved", "happened", THREAD_ONLY),
    Notice("DispositionLineExecuted", "happened", THREAD_ONLY),
    Notice("DispositionReconsidered", "happened", CONCERNED),
    Notice("CostRecorded", "happened", THREAD_ONLY),
    Notice("CostRemoved", "happened", THREAD_ONLY),
    Notice("ReviewReturned", "happened", THREAD_ONLY),
    Notice("ApprovalRequested", "happened", THREAD_ONLY),
    Notice("ApprovalDecided", "happened", THREAD_ONLY),
    Notice("ApprovalRefused", "happened", CONCERNED),
    Notice("ApprovalVoided", "happened", CONCERNED),
    Notice("ApprovalWithdrawn", "happened", CONCERNED),
    Notice("SeatReassigned", "happened", THREAD_ONLY),
    Notice("QuestionAsked", "happened", CONCERNED),
    Notice("QuestionAnswered", "happened", THREAD_ONLY),
    Notice("RecordToldApart", "happened", THREAD_ONLY),
    #: The thread has heard of the decision that grants it.
    Notice("DueExtended", "happened", (Audience.OWNER, Audience.ORIGINATOR)),
    Notice("RecordBlocked", "happened", THREAD_ONLY),
    Notice("MailArrived", "mail_arrived", CONCERNED),
    Notice("MailBounced", "happened", CONCERNED),
)

_BY_EVENT = {notice.event: notice for notice in NOTICES}


def announce(unit: Unit, event: str, record: Record, said: str, **facts: Any) -> None:
    """Write the letters of `event`. `said` is what happened, as one clause after the actor's name (“contained it”)."""
    notice = _BY_EVENT[event]
    frozen = {
        "number": record.printed,
        "noun": record.type.noun,
        "title": record.title or "",
        "state": state_label(record.state),
        "who": unit.actor.name,
        "said": said,
        "event": event,
        "reason": "",
        "told": [],
        **facts,
    }
    for projection in record.projections(unit.session):
        unit.mark_stale(projection)  # the card stands before its thread speaks
    for audience in notice.audience:
        _address(unit, notice, audience, record, frozen)


def _address(unit: Unit, notice: Notice, audience: Audience, record: Record, facts: dict[str, Any]) -> None:
    key = f"{notice.event}/{record.id}/{record.version}/{unit.cause.correlation}"
    if audience is Audience.THREAD:
        unit.letter(
            notice.letter,
            f"thread:{record.id}",
            facts,
            once=f"{key}/thread",
            subject=record.id,
            order=str(record.id),
        )
        return
    person = record.owner_id if audience is Audience.OWNER else record.originator_id
    if person is None:
        return
    place, once = f"person:{person}", f"{key}/{person}"
    if person == unit.actor.person_id:
        unit.skip(notice.letter, place, facts, once=once, because="they did it themselves")
        return
    unit.letter(notice.letter, place, facts, once=once, subject=record.id)


def tell(unit: Unit, person: UUID, letter: str, facts: dict[str, Any], *, once: str) -> None:
    """A letter to one person, outside the table's audiences (the forwarder of a mail)."""
    unit.letter(letter, f"person:{person}", facts, once=once)
