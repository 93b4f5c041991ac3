"""The action item itself: its columns, and what its card shows."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.kernel.errors import InvalidFields
from models.kernel.forms import Fact
from models.records.action_item.clocks import CLOCKS
from models.records.action_item.deeds import DEEDS
from models.records.action_item.lifecycle import LIFECYCLE
from models.records.action_item.paper import PAPER
from models.records.action_item.terms import EvidenceKind, Purpose, Strength
from models.unit_of_work import Projection
from models.workflow import fields as f
from models.workflow.action_items import whole_of
from models.workflow.record import CARD, QUALITY_CHANNEL, Record, RecordType
from models.workflow.waivers import Waiver


def _computed(item: ActionItem) -> tuple[Fact, ...]:
    """The honest date, and what holds it up."""
    due = (Fact("Due", item.until.removeprefix("due ")),) if item.due_current else ()
    if not item.blocked_because:
        return due
    return (*due, Fact("Blocked", f"until {item.blocked_until}: {item.blocked_because}", quoted=True))


class ActionItem(Record):
    """One thing to be done by one person."""

    __tablename__ = "action_item"
    __mapper_args__ = {"polymorphic_identity": "action_item", "polymorphic_load": "inline"}

    type = RecordType(
        prefix="ACT",
        noun="action item",
        lifecycle=LIFECYCLE,
        opening=("task", "purpose", "strength", "due_original", "verifier_id"),
        shown=(
            "task",
            "purpose",
            "strength",
            "verifier_id",
            "evidence_kind",
            "effort",
            "declined_because",
            "evidence",
            "verification",
            "cancel_reason",
            "substitute",
        ),
        closing=("purpose", "strength", "evidence", "verification", "cancel_reason", "substitute"),
        title_from="task",
        decided_on=("task", "purpose", "due_original", "cancel_reason", "substitute"),
        computed=_computed,
        lines=(Waiver,),
        deeds=DEEDS,
        paper=PAPER,
        clocks=CLOCKS,
        owner_decided=True,
    )

    id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), primary_key=True)
    task: Mapped[str | None] = f.text("What has to be done?", longest=2000, searchable=True)
    purpose: Mapped[Purpose | None] = f.choice("What kind of action is it?", Purpose)
    strength: Mapped[Strength | None] = f.choice(
        "How strong is it?", Strength, help="Training alone keeps no cause from coming back."
    )
    #: The first promise, for ever; what holds at present is `due_current`.
    due_original: Mapped[date | None] = f.day("Due")
    due_current: Mapped[date | None]
    extensions: Mapped[int] = mapped_column(default=0, server_default="0")
    verifier_id: Mapped[UUID | None] = f.person(
        "Who verifies it?", help="Somebody other than its owner; without a name, quality."
    )
    evidence_kind: Mapped[EvidenceKind | None] = f.choice("How is it to be shown?", EvidenceKind)
    effort: Mapped[str | None] = f.line("Effort", longest=80, help="Hours, costs.")
    declined_because: Mapped[str | None] = f.text("Why is it declined?", longest=1000)
    evidence: Mapped[str | None] = f.text("What was done, and how is it shown?", longest=2000)
    verification: Mapped[str | None] = f.text("How was it verified?", longest=2000)
    cancel_reason: Mapped[str | None] = f.text("Why is it cancelled?", longest=1000)
    substitute: Mapped[str | None] = f.line(
        "What replaces it?", longest=200, help="The number of another action, or why what it was for holds without it."
    )
    #: Who carried it out: giving it away afterwards does not give that away.
    done_by_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    blocked_because: Mapped[str | None] = mapped_column(sa.Text)
    blocked_until: Mapped[date | None]

    @property
    def until(self) -> str:
        """When it is due, and whether that was ever moved."""
        if self.due_current is None:
            return "no due date"
        if not self.extensions:
            return f"due {self.due_current}"
        times = "1 extension" if self.extensions == 1 else f"{self.extensions} extensions"
        return f"due {self.due_current} (first {self.due_original}; {times})"

    def projections(self, session: Session) -> tuple[Projection, ...]:
        """The card of what it is part of shows it too."""
        whole = whole_of(session, self)
        shows = (Projection(CARD, whole.id, QUALITY_CHANNEL),) if whole is not None and whole.number else ()
        return *super().projections(session), *shows

    def put(self, name: str, value: Any) -> None:
        """The first date is set once."""
        if name == "due_original":
            if self.number and value != self.due_original:
                raise InvalidFields(fields={name: "The first date stays; ask for more time instead."})
            self.due_current = self.due_current or value
        Record.put(self, name, value)
