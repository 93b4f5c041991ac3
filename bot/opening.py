"""Opens the database of a home: checked, migrated (after a backup), and marked for ever as real or sandbox."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.engine import Engine

from bot import backup, storage
from bot.home import Home
from bot.settings import Settings, is_loopback
from models import installation, migrations
from models.installation import Installation
from models.kernel.clock import Clock, MovableClock, SystemClock
from models.kernel.errors import Misconfigured
from models.people.person import Site
from models.unit_of_work import Actor, ActorKind, Cause, Database
from models.workflow import sla

SETUP = Actor(ActorKind.OPERATOR, "andon")


class SandboxMixup(Misconfigured):
    """Sandbox and real must never touch."""


class NothingHere(Misconfigured):
    """There is no database in this home yet."""


def open_home(settings: Settings, *, sandbox: bool = False) -> Database:
    """For `andon up`: makes what is missing. Raises Misconfigured when this home must not be opened with these settings."""
    home = Home(settings.home)
    home.make()
    engine = storage.engine_of(settings)
    if migrations.is_needed(engine):
        if migrations.current(engine) is not None and settings.database_url is None:
            backup.before_migration(home, engine)
        migrations.upgrade(engine)
    database = _marked(engine, settings, sandbox=sandbox)
    _keep_site(database, settings)
    return database


def open_existing(settings: Settings) -> Database:
    """For the command line beside a running Andon: changes no schema."""
    return _marked(open_to_look(settings).engine, settings, sandbox=False)


def open_to_look(settings: Settings) -> Database:
    """For what only reads and reaches nobody: a real home and a sandbox alike. Raises NothingHere where there is none."""
    engine = storage.engine_of(settings)
    if storage.is_empty(settings, engine):
        where = storage.named(settings) if settings.database_url else settings.home
        raise NothingHere(f"There is no Andon in {where} yet. “andon up” makes one; or set ANDON_HOME.")
    if migrations.is_needed(engine):
        raise Misconfigured("The database is older than this program: “andon up” migrates it (after a backup).")
    return Database(engine, SystemClock())


def _marked(engine: Engine, settings: Settings, *, sandbox: bool) -> Database:
    wall = SystemClock()
    database = Database(engine, wall)
    with database.reading() as session:
        mark = installation.present(session)
    first = mark is None
    mark = mark or Installation(id=1, sandbox=sandbox, created_at=wall.now(), clock_offset=0.0)
    _refuse_mixing(mark, settings, sandbox=sandbox)
    if first:
        with database.acting(SETUP, Cause("cli", "first start")) as unit:
            unit.session.add(mark)
    database.clock = _clock(mark)
    return database


def _keep_site(database: Database, settings: Settings) -> None:
    """The site is as the settings say, and so is whether mail is sent; what changed takes effect with this start."""
    wanted = {
        "name": settings.company,
        "time_zone": settings.time_zone,
        "working_days": settings.working_days,
        "working_hours": settings.working_hours,
        "holidays": settings.holidays,
        "sla": own_promises(settings),
    }
    with database.acting(SETUP, Cause("cli", "settings")) as unit:
        site = unit.session.get(Site, settings.site) or Site(code=settings.site)
        for name, value in wanted.items():
            setattr(site, name, value)
        unit.session.add(site)
        unit.session.get_one(Installation, 1).mails = bool(settings.smtp_host)


def own_promises(settings: Settings) -> dict[str, Any] | None:
    """What the home's sla.toml says otherwise than Andon's matrix; None without one. Raises WrongPromises."""
    file = settings.home / sla.FILE
    try:
        return sla.read_over(file.read_text(encoding="utf-8")) if file.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise sla.WrongPromises(f"{file} cannot be read: {error}") from None


def _clock(mark: Installation) -> Clock:
    return MovableClock(offset=timedelta(seconds=mark.clock_offset)) if mark.sandbox else SystemClock()


def _refuse_mixing(mark: Installation, settings: Settings, *, sandbox: bool) -> None:
    outside = [name for name, host in settings.endpoints().items() if host and not is_loopback(host)]
    if mark.sandbox and outside:
        raise SandboxMixup(
            f"{settings.home} is a sandbox, for ever: it must not reach {', '.join(outside)}. "
            "Choose another ANDON_HOME for the real workspace."
        )
    if sandbox and not mark.sandbox:
        raise SandboxMixup(f"{settings.home} belongs to a real workspace; the sandbox needs a folder of its own.")
