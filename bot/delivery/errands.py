"""Errands: what has to be fetched or printed for a record. Done by the same deliverer, with the same retries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bot.printing import Press, print_into_thread
from bot.slack_sender import SlackSender
from handlers.slack.opening import FETCH_FILE
from handlers.slack.printing import PRINT
from models.kernel.text import one_line
from models.outbox import OutboxRow
from models.people.person import Person
from models.store import Store
from models.unit_of_work import Cause, Database
from models.workflow import verbs
from models.workflow.companions import Attachment
from models.workflow.record import Record

MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Errands:
    """Runs one errand."""

    database: Database
    store: Store
    slack: SlackSender
    press: Press

    def deliver(self, row: OutboxRow) -> dict[str, Any] | None:
        errands: dict[str, Callable[[OutboxRow], dict[str, Any]]] = {FETCH_FILE: self._fetch, PRINT: self._print}
        return errands[row.name](row)

    def _print(self, row: OutboxRow) -> dict[str, Any]:
        return print_into_thread(row, self.database, self.press, self.slack)

    def _fetch(self, row: OutboxRow) -> dict[str, Any]:
        """Download a shared file and put it on its record, in the name of whoever shared it."""
        facts = row.facts
        file_id = str(facts["file_id"])
        told, content = self.slack.download(file_id, MOST_BYTES)
        digest = self.store.put(content)
        with self.database.reading() as session:
            actor = session.get_one(Person, UUID(facts["person_id"])).actor
        with self.database.acting(actor, Cause("slack", file_id)) as unit:
            record = unit.session.get_one(Record, UUID(facts["record_id"]))
            name = one_line(str(told.get("name") or facts["name"]), 255)
            media_type = one_line(str(told.get("mimetype") or "application/octet-stream"), 120)
            file = Attachment(
                sha256=digest, name=name, media_type=media_type, size=len(content), source=file_id, at=unit.now
            )
            verbs.attach(unit, record, file)
        return {"file_id": file_id, "sha256": digest, "size": len(content)}
