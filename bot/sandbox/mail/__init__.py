"""A mail host on loopback: SMTP in and out, IMAP for the bot, and boxes that the page shows.

It stands outside the wire and imports nothing else of Andon: the bot reaches it with the same clients as a
real host.
"""

from __future__ import annotations

from bot.sandbox.mail.host import MailHost
from bot.sandbox.mail.routes import mail_routes

__all__ = ["MailHost", "mail_routes"]
