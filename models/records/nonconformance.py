"""Nonconformance report (NCR): what does not meet a requirement, what was done with it, and by whose authority.

ISO 9001:2015 8.7. The review of a major nonconformance by a material review board, dispositions that need the design authority,
and CAPA are not built yet: their gates refuse with a sentence.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.kernel.forms import Unmet
from models.measures.quantities import read_quantity
from models.people.authority import EVERYBODY, OWNER_OR_QUALITY, QUALITY
from models.unit_of_work import Unit
from models.workflow import fields as f
from models.workflow.common import (
    CLOSED,
    ENDED,
    endings,
    not_yet,
    originator_is_not_actor,
    owner_is_not_actor,
)
from models.workflow.lifecycle import Ask, Gate, Lifecycle, Situation, Transition
from models.workflow.record import Record, RecordType, Severity


class State(StrEnum):
    """Order is the usual way of a nonconformance."""

    DRAFT = "draft"
    OPEN = "open"
    CONTAINED = "contained"
    DISPOSITION_REVIEW = "disposition_review"
    DISPOSITIONED = "dispositioned"
    EXECUTED = "executed"
    CLOSED = "closed"
    REOPENED = "reopened"
    VOID = "void"
    DUPLICATE = "duplicate"


class Source(StrEnum):
    INCOMING = "incoming"
    IN_PROCESS = "in_process"
    FINAL = "final"
    CUSTOMER = "customer"
    AUDIT = "audit"
    SUPPLIER = "supplier"
    FIELD = "field"


class YesNoUnknown(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"


class Disposition(StrEnum):
    REWORK = "rework"
    SCRAP = "scrap"
    RETURN_TO_SUPPLIER = "return_to_supplier"
    REGRADE = "regrade"
    USE_AS_IS = "use_as_is"
    REPAIR = "repair"


class Reinspection(StrEnum):
    PASSED = "passed"
    FAILED = "failed"


def _quantity_known(s: Situation) -> Unmet | None:
    if _ncr(s).quantity_affected is None:
        lift = "Correct “Pieces affected”, or put it into the form."
        return Unmet("How many pieces are affected is not known yet.", lift, "quantity_affected")
    return None


def _customer_told(s: Situation) -> Unmet | None:
    ncr = _ncr(s)
    if ncr.shipped is YesNoUnknown.YES and not ncr.customer_notification:
        because = "Parts were shipped: decide whether the customer is informed, and say why."
        return Unmet(because, "Fill in “Informing the customer”.", "customer_notification")
    return None


def _minor(s: Situation) -> Unmet | None:
    if s.record.severity is Severity.MINOR:
        return None
    shown = s.record.severity.value if s.record.severity else "not known (and so treated as major)"
    because = f"Its severity is {shown}: that takes a material review board, which Andon does not have yet."
    return Unmet(because, "Only a minor nonconformance can be dispositioned by one quality engineer.", "severity")


def _no_design_authority_needed(s: Situation) -> Unmet | None:
    if _ncr(s).disposition in {Disposition.USE_AS_IS, Disposition.REPAIR}:
        because = "Use as is and repair need the design authority's approval, which Andon cannot ask for yet."
        return Unmet(because, "Choose another disposition.", "disposition")
    return None


def _instruction_given(s: Situation) -> Unmet | None:
    ncr = _ncr(s)
    if ncr.disposition is Disposition.REWORK and not ncr.instruction:
        return Unmet("Rework needs its instruction.", "Name the instruction, with the re-inspection.", "instruction")
    return None


def _supplier_named(s: Situation) -> Unmet | None:
    ncr = _ncr(s)
    if ncr.disposition is Disposition.RETURN_TO_SUPPLIER and not ncr.supplier:
        return Unmet("A return needs its supplier.", "Name the supplier.", "supplier")
    return None


def _reinspected(s: Situation) -> Unmet | None:
    ncr = _ncr(s)
    if ncr.disposition is Disposition.REWORK and ncr.reinspection is not Reinspection.PASSED:
        because = "Reworked parts have to pass a re-inspection."
        return Unmet(because, "Record the re-inspection, or decide another disposition.", "reinspection")
    return None


def _capa_not_needed(s: Situation) -> Unmet | None:
    if _ncr(s).capa_needed is YesNo.YES:
        because = "A corrective action has to be linked first, and Andon does not keep those yet."
        return Unmet(because, "It stays open until CAPA records are there.", "capa_needed")
    return None


def _executor_is_not_actor(s: Situation) -> Unmet | None:
    """Giving the record away does not give away what one has done with it."""
    if s.person and s.person.id == _ncr(s).executor_id:
        return Unmet(
            "You executed it, so somebody else has to close it.", "A quality engineer other than the executor."
        )
    return None


def _note_executor(unit: Unit, record: Record) -> None:
    assert isinstance(record, Nonconformance)
    record.executor_id = unit.actor.person_id


def _ncr(s: Situation) -> Nonconformance:
    assert isinstance(s.record, Nonconformance)
    return s.record


DECIDED_ALONE = (
    Gate("minor severity", _minor, "AS9100 8.7; IATF 16949 8.7.1"),
    Gate("quantity known", _quantity_known, "ISO 9001:2015 8.7.2"),
    Gate("no design authority needed", _no_design_authority_needed, "AS9100 8.7"),
    Gate("rework has its instruction", _instruction_given, "IATF 16949 8.7.1.4"),
    Gate("return has its supplier", _supplier_named),
    originator_is_not_actor("decide"),
)
OPEN_STATES = tuple(s.value for s in State if s.value not in ENDED and s is not State.DRAFT)

LIFECYCLE = Lifecycle(
    states=State,
    start=State.DRAFT,
    closed=ENDED,
    transitions=(
        Transition(
            verb="report", done="reported it",
            label="Report", sources=(State.DRAFT,), target=State.OPEN, event="NonconformanceReported",
            who=EVERYBODY, registers=True,
            asks={"description": Ask.REQUIRED, "part": Ask.REQUIRED, "detected_where": Ask.REQUIRED, "quantity": Ask.REQUIRED},
        ),
        Transition(
            verb="contain", done="contained it", tells=("containment",),
            label="Contain", sources=(State.OPEN, State.REOPENED), target=State.CONTAINED,
            event="NonconformanceContained", who=OWNER_OR_QUALITY, style="primary",
            asks={
                "containment": Ask.REQUIRED, "shipped": Ask.REQUIRED, "customer_notification": Ask.OPTIONAL,
                "in_stock": Ask.OPTIONAL, "in_process": Ask.OPTIONAL, "in_transit": Ask.OPTIONAL, "at_customer": Ask.OPTIONAL,
            },
            gates=(Gate("customer informed or not", _customer_told, "IATF 16949 8.7.1.6"),),
        ),
        Transition(
            verb="disposition", done="decided the disposition", tells=("disposition", "rationale"),
            label="Disposition", sources=(State.OPEN, State.CONTAINED, State.REOPENED),
            target=State.DISPOSITIONED, event="DispositionDecided", who=QUALITY, style="primary",
            asks={
                "severity": Ask.REQUIRED, "quantity_affected": Ask.REQUIRED, "disposition": Ask.REQUIRED,
                "rationale": Ask.REQUIRED, "instruction": Ask.OPTIONAL, "supplier": Ask.OPTIONAL,
            },
            gates=DECIDED_ALONE,
        ),
        Transition(
            verb="request_review", done="asked for a review board",
            label="Ask for review board", sources=(State.CONTAINED,),
            target=State.DISPOSITION_REVIEW, event="ReviewRequested", who=QUALITY, aside=True,
            asks={"severity": Ask.REQUIRED, "requirement": Ask.REQUIRED, "quantity_affected": Ask.REQUIRED},
            gates=(not_yet("review board", "The material review board has no seats yet: Andon cannot ask it so far."),),
        ),
        Transition(
            verb="execute", done="recorded the execution", tells=("evidence", "reinspection"),
            label="Record execution", sources=(State.DISPOSITIONED,), target=State.EXECUTED,
            event="DispositionExecuted", who=OWNER_OR_QUALITY, style="primary",
            asks={"evidence": Ask.REQUIRED, "reinspection": Ask.OPTIONAL},
            gates=(Gate("re-inspection passed", _reinspected, "ISO 9001:2015 8.7.1"),), then=_note_executor,
        ),
        Transition(
            verb="close", done="closed it", tells=("capa_needed", "capa_reason"),
            label="Close", sources=(State.EXECUTED,), target=CLOSED, event="NonconformanceClosed", who=QUALITY,
            style="primary",
            asks={"capa_needed": Ask.REQUIRED, "capa_reason": Ask.REQUIRED, "costs": Ask.REQUIRED},
            gates=(
                Gate("CAPA linked or not needed", _capa_not_needed, "ISO 9001:2015 10.2.1"),
                owner_is_not_actor("close"),
                Gate("who executed it does not close it", _executor_is_not_actor, "21 CFR 11.10(g)"),
            ),
        ),
        *endings(OPEN_STATES),
    ),
)  # fmt: skip


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
            "disposition",
            "instruction",
            "rationale",
            "evidence",
            "reinspection",
            "capa_needed",
            "capa_reason",
            "costs",
        ),
        closing=(
            "part",
            "lot",
            "quantity",
            "severity",
            "disposition",
            "evidence",
            "capa_needed",
            "capa_reason",
            "costs",
        ),
        title_from="description",
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
    disposition: Mapped[Disposition | None] = f.choice("Disposition", Disposition)
    rationale: Mapped[str | None] = f.text("Why this disposition?", longest=1000)
    instruction: Mapped[str | None] = f.line("Rework instruction", longest=200, help="With its re-inspection.")
    #: Who recorded the execution; whoever owns the record by then.
    executor_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))
    evidence: Mapped[str | None] = f.text("What was done, and how is it shown?", longest=2000)
    reinspection: Mapped[Reinspection | None] = f.choice("Re-inspection", Reinspection)
    capa_needed: Mapped[YesNo | None] = f.choice("Is a corrective action (CAPA) needed?", YesNo)
    capa_reason: Mapped[str | None] = f.text("Why is a CAPA needed, or not?", longest=1000)
    costs: Mapped[str | None] = f.line("Costs", longest=200, help="Scrap, hours, freight; or “n/a”.")

    def put(self, name: str, value: Any) -> None:
        """“12 of 400” is kept as written, and counted."""
        changed = getattr(self, name) != value
        Record.put(self, name, value)
        if name == "quantity" and value and changed:
            read = read_quantity(value)
            self.quantity_affected, self.quantity_total = read.affected, read.total
