"""A record as facts: its card, its forms, and why it does not move. Derived from the declarations; the same for every surface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session, object_session

from models.kernel.forms import Action, Card, Fact, Field, FieldKind, Form, Input, Moment, Picture, Unmet, WayOn, Why
from models.people.authority import EVERYBODY, OWNER_OR_QUALITY, QUALITY, Authority, holders_of
from models.workflow import due as clock
from models.workflow.approval_faces import way_by_approval
from models.workflow.companions import Attachment, Link, LinkType, attachments_of, links_of
from models.workflow.deeds import Deed
from models.workflow.fields import choices, named
from models.workflow.lifecycle import Ask, Situation, Transition, state_label
from models.workflow.record import Record
from models.workflow.showing import person_of, shown
from models.workflow.verbs import COMMENT, OTHER, REASON, asked, open_gates

ACT, VERB = "record.act", "record.verb"
MOST_PICTURES = 3

OWNER = Field("Owner", FieldKind.PERSON, name="owner", required=True, help="One person, who sees to it that it moves.")
FILES = Field("Files", FieldKind.FILES, name="files", help="Photos, measurements, drawings.")
HOW = Field("How are they related?", FieldKind.CHOICE, name="how", required=True, choices=choices(LinkType))


@dataclass(frozen=True, slots=True)
class SideVerb:
    """Something that can be done to a record without moving it."""

    verb: str
    label: str
    inputs: tuple[Field, ...] = ()
    #: Also once the record is closed.
    always: bool = False
    who: Authority = EVERYBODY


SIDE_VERBS: tuple[SideVerb, ...] = (
    SideVerb("take", "I take it"),
    SideVerb("assign", "Assign…", (OWNER,), who=OWNER_OR_QUALITY),
    SideVerb("comment", "Comment…", (COMMENT,), always=True),
    SideVerb("attach", "Attach files…", (named(FILES, "files", required=True),), always=True),
    SideVerb("correct", "Correct…", (REASON,), who=OWNER_OR_QUALITY),
    SideVerb("link", "Link…", (OTHER, HOW), always=True, who=QUALITY),
    SideVerb("print", "Print", always=True),
    SideVerb("why", "Why is it open?"),
)


def side_verb(name: str) -> SideVerb | None:
    return next((v for v in SIDE_VERBS if v.verb == name), None)


def card_of(session: Session, record: Record) -> Card:
    fields = record.fields()
    files = attachments_of(session, record)
    onward = [t for t in record.type.lifecycle.leaving(record.state) if not t.registers]
    take, beside = _side_actions(record)
    front, deeds = _deed_actions(session, record)
    pictures = () if record.is_closed else tuple(Picture(a.sha256, a.name) for a in files if a.is_picture)
    return Card(
        number=record.printed,
        kind=record.type.noun,
        title=record.title or "",
        state=state_label(record.state),
        version=record.version,
        facts=(
            *_facts(record, fields),
            *_lines(record),
            *_relations(links_of(session, record), record),
            *_other_files(files),
        ),
        moments=(*_moments(record), *clock.moments(session, clock.open_dues(session, record))),
        pictures=pictures[:MOST_PICTURES],
        actions=(*take, *front, *(_button(record, t) for t in onward if not t.aside)),
        more=(*deeds, *beside, *(_button(record, t) for t in onward if t.aside)),
        footer=_footer(record),
        alert="" if record.owner_id or record.is_closed else "Nobody owns this yet.",
    )


def _facts(record: Record, fields: Mapping[str, Field]) -> tuple[Fact, ...]:
    found = []
    for name in record.type.closing if record.is_closed else record.type.shown:
        value = getattr(record, name)
        if value not in (None, ""):
            field = fields[name]
            said = shown(object_session(record), field, value)
            found.append(Fact(field.label, said, quoted=field.kind is FieldKind.TEXT))
    return tuple(found)


def _lines(record: Record) -> tuple[Fact, ...]:
    tables = [(kind.heading, kind.of(record)) for kind in record.type.lines]
    facts = [Fact(heading, "\n".join(line.told for line in lines), quoted=True) for heading, lines in tables if lines]
    return (*facts, *(record.type.computed(record) if record.type.computed else ()))


def _deed_actions(session: Session, record: Record) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """Those of its type that the state offers and nothing bars: buttons of their own, and lines of the menu."""
    situation = Situation(record, session, record.state_since)
    offered = [d for d in record.type.deeds if record.state in d.states and not d.barred(situation)]
    made = [
        (d.front, Action(f"{VERB}:{d.verb}", d.label, deed_reference(record, d), d.style, d.confirm)) for d in offered
    ]
    return tuple(a for front, a in made if front), tuple(a for front, a in made if not front)


def deed_form(session: Session, record: Record, deed: Deed) -> Form:
    context = {"verb": deed.verb, "number": record.printed, "version": deed.shown_in(session, record)}
    introduction = "\n".join(part for part in (f"{record.printed}: {record.title or ''}", deed.introduction) if part)
    label = deed.label.rstrip("…")
    return Form(label[:24], "Save", deed.inputs(session, record), introduction, context)


def _relations(edges: list[Link], record: Record) -> tuple[Fact, ...]:
    """Without its action items, which its card lists."""
    outgoing = [f"{e.type.label} {e.target.printed}" for e in edges if e.source_id == record.id]
    others = [e for e in edges if e.target_id == record.id and e.type is not LinkType.PART_OF]
    related = ", ".join((*outgoing, *(f"{e.source.printed} ({e.type.label} this)" for e in others)))
    return (Fact("Related", related),) if related else ()


def _other_files(files: list[Attachment]) -> tuple[Fact, ...]:
    names = [f.name for f in files if not f.is_picture]
    return (Fact("Files", ", ".join(names)),) if names else ()


def _moments(record: Record) -> tuple[Moment, ...]:
    received = Moment("Received", record.received_at)
    if abs(record.state_since - record.received_at) < timedelta(minutes=1):
        return (received,)  # the same minute twice tells nothing
    label = state_label(record.state).capitalize()
    return (received, Moment(label if record.is_closed else f"{label} since", record.state_since))


def _footer(record: Record) -> tuple[str, ...]:
    owner = (f"Owner: {record.owner.name}",) if record.owner else ()
    return (*owner, f"Reported by {record.originator.name}") if record.originator else owner


def _button(record: Record, transition: Transition) -> Action:
    label = f"{transition.label}…" if transition.needs_form else transition.label
    return Action(
        f"{ACT}:{transition.verb}",
        label,
        reference(record, transition.verb),
        transition.style,
        transition.confirm,
    )


def _side_actions(record: Record) -> tuple[tuple[Action, ...], tuple[Action, ...]]:
    """Taking it, in front while nobody owns it; and what stands in the menu."""
    offered = [side for side in SIDE_VERBS if side.always or not record.is_closed]
    unowned = record.owner_id is None and not record.is_closed
    buttons = [Action(f"{VERB}:{side.verb}", side.label, reference(record, side.verb)) for side in offered]
    return (tuple(buttons[:1]), tuple(buttons[1:])) if unowned else ((), tuple(buttons))


def reference(record: Record, verb: str) -> str:
    """verb|number|version: what a button has to know, and all that it says."""
    return f"{verb}|{record.printed}|{record.version}"


def deed_reference(record: Record, deed: Deed) -> str:
    return f"{deed.verb}|{record.printed}|{deed.shown_by(record)}"


def opening_form(
    kind: type[Record], values: Mapping[str, str], context: Mapping[str, object], introduction: str = ""
) -> Form:
    """At most five fields and files; what the lifecycle needs for registering is required."""
    registering = next(t for t in kind.type.lifecycle.transitions if t.registers)
    fields = kind.fields()
    inputs = [
        Input(fields[name], values.get(name, ""), required=registering.asks.get(name) is Ask.REQUIRED)
        for name in kind.type.opening
    ]
    return Form(f"New {kind.type.noun}"[:24], registering.label[:24], (*inputs, Input(FILES)), introduction, context)


def transition_form(record: Record, transition: Transition) -> Form:
    inputs = [
        Input(field, present(record, name), required=field.required)
        for name, field in asked(record, transition).items()
    ]
    if transition.reason:
        inputs.append(Input(REASON, required=True))
    context = {"verb": transition.verb, "number": record.printed, "version": record.version}
    introduction = f"{record.printed}: {record.title or ''}"
    if transition.introduction:
        introduction = f"{introduction}\n{transition.introduction}"
    return Form(
        transition.label[:24], (transition.submit or transition.label)[:24], tuple(inputs), introduction, context
    )


def side_form(record: Record, side: SideVerb) -> Form:
    inputs = [Input(field, required=field.required) for field in side.inputs]
    if side.verb == "correct":
        shown = [f for name, f in record.fields().items() if name in {"title", *record.type.shown}]
        inputs += [Input(f, present(record, f.name)) for f in shown]
    context = {"verb": side.verb, "number": record.printed, "version": record.version}
    label = side.label.rstrip("…")
    return Form(label, "Save", tuple(inputs), f"{record.printed}: {record.title or ''}", context)


def present(record: Record, name: str) -> str:
    value = getattr(record, name, None)
    if value is None:
        return ""
    if isinstance(value, UUID):  # a person, whom the surface knows by their own id
        person = person_of(object_session(record), value)
        return (person.slack_user_id or "") if person else ""
    return value.isoformat() if isinstance(value, date) else str(getattr(value, "value", value))


def why(session: Session, record: Record, now: datetime) -> Why:
    """Every way on from here: who could take it, and each gate that would refuse it at present."""
    day = record.site.day(now)
    ways = tuple(
        WayOn(
            label=t.label,
            target=state_label(t.target),
            who=str(t.who),
            holders=holders_of(session, t.who, record, day),
            unmet=_standing(record, t, open_gates(t, Situation(record, session, now))),
        )
        for t in record.type.lifecycle.leaving(record.state)
        if not t.aside and not t.registers
    )
    waits = way_by_approval(session, record, now)
    dues = tuple(due.moment(now) for due in clock.open_dues(session, record))
    return Why(record.printed, record.title or "", state_label(record.state), record.state_since, (*waits, *ways), dues)


def _standing(record: Record, transition: Transition, gates: list[Unmet]) -> tuple[Unmet, ...]:
    """What the form will ask for, in one line; then the gates that its answers cannot lift by themselves."""
    missing = {
        name: field.label
        for name, field in asked(record, transition).items()
        if field.required and getattr(record, name, None) in (None, "")
    }
    asks = "; ".join(missing.values())
    form = [Unmet(f"The form still asks for: {asks}{'' if asks.endswith('?') else '.'}", "")] if missing else []
    return (*form, *(gate for gate in gates if gate.field not in missing))
