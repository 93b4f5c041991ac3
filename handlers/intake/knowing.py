"""What the company knows, taken out of its tables for reading, which knows no database."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from handlers.intake.reading.fields import NOTHING_KNOWN, Known, KnownThings
from models import ledger
from models.catalogue.order import KnownOrder
from models.catalogue.part import KnownPart
from models.people.organisation import Contact, Organisation, OrganisationKind
from models.unit_of_work import Database

#: Whose changes make another edition of it.
TOLD_OF = (KnownPart.__name__, KnownOrder.__name__, Organisation.__name__, Contact.__name__)


class Knowing:
    """Call it for what the company knows. The same object as long as nothing was changed; safe from several threads.

    The trail says whether one of the tables was changed, by whomever: a look at the few lines since the last call.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._lock = threading.Lock()
        self._things: KnownThings | None = None
        self._seen = 0

    def __call__(self) -> KnownThings:
        with self._lock, self.database.reading() as session:
            end = ledger.end(session)
            if self._things is None or ledger.tells_of(session, TOLD_OF, after=self._seen):
                self._things = known_things(session) or NOTHING_KNOWN
            self._seen = end
            return self._things


def known_things(session: Session) -> KnownThings:
    parts = session.execute(sa.select(KnownPart.number, KnownPart.name))
    partners = list(_partners(session))
    return KnownThings(
        parts=(Known(number, name) for number, name in parts),
        suppliers=(known for kind, known in partners if kind is OrganisationKind.SUPPLIER),
        customers=(known for kind, known in partners if kind is OrganisationKind.CUSTOMER),
        orders=_orders(session),
    )


def _partners(session: Session) -> Iterator[tuple[OrganisationKind, Known]]:
    addresses: defaultdict[UUID, list[str]] = defaultdict(list)
    for organisation, email in session.execute(sa.select(Contact.organisation_id, Contact.email)):
        addresses[organisation].append(email)
    for one in session.scalars(sa.select(Organisation)):
        yield one.kind, Known(name=one.name, domains=(*one.domains.split(), *addresses[one.id]))


def _orders(session: Session) -> Iterator[Known]:
    """Each by our number and by theirs: a customer writes of their purchase order, which is our sales order."""
    found = session.execute(sa.select(KnownOrder.kind, KnownOrder.number, KnownOrder.their_number))
    for kind, ours, theirs in found:
        yield Known(ours, field=kind.value)
        if theirs:
            yield Known(theirs, field=kind.theirs.value)
