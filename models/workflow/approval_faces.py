"""A case as facts: the card by which people decide, its forms, and how it shows on its record's card."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models.kernel.forms import Action, Card, Choice, Fact, Field, FieldKind, Form, Input, Moment, Unmet, Waiting, WayOn
from models.people.authority import either
from models.people.person import Person
from models.workflow.action_items import ACTION_ITEM
from models.workflow.approvals import Approval, Decision, DecisionVerdict, Seat, approvals_of, eligible, pending
from models.workflow.asking import REASON
from models.workflow.fields import named
from models.workflow.lifecycle import state_label
from models.workflow.record import Record
from models.workflow.showing import person_of, shown
from models.workflow.time_faces import time_facts, times_asked

DECIDE = "approval.decide"
MOST_NAMES = 3
_MARKS = {
    DecisionVerdict.APPROVED: "approved",
    DecisionVerdict.REJECTED: "rejected",
    DecisionVerdict.CHANGES_REQUESTED: "asked for changes",
}
TEXT = Field("Your words", FieldKind.TEXT, name="text", longest=2000, required=True)
#: What a form asks for before something is done; what is not here is done at once.
_FORMS: dict[str, tuple[str, str, Field]] = {
    "reject": ("Reject", "Reject", named(REASON, "reason", label="Why not?")),
    "changes": ("Ask for changes", "Ask for changes", named(REASON, "reason", label="What has to change?")),
    "ask": ("Ask first", "Ask", named(TEXT, "text", label="What do you want to know?")),
    "answer": ("Answer", "Answer", named(TEXT, "text", label="Your answer")),
    "withdraw": ("Withdraw", "Withdraw", named(REASON, "reason")),
}


def approval_card(session: Session, approval: Approval, now: datetime) -> Card:
    """What is asked, by whom it is to be decided, and what has been said so far."""
    record = approval.record
    return Card(
        number=record.printed,
        kind="approval",
        title=approval.title,
        state="waiting for approval" if approval.is_pending else approval.state.label,
        version=approval.version,
        facts=(
            *_about(session, approval),
            *time_facts(approval),
            *_lines(session, approval),
            *_actions_planned(session, approval),
            *_seats(session, approval, now),
            *_questions(approval),
        ),
        moments=(Moment("Asked", approval.asked_at), *_ended(approval)),
        actions=_actions(approval) if approval.is_pending else (),
        more=_more(approval) if approval.is_pending else (),
        footer=_footer(approval),
        alert=approval.because,
        settled=not approval.is_pending,
    )


def _about(session: Session, approval: Approval) -> tuple[Fact, ...]:
    """The fields that matter for a decision, as they stood when it was asked for."""
    record = approval.record
    fields, values = record.fields(), approval.snapshot["fields"]
    title = Fact(record.type.noun.capitalize(), str(values.get("title") or ""))
    names = [n for n in record.type.decided_on or record.type.shown if values.get(n) not in (None, "", title.value)]
    return (
        title,
        *(Fact(fields[n].label, shown(session, fields[n], values[n]), fields[n].kind is FieldKind.TEXT) for n in names),
    )


def _lines(session: Session, approval: Approval) -> tuple[Fact, ...]:
    kinds = approval.record.type.lines
    tables = [(kind.heading, approval.snapshot["lines"].get(kind.__tablename__, []), kind.fields()) for kind in kinds]
    return tuple(
        Fact(heading, "\n".join(_line(session, line, fields) for line in lines), quoted=True)
        for heading, lines, fields in tables
        if lines
    )


def _line(session: Session, line: dict[str, object], fields: dict[str, Field]) -> str:
    present = ((f, line[n]) for n, f in fields.items() if line.get(n) not in (None, ""))
    said = [f"{f.label.rstrip('?')}: {shown(session, f, value)}" for f, value in present]
    ended = (part.rstrip(".") for part in said)
    return f"{line['position']}. {'; '.join(ended)}"


def _actions_planned(session: Session, approval: Approval) -> tuple[Fact, ...]:
    """Where the plan is what is approved, its action items as they stood."""
    said = [_planned(session, action) for action in approval.snapshot.get("actions", ())]
    return (Fact("Actions", "\n".join(said), quoted=True),) if said else ()


def _planned(session: Session, action: dict[str, str | None]) -> str:
    owner = person_of(session, action["owner_id"])
    kind = Record.__mapper__.polymorphic_map[ACTION_ITEM].class_
    strength = f", {kind.fields()['strength'].shown(action['strength']).lower()}" if action["strength"] else ""
    who = owner.name if owner else "nobody"
    due = f"due {action['due_current']}" if action["due_current"] else "no due date"
    return f"{action['number']} {action['title']} – {who}, {due}{strength}"


def _seats(session: Session, approval: Approval, now: datetime) -> tuple[Fact, ...]:
    return tuple(Fact(seat.label, seat_said(session, seat, now)) for seat in approval.seats)


def seat_said(session: Session, seat: Seat, now: datetime) -> str:
    """Who decided how and when; or for whom it waits."""
    if seat.decision:
        return _decided(seat.decision)
    if not seat.approval.is_pending:
        return "not decided"
    could = eligible(session, seat, seat.approval.record.site.day(now))
    names = [p.name for p in could.people[:MOST_NAMES]]
    if not names:
        return "⚠ nobody can decide this: give somebody the role"
    rest = len(could.people) - MOST_NAMES
    more = [f"{rest} more"] if rest > 0 else []
    return f"waits for {either([*names, *more])}{', standing in' if could.standing_in else ''}"


def _decided(decision: Decision) -> str:
    at = decision.seat.approval.record.site.local(decision.at).strftime("%Y-%m-%d %H:%M")
    instead = ", standing in" if decision.stood_in else ""
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{_MARKS[decision.verdict]} by {decision.person.name}{instead}, {at}{reason}"


def _questions(approval: Approval) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            f"{q.asked_by.name} asks",
            f"{q.text}\n→ {q.answered_by.name}: {q.answer}" if q.answered_by else q.text,
            quoted=True,
        )
        for q in approval.questions[-5:]
    )


def _ended(approval: Approval) -> tuple[Moment, ...]:
    return (Moment(approval.state.label.capitalize(), approval.ended_at),) if approval.ended_at else ()


def _footer(approval: Approval) -> tuple[str, ...]:
    return (f"Asked by {approval.asked_by.name}",) if approval.asked_by else ()


def _actions(approval: Approval) -> tuple[Action, ...]:
    return (
        _action(approval, "approve", "Approve", "primary", f"You approve: {approval.title}."),
        _action(approval, "reject", "Reject…"),
        _action(approval, "ask", "Ask first…"),
    )


def _more(approval: Approval) -> tuple[Action, ...]:
    answers = (
        (_action(approval, "answer", "Answer…"),) if any(q.answered_at is None for q in approval.questions) else ()
    )
    return (
        *answers,
        _action(approval, "changes", "Ask for changes…"),
        _action(approval, "reassign", "Give a seat to somebody…"),
        _action(approval, "withdraw", "Withdraw the request…"),
    )


def _action(approval: Approval, verb: str, label: str, style: str = "", confirm: str = "") -> Action:
    return Action(f"{DECIDE}:{verb}", label, f"{verb}|{approval.id}|{approval.version}", style, confirm)


def on_record(session: Session, record: Record, now: datetime) -> tuple[tuple[Fact, ...], tuple[Action, ...]]:
    """What its card says of the case that waits or was decided last, and the way to it."""
    waits = pending(session, record)
    if waits is None:
        last = [case for case in approvals_of(session, record) if case.due_id is None][-1:]
        return tuple(Fact("Approval", f"{a.title}: {a.state.label}") for a in last), ()
    said = "\n".join(f"{seat.label} {seat_said(session, seat, now)}" for seat in waits.seats)
    return (Fact("Approval", said, quoted=True),), (_action(waits, "show", "Decide…", "primary"),)


def times_on_record(session: Session, record: Record, now: datetime) -> tuple[tuple[Fact, ...], tuple[Action, ...]]:
    """What its card says of its dates that were asked for later, and the ways to decide on those."""
    facts, waiting = times_asked(session, record, now)
    ways = (
        _action(case, "show", f"Decide on time for {case.snapshot['time']['label'].lower()}…"[:75]) for case in waiting
    )
    return facts, tuple(ways)


def way_by_approval(session: Session, record: Record, now: datetime) -> tuple[WayOn, ...]:
    """What the case that waits would bring, and which voices it still lacks."""
    waits = pending(session, record)
    if waits is None:
        return ()
    granted = record.type.lifecycle.named(waits.grants.removeprefix("act:"))
    left = [seat for seat in waits.seats if seat.decision is None]
    return (
        WayOn(
            label=f"Approval: {waits.title}",
            target=state_label(granted.target) if granted else "",
            who=", ".join(seat.label for seat in left),
            holders=tuple(dict.fromkeys(p.name for seat in left for p in _could(session, seat, now))),
            unmet=tuple(Unmet(f"{seat.label} {seat_said(session, seat, now)}.", "") for seat in left),
        ),
    )


def _could(session: Session, seat: Seat, now: datetime) -> tuple[Person, ...]:
    return eligible(session, seat, seat.approval.record.site.day(now)).people


def decision_line(approval: Approval) -> Waiting:
    """A case in a list, with the buttons that work in place."""
    return Waiting(
        number=approval.record.printed,
        title=approval.title,
        about=approval.record.title or "",
        since=approval.asked_at,
        actions=(*_actions(approval)[:2], _action(approval, "show", "Look…")),
    )


def decision_form(approval: Approval, verb: str) -> Form:
    context = {"verb": verb, "approval": str(approval.id)}
    introduction = f"{approval.record.printed}: {approval.title}"
    if verb == "reassign":
        return Form("Give a seat", "Give", _seat_inputs(approval), introduction, context)
    title, submit, field = _FORMS[verb]
    asks = [q for q in approval.questions if q.answered_at is None]
    if verb == "answer" and asks:
        context |= {"question": str(asks[0].id)}
        introduction = f"{asks[0].asked_by.name} asks: {asks[0].text}"
    return Form(title, submit, (Input(field, required=True),), introduction, context)


def _seat_inputs(approval: Approval) -> tuple[Input, ...]:
    left = [seat for seat in approval.seats if seat.decision is None]
    choices = tuple(Choice(str(seat.id), seat.label) for seat in left)
    seats = Field("Which seat?", FieldKind.CHOICE, name="seat", required=True, choices=choices)
    first = choices[0].value if len(choices) == 1 else ""
    person = Field("To whom?", FieldKind.PERSON, name="person", required=True)
    return Input(seats, first, required=True), Input(person, required=True)
