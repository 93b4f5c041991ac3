"""The watcher of a mailbox against Dovecot and the sandbox's host: whatever happens between the two, each mail comes in once.

Nothing here sleeps: a test waits for a commit, or for a line in the log.
"""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import structlog

from bot import mailbox as watcher
from bot.intake_room import intake_room
from bot.mailbox import Mailbox
from bot.sandbox import company
from bot.sandbox.seeding import seed
from bot.sandbox.server import free_port, load_from
from handlers.intake.reading.understanding import understand
from tests.bot.desk import SECRET, Desk, Post, at_dovecot, at_host, host_at, mail
from tests.dovecot import dovecot

#: What a Dovecot says that it can where it should not say MOVE, or not IDLE.
WITHOUT_MOVE, WITHOUT_IDLE = "IMAP4rev1 IDLE UIDPLUS", "IMAP4rev1 MOVE UIDPLUS"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home with the sandbox's company, made once; each test has a copy."""
    environment = {
        "ANDON_HOME": str(tmp_path_factory.mktemp("seeded") / "andon"),
        "ANDON_SITE": company.SITE,
        "ANDON_TIME_ZONE": company.ZONE,
        "ANDON_SLACK_API_URL": "http://127.0.0.1:9/api/",
        "ANDON_MAILBOX": company.COMPLAINTS,
        "ANDON_IMAP_HOST": "127.0.0.1",
        "ANDON_IMAP_SECURITY": "none",
        "ANDON_IMAP_PASSWORD": SECRET,
    }
    seed(load_from(environment))
    return environment


@pytest.fixture
def desk(seeded: dict[str, str], tmp_path: Path) -> Iterator[Desk]:
    home = tmp_path / "andon"
    shutil.copytree(seeded["ANDON_HOME"], home)
    desk = Desk({**seeded, "ANDON_HOME": str(home)})
    structlog.configure(processors=[desk.note])
    yield desk
    structlog.reset_defaults()
    desk.database.engine.dispose()


@pytest.fixture(params=["dovecot", "sandbox"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    with ExitStack() as stack:
        if request.param == "dovecot":
            yield at_dovecot(stack.enter_context(dovecot(tmp_path, password=SECRET)))
        else:
            yield at_host(stack.enter_context(host_at(0, None)))


def test_mails_that_came_while_it_was_down_or_connecting_come_in(desk: Desk, post: Post) -> None:
    post.deliver(mail("before"))
    with desk.at(post.port, post.login).watching():
        post.deliver(mail("while connecting"))
        assert desk.wait_for_mails(2) == {"before": ["triage"], "while connecting": ["triage"]}
    post.deliver(mail("while down"))
    with desk.watching():
        assert desk.wait_for_mails(3)["while down"] == ["triage"]
    assert post.folder("INBOX") == []
    assert len(post.folder("Processed")) == 3


def test_a_mail_that_comes_between_the_search_and_idle_is_not_left_lying(desk: Desk, post: Post) -> None:
    def at_the_first_commit() -> None:
        desk.after_commit = lambda: None
        post.deliver(mail("in between"))

    desk.after_commit = at_the_first_commit
    post.deliver(mail("first"))
    with desk.at(post.port, post.login).watching():
        assert desk.wait_for_mails(2) == {"first": ["triage"], "in between": ["triage"]}


def test_a_mail_that_comes_while_it_idles_wakes_it(desk: Desk, post: Post) -> None:
    with desk.at(post.port, post.login).watching():
        post.deliver(mail("first"))
        desk.wait_for_mails(1)
        post.deliver(mail("second"))
        assert desk.wait_for_mails(2) == {"first": ["triage"], "second": ["triage"]}


def test_a_burst_comes_in_once_each_and_byte_for_byte(desk: Desk, post: Post) -> None:
    with desk.at(post.port, post.login).watching():
        for number in range(30):
            post.deliver(mail(f"burst {number}"))
        assert desk.wait_for_mails(30) == {f"burst {number}": ["triage"] for number in range(30)}
    room = intake_room(desk.settings, desk.database, understand)
    kept = sorted(room.store.get(item.sha256) for item in desk.items())
    assert kept == sorted(post.folder("Processed"))
    assert post.folder("INBOX") == []


def test_a_server_that_stops_and_comes_back_brings_nothing_twice(desk: Desk, tmp_path: Path) -> None:
    port, folder = free_port(), tmp_path / "host"
    with ExitStack() as first:
        host = first.enter_context(host_at(port, folder))
        with desk.at(port).watching() as mailbox:
            at_host(host).deliver(mail("before the stop"))
            desk.wait_for_mails(1)
            first.close()
            gone = desk.wait_for_events("mailbox.disconnected", 2)
            assert [event["failures"] for event in gone[:2]] == [1, 2]
            assert not mailbox.state.connected
            assert mailbox.state.error
            with host_at(port, folder) as again:
                at_host(again).deliver(mail("after the stop"))
                assert desk.wait_for_mails(2) == {"before the stop": ["triage"], "after the stop": ["triage"]}
                assert (mailbox.state.connected, mailbox.state.error) == (True, "")
    assert len(desk.items()) == 2


@pytest.mark.parametrize("processed", ["Processed", ""])
def test_another_uidvalidity_imports_nothing_twice(desk: Desk, processed: str) -> None:
    """The server was rebuilt: the same mails stand there under other UIDs."""
    desk.environment["ANDON_IMAP_PROCESSED"] = processed
    for _ in range(2):
        with host_at(0, None) as host:
            for subject in ("one", "two"):
                at_host(host).deliver(mail(subject))
            count = len(desk.items()) + 2
            with desk.at(host.imap_port).watching():
                desk.wait_for_mails(count)
    assert desk.verdicts() == {"one": ["triage", "duplicate"], "two": ["triage", "duplicate"]}


def test_a_folder_that_knows_no_move_is_emptied_by_copying(desk: Desk, tmp_path: Path) -> None:
    with dovecot(tmp_path, password=SECRET, capability=WITHOUT_MOVE) as server:
        post = at_dovecot(server)
        post.deliver(mail("one"))
        post.deliver(mail("two"))
        with desk.at(post.port, post.login).watching():
            assert desk.wait_for_mails(2) == {"one": ["triage"], "two": ["triage"]}
        assert post.folder("INBOX") == []
        assert len(post.folder("Processed")) == 2


def test_a_server_without_idle_is_polled(desk: Desk, tmp_path: Path) -> None:
    with dovecot(tmp_path, password=SECRET, capability=WITHOUT_IDLE) as server:
        post = at_dovecot(server)
        post.deliver(mail("one"))
        with desk.at(post.port, post.login).watching():
            desk.wait_for_mails(1)
            post.deliver(mail("two"))
            assert desk.wait_for_mails(2, timeout=5.0) == {"one": ["triage"], "two": ["triage"]}


def test_mails_that_stay_where_they_are_come_in_once(desk: Desk, post: Post) -> None:
    desk.at(post.port, post.login, imap_processed="")
    post.deliver(mail("left in place"))
    for subject in ("second", "third"):
        with desk.watching():
            post.deliver(mail(subject))
            desk.wait_for(lambda subject=subject: subject in desk.verdicts())  # type: ignore[misc]  # bound, not captured
    assert desk.verdicts() == {subject: ["triage"] for subject in ("left in place", "second", "third")}
    assert len(post.folder("INBOX")) == 3
    assert post.folder("Processed") == []


def test_a_mail_that_a_person_moves_back_is_filed_as_a_duplicate(desk: Desk, post: Post) -> None:
    post.deliver(mail("moved back"))
    with desk.at(post.port, post.login).watching():
        desk.wait_for_mails(1)
        with post.client() as person:
            person.select_folder("Processed")
            person.move(person.search(), "INBOX")
        assert desk.wait_for_mails(2) == {"moved back": ["triage", "duplicate"]}
    assert post.folder("INBOX") == []
    assert len(post.folder("Processed")) == 1


def test_a_mail_that_is_deleted_before_it_is_fetched_harms_nobody(desk: Desk, post: Post) -> None:
    def delete_the_second() -> None:
        desk.after_commit = lambda: None
        with post.client() as person:
            person.select_folder("INBOX")
            person.delete_messages([person.search()[1]])
            person.expunge()

    for subject in ("first", "deleted", "last"):
        post.deliver(mail(subject))
    desk.after_commit = delete_the_second
    with desk.at(post.port, post.login).watching():
        assert desk.wait_for_mails(2) == {"first": ["triage"], "last": ["triage"]}
    assert post.folder("INBOX") == []
    assert [event for event in desk.events if event["event"] == "mailbox.broken"] == []


def test_a_wrong_password_is_said_and_tried_less_and_less_often(desk: Desk, post: Post) -> None:
    desk.environment["ANDON_IMAP_PASSWORD"] = "wrong"
    with desk.at(post.port, post.login).watching() as mailbox:
        first, second = desk.wait_for_events("mailbox.disconnected", 2)[:2]
        assert not mailbox.state.connected
        assert "LoginError" in mailbox.state.error
        assert second["at"] - first["at"] >= 0.5
        assert second["failures"] == 2


def test_the_pause_before_the_next_attempt_grows_to_a_minute() -> None:
    longest = [watcher._pause(failures, max) for failures in range(1, 12)]
    assert longest[:4] == [1.0, 2.0, 4.0, 8.0]
    assert max(longest) == watcher.LONGEST_PAUSE
    assert watcher._pause(1, min) >= 0.5


def test_a_folder_that_is_not_there_is_tried_less_and_less_often(desk: Desk, post: Post) -> None:
    with desk.at(post.port, post.login, imap_folder="Nowhere").watching() as mailbox:
        events = desk.wait_for_events("mailbox.disconnected", 2)
        assert [event["failures"] for event in events] == [1, 2]
        assert not mailbox.state.connected


def test_a_disk_that_takes_nothing_is_said_and_no_mail_is_lost(desk: Desk, post: Post) -> None:
    blocked = desk.settings.home / "files"
    shutil.rmtree(blocked)
    blocked.write_text("no folder")
    post.deliver(mail("kept on the server"))
    with desk.at(post.port, post.login).watching() as mailbox:
        desk.wait_for_events("mailbox.disconnected")
        assert len(post.folder("INBOX")) == 1
        assert not mailbox.state.connected
        assert "NotADirectoryError" in mailbox.state.error
        blocked.unlink()
        assert desk.wait_for_mails(1) == {"kept on the server": ["triage"]}


def test_a_database_that_fails_is_said(desk: Desk, post: Post) -> None:
    post.deliver(mail("not to be kept"))
    mailbox = Mailbox(desk.at(post.port, post.login).settings, intake_room(desk.settings, desk.database, understand))
    desk.after_commit = _drop_the_items(desk)
    mailbox.start()
    desk.wait_for_events("mailbox.broken")
    mailbox.stop()
    assert not mailbox.state.connected
    assert mailbox.state.error


def test_a_database_that_fails_at_the_start_is_tried_again(desk: Desk, post: Post) -> None:
    _rename(desk, "intake_item", "intake_item_gone")
    post.deliver(mail("after the failure"))
    with desk.at(post.port, post.login).watching() as mailbox:
        mailbox._thread.join(1)
        assert mailbox._thread.is_alive()
        assert mailbox.state.error
        _rename(desk, "intake_item_gone", "intake_item")
        assert desk.wait_for_mails(1) == {"after the failure": ["triage"]}


def _drop_the_items(desk: Desk) -> Callable[[], None]:
    """Between keeping a mail and moving it away, the table is gone."""

    def drop() -> None:
        desk.after_commit = lambda: None
        _rename(desk, "intake_item", "intake_item_gone")

    return drop


def _rename(desk: Desk, table: str, other: str) -> None:
    with desk.database.engine.begin() as connection:
        connection.exec_driver_sql(f"alter table {table} rename to {other}")


@pytest.mark.parametrize("when", ["idle", "down", "burst"])
def test_it_stops_within_two_seconds(desk: Desk, post: Post, when: str) -> None:
    port = free_port() if when == "down" else post.port
    for number in range(20 if when == "burst" else 1):
        post.deliver(mail(f"number {number}"))
    mailbox = Mailbox(desk.at(port, post.login).settings, intake_room(desk.settings, desk.database, understand))
    mailbox.start()
    if when == "down":
        desk.wait_for_events("mailbox.disconnected")
    else:
        desk.wait_for_mails(1)
    assert _stopped_within(mailbox, 2.0)


def test_it_stops_within_two_seconds_while_a_server_says_nothing(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mailbox = Mailbox(
            desk.at(silent.getsockname()[1]).settings, intake_room(desk.settings, desk.database, understand)
        )
        mailbox.start()
        accepted, _ = silent.accept()
        with accepted:
            stopped = _stopped_within(mailbox, 2.0)
    mailbox._thread.join(5)
    assert stopped


def _stopped_within(mailbox: Mailbox, seconds: float) -> bool:
    """Whether stop() comes back in time; it is not waited for any longer."""
    stopping = threading.Thread(target=mailbox.stop, daemon=True)
    stopping.start()
    stopping.join(seconds)
    return not stopping.is_alive()
