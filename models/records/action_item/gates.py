"""What stands before the arrows of an action item."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from models.kernel.forms import Unmet
from models.records.action_item.terms import EvidenceKind
from models.workflow.approvals import pending
from models.workflow.common import refuse_dependent
from models.workflow.companions import attachments_of
from models.workflow.lifecycle import Gate, Situation
from models.workflow.waivers import Rule, waived

if TYPE_CHECKING:
    from models.records.action_item.record import ActionItem


def item_of(s: Situation) -> ActionItem:
    return cast("ActionItem", s.record)


def _not_over(s: Situation) -> Unmet | None:
    due = item_of(s).due_original
    if due is not None and due < s.record.site.day(s.now):
        return Unmet(f"{due} is over already.", "Give a day on which it can still be done.", "due_original")
    return None


def _verifier_is_another(s: Situation) -> Unmet | None:
    item = item_of(s)
    doer = item.owner_id or (s.person.id if s.person else None)
    if item.verifier_id is not None and item.verifier_id == doer:
        if waived(s.session, item, Rule.DOER_VERIFIES, doer):
            return None
        because = "Whoever owns it cannot verify it too."
        return Unmet(because, "Correct “Who verifies it?”, or assign it to somebody else.", "verifier_id")
    return None


def _file_attached(s: Situation) -> Unmet | None:
    if item_of(s).evidence_kind is EvidenceKind.FILE and not attachments_of(s.session, s.record):
        because = "Its evidence is to be a file or picture, and none is attached."
        return Unmet(because, "Attach it first.")
    return None


def _independent(s: Situation) -> Unmet | None:
    item = item_of(s)
    return refuse_dependent(s, "verify", {item.owner_id, item.done_by_id}, item.verifier_id, Rule.DOER_VERIFIES)


def _nothing_asked(s: Situation) -> Unmet | None:
    waits = pending(s.session, s.record)
    return Unmet(f"It waits for a decision: {waits.title}.", "Decide on it, or withdraw it first.") if waits else None


PROPOSED = (Gate("due day to come", _not_over),)
ACCEPTED = (Gate("the owner is not its verifier", _verifier_is_another, "21 CFR 11.10(g)"),)
DONE = (*ACCEPTED, Gate("evidence of the agreed kind", _file_attached, "ISO 9001:2015 10.2.2"))
JUDGED = (
    Gate("who did it does not verify it", _independent, "21 CFR 11.10(g); ISO 9001:2015 9.2.2 in spirit"),
    Gate("nothing undecided", _nothing_asked),
)
