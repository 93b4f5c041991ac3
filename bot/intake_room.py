"""What the intake works with, made of the settings: for the watcher, and for the command line."""

from __future__ import annotations

from collections.abc import Callable

from bot.home import Home
from bot.mail_sender import message_id_host
from bot.opening import NothingHere, open_to_look
from bot.reading_worker import ReadingWorker
from bot.settings import Settings, load
from handlers.intake.deciding.decision import Post
from handlers.intake.knowing import Knowing
from handlers.intake.pipeline import Room
from handlers.intake.reading.facts import Own
from handlers.intake.reading.fields import NOTHING_KNOWN, KnownThings
from handlers.intake.reading.understanding import Understanding
from models.kernel.errors import AndonError
from models.store import Store
from models.unit_of_work import Database


def own(settings: Settings) -> Own:
    """What is ours, so that reading knows our own letters and the servers that we believe."""
    return Own(
        addresses=frozenset(a.casefold() for a in (settings.mailbox, settings.sender_address) if a),
        hosts=frozenset({message_id_host(settings)} if settings.sender_address else ()),
        authserv_ids=frozenset({settings.authserv_id.casefold()} if settings.authserv_id else ()),
    )


def reading_worker(settings: Settings, database: Database) -> ReadingWorker:
    """The process that reads; whoever asks for it closes it."""
    taught = Home(settings.home).model
    return ReadingWorker(own(settings), taught if taught.exists() else None, known=Knowing(database))


def known_here() -> tuple[KnownThings, str]:
    """What the company of ANDON_HOME knows, for a look at mails. Nothing without a home; where it cannot be looked at, also why."""
    try:
        database = open_to_look(load())
    except NothingHere:
        return NOTHING_KNOWN, ""
    except AndonError as error:
        return NOTHING_KNOWN, str(error)
    try:
        return Knowing(database)(), ""
    finally:
        database.engine.dispose()


def intake_room(settings: Settings, database: Database, understand: Callable[[bytes], Understanding]) -> Room:
    complaints = frozenset({settings.mailbox} if settings.mailbox_takes_complaints else ())
    post = Post(addresses=own(settings).addresses, complaints=complaints)
    return Room(database, Store(Home(settings.home).files), post, settings.site, understand)
