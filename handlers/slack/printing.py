"""Asking for a record on paper. It is printed when the errand is run, and comes into the record's thread."""

from __future__ import annotations

from handlers.slack.occasion import Answer, Occasion, Say
from models.people.authority import EVERYBODY
from models.workflow import verbs

PRINT = "print_record"


def print_record(occasion: Occasion, number: str) -> Answer:
    with occasion.acting() as (unit, person):
        record = verbs.load(unit.session, number)
        verbs.authorise(record.site.day(unit.now), person, EVERYBODY, record, "print")
        facts = {"record_id": str(record.id), "person_id": str(person.id), "at": unit.now.isoformat()}
        unit.errand(PRINT, facts, once=f"{PRINT}/{occasion.key}", subject=record.id)
        return Say(f"{record.printed} is being printed; the PDF comes into its thread in the quality channel.")
