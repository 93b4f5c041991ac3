"""`andon check`: what is missing, contradictory or unreachable before Andon runs, each with what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from bot import slack_app, storage
from bot.home import Home
from bot.mail_sender import MailSender
from bot.mailbox import connection
from bot.onboarding.manifest import SCOPES
from bot.opening import open_existing, own_promises
from bot.outcome import DeliveryFailed
from bot.settings import Settings
from bot.slack_sender import SlackSender
from models.kernel.errors import Misconfigured
from models.kernel.working_time import WorkingCalendar
from models.people.person import Role, Site, holders
from models.unit_of_work import Database
from models.workflow.approvals import STAND_INS

#: Roles without which a record would wait for nobody.
NEEDED = (Role.QUALITY_ENGINEER, Role.QUALITY_MANAGER)
#: Roles that fill the seats of approvals.
APPROVING = (Role.DESIGN_AUTHORITY, Role.SUPERVISOR, Role.PURCHASING)
_GIVE = "Give somebody this role in the people file and import it."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    ok: bool
    what: str
    #: What to do about it.
    advice: str = ""


def check(settings: Settings) -> Iterator[Finding]:
    """Look at everything, one after the other; a failure never hides the next."""
    for look in (_settings, _home, _database, _promises, _slack, _mailbox, _outgoing, _people):
        yield from look(settings)


def _settings(settings: Settings) -> Iterator[Finding]:
    wrong = settings.contradictions()
    yield from (Finding(ok=False, what=sentence) for sentence in wrong)
    if not wrong:
        yield Finding(ok=True, what="the settings fit together")


def _home(settings: Settings) -> Iterator[Finding]:
    try:
        Home(settings.home).make()
        probe = settings.home / ".writable"
        probe.touch()
        probe.unlink()
    except (Misconfigured, OSError) as error:
        yield Finding(
            ok=False, what=f"the folder {settings.home}: {error}", advice="Choose another ANDON_HOME, or its rights."
        )
        return
    yield Finding(ok=True, what=f"the folder {settings.home} can be written")


def _database(settings: Settings) -> Iterator[Finding]:
    if settings.database_url is None:
        return
    try:
        storage.engine_of(settings).dispose()
    except Misconfigured as error:
        yield Finding(ok=False, what=str(error), advice="Mend ANDON_DATABASE_URL; without it, SQLite is used.")
        return
    yield Finding(ok=True, what=f"the database: {storage.named(settings)}")


def _promises(settings: Settings) -> Iterator[Finding]:
    """The clock: working time and what is promised within it."""
    calendar = (settings.time_zone, settings.working_days, settings.working_hours, settings.holidays)
    try:
        WorkingCalendar(*calendar).is_working_day(date(2026, 1, 1))
        over = own_promises(settings)
    except Misconfigured as error:
        yield Finding(ok=False, what=str(error), advice="Mend it, then start Andon again.")
        return
    changed = ", ".join((over or {}).get("clocks", {})) or "none"
    yield Finding(ok=True, what=f"the clocks can run; promises of your own: {changed}")


def _slack(settings: Settings) -> Iterator[Finding]:
    if settings.slack_bot_token is None:
        return
    client = slack_app.web_client(settings)
    try:
        told = client.auth_test()
    except SlackApiError as error:
        yield Finding(
            ok=False,
            what=f"Slack refuses the bot token: {error.response.get('error')}",
            advice="Install the app again and copy its token.",
        )
        return
    except OSError as error:
        yield Finding(ok=False, what=f"Slack cannot be reached: {error}", advice="Is there a proxy or firewall?")
        return
    yield Finding(ok=True, what=f"Slack knows the bot, in the workspace {told['team']}")
    granted = {s.strip() for s in str(told.headers.get("x-oauth-scopes", "")).split(",") if s.strip()}
    missing = sorted(set(SCOPES) - granted) if granted else []
    if missing:
        yield Finding(
            ok=False,
            what=f"the app lacks the scopes {', '.join(missing)}",
            advice="Paste “andon manifest” into the app and install it again.",
        )
    yield from _channel(settings, SlackSender(client))


def _channel(settings: Settings, slack: SlackSender) -> Iterator[Finding]:
    name = settings.quality_channel.lstrip("#")
    try:
        found = slack.channel_id(name)
        inside = found and slack.client.conversations_info(channel=found)["channel"].get("is_member")
    except (DeliveryFailed, SlackApiError) as error:
        yield Finding(ok=False, what=f"the channel #{name}: {error}", advice="Check the app's scopes.")
        return
    if not found:
        yield Finding(
            ok=False,
            what=f"there is no channel #{name} that the bot can see",
            advice="Create it, or set ANDON_QUALITY_CHANNEL; a private one needs the bot invited.",
        )
    elif not inside:
        yield Finding(ok=False, what=f"the bot is not in #{name}", advice=f"Type “/invite @Andon” in #{name}.")
    else:
        yield Finding(ok=True, what=f"the bot is in #{name}")


def _mailbox(settings: Settings) -> Iterator[Finding]:
    if not settings.imap_host:
        yield Finding(ok=True, what="no mail is read (ANDON_IMAP_HOST is not set)")
        return
    yield from _reach(
        lambda: connection(settings).select_folder(settings.imap_folder, readonly=True),
        f"the mailbox {settings.mailbox} on {settings.imap_host}",
        "Check ANDON_IMAP_HOST, _PORT, _SECURITY, _USER and _PASSWORD; some hosts want an app password.",
    )
    if not settings.authserv_id:
        what = "forwards are never registered by themselves: nobody says whether their sender is genuine"
        yield Finding(
            ok=False,
            what=what,
            advice="Set ANDON_AUTHSERV_ID to the first word of your Authentication-Results headers.",
        )


def _outgoing(settings: Settings) -> Iterator[Finding]:
    if not settings.smtp_host:
        yield Finding(ok=True, what="no mail is sent (ANDON_SMTP_HOST is not set)")
        return
    yield from _reach(MailSender(settings).probe, f"sending by {settings.smtp_host}", "Check the ANDON_SMTP_ settings.")


def _reach(action: Callable[[], object], what: str, advice: str) -> Iterator[Finding]:
    try:
        action()
    except Exception as error:  # noqa: BLE001  (whatever it is, it is what the person asked about)
        yield Finding(ok=False, what=f"{what}: {error}", advice=advice)
        return
    yield Finding(ok=True, what=f"{what} works")


def _people(settings: Settings) -> Iterator[Finding]:
    try:
        database = open_existing(settings)
    except Misconfigured as error:
        yield Finding(ok=True, what=f"people: {error}")
        return
    with database.reading() as session:
        yield from _seats(session, database, settings)


def _seats(session: Session, database: Database, settings: Settings) -> Iterator[Finding]:
    site = session.get_one(Site, settings.site)
    for role in NEEDED:
        names = [p.name for p in holders(session, role, site.day(database.clock.now()), site.code)]
        if names:
            yield Finding(ok=True, what=f"{role.label}: {', '.join(names)}")
        else:
            yield Finding(ok=False, what=f"nobody is {role.label}", advice=_GIVE)
    yield from _approving(session, site, site.day(database.clock.now()))


def _approving(session: Session, site: Site, day: date) -> Iterator[Finding]:
    """Seats of approvals: one that nobody could fill would wait for ever."""
    instead = [p.name for role in STAND_INS for p in holders(session, role, day, site.code)]
    for role in APPROVING:
        names = [p.name for p in holders(session, role, day, site.code)]
        if names:
            yield Finding(ok=True, what=f"{role.label}: {', '.join(names)}")
        elif instead:
            yield Finding(ok=True, what=f"nobody is {role.label}: {instead[0]} stands in where one has to approve")
        else:
            yield Finding(ok=False, what=f"nobody is {role.label}, and nobody could stand in", advice=_GIVE)
