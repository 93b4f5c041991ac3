"""Puts Andon together: settings in, a running system out. Everything that lives has a `start` and a `stop`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy as sa
import structlog
from slack_sdk.errors import SlackApiError

from bot import opening, slack_app, storage
from bot.clockwork import Clockwork
from bot.delivery.cards import Channels, Projector
from bot.delivery.deliverer import Deliverer
from bot.delivery.errands import Errands
from bot.delivery.letters import Post as Letters
from bot.home import Home
from bot.http import Server, health_route, slack_route
from bot.intake_room import intake_room, reading_worker
from bot.mail_sender import MailSender
from bot.mailbox import Mailbox
from bot.onboarding.slack_people import synchronise
from bot.printing import press_of
from bot.sandbox_clock import clock_route
from bot.settings import Settings, SlackMode
from bot.slack_sender import SlackSender
from handlers.slack.occasion import House
from handlers.slack.registry import help_lines
from models.installation import Installation
from models.kernel.errors import Misconfigured
from models.outbox import OutboxKind, OutboxRow, OutboxState
from models.store import Store
from models.unit_of_work import Database
from schedules.digests import write_digests
from schedules.nudges import remind
from schedules.timetable import Job, tick

log = structlog.get_logger()

#: How often digests and reminders are looked at; each says everything once.
CLOCK_JOBS = timedelta(minutes=5)


class Living(Protocol):
    """Something that runs."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Running:
    """A running Andon, as the command line shows it."""

    home: Path
    database: Database
    workspace: str
    mail: str
    port: int


def deliverer(settings: Settings, database: Database) -> Deliverer:
    sender = SlackSender(slack_app.web_client(settings))
    channels = Channels(sender, {"quality": settings.quality_channel})
    store = Store(Home(settings.home).files)
    mail = MailSender(settings) if settings.smtp_host else None
    return Deliverer(
        database,
        {
            OutboxKind.LETTER: Letters(database, sender, channels, mail).deliver,
            OutboxKind.PROJECTION: Projector(database, store, sender, channels).deliver,
            OutboxKind.ERRAND: Errands(database, store, sender, press_of(settings)).deliver,
        },
    )


@contextmanager
def running(settings: Settings) -> Iterator[Running]:
    """Andon, until the block ends. Raises Misconfigured before anything was started."""
    wrong = settings.contradictions()
    if wrong:
        raise Misconfigured("\n".join(wrong))
    with Home(settings.home).held(), storage.held(settings), ExitStack() as stack:
        database = opening.open_home(settings)
        who = _identity(settings)
        _synchronise(database, settings)
        outgoing = deliverer(settings, database)
        database.woken = outgoing.wake
        house = House(database, Store(Home(settings.home).files), help_lines(), who.url)
        app = slack_app.build(settings, house, who)
        reader = reading_worker(settings, database)
        stack.callback(reader.close)
        mailbox = Mailbox(settings, intake_room(settings, database, reader)) if settings.imap_host else None
        routes = [health_route(lambda: _health(database, outgoing, mailbox))]
        if settings.slack_mode is SlackMode.HTTP:
            routes.append(slack_route(app))
        written = _jobs(database)
        if _is_sandbox(database):
            routes.append(clock_route(database, written))
        jobs = (_people_job(settings, database), *written)
        server = Server(settings.http_host, settings.http_port, routes)
        clockwork = Clockwork(lambda: _tick(database, jobs))
        parts: list[Living] = [outgoing, server, *([mailbox] if mailbox else []), clockwork]
        for part in parts:
            part.start()
            stack.callback(part.stop)
        if settings.slack_mode is SlackMode.SOCKET:
            for socket in slack_app.sockets(settings, app):
                socket.start()
                stack.callback(socket.stop)
        mail = f"{settings.mailbox} on {settings.imap_host}" if mailbox else "off (ANDON_IMAP_HOST is not set)"
        _leave_note(settings, server.port)
        yield Running(settings.home, database, who.team, mail, server.port)


def _people_job(settings: Settings, database: Database) -> Job:
    """Not woken by whoever moves a sandbox's clock: nobody joins a workspace because of that."""
    return Job("slack people", timedelta(hours=1), lambda _now: _synchronise(database, settings))


def _jobs(database: Database) -> tuple[Job, ...]:
    """In this order: what stood in the morning's digest is not said again by a reminder."""
    return (
        Job("digests", CLOCK_JOBS, lambda now: write_digests(database, now)),
        Job("reminders", CLOCK_JOBS, lambda now: remind(database, now)),
    )


def _identity(settings: Settings) -> slack_app.Identity:
    try:
        return slack_app.identify(slack_app.web_client(settings))
    except SlackApiError as error:
        code = error.response.get("error")
        raise Misconfigured(f"Slack refuses the bot token ({code}). Check ANDON_SLACK_BOT_TOKEN.") from None
    except OSError as error:
        raise Misconfigured(f"Slack cannot be reached at {settings.slack_api_url}: {error}") from None


def _leave_note(settings: Settings, port: int) -> None:
    """For whoever has to find this process: its port, in the home."""
    (settings.home / "running.json").write_text(json.dumps({"port": port}))


def _is_sandbox(database: Database) -> bool:
    with database.reading() as session:
        return session.get_one(Installation, 1).sandbox


def _tick(database: Database, jobs: tuple[Job, ...]) -> None:
    ran = tick(database, jobs, database.clock.now())
    if ran:
        log.info("clock.ticked", jobs=ran)


def _synchronise(database: Database, settings: Settings) -> None:
    try:
        synchronise(database, slack_app.web_client(settings))
    except (SlackApiError, OSError) as error:
        log.warning("slack.people_failed", error=str(error))


def _health(database: Database, outgoing: Deliverer, mailbox: Mailbox | None) -> dict[str, Any]:
    with database.reading() as session:
        count = sa.select(OutboxRow.state, sa.func.count()).group_by(OutboxRow.state)
        rows = {state.value: number for state, number in session.execute(count)}
    mail = {"connected": mailbox.state.connected, "error": mailbox.state.error} if mailbox else None
    fine = outgoing.alive and (mailbox is None or mailbox.state.connected)
    return {"ok": fine, "outbox": rows, "dead": rows.get(OutboxState.DEAD.value, 0), "mailbox": mail}
