"""The nonconformance itself: its columns, and what its card shows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.kernel.forms import Fact
from models.measures.quantities import read_quantity
from models.records.nonconformance.clocks import CLOCKS
from models.records.nonconformance.deeds import DEEDS
from models.records.nonconformance.gates import remainder
from models.records.nonconformance.lifecycle import LIFECYCLE
from models.records.nonconformance.lines import CostLine, DispositionLine
from models.records.nonconformance.paper import PAPER
from models.records.nonconformance.terms import Source, YesNo, YesNoUnknown
from models.workflow import fields as f
from models.workflow.record import Record, RecordType
from models.workflow.waivers import Waiver


def _left_to_decide(ncr: Nonconformance) -> tuple[Fact, ...]:
    left = remainder(ncr)
    if not left or not DispositionLine.of(ncr):
        return ()
    said = f"{left} of {ncr.quantity_affected} pieces have no disposition" if left > 0 else f"{-left} pieces too many"
    return (Fact("Left to decide", said),)


class Nonconformance(Record):
    """A product or process that does not meet its requirement."""

    __tablename__ = "nonconformance"
    __mapper_args__ = {
        "polymorphic_identity": "nonconformance",
        "polymorphic_load": "inline",
    }

    type = RecordType(
        prefix="NCR",
        noun="nonconformance",
        lifecycle=LIFECYCLE,
        opening=("description", "part", "detected_where", "lot", "quantity"),
        shown=(
            "description",
            "part",
            "revision",
            "lot",
            "quantity",
            "quantity_affected",
            "detected_where",
            "severity",
            "supplier",
            "containment",
            "in_stock",
            "in_process",
            "in_transit",
            "at_customer",
            "shipped",
            "customer_notification",
            "requirement",
            "customer_part",
            "capa_needed",
            "capa_reason",
            "no_costs_reason",
        ),
        closing=(
            "part",
            "lot",
            "quantity",
            "severity",
            "capa_needed",
            "capa_reason",
            "no_costs_reason",
        ),
        title_from="description",
        decided_on=(
            "description",
            "part",
            "lot",
            "severity",
            "requirement",
            "containment",
            "quantity_affected",
            "customer_part",
        ),
        computed=_left_to_decide,
        lines=(DispositionLine, CostLine, Waiver),
        deeds=DEEDS,
        paper=PAPER,
        clocks=CLOCKS,
    )

    id: Mapped[UUID] = mapped_column(sa.ForeignKey("record.id"), primary_key=True)
    source: Mapped[Source | None] = f.choice("Found at", Source)
    description: Mapped[str | None] = f.text(
        "What is wrong?", searchable=True, help="What you see, and what it should be."
    )
    part: Mapped[str | None] = f.line("Part or process", longest=80, searchable=True)
    revision: Mapped[str | None] = f.line("Revision", longest=20)
    lot: Mapped[str | None] = f.line("Lot or serial number", longest=80, searchable=True)
    order_number: Mapped[str | None] = f.line("Purchase or work order", longest=80, searchable=True)
    detected_where: Mapped[str | None] = f.line("Where was it found?", longest=120, searchable=True)
    quantity: Mapped[str | None] = f.line("How many?", longest=80, help="“12 of 400”, or “unknown”.")
    quantity_affected: Mapped[int | None] = f.number("Pieces affected")
    quantity_total: Mapped[int | None] = f.number("Pieces inspected")
    requirement: Mapped[str | None] = f.line(
        "Requirement that is not met", longest=300, help="Drawing, specification, clause."
    )
    supplier: Mapped[str | None] = f.line("Supplier", longest=200, searchable=True)
    containment: Mapped[str | None] = f.text(
        "Containment", help="What was stopped, marked, sorted; or “none needed because …”."
    )
    in_stock: Mapped[int | None] = f.number("Pieces in stock")
    in_process: Mapped[int | None] = f.number("Pieces in process")
    in_transit: Mapped[int | None] = f.number("Pieces in transit")
    at_customer: Mapped[int | None] = f.number("Pieces at the customer")
    shipped: Mapped[YesNoUnknown | None] = f.choice("Was any of it shipped?", YesNoUnknown)
    customer_notification: Mapped[str | None] = f.text(
        "Informing the customer", longest=1000, help="If shipped: informed when and how, or why not."
    )
    customer_part: Mapped[YesNo | None] = f.choice(
        "Does drawing or contract ask for the customer's authorization?",
        YesNo,
        called="customer_part",
        help="For use as is and repair.",
    )
    capa_needed: Mapped[YesNo | None] = f.choice("Is a corrective action (CAPA) needed?", YesNo)
    capa_reason: Mapped[str | None] = f.text("Why is a CAPA needed, or not?", longest=1000)
    no_costs_reason: Mapped[str | None] = f.line(
        "Why are there no costs?", longest=200, help="Only where none were added."
    )

    def put(self, name: str, value: Any) -> None:
        """“12 of 400” is kept as written, and counted."""
        changed = getattr(self, name) != value
        Record.put(self, name, value)
        if name == "quantity" and value and changed:
            read = read_quantity(value)
            self.quantity_affected, self.quantity_total = read.affected, read.total
