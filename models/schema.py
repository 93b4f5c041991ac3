"""Every table of Andon, in one place: importing this maps them all."""

from __future__ import annotations

from models import inbox, installation, intake, ledger, outbox, placement, records
from models.catalogue import order, part
from models.database import Base
from models.people import organisation, person
from models.workflow import approvals, companions, distinguishing, due, numbering, record, search, waivers

#: The modules that declare tables; a test compares them with what is mapped.
TABLES = (
    inbox, installation, intake, ledger, outbox, placement, records, organisation, person, approvals, companions,
    distinguishing, due, numbering, record, search, order, part, waivers,
)  # fmt: skip
METADATA = Base.metadata
