"""A record is printed: its facts with their hash, and the ledger's line by which a paper can be checked years later."""

from __future__ import annotations

from datetime import datetime

from models.kernel.papers import Printing
from models.reports.paper import fingerprint, paper_of
from models.reports.trail import PRINTED
from models.unit_of_work import Unit
from models.workflow.record import Record


def print_out(unit: Unit, record: Record, company: str, at: datetime) -> Printing:
    """As the record stands in this transaction, in the name of whoever acts; `at` is when it was asked for."""
    paper = paper_of(unit.session, record, company)
    printing = Printing(paper, fingerprint(paper), unit.actor.name, at)
    unit.remark(record, PRINTED, sha256=printing.sha256, version=record.version)
    return printing
