"""What stands before the arrows of a corrective action, each with the clause that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from models.kernel.forms import Unmet
from models.records.capa.blame import blamed, only_tells_people
from models.records.capa.lines import EffectivenessCheck, TeamMember
from models.records.capa.terms import WINDOWS, CapaType
from models.workflow.action_items import ALL_VERIFIED, CANCELLED, DECLINED, DONE, VERIFIED, actions_of, unsettled
from models.workflow.common import owner_is_not_actor, refuse_dependent
from models.workflow.lifecycle import Gate, Situation
from models.workflow.record import Record, Severity
from models.workflow.recurrence import reported_again
from models.workflow.waivers import Rule, broken

if TYPE_CHECKING:
    from models.records.capa.record import CAPA

TRAIN = "train"
#: Purposes of an action that are meant to keep the problem away.
LASTING = frozenset({"corrective", "preventive", "improvement"})


def capa_of(s: Situation) -> CAPA:
    return cast("CAPA", s.record)


def bounds(record: Record) -> tuple[int, int]:
    return WINDOWS[record.severity or Severity.MAJOR]


def _owned(s: Situation) -> Unmet | None:
    return None if s.record.owner_id else Unmet("Nobody owns it.", "Assign it first: one person sees to it.")


def _team(s: Situation) -> Unmet | None:
    return None if TeamMember.of(s.record) else Unmet("It has no team.", "Add a team member first.", "person_id")


def _removal_known(s: Situation) -> Unmet | None:
    capa = capa_of(s)
    none = (capa.containment or "").casefold().lstrip().startswith("none")
    if capa.containment_removal or none or capa.capa_type is not CapaType.CORRECTIVE:
        return None
    because = "A containment is interim: when is it removed again?"
    return Unmet(because, "Give the day, or begin with “none needed because …”.", "containment_removal")


def _more_than_blame(s: Situation) -> Unmet | None:
    """Lifted by the systemic cause alone, or by a cause that says more."""
    capa = capa_of(s)
    word = blamed(capa.cause_occurrence) or blamed(capa.cause_escape)
    if not word or (capa.cause_system and not blamed(capa.cause_system)):
        return None
    because = f"The cause only says that somebody made a mistake (“{word}”), and people will make it again."
    lift = "Fill in the systemic cause: what let the mistake happen, and what let it pass?"
    return Unmet(because, lift, "cause_system")


def _fresh(s: Situation) -> list[Any]:
    """The actions of this round that are meant to last: after a check it takes new ones."""
    since = max((line.checked_at for line in EffectivenessCheck.of(s.record) if line.checked_at), default=None)
    actions = [a for a in actions_of(s.session, s.record) if a.state != CANCELLED and a.purpose in LASTING]
    return [a for a in actions if since is None or a.created_at >= since]


def _has_actions(s: Situation) -> Unmet | None:
    if _fresh(s):
        return None
    said = "No action was added since the last check." if EffectivenessCheck.of(s.record) else "It has no action yet."
    return Unmet(said, "Add a corrective, preventive or improvement action.")


def _actions_assigned(s: Situation) -> Unmet | None:
    open_ones = [a for a in actions_of(s.session, s.record) if a.state != CANCELLED]
    bare = [a.printed for a in open_ones if a.owner_id is None or a.due_current is None or a.state == DECLINED]
    if not bare:
        return None
    return Unmet(f"Without an owner who takes it on, or a due date: {', '.join(bare)}.", "Assign each of them.")


def _actions_verifiable(s: Situation) -> Unmet | None:
    own = [a.printed for a in actions_of(s.session, s.record) if a.owner_id and a.owner_id == a.verifier_id]
    return Unmet(f"Owned and verified by the same person: {', '.join(own)}.", "Name another verifier.") if own else None


def _more_than_training(s: Situation) -> Unmet | None:
    actions = _fresh(s)
    if not actions or not all(a.strength == TRAIN or (not a.strength and only_tells_people(a.task)) for a in actions):
        return None
    because = "Every action of the plan trains or tells people, which keeps no cause from coming back."
    return Unmet(because, "Add an action that eliminates the cause, makes the mistake impossible, or detects it.")


def _window_customary(s: Situation) -> Unmet | None:
    days, (least, most) = capa_of(s).ec_window_days, bounds(s.record)
    if days is None or least <= days <= most:
        return None
    severity = (s.record.severity or Severity.MAJOR).value
    because = f"{days} days are no customary window for a {severity} one."
    return Unmet(because, f"Between {least} and {most} days.", "ec_window_days")


def _checker_is_another(s: Situation) -> Unmet | None:
    capa = capa_of(s)
    if capa.verifier_id is not None and capa.verifier_id == capa.owner_id:
        return Unmet("Its owner cannot verify its effectiveness.", "Name somebody else.", "verifier_id")
    return None


def _evidenced(s: Situation) -> Unmet | None:
    return unsettled(s.session, s.record, DONE, VERIFIED)


def _window_over(s: Situation) -> Unmet | None:
    opens = capa_of(s).ec_opens
    if opens is None or s.record.site.day(s.now) >= opens:
        return None
    return Unmet(f"The effectiveness check opens on {opens}, when its window is over.", "Wait for the data until then.")


def _independent(s: Situation) -> Unmet | None:
    capa = capa_of(s)
    return refuse_dependent(s, "check the effectiveness of", {capa.owner_id}, capa.verifier_id, Rule.OWNER_CHECKS)


def _recurrence_judged(s: Situation) -> Unmet | None:
    capa = capa_of(s)
    again = reported_again(s.session, capa, capa.implemented_at) if capa.implemented_at else []
    if not again or capa.ec_recurrence:
        return None
    numbers = ", ".join(r.printed for r in again[:5]) + (" …" if len(again) > 5 else "")
    because = f"Of the same part was reported since: {numbers}."
    return Unmet(because, "Say why that is no recurrence, or find it not effective.", "ec_recurrence")


def _minor(s: Situation) -> Unmet | None:
    if s.record.severity is Severity.MINOR:
        return None
    return Unmet("Only for a minor one the check may be waived.", "Do the check when its window is over.")


def _closer_is_independent(s: Situation) -> Unmet | None:
    """The verifier may close it too, where they are no part of its team, and neither above nor below its owner."""
    capa = capa_of(s)
    if s.person is None or s.person.id != capa.ec_verified_by_id:
        return None
    team = {member.person_id for member in TeamMember.of(capa)}
    above = capa.owner.supervisor_id if capa.owner else None
    if s.person.id in team or s.person.id == above or s.person.supervisor_id == capa.owner_id:
        because = "You checked its effectiveness and are not independent of its owner, so somebody else closes it."
        return broken(s, Rule.CHECKER_CLOSES, because)
    return None


ACCEPTED = (Gate("somebody owns it", _owned),)
DESCRIBED = (Gate("a team", _team, "8D D1"),)
CONTAINED = (Gate("removal of the interim containment", _removal_known, "8D D3"),)
CAUSE_FOUND = (Gate("more than human error", _more_than_blame, "8D D4; IATF 16949 10.2.3"),)
PLANNED = (
    Gate("an action that lasts", _has_actions, "ISO 9001:2015 10.2.1"),
    Gate("every action has its owner and day", _actions_assigned),
    Gate("no action verified by its owner", _actions_verifiable, "21 CFR 11.10(g)"),
    Gate("more than training", _more_than_training, "8D D5"),
    Gate("customary effectiveness window", _window_customary),
    Gate("the owner does not verify the effectiveness", _checker_is_another, "21 CFR 11.10(g)"),
)
IMPLEMENTED = (Gate("evidence for every action", _evidenced, "ISO 9001:2015 10.2.2"),)
WATCHED = (ALL_VERIFIED,)
JUDGED = (
    Gate("window over", _window_over),
    Gate("checked by somebody independent", _independent, "21 CFR 11.10(g); ISO 9001:2015 9.2.2 in spirit"),
)
EFFECTIVE = (*JUDGED, Gate("recurrence judged", _recurrence_judged, "ISO 9001:2015 10.2.1"))
WAIVED = (Gate("minor severity", _minor), owner_is_not_actor("waive"))
CLOSED = (
    ALL_VERIFIED,
    owner_is_not_actor("close", Rule.OWNER_CLOSES),
    Gate("closed by somebody independent", _closer_is_independent, "21 CFR 11.10(g)"),
)
