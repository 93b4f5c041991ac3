"""The mail with which a new sandbox begins: a customer complains to customer service, with a photo. The rest is up to who plays."""

from __future__ import annotations

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from bot.sandbox.mail import MailHost
from bot.sandbox.photograph import scratched_housing

SENDER, RECIPIENT = "elin.sandstrom@norrby.example", "delphine.roche@falkenau.example"
TEXT = """Good afternoon Delphine,

12 of 400 housings, part no. H-200, from your lot L-4711 (our order PO 48812) arrived scratched on the sealing face, see the photo.
We cannot use them. Please tell us by the end of the week what you will do.

Kind regards
Elin Sandström
Norrby Pumps AB
"""


def deliver_first_mail(host: MailHost, now: datetime) -> None:
    """Once: a mail host that has held any mail is left alone."""
    if host.mails(None):
        return
    mail = EmailMessage()
    mail["From"] = f"Elin Sandström <{SENDER}>"
    mail["To"] = f"Delphine Roche <{RECIPIENT}>"
    mail["Subject"] = "Scratched pump housings, delivery 48812"
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = "<first@norrby.example>"
    mail.set_content(TEXT)
    mail.add_attachment(scratched_housing(), maintype="image", subtype="png", filename="sealing-face.png")
    host.deliver(mail.as_bytes(), sender=SENDER, recipients=(RECIPIENT,), authenticated=True)
