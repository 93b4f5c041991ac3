"""What the intake works with, made of the settings: for the watcher, and for the command line."""

from __future__ import annotations

from bot.home import Home
from bot.learning import learned_model
from bot.mail_sender import message_id_host
from bot.settings import Settings
from handlers.intake.deciding.decision import Post
from handlers.intake.pipeline import Room
from handlers.intake.reading.facts import Own
from handlers.intake.reading.understanding import understand
from models.store import Store
from models.unit_of_work import Database


def own(settings: Settings) -> Own:
    """What is ours, so that reading knows our own letters and the servers that we believe."""
    return Own(
        addresses=frozenset(a.casefold() for a in (settings.mailbox, settings.sender_address) if a),
        hosts=frozenset({message_id_host(settings)} if settings.sender_address else ()),
        authserv_ids=frozenset({settings.authserv_id.casefold()} if settings.authserv_id else ()),
    )


def intake_room(settings: Settings, database: Database) -> Room:
    ours = own(settings)
    complaints = frozenset({settings.mailbox} if settings.mailbox_takes_complaints else ())
    post = Post(addresses=ours.addresses, complaints=complaints)
    home = Home(settings.home)
    store, model = Store(home.files), learned_model(home)
    return Room(database, store, post, settings.site, lambda raw: understand(raw, ours, model=model))
