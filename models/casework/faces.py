"""A mail that waits for a decision, as facts: its card and the form in which a person corrects what was understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models.casework.beside import with_beside
from models.casework.parts import of_record, with_part
from models.casework.similarity import with_likeness
from models.casework.triage import CORRECTABLE, UNDERSTOOD
from models.intake import IntakeItem, Verdict
from models.kernel.forms import Action, Card, Fact, FieldKind, Form, Input, Moment, Picture
from models.records.complaint import REPLY, Complaint
from models.workflow import faces, post
from models.workflow.approval_faces import on_record, times_on_record
from models.workflow.companions import Attachment
from models.workflow.record import Record

DECIDE = "intake.decide"
_DECISIONS = (
    ("register", "Register complaint", "primary"),
    ("not_a_complaint", "Not a complaint", ""),
    ("spam", "Spam", ""),
    ("correct", "Correct…", ""),
)


def item_card(session: Session, item: IntakeItem) -> Card:
    undecided = item.verdict is Verdict.TRIAGE
    files = list(session.scalars(sa.select(Attachment).where(Attachment.item_id == item.id).order_by(Attachment.at)))
    card = Card(
        number="Mail",
        kind="mail",
        title=str(item.understood.get("title") or "(no subject)"),
        state="waiting for a decision" if undecided else item.verdict.label,
        version=item.version,
        facts=(*_understood(item), *_asked_for(item)) if undecided else (),
        moments=(Moment("Written", item.received_at),) if item.received_at else (),
        pictures=tuple(Picture(f.sha256, f.name) for f in files if f.is_picture)[: faces.MOST_PICTURES]
        if undecided
        else (),
        actions=_decisions(item) if undecided else _taking_back(item),
        footer=_footer(item, files),
        alert=" ".join(item.warnings) if undecided else "",
        settled=not undecided,
    )
    return with_part(session, card, item.understood.get("part"), Complaint.fields()["part"].label)


def _understood(item: IntakeItem) -> tuple[Fact, ...]:
    fields = Complaint.fields()
    shown = [(fields[n], item.understood.get(n)) for n in UNDERSTOOD if n != "title"]
    return tuple(Fact(f.label, f.shown(v), quoted=f.kind is FieldKind.TEXT) for f, v in shown if v)


def _decisions(item: IntakeItem) -> tuple[Action, ...]:
    # Where something speaks against the mail, no button looks like the usual one.
    return tuple(
        Action(f"{DECIDE}:{v}", label, f"{v}|{item.id}|{item.version}", "" if item.warnings else style)
        for v, label, style in _DECISIONS
    )


def _taking_back(item: IntakeItem) -> tuple[Action, ...]:
    """A misclick must not lose a complaint."""
    if item.verdict not in {Verdict.NOT_A_COMPLAINT, Verdict.SPAM}:
        return ()
    return (Action(f"{DECIDE}:reconsider", "Take it back", f"reconsider|{item.id}|{item.version}"),)


def _asked_for(item: IntakeItem) -> tuple[Fact, ...]:
    """What the customer wants, and by when: read from the mail, not kept on the record yet."""
    fields = (item.says or {}).get("fields") or {}
    wanted = [str(v["value"]) for v in fields.get("asks", ())][:5]
    until = [f"by {v['value']}" for v in fields.get("answer_by", ())][:1]
    return (Fact("Asks for", ", ".join((*wanted, *until))),) if wanted or until else ()


def _footer(item: IntakeItem, files: list[Attachment]) -> tuple[str, ...]:
    lines = [f"Forwarded by {item.forwarder.name}"] if item.forwarder else []
    if item.because:
        lines.append(f"Why a person decides: {item.because}" if item.verdict is Verdict.TRIAGE else item.because)
    lines += _read_as(item) if item.verdict is Verdict.TRIAGE else []
    names = [f.name for f in files if not f.is_picture]
    return (*lines, f"Files: {', '.join(names)}") if names else tuple(lines)


def _read_as(item: IntakeItem) -> list[str]:
    says = item.says or {}
    kind, sure = str(says.get("kind") or "unsure").replace("_", " "), float(says.get("confidence") or 0.0)
    return [] if kind == "unsure" else [f"Reads like: {kind} ({sure:.0%})"]


def correction_form(item: IntakeItem) -> Form:
    fields = Complaint.fields()
    inputs = tuple(Input(fields[n], str(item.understood.get(n) or "")) for n in CORRECTABLE)
    return Form("Correct", "Save", inputs, context={"item": str(item.id), "version": item.version})


def record_card(session: Session, record: Record, now: datetime) -> Card:
    """The record's own card with what it looks like, waits for and was answered, and what may be raised from it."""
    card = of_record(session, record, faces.card_of(session, record))
    card = with_beside(session, record, with_likeness(session, record, card))
    facts, actions = on_record(session, record, now)
    times, ways = times_on_record(session, record, now)
    reply, failed = _reply(session, record)
    return replace(
        card,
        facts=(*card.facts, *facts, *times, *reply),
        # While it waits for an approval, deciding is what there is to do; the rest stands in the menu.
        actions=actions or card.actions,
        more=(*ways, *(card.actions if actions else ()), *card.more),
        alert=" ".join(part for part in (card.alert, failed) if part),
    )


def _reply(session: Session, record: Record) -> tuple[tuple[Fact, ...], str]:
    """Whether the customer has the reply, and the warning when it did not arrive."""
    row = post.latest(session, record, REPLY)
    if row is None:
        return (), ""
    address = row.place.removeprefix("mail:")
    failed = post.failure(row)
    return (
        Fact("Reply by mail", f"{post.standing(row)} (to {address})"),
    ), f"The reply did not arrive: {failed}" if failed else ""
