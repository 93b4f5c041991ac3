"""What the command line asks of the clock: what it would say, and why it said or did not say something."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.opening import open_existing
from bot.settings import Settings
from models.kernel.errors import Misconfigured
from models.people.person import by_email
from models.workflow.record import by_number
from schedules.explain import explain as explained
from schedules.preview import Told
from schedules.preview import preview as previewed


def preview(settings: Settings, at: str, email: str) -> list[Told]:
    with open_existing(settings).reading() as session:
        if email and by_email(session, email) is None:
            raise Misconfigured(f"Nobody here has the address {email}; “andon people list” shows who there is.")
        return previewed(session, _moment(settings, at), email)


def _moment(settings: Settings, written: str) -> datetime:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise Misconfigured(f"“{written}” is no moment; they look like 2026-12-01T09:00.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(settings.time_zone))


def explain(settings: Settings, number: str) -> list[tuple[str, list[tuple[str, ...]]]]:
    """For every clock its heading and rows of when, what, whom, how."""
    database = open_existing(settings)
    zone = ZoneInfo(settings.time_zone)
    with database.reading() as session:
        record = by_number(session, number)
        return [
            (heading, [(_shown(line.when, zone), line.what, line.whom, line.how) for line in lines])
            for heading, lines in explained(session, record, database.clock.now())
        ]


def _shown(when: object, zone: ZoneInfo) -> str:
    return f"{when.astimezone(zone):%Y-%m-%d %H:%M}" if isinstance(when, datetime) else str(when)
