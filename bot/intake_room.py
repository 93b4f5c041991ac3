"""What the intake works with, made of the settings: for the watcher, and for the command line."""

from __future__ import annotations

from collections.abc import Callable

from bot.home import Home
from bot.mail_sender import message_id_host
from bot.reading_worker import ReadingWorker
from bot.settings import Settings
from handlers.intake.deciding.decision import Post
from handlers.intake.pipeline import Room
from handlers.intake.reading.facts import Own
from handlers.intake.reading.understanding import Understanding
from models.store import Store
from models.unit_of_work import Database


def own(settings: Settings) -> Own:
    """What is ours, so that reading knows our own letters and the servers that we believe."""
    return Own(
        addresses=frozenset(a.casefold() for a in (settings.mailbox, settings.sender_address) if a),
        hosts=frozenset({message_id_host(settings)} if settings.sender_address else ()),
        authserv_ids=frozenset({settings.authserv_id.casefold()} if settings.authserv_id else ()),
    )


def reading_worker(settings: Settings) -> ReadingWorker:
    """The process that reads; whoever asks for it closes it."""
    taught = Home(settings.home).model
    return ReadingWorker(own(settings), taught if taught.exists() else None)


def intake_room(settings: Settings, database: Database, understand: Callable[[bytes], Understanding]) -> Room:
    complaints = frozenset({settings.mailbox} if settings.mailbox_takes_complaints else ())
    post = Post(addresses=own(settings).addresses, complaints=complaints)
    return Room(database, Store(Home(settings.home).files), post, settings.site, understand)
