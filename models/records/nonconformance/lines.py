"""What is done with how many of the affected pieces, and what it costs."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.kernel.forms import Field
from models.people.person import Person
from models.records.nonconformance.terms import YesNo
from models.unit_of_work import Unit
from models.workflow import fields as f
from models.workflow.fields import named
from models.workflow.lines import RecordLine
from models.workflow.record import Record


class Disposition(StrEnum):
    """AS9100 8.7, AS9131; use as is and repair are concessions (ISO 9000:2015 3.12.5), regrade 3.12.4."""

    REWORK = "rework"
    SCRAP = "scrap"
    RETURN_TO_SUPPLIER = "return_to_supplier"
    REGRADE = "regrade"
    USE_AS_IS = "use_as_is"
    REPAIR = "repair"
    NO_DEFECT_FOUND = "no_defect_found"


#: Decided by whoever holds the design (AS9100 8.7), and by the customer where the contract says so.
CONCESSIONS = frozenset({Disposition.USE_AS_IS, Disposition.REPAIR})
#: Verified again once they are corrected (ISO 9001:2015 8.7.1).
CORRECTIONS = frozenset({Disposition.REWORK, Disposition.REPAIR})


class Reinspection(StrEnum):
    PASSED = "passed"
    FAILED = "failed"


class DispositionLine(RecordLine):
    """So many pieces, and what is done with them; then how that was carried out."""

    __tablename__ = "disposition_line"
    noun, heading = "disposition", "Dispositions"

    quantity: Mapped[int] = f.number("Pieces", required=True)
    disposition: Mapped[Disposition] = f.choice("Disposition", Disposition, required=True)
    rationale: Mapped[str] = f.text("Why this disposition?", longest=1000, required=True)
    instruction: Mapped[str | None] = f.line(
        "Instruction", longest=200, help="For rework and repair, with its re-inspection."
    )
    supplier: Mapped[str | None] = f.line("Supplier", longest=200, help="For a return.")
    customer_authorization: Mapped[str | None] = f.line(
        "Customer's authorization", longest=200, help="For use as is and repair: its reference, or why none is needed."
    )
    evidence: Mapped[str | None] = f.text("What was done, and how is it shown?", longest=2000)
    reinspection: Mapped[Reinspection | None] = f.choice("Re-inspection", Reinspection, help="For rework and repair.")
    unusable: Mapped[YesNo | None] = f.choice(
        "Were scrapped parts made unusable?", YesNo, help="For scrap: marked or destroyed, so that none comes back."
    )
    executed_at: Mapped[datetime | None]
    executor_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("person.id"))

    executor: Mapped[Person | None] = relationship()

    @classmethod
    def deciding(cls) -> dict[str, Field]:
        """What is asked for when it is decided."""
        names = ("quantity", "disposition", "rationale", "instruction", "supplier", "customer_authorization")
        return {name: cls.fields()[name] for name in names}

    @classmethod
    def executing(cls) -> dict[str, Field]:
        """What is asked for when it was carried out."""
        known = cls.fields()
        return {
            "evidence": named(known["evidence"], "evidence", required=True),
            "reinspection": known["reinspection"],
            "unusable": known["unusable"],
        }

    @classmethod
    def for_the_whole(cls) -> dict[str, Field]:
        return {name: field for name, field in cls.deciding().items() if name != "quantity"}

    @classmethod
    def add_for_the_whole(cls, unit: Unit, record: Record, values: dict[str, Any]) -> Self:
        return cls.add(unit, record, {**values, "quantity": getattr(record, "quantity_affected", None) or 0})

    @property
    def is_executed(self) -> bool:
        return self.executed_at is not None

    @property
    def said(self) -> str:
        return f"{self.quantity} × {self.disposition.value.replace('_', ' ')}"

    @property
    def missing(self) -> str:
        """What is still missing of its execution; empty when it is done."""
        if not self.is_executed:
            return "not carried out yet"
        if self.disposition in CORRECTIONS and self.reinspection is not Reinspection.PASSED:
            return "the re-inspection has not passed"
        if self.disposition is Disposition.SCRAP and self.unusable is not YesNo.YES:
            return "the scrap is not made unusable"
        return ""

    @property
    def told(self) -> str:
        done = f" – {self.missing or 'carried out'}" if self.is_executed else ""
        return f"{self.said}: {self.rationale}{done}"


class CostKind(StrEnum):
    SCRAP = "scrap"
    REWORK = "rework"
    SORTING = "sorting"
    REINSPECTION = "reinspection"
    FREIGHT = "freight"
    PENALTY = "penalty"
    OTHER = "other"


class CostLine(RecordLine):
    """What the nonconformance cost: internal and external failure costs."""

    __tablename__ = "cost_line"
    noun, heading = "cost", "Costs"

    cost: Mapped[CostKind] = f.choice("What for?", CostKind, required=True)
    amount: Mapped[int] = f.money("Amount", required=True)
    currency: Mapped[str] = f.line("Currency", longest=3, required=True, help="Three letters, such as EUR.")
    remark: Mapped[str | None] = f.line("Remark", longest=200, help="Hours, pieces, invoice.")

    @property
    def said(self) -> str:
        amount = self.fields()["amount"].shown(self.amount)
        return f"{self.cost.value} {amount} {self.currency}"
