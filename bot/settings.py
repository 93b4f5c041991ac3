"""Settings: read once from the environment and `andon.env`, never changed afterwards. An unknown ANDON_* variable is refused."""

from __future__ import annotations

import os
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from models.kernel.errors import Misconfigured

PREFIX = "ANDON_"
SETTINGS_FILE = "andon.env"


class SlackMode(StrEnum):
    SOCKET = "socket"
    HTTP = "http"


class MailSecurity(StrEnum):
    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class MailLogin(StrEnum):
    PASSWORD = "password"  # noqa: S105  (the name of a way, not one)
    XOAUTH2 = "xoauth2"


class Settings(BaseSettings):
    """Every setting is `ANDON_` and the name in capitals, in the environment or in the file `andon.env`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_file_encoding="utf-8")

    home: Path = Field(
        Path("andon-home"), description="The folder of all that Andon keeps: database, mails, attachments."
    )
    database_url: SecretStr | None = Field(
        None,
        description="A PostgreSQL database instead of the SQLite file in the home: postgresql://user:password@host/name.",
    )
    company: str = Field("Our company", description="The company's name, as it stands in letters.")
    site: str = Field("MAIN", description="The site's code; its year is the year of record numbers.")
    time_zone: str = Field("UTC", description="The site's time zone (IANA), such as Europe/Berlin.")
    working_days: str = Field("12345", pattern=r"^[1-7]{1,7}$", description="The site's working days, 1 is Monday.")
    working_hours: str = Field(
        "08:00-17:00", pattern=r"^[0-2]\d:[0-5]\d-[0-2]\d:[0-5]\d$", description="Its working hours."
    )
    holidays: str = Field(
        "",
        pattern=r"^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$",
        description="Whose public holidays are kept, such as DE-BY; empty for none.",
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")

    slack_bot_token: SecretStr | None = Field(None, description="Slack's bot token (xoxb-…).")
    slack_mode: SlackMode = Field(
        SlackMode.SOCKET, description="How Slack reaches Andon: socket (no open port) or http."
    )
    slack_app_token: SecretStr | None = Field(None, description="Slack's app-level token (xapp-…); for socket mode.")
    slack_signing_secret: SecretStr | None = Field(None, description="Slack's signing secret; for http mode.")
    slack_api_url: str = Field("https://slack.com/api/", description="Slack's Web API; only the sandbox has another.")
    quality_channel: str = Field("quality", description="The channel in which cards stand, by name or id.")

    http_host: str = Field(
        "127.0.0.1", description="Where Andon listens for health checks and, in http mode, for Slack."
    )
    http_port: int = Field(8765, ge=0, le=65535, description="Its port; 0 takes a free one.")

    imap_host: str | None = Field(None, description="The mail server from which mail is read; without it mail is off.")
    imap_port: int = Field(993, description="Its port.")
    imap_security: MailSecurity = Field(MailSecurity.TLS, description="tls, starttls, or none (loopback only).")
    imap_user: str = Field("", description="The account; with several mailboxes of one account, their common login.")
    imap_password: SecretStr | None = Field(None, description="Its password, or app password.")
    imap_folder: str = Field("INBOX", description="The folder that is read.")
    imap_processed: str = Field("Processed", description="The folder into which a mail is moved once it is kept.")
    mailbox: str = Field("", description="The address of that mailbox, such as complaints@company.example.")
    mailbox_takes_complaints: bool = Field(
        default=True, description="Whether a known employee's authenticated forward to it is registered at once."
    )
    mail_login: MailLogin = Field(
        MailLogin.PASSWORD,
        description="password, or xoauth2 (Microsoft 365, Gmail) with the settings that begin with OAUTH.",
    )
    oauth_token_url: str = Field(
        "", description="Where access tokens are had, such as https://login.…/oauth2/v2.0/token."
    )
    oauth_client_id: str = Field("", description="The registered application.")
    oauth_client_secret: SecretStr | None = Field(None, description="Its secret.")
    oauth_scope: str = Field("", description="The scope; for Microsoft 365 https://outlook.office365.com/.default.")
    oauth_refresh_token: SecretStr | None = Field(
        None, description="A user's refresh token; without it the application is the client."
    )
    authserv_id: str = Field("", description="The name under which your mail server writes Authentication-Results.")

    smtp_host: str | None = Field(
        None, description="The mail server by which mail is sent; without it nothing is mailed."
    )
    smtp_port: int = Field(587, description="Its port.")
    smtp_security: MailSecurity = Field(MailSecurity.STARTTLS, description="tls, starttls, or none (loopback only).")
    smtp_user: str = Field("", description="The account, if the server wants one.")
    smtp_password: SecretStr | None = Field(None, description="Its password.")
    mail_from: str = Field("", description="The sender of Andon's mails; the mailbox above if it is empty.")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"“{value}” is no time zone; they look like Europe/Berlin") from None
        return value

    @field_validator("home")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()

    @field_validator("database_url")
    @classmethod
    def _postgresql(cls, value: SecretStr | None) -> SecretStr | None:
        """With the driver that Andon brings. The address is never repeated: there may be a password in it."""
        if value is None or not value.get_secret_value():
            return None
        try:
            url = make_url(value.get_secret_value())
        except ArgumentError:
            raise ValueError("it is no address of a database; they look like postgresql://user@host/name") from None
        if url.drivername not in {"postgresql", "postgres", "postgresql+psycopg"} or not url.database:
            raise ValueError("it has to look like postgresql://user@host/name; leave it out for SQLite")
        return SecretStr(url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False))

    @property
    def database_host(self) -> str:
        """Where PostgreSQL is; empty for SQLite and for a Unix socket."""
        if self.database_url is None:
            return ""
        url = make_url(self.database_url.get_secret_value())
        hosts = [url.host, url.query.get("host"), url.query.get("hostaddr")]
        return next((str(host) for host in hosts if host and not str(host).startswith("/")), "")

    @property
    def sender_address(self) -> str:
        return self.mail_from or self.mailbox

    def endpoints(self) -> dict[str, str]:
        """The hosts that these settings reach, by the setting that names them."""
        slack = {"ANDON_SLACK_API_URL": urlsplit(self.slack_api_url).hostname or ""}
        imap = {"ANDON_IMAP_HOST": self.imap_host} if self.imap_host else {}
        smtp = {"ANDON_SMTP_HOST": self.smtp_host} if self.smtp_host else {}
        database = {"ANDON_DATABASE_URL": self.database_host} if self.database_host else {}
        return {**slack, **imap, **smtp, **database}

    def contradictions(self) -> list[str]:
        """Settings that cannot be meant together, each with what to do."""
        return [sentence for wrong, sentence in self._rules() if wrong]

    def _rules(self) -> list[tuple[bool, str]]:
        socket, http = self.slack_mode is SlackMode.SOCKET, self.slack_mode is SlackMode.HTTP
        return [
            (_missing(self.slack_bot_token), "Slack's bot token is missing: set ANDON_SLACK_BOT_TOKEN (xoxb-…)."),
            (
                _is(self.slack_bot_token, "xapp-"),
                "ANDON_SLACK_BOT_TOKEN holds an app-level token: swap it with ANDON_SLACK_APP_TOKEN.",
            ),
            (socket and _missing(self.slack_app_token), "Socket mode needs ANDON_SLACK_APP_TOKEN (xapp-…)."),
            (
                _is(self.slack_app_token, "xoxb-"),
                "ANDON_SLACK_APP_TOKEN holds a bot token: swap it with ANDON_SLACK_BOT_TOKEN.",
            ),
            (http and _missing(self.slack_signing_secret), "HTTP mode needs ANDON_SLACK_SIGNING_SECRET."),
            (
                bool(self.imap_host) and not self.mailbox,
                "ANDON_IMAP_HOST is set, but not whose mailbox it is: set ANDON_MAILBOX.",
            ),
            (
                bool(self.mailbox) and not self.imap_host,
                "ANDON_MAILBOX is set, but no ANDON_IMAP_HOST to read it from.",
            ),
            (self._lacks_password, "ANDON_IMAP_HOST needs ANDON_IMAP_PASSWORD (or ANDON_MAIL_LOGIN=xoauth2)."),
            (self._lacks_oauth, "ANDON_MAIL_LOGIN=xoauth2 needs ANDON_OAUTH_TOKEN_URL and ANDON_OAUTH_CLIENT_ID."),
            (
                bool(self.smtp_host) and not self.sender_address,
                "ANDON_SMTP_HOST needs ANDON_MAIL_FROM (or ANDON_MAILBOX).",
            ),
            (
                self._unprotected(self.imap_host, self.imap_security),
                "ANDON_IMAP_SECURITY=none sends the password in clear: only for loopback.",
            ),
            (
                self._unprotected(self.smtp_host, self.smtp_security),
                "ANDON_SMTP_SECURITY=none sends mail in clear: only for loopback.",
            ),
        ]

    @property
    def _lacks_password(self) -> bool:
        return bool(self.imap_host) and self.mail_login is MailLogin.PASSWORD and _missing(self.imap_password)

    @property
    def _lacks_oauth(self) -> bool:
        return self.mail_login is MailLogin.XOAUTH2 and not (self.oauth_token_url and self.oauth_client_id)

    @staticmethod
    def _unprotected(host: str | None, security: MailSecurity) -> bool:
        return bool(host) and security is MailSecurity.NONE and not is_loopback(host or "")


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def load(**given: object) -> Settings:
    """The settings of this process. Raises Misconfigured with every mistake in one text."""
    unknown = sorted(
        name for name in os.environ if name.startswith(PREFIX) and _field(name) not in Settings.model_fields
    )
    if unknown:
        raise Misconfigured(f"Unknown settings: {', '.join(unknown)}. “andon settings” lists what there is.")
    file = Path(SETTINGS_FILE)
    try:
        file.read_text(encoding="utf-8") if file.exists() else None
    except UnicodeDecodeError:
        raise Misconfigured(f"{file} is not saved as UTF-8: save it again as UTF-8.") from None
    try:
        return Settings(**{"_env_file": file if file.exists() else None, **given})  # type: ignore[arg-type]  # pydantic checks
    except ValidationError as error:
        wrong = [f"{PREFIX}{'_'.join(str(p) for p in e['loc']).upper()}: {e['msg']}" for e in error.errors()]
        raise Misconfigured("These settings are wrong:\n  " + "\n  ".join(wrong)) from None


def _field(variable: str) -> str:
    return variable.removeprefix(PREFIX).lower()


def _missing(secret: SecretStr | None) -> bool:
    return secret is None or not secret.get_secret_value()


def _is(token: SecretStr | None, prefix: str) -> bool:
    return token is not None and token.get_secret_value().startswith(prefix)
