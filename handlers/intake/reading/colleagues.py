"""Who belongs to our own house, as far as an address tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.intake.reading.facts import Address, Own

#: Where everybody has a mailbox, and nobody is a colleague for that.
PUBLIC_PROVIDERS = frozenset(
    (
        *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "msn.com", "yahoo.com", "ymail.com", "aol.com"),
        *("icloud.com", "me.com", "mac.com", "proton.me", "protonmail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de"),
        *("t-online.de", "freenet.de", "posteo.de", "mailbox.org", "orange.fr", "wanadoo.fr", "free.fr", "laposte.net"),
        *("libero.it", "virgilio.it", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "seznam.cz", "centrum.cz", "mail.ru", "yandex.ru"),
        *("bluewin.ch", "ziggo.nl", "kpnmail.nl", "telenet.be", "skynet.be", "qq.com", "163.com", "126.com", "naver.com"),
    )
)  # fmt: skip


def is_colleague(person: Address, own: Own) -> bool:
    """By the domain of our mailboxes: whomever such a person writes about, it is no customer of ours."""
    houses = {address.rpartition("@")[2] for address in own.addresses} - PUBLIC_PROVIDERS
    return person.domain.lower() in houses
