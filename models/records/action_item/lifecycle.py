"""The arrows of an action item."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast
from uuid import UUID

from models.people.authority import EVERYBODY, OWNER, OWNER_OR_QUALITY
from models.records.action_item import gates
from models.records.action_item.terms import ENDED, FINISHED, OPEN_STATES, UNACCEPTED, State
from models.unit_of_work import Unit
from models.workflow.action_items import whole_of
from models.workflow.common import endings
from models.workflow.consequences import give_back_if_changed
from models.workflow.lifecycle import Ask, Lifecycle, Transition
from models.workflow.notices import tell
from models.workflow.record import Record
from models.workflow.requesting import let_fall

if TYPE_CHECKING:
    from models.records.action_item.record import ActionItem


def _tell(unit: Unit, record: Record, person: UUID | None, said: str, reason: str = "") -> None:
    """Somebody whom the table of notices does not reach: neither owner nor originator."""
    if person is None or person in {record.owner_id, record.originator_id, unit.actor.person_id}:
        return
    facts = {
        "number": record.printed, "title": record.title or "", "who": unit.actor.name, "said": said, "reason": reason,
        "told": [],
    }  # fmt: skip
    tell(unit, person, "happened", facts, once=f"{record.state}/{record.id}/{record.version}/{person}")


def _declined(unit: Unit, record: Record) -> None:
    let_fall(unit, record, "The action was declined.")
    whole = whole_of(unit.session, record)
    if whole is not None:
        reason = cast("ActionItem", record).declined_because or ""
        _tell(unit, record, whole.owner_id, f"declined what was part of {whole.printed}", reason)


def _done(unit: Unit, record: Record) -> None:
    item = cast("ActionItem", record)
    item.done_by_id, item.blocked_because, item.blocked_until = unit.actor.person_id, None, None
    let_fall(unit, record, "It was done meanwhile.")
    _tell(unit, record, item.verifier_id, "did it; you verify it")


def _cancelled(unit: Unit, record: Record) -> None:
    let_fall(unit, record, "It was cancelled.")


def _reconsidered(unit: Unit, record: Record) -> None:
    """A plan that was asked for with it, or without it, is another one now."""
    give_back_if_changed(unit, record)


LIFECYCLE = Lifecycle(
    states=State,
    start=State.DRAFT,
    closed=ENDED,
    transitions=(
        Transition(
            verb="propose", done="proposed it",
            label="Propose", sources=(State.DRAFT,), target=State.PROPOSED, event="ActionProposed",
            who=EVERYBODY, registers=True, gates=gates.PROPOSED,
            asks={"task": Ask.REQUIRED, "purpose": Ask.REQUIRED, "due_original": Ask.REQUIRED},
        ),
        Transition(
            verb="propose_again", done="proposed it again", by_itself=True,
            label="Propose again", sources=(State.DECLINED,), target=State.PROPOSED, event="ActionProposed",
            who=OWNER_OR_QUALITY,
        ),
        Transition(
            verb="accept", done="accepted it",
            label="Accept", sources=(State.PROPOSED,), target=State.ACCEPTED, event="ActionAccepted",
            who=OWNER, style="primary", gates=gates.ACCEPTED,
        ),
        Transition(
            verb="decline", done="declined it", tells=("declined_because",),
            label="Decline", sources=(State.PROPOSED,), target=State.DECLINED, event="ActionDeclined",
            who=OWNER, asks={"declined_because": Ask.REQUIRED}, then=_declined,
        ),
        Transition(
            verb="start", done="started it",
            label="Start", sources=(State.ACCEPTED, State.REOPENED), target=State.IN_PROGRESS, event="ActionStarted",
            who=OWNER_OR_QUALITY,
        ),
        Transition(
            verb="finish", done="did it", tells=("evidence",),
            label="Done", sources=(State.ACCEPTED, State.IN_PROGRESS), target=State.DONE, event="ActionDone",
            who=OWNER_OR_QUALITY, style="primary", asks={"evidence": Ask.REQUIRED}, gates=gates.DONE, then=_done,
        ),
        Transition(
            verb="verify", done="verified it", tells=("verification",),
            label="Verify", sources=(State.DONE,), target=State.VERIFIED, event="ActionVerified",
            who=EVERYBODY, style="primary", asks={"verification": Ask.REQUIRED}, gates=gates.JUDGED,
        ),
        Transition(
            verb="send_back", done="did not find it done",
            label="Not verified", sources=(State.DONE,), target=State.IN_PROGRESS, event="ActionSentBack",
            who=EVERYBODY, reason=True, gates=gates.JUDGED,
        ),
        Transition(
            verb="cancel", done="cancelled it", tells=("cancel_reason", "substitute"), by_itself=True,
            label="Cancel", sources=OPEN_STATES, target=State.CANCELLED, event="ActionCancelled",
            who=OWNER_OR_QUALITY, then=_cancelled,
        ),
        # Once it was accepted it is cancelled: voiding it would lift a gate that waits for what replaces it.
        *(replace(ending, then=_reconsidered) for ending in endings(UNACCEPTED, FINISHED)),
    ),
)  # fmt: skip
