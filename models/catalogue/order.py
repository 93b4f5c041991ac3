"""Orders, invoices and deliveries that the company knows, each by its own number and by the partner's."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.catalogue import spelling
from models.database import Base, by_value
from models.people.organisation import Organisation
from models.unit_of_work import Kept


class OrderKind(StrEnum):
    #: What we order from a supplier.
    PO = "po"
    #: What a customer orders from us; their number of it is their purchase order.
    SALES_ORDER = "sales_order"
    INVOICE = "invoice"
    DELIVERY_NOTE = "delivery_note"

    @property
    def theirs(self) -> OrderKind:
        """What the partner calls it: our sales order is their purchase order, and the other way round."""
        turned = {OrderKind.PO: OrderKind.SALES_ORDER, OrderKind.SALES_ORDER: OrderKind.PO}
        return turned.get(self, self)


class KnownOrder(Base, Kept):
    """One order, invoice or delivery note."""

    __tablename__ = "known_order"
    __table_args__ = (sa.UniqueConstraint("kind", "key"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[OrderKind] = mapped_column(by_value(OrderKind))
    #: Ours.
    number: Mapped[str] = mapped_column(sa.String(spelling.LONGEST))
    #: Ours in the spelling by which it is one and the same (`spelling.key`).
    key: Mapped[str] = mapped_column(sa.String(2 * spelling.LONGEST))
    their_number: Mapped[str] = mapped_column(sa.String(spelling.LONGEST), default="")
    partner_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)

    partner: Mapped[Organisation | None] = relationship(lazy="joined")

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.id, f"{self.kind.value.replace('_', ' ')} {self.number}"
