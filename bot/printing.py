"""From a record to its PDF: into its thread in Slack, or into a file. Rendering happens outside of every transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog

from bot.administration import OPERATOR
from bot.home import Home
from bot.opening import open_existing
from bot.outcome import NotYet
from bot.settings import Settings
from bot.slack_sender import SlackSender
from models import placement
from models.casework.printing import print_out
from models.kernel.errors import AlreadyDone, Misconfigured
from models.kernel.papers import Paper, Printing
from models.outbox import OutboxRow
from models.people.person import Person
from models.store import FileMissing, Store
from models.unit_of_work import Cause, Database
from models.workflow.record import CARD, QUALITY_CHANNEL, Record, by_number
from templates.printed import render

log = structlog.get_logger()

#: Bytes of one picture, and of all pictures of one paper; what is larger stands in the list of files only.
MOST_PICTURE, MOST_PICTURES = 12_000_000, 40_000_000


@dataclass(frozen=True, slots=True)
class Press:
    """What printing needs beside the record."""

    company: str
    store: Store
    fonts: Path

    def render(self, printing: Printing) -> bytes:
        return render(printing, self._pictures(printing.paper), self.fonts)

    def _pictures(self, paper: Paper) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for file in paper.files:
            left = MOST_PICTURES - sum(len(content) for content in found.values())
            if file.is_picture and file.size <= min(MOST_PICTURE, left):
                try:
                    found[file.sha256] = self.store.get(file.sha256)
                except FileMissing:
                    log.exception("printing.picture_missing", sha256=file.sha256)
        return found


def press_of(settings: Settings) -> Press:
    home = Home(settings.home)
    return Press(settings.company, Store(home.files), home.fonts)


def print_into_thread(row: OutboxRow, database: Database, press: Press, slack: SlackSender) -> dict[str, Any]:
    """The errand of `/qa print`, in the name of whoever asked."""
    channel, thread = _thread(database, UUID(row.facts["record_id"]))
    printing = _printed(row, database, press)
    name = printing.file_name
    file_id = slack.find_file(channel, thread, name) if row.attempts > 1 else None
    comment = f"{printing.paper.head.number} on paper, as it stands. SHA-256 of the printed facts: {printing.sha256}"
    file_id = file_id or slack.share(name, press.render(printing), channel, thread, comment)
    return {"channel": channel, "thread": thread, "file_id": file_id, "name": name, "sha256": printing.sha256}


def _thread(database: Database, record: UUID) -> tuple[str, str]:
    with database.reading() as session:
        card = placement.find(session, CARD, record, QUALITY_CHANNEL)
        if card is None:
            raise NotYet("its card does not stand yet", after=5)
        return card.channel, card.ts


def _printed(row: OutboxRow, database: Database, press: Press) -> Printing:
    """A second attempt after a doubt prints the same facts again, and the ledger has its line already."""
    with database.reading() as session:
        actor = session.get_one(Person, UUID(row.facts["person_id"])).actor
    printing: Printing | None = None
    try:
        with database.acting(actor, Cause("slack", str(row.id))) as unit:
            record = unit.session.get_one(Record, UUID(row.facts["record_id"]))
            at = datetime.fromisoformat(row.facts["at"])
            printing = print_out(unit, record, press.company, at)
            unit.once(f"printed/{row.id}/{printing.sha256}", "print")
    except AlreadyDone:
        log.info("printing.again", row=str(row.id))
    assert printing is not None  # AlreadyDone comes after it
    return printing


def print_to_file(settings: Settings, number: str, target: Path | None) -> tuple[Path, str]:
    """Print a record for whoever sits at the server. Returns the file and the hash of the printed facts."""
    database = open_existing(settings)
    press = press_of(settings)
    with database.acting(OPERATOR, Cause("cli", f"print {number}"[:100])) as unit:
        record = by_number(unit.session, number)
        printing = print_out(unit, record, press.company, unit.now)
    path = target or Path(printing.file_name)
    if path.is_dir():
        path /= printing.file_name
    try:
        path.write_bytes(press.render(printing))
    except OSError as error:
        raise Misconfigured(f"{path} cannot be written: {error.strerror}.") from error
    return path, printing.sha256
