"""The complaint itself: its columns, and what its card shows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.people.organisation import Organisation
from models.records.complaint.clocks import CLOCKS
from models.records.complaint.lifecycle import LIFECYCLE
from models.records.complaint.paper import PAPER
from models.records.complaint.terms import Channel, Harm
from models.workflow import fields as f
from models.workflow.record import Record, RecordType


class Complaint(Record):
    """A customer says that something is not as it should be, in whatever words."""

    __tablename__ = "complaint"
    __mapper_args__ = {
        "polymorphic_identity": "complaint",
        "polymorphic_load": "inline",
    }

    type = RecordType(
        prefix="CMP",
        noun="complaint",
        lifecycle=LIFECYCLE,
        opening=("description", "complainant_name", "complainant_email", "organisation", "part"),
        shown=(
            "complainant_name",
            "complainant_email",
            "organisation",
            "description",
            "part",
            "lot",
            "serial",
            "quantity",
            "order_number",
            "event_date",
            "severity",
            "harm",
            "evaluation",
            "findings",
            "response",
        ),
        closing=("complainant_name", "organisation", "part", "severity", "evaluation", "findings", "no_contact_reason"),
        title_from="description",
        paper=PAPER,
        clocks=CLOCKS,
    )

    id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), primary_key=True)
    channel: Mapped[Channel | None] = f.choice("How did it come in?", Channel)
    description: Mapped[str | None] = f.text("What does the customer say?", longest=3000, searchable=True)
    complainant_name: Mapped[str | None] = f.line("Complainant", longest=120, personal=True, searchable=True)
    complainant_email: Mapped[str | None] = f.line("Complainant's e-mail", longest=254, personal=True)
    complainant_phone: Mapped[str | None] = f.line("Complainant's phone", longest=60, personal=True)
    organisation: Mapped[str | None] = f.line("Customer", longest=200, searchable=True)
    organisation_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey(Organisation.id))
    part: Mapped[str | None] = f.line("Product or part", longest=120, searchable=True)
    lot: Mapped[str | None] = f.line("Lot", longest=80, searchable=True)
    serial: Mapped[str | None] = f.line("Serial number", longest=80, searchable=True)
    quantity: Mapped[str | None] = f.line("How many?", longest=80)
    order_number: Mapped[str | None] = f.line("Order, invoice or delivery", longest=120, searchable=True)
    event_date: Mapped[date | None] = f.day("When did it happen?")
    harm: Mapped[Harm | None] = f.choice("Was or could anybody be harmed?", Harm)
    evaluation: Mapped[str | None] = f.text("Evaluation", longest=2000)
    findings: Mapped[str | None] = f.text("What was found?", longest=3000)
    acknowledgement: Mapped[str | None] = f.text("Text of the mail", longest=3000)
    response: Mapped[str | None] = f.text("Reply to the customer", longest=3000)
    no_contact_reason: Mapped[str | None] = f.text("No contact possible: which attempts were made?", longest=1000)
    no_nonconformance_reason: Mapped[str | None] = f.text("Why is no NCR needed?", longest=1000)
    #: Message-ID of the original mail, for threading what we answer.
    message_id: Mapped[str | None] = mapped_column(sa.String(400))
