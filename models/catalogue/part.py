"""Parts that the company knows: whose they are, who makes them, and what has to be minded about them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.catalogue import spelling
from models.database import Base
from models.people.organisation import Organisation
from models.unit_of_work import Kept

#: Below this a number inside a longer text is more likely something else (“12 of 400”).
_SHORTEST_INSIDE = 4
_MOST_WORDS, _LONGEST_RUN = 40, 6


class KnownPart(Base, Kept):
    """One part, as the company's own books name it."""

    __tablename__ = "known_part"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    number: Mapped[str] = mapped_column(sa.String(spelling.LONGEST))
    #: The number in the spelling by which it is one and the same (`spelling.key`).
    key: Mapped[str] = mapped_column(sa.String(2 * spelling.LONGEST), unique=True)
    #: Without separators (`spelling.bare`); two numbers may share it.
    bare: Mapped[str] = mapped_column(sa.String(2 * spelling.LONGEST), index=True)
    #: The present one.
    revision: Mapped[str] = mapped_column(sa.String(20), default="")
    name: Mapped[str] = mapped_column(sa.String(200), default="")
    supplier_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    customer_id: Mapped[UUID | None] = mapped_column(sa.ForeignKey("organisation.id"), index=True)
    #: The customer's contract says: no concession, repair or use as is without their written word (IATF 16949 8.7.1.1).
    needs_customer_authorization: Mapped[bool] = mapped_column(default=False)
    #: A failure of it could harm somebody.
    safety_relevant: Mapped[bool] = mapped_column(default=False)

    supplier: Mapped[Organisation | None] = relationship(foreign_keys=supplier_id, lazy="joined")
    customer: Mapped[Organisation | None] = relationship(foreign_keys=customer_id, lazy="joined")

    def ledger_subject(self) -> tuple[UUID, str]:
        return self.id, f"part {self.number}"

    @property
    def minded(self) -> tuple[str, ...]:
        """What has to be minded about it, in words."""
        told = (
            (self.safety_relevant, "safety relevant"),
            (self.needs_customer_authorization, "needs the customer's authorization"),
        )
        return tuple(words for holds, words in told if holds)


def known_part(session: Session, number: str) -> KnownPart | None:
    """The part of that number in any spelling (case, spaces, dashes), or the only known one that a longer text names.

    None also where several would fit as well: which one is meant is for a person to say.
    """
    words = spelling.words(number)[:_MOST_WORDS]
    runs = {"".join(words[at : at + length]) for at in range(len(words)) for length in range(1, _LONGEST_RUN + 1)}
    whole = spelling.bare(number)
    found = session.scalars(sa.select(KnownPart).where(KnownPart.bare.in_({whole, *runs}))).all() if whole else []
    alike = [part for part in found if part.bare == whole]
    if alike:
        same = [part for part in alike if part.key == spelling.key(number)]
        return _only(same or alike)
    return _only(_longest(part for part in found if _tells(part)))


def _tells(part: KnownPart) -> bool:
    return len(part.bare) >= _SHORTEST_INSIDE and any(map(str.isdigit, part.bare))


def _longest(found: Iterable[KnownPart]) -> list[KnownPart]:
    """Without those whose number is a piece of another's: HX-20-1 names no HX-20."""
    parts = list(found)
    return [part for part in parts if not any(part.bare in other.bare for other in parts if other is not part)]


def _only(parts: list[KnownPart]) -> KnownPart | None:
    return parts[0] if len(parts) == 1 else None
