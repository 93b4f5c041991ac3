"""Mail goes out with everything that keeps robots from answering it, and with a Message-ID that a second attempt repeats."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import Message
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr
from uuid import UUID

from bot.oauth import TokenRefused, access_token, xoauth2
from bot.outcome import DeliveryFailed
from bot.settings import MailLogin, MailSecurity, Settings
from models.kernel.addresses import is_address

AS_SENT = compat32.clone(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one address; `row` makes its Message-ID."""

    row: UUID
    to: str
    subject: str
    text: str
    written_at: datetime
    in_reply_to: str = ""
    #: Written by a person and sent by their click (an acknowledgement); everything else is auto-generated (RFC 3834).
    by_a_person: bool = False


class MailSender:
    """Sends by SMTP. Raises DeliveryFailed."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def message_id(self, row: UUID) -> str:
        return f"<{row}@{message_id_host(self.settings)}>"

    def compose(self, letter: Letter) -> Message:
        """Raises ValueError for an address that cannot be written to.

        Made by the older part of the standard library: the newer one loses blanks where it folds a foreign subject, and encodes
        a Message-ID that is longer than a line, so that no thread finds it.
        """
        if not (is_address(letter.to) and letter.to.isascii()):
            raise ValueError(f"“{letter.to}” is no address")
        mail = MIMEText(letter.text, "plain", "utf-8")
        mail["From"] = formataddr((_safe(self.settings.company), self.settings.sender_address))
        mail["To"] = letter.to
        mail["Subject"] = _subject(letter.subject)
        mail["Date"] = format_datetime(letter.written_at)
        mail["Message-ID"] = self.message_id(letter.row)
        if letter.in_reply_to:
            mail["In-Reply-To"] = mail["References"] = _safe(letter.in_reply_to)
        if not letter.by_a_person:
            mail["Auto-Submitted"] = "auto-generated"
            mail["X-Auto-Response-Suppress"] = "All"
        mail["X-Andon-Loop"] = self.settings.sender_address
        return mail

    def send(self, letter: Letter) -> str:
        """The Message-ID under which it went out."""
        try:
            mail = self.compose(letter)
        except (ValueError, IndexError) as error:
            raise DeliveryFailed(f"no mail can be made of that: {error}", for_good=True) from error
        try:
            with self._connection() as server:
                server.sendmail(self.settings.sender_address, [letter.to], mail.as_bytes(policy=AS_SENT))
        except smtplib.SMTPRecipientsRefused as refused:
            code, text = next(iter(refused.recipients.values()))
            raise _refused(code, text) from refused
        except smtplib.SMTPAuthenticationError as error:
            raise DeliveryFailed(
                "the mail server refuses the login", after=60
            ) from error  # a mistyped password loses no letter
        except smtplib.SMTPResponseException as error:
            raise _refused(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException, TokenRefused) as error:
            raise DeliveryFailed(str(error), in_doubt=True) from error
        return str(mail["Message-ID"])

    def probe(self) -> None:
        """Connect and say goodbye."""
        with self._connection() as server:
            server.noop()

    def _connection(self) -> smtplib.SMTP:
        host, port = self.settings.smtp_host or "", self.settings.smtp_port
        context = ssl.create_default_context()
        if self.settings.smtp_security is MailSecurity.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=30, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=30)
        if self.settings.smtp_security is MailSecurity.STARTTLS:
            server.starttls(context=context)
        self._log_in(server)
        return server

    def _log_in(self, server: smtplib.SMTP) -> None:
        user, password = self.settings.smtp_user, self.settings.smtp_password
        if user and self.settings.mail_login is MailLogin.XOAUTH2:
            token = access_token(self.settings)
            server.ehlo_or_helo_if_needed()
            server.auth("XOAUTH2", lambda _challenge=None: xoauth2(user, token))
        elif user and password:
            server.login(user, password.get_secret_value())


def _subject(text: str) -> str:
    charset = None if text.isascii() else "utf-8"
    return Header(_safe(text), charset, header_name="Subject").encode()


def message_id_host(settings: Settings) -> str:
    """The right side of our Message-IDs, which nobody else at the company's domain uses."""
    return f"andon.{settings.sender_address.rpartition('@')[2].casefold()}"


def _safe(text: str) -> str:
    """A header value on one line, whatever it came from."""
    return " ".join(text.split())


def _refused(code: int, text: bytes | str) -> DeliveryFailed:
    said = text.decode(errors="replace") if isinstance(text, bytes) else text
    return DeliveryFailed(f"{code} {said}", for_good=500 <= code < 600)
