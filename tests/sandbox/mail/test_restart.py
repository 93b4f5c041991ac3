"""With a folder, the host comes back as it was; without one it forgets."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox.mail import MailHost
from tests.sandbox.mail.conftest import COMPLAINTS, CUSTOMER, PASSWORD, Connect, StandingClock, mail


def host_in(folder: Path | None, clock: StandingClock) -> MailHost:
    return MailHost((COMPLAINTS,), COMPLAINTS, PASSWORD, clock, folder=folder)


def test_folders_uids_flags_and_bytes_outlive_a_restart(tmp_path: Path, clock: StandingClock, connect: Connect) -> None:
    with host_in(tmp_path, clock) as host:
        for subject in ("one", "two", "three"):
            host.deliver(mail(subject), sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
        client = connect(host.imap_port, COMPLAINTS)
        one, two, three = client.search()
        client.create_folder("Processed/2026")
        client.move([one], "Processed/2026")
        client.add_flags([two], [b"\\Seen"])
        validity = client.folder_status("INBOX")[b"UIDVALIDITY"]
        before = client.fetch([two, three], ["BODY.PEEK[]", "FLAGS", "INTERNALDATE"])
    with host_in(tmp_path, clock) as host:
        client = connect(host.imap_port, COMPLAINTS)
        assert client.folder_status("INBOX")[b"UIDVALIDITY"] == validity
        after = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS", "INTERNALDATE"])
        assert {uid: row[b"BODY[]"] for uid, row in after.items()} == {
            uid: row[b"BODY[]"] for uid, row in before.items()
        }
        assert b"\\Seen" in after[two][b"FLAGS"]
        assert host.boxes()[0].unread == 1
        kept = host.deliver(mail("four"), sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
        assert kept.id == "000004"
        client.noop()
        assert client.search()[-1] == three + 1
        assert client.folder_exists("Processed/2026")
        client.select_folder("Processed/2026")
        assert len(client.search()) == 1


def test_what_a_person_opened_stays_opened(tmp_path: Path, clock: StandingClock) -> None:
    with host_in(tmp_path, clock) as host:
        kept = host.deliver(mail(), sender=COMPLAINTS, recipients=[CUSTOMER], authenticated=True)
        host.open(kept.id)
    with host_in(tmp_path, clock) as host:
        assert [(box.address, box.count, box.unread) for box in host.boxes()] == [
            (COMPLAINTS, 0, 0),
            (CUSTOMER, 1, 0),
        ]
        assert host.mails() == [kept]


def test_without_a_folder_nothing_is_kept(clock: StandingClock) -> None:
    with host_in(None, clock) as host:
        host.deliver(mail(), sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    with host_in(None, clock) as host:
        assert host.mails() == []


def test_hosts_run_side_by_side_and_stop_with_clients_connected(clock: StandingClock, connect: Connect) -> None:
    with host_in(None, clock) as first, host_in(None, clock) as second:
        assert len({first.imap_port, first.smtp_port, second.imap_port, second.smtp_port}) == 4
        connect(first.imap_port, COMPLAINTS).idle()
        connect(second.imap_port, COMPLAINTS)


def test_a_crash_between_arrival_and_saving_loses_no_mail(
    tmp_path: Path, clock: StandingClock, connect: Connect
) -> None:
    with host_in(tmp_path, clock) as host:
        host.deliver(mail("one"), sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    saved = (tmp_path / "accounts.json").read_bytes()
    with host_in(tmp_path, clock) as host:
        host.deliver(mail("two"), sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    (tmp_path / "accounts.json").write_bytes(saved)
    with (tmp_path / "mails.jsonl").open("a") as journal:
        journal.write('{"id": "000003", "at": "2026-')
    with host_in(tmp_path, clock) as host:
        host.deliver(mail("three"), sender=CUSTOMER, recipients=[COMPLAINTS], authenticated=True)
    with host_in(tmp_path, clock) as host:
        client = connect(host.imap_port, COMPLAINTS)
        found = client.fetch(client.search(), ["BODY.PEEK[]"])
        raw = [row[b"BODY[]"] for _, row in sorted(found.items())]
        assert [body[body.index(b"Subject: ") :].split(b"\r\n")[0] for body in raw] == [
            b"Subject: one",
            b"Subject: two",
            b"Subject: three",
        ]
