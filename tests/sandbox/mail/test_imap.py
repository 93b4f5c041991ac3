"""What the bot's mailbox watcher relies on, proved against the sandbox's IMAP and against Dovecot alike."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import LoginError

from bot.sandbox.mail import MailHost
from tests.dovecot import dovecot
from tests.sandbox.mail.conftest import (
    COMPLAINTS,
    CUSTOMER,
    NOON,
    PASSWORD,
    QUALITY,
    Connect,
    StandingClock,
    mail,
)


@dataclass(frozen=True)
class Server:
    """An IMAP server with a way to bring it a mail from outside."""

    port: int
    login: str
    password: str
    deliver: Callable[[bytes], object]


@pytest.fixture(params=["sandbox", "dovecot"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    if request.param == "dovecot":
        with dovecot(tmp_path) as real:
            yield Server(real.port, real.login, real.password, real.deliver)
        return
    host = request.getfixturevalue("host")

    def bring(raw: bytes) -> object:
        return host.deliver(raw, sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)

    yield Server(host.imap_port, COMPLAINTS, PASSWORD, bring)


@pytest.fixture
def client(server: Server, connect: Connect) -> IMAPClient:
    return connect(server.port, server.login, server.password)


def bodies(client: IMAPClient) -> list[bytes]:
    client.noop()
    uids = client.search()
    found = client.fetch(uids, ["BODY.PEEK[]", "RFC822.SIZE"]) if uids else {}
    assert all(len(row[b"BODY[]"]) == row[b"RFC822.SIZE"] for row in found.values())
    return [found[uid][b"BODY[]"] for uid in uids]


def wait_for_exists(client: IMAPClient, within: float = 10.0) -> int:
    deadline = time.monotonic() + within
    while (left := deadline - time.monotonic()) > 0:
        counts = [line[0] for line in client.idle_check(left) if line[1:2] == (b"EXISTS",)]
        if counts:
            return int(counts[-1])
    raise AssertionError("IDLE told nothing")


def test_a_delivery_wakes_idle(server: Server, client: IMAPClient) -> None:
    client.idle()
    server.deliver(mail())
    assert wait_for_exists(client) == 1
    client.idle_done()
    assert bodies(client)[0].endswith(mail())


def test_idle_tells_at_once_of_a_mail_that_came_before_it_began(host: MailHost, connect: Connect) -> None:
    """Dovecot may leave such a mail untold until the next one: a watcher must search once before it trusts
    IDLE.
    """
    client = connect(host.imap_port, COMPLAINTS)
    host.deliver(mail("before IDLE"), sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    client.idle()
    assert wait_for_exists(client, within=5) == 1
    client.idle_done()


def test_every_mail_of_a_burst_is_told_to_idle(server: Server, client: IMAPClient) -> None:
    client.idle()
    for number in range(30):
        server.deliver(mail(f"burst {number}"))
    while wait_for_exists(client) < 30:
        pass
    client.idle_done()
    assert len(bodies(client)) == 30


AWKWARD = {
    "8-bit text that is no UTF-8": b"Subject: Gr\xfc\xdfe\r\n\r\nM\xe4ngel \xff\xfe\r\n",
    "a line of 20,000 octets": b"Subject: long\r\n\r\n" + b"x" * 20_000 + b"\r\n",
    "bare LF and bare CR": b"Subject: ends\r\n\r\none\ntwo\rthree\r\n",
    "no line end at the end": b"Subject: cut\r\n\r\nthe last line",
    "no body": b"Subject: nothing below\r\n\r\n",
    "headers without the empty line": b"Subject: only a header\r\n",
    "nothing at all": b"",
    "a body only": b"\r\nno header here\r\n",
    "an unknown charset": b'Content-Type: text/plain; charset="x-no-such"\r\n\r\n\x81\x82\r\n',
    "a boundary without an end": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nA\r\n--b\r\n",
    "brackets a thousand deep": b"From: " + b"(" * 3000 + b"\r\nContent-Type: " + b"(" * 3000 + b"\r\n\r\nx\r\n",
    "lines that begin with dots": b"Subject: dots\r\n\r\n.\r\n..\r\n.hidden\r\n",
}


@pytest.mark.parametrize("raw", AWKWARD.values(), ids=AWKWARD.keys())
def test_a_mail_is_fetched_byte_for_byte(raw: bytes, host: MailHost, connect: Connect) -> None:
    kept = host.deliver(raw, sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    assert kept.raw.endswith(raw)
    assert bodies(connect(host.imap_port, COMPLAINTS)) == [kept.raw]


def test_nul_travels_through_the_sandbox(host: MailHost, connect: Connect) -> None:
    raw = b"Subject: nul\r\n\r\na\x00b\r\n"
    host.deliver(raw, sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    assert bodies(connect(host.imap_port, COMPLAINTS))[0].endswith(raw)


def test_a_hostile_mail_does_not_block_the_next(host: MailHost, connect: Connect) -> None:
    bomb = b"Subject: " + b"=?utf-8?q?a?= " * 60_000 + b"\r\n\r\nx\r\n"
    for raw in (bomb, mail("the next")):
        host.deliver(raw, sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    assert bodies(connect(host.imap_port, COMPLAINTS))[1].endswith(mail("the next"))


def test_a_uid_cursor_sees_each_mail_once(server: Server, client: IMAPClient) -> None:
    server.deliver(mail("first"))
    client.noop()
    (first,) = client.search()
    assert client.search(["UID", f"{first + 1}:*"]) == [first]  # the star is always the last mail: filter
    server.deliver(mail("second"))
    client.noop()
    (second,) = [uid for uid in client.search(["UID", f"{first + 1}:*"]) if uid > first]
    assert second > first
    assert b"\\Seen" not in client.get_flags([second])[second]


def test_move_takes_a_mail_out_of_inbox_and_keeps_its_bytes(server: Server, client: IMAPClient) -> None:
    server.deliver(mail("moved"))
    server.deliver(mail("stays"))
    client.noop()
    moved, stays = client.search()
    (before,) = (row[b"BODY[]"] for row in client.fetch([moved], ["BODY.PEEK[]"]).values())
    client.create_folder("Processed")
    client.move([moved], "Processed")
    assert client.search() == [stays]
    client.select_folder("Processed")
    assert bodies(client) == [before]


def test_move_uidplus_and_idle_are_offered(client: IMAPClient) -> None:
    assert {b"MOVE", b"UIDPLUS", b"IDLE"} <= set(client.capabilities())


def test_uidvalidity_is_the_same_for_every_connection(server: Server, connect: Connect) -> None:
    values = {
        connect(server.port, server.login, server.password).folder_status("INBOX", ["UIDVALIDITY"])[b"UIDVALIDITY"]
        for _ in range(2)
    }
    assert len(values) == 1


def test_each_address_has_an_account_of_its_own(host: MailHost, connect: Connect, smtp: smtplib.SMTP) -> None:
    smtp.sendmail(CUSTOMER, [QUALITY], mail("for quality"))
    assert len(bodies(connect(host.imap_port, QUALITY))) == 1
    assert bodies(connect(host.imap_port, COMPLAINTS)) == []
    assert bodies(connect(host.imap_port, "andon")) == []  # the login stands for the first address


def test_a_wrong_password_is_refused(host: MailHost, connect: Connect) -> None:
    for login, password in (("andon", "wrong"), ("nobody-here", PASSWORD), (CUSTOMER, PASSWORD)):
        with pytest.raises(LoginError):
            connect(host.imap_port, login, password)


def test_an_address_with_a_detail_reaches_the_box_without_it(
    host: MailHost, connect: Connect, smtp: smtplib.SMTP
) -> None:
    smtp.sendmail(CUSTOMER, ["Complaints+k7-token@Brackwater.Example"], mail("token"))
    assert len(bodies(connect(host.imap_port, COMPLAINTS))) == 1
    assert [box.address for box in host.boxes()] == [COMPLAINTS, QUALITY]


def test_internaldate_comes_from_the_injected_clock(host: MailHost, connect: Connect, clock: StandingClock) -> None:
    clock.advance(timedelta(days=400))
    host.deliver(mail(), sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    client = connect(host.imap_port, COMPLAINTS)
    client.normalise_times = False
    (row,) = client.fetch(client.search(), ["INTERNALDATE"]).values()
    assert row[b"INTERNALDATE"] == NOON + timedelta(days=400)


def test_two_watchers_of_one_inbox_are_both_woken(host: MailHost, connect: Connect) -> None:
    watchers = [connect(host.imap_port, COMPLAINTS) for _ in range(2)]
    for watcher in watchers:
        watcher.idle()
    host.deliver(mail(), sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    assert [wait_for_exists(watcher) for watcher in watchers] == [1, 1]


def test_thousands_of_uids_may_be_named_in_one_command(host: MailHost, connect: Connect) -> None:
    host.deliver(mail(), sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    client = connect(host.imap_port, COMPLAINTS)
    (uid,) = client.search()
    assert list(client.fetch([uid, *range(100_000, 130_000, 2)], ["UID"])) == [uid]
