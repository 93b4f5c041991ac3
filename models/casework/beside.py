"""What stands on a record's card beside its own facts: its actions, what may be raised from it, and what is suggested."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from models.casework.actions import WHOLES
from models.casework.need import suggestion
from models.kernel.forms import Action, Card, Fact, Form
from models.records import CAPA, Complaint, Nonconformance
from models.records.capa.terms import State as CapaState
from models.records.nonconformance import State as NcrState
from models.records.nonconformance import YesNo
from models.records.nonconformance.gates import counting_capa
from models.workflow.action_items import actions_of, standing
from models.workflow.companions import caused_by
from models.workflow.faces import reference, transition_form
from models.workflow.lifecycle import Transition
from models.workflow.record import Record

RAISE, RAISE_CAPA, ADD_ACTION = "ncr.raise", "capa.raise", "action.add"
#: Where a corrective action waits for its action items.
_PLANNING = frozenset({CapaState.PLAN.value, CapaState.IMPLEMENTATION.value})


def with_beside(session: Session, record: Record, card: Card) -> Card:
    suggested = suggestion(session, record) if isinstance(record, Nonconformance) else ""
    front, menu = _offered(session, record, suggested)
    at = 1 if card.actions else 0
    return replace(
        card,
        facts=(*_actions(session, record), *card.facts),
        actions=(*card.actions[:at], *front, *card.actions[at:]),
        more=(*menu, *card.more),
        alert=" ".join(part for part in (card.alert, suggested) if part),
    )


def _actions(session: Session, record: Record) -> tuple[Fact, ...]:
    if type(record) not in WHOLES:
        return ()
    said = [standing(action) for action in actions_of(session, record)]
    return (Fact("Actions", "\n".join(said), quoted=True),) if said else ()


def _offered(session: Session, record: Record, suggested: str) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """Buttons of their own, and lines of the menu."""
    if record.is_closed or type(record) not in WHOLES:
        return (), ()
    add = Action(ADD_ACTION, "Add action…", reference(record, "add"))
    if isinstance(record, CAPA):
        return ((add,), ()) if record.state in _PLANNING else ((), (add,))
    if isinstance(record, Complaint):
        label = "Raise another NCR…" if caused_by(session, record) else "Raise NCR…"
        return (Action(RAISE, label, reference(record, "raise")),), (add,)
    capa = Action(RAISE_CAPA, "Raise CAPA…", reference(record, "raise"))
    # Before it is executed, its own next steps come first; the suggestion stands on the card all the same.
    timely = bool(suggested) and record.state == NcrState.EXECUTED
    return ((capa,), (add,)) if timely or _decided(session, record) else ((), (capa, add))


def _decided(session: Session, record: Record) -> bool:
    """A corrective action was found necessary, and none is linked yet."""
    if not isinstance(record, Nonconformance) or record.capa_needed is not YesNo.YES:
        return False
    return not counting_capa(session, record)


def form_of(session: Session, record: Record, transition: Transition) -> Form:
    """A transition's form; whoever closes a nonconformance reads why a corrective action is suggested."""
    form = transition_form(record, transition)
    if isinstance(record, Nonconformance) and "capa_needed" in transition.asks:
        said = suggestion(session, record)
        return replace(form, introduction=f"{form.introduction}\n{said}") if said else form
    return form
