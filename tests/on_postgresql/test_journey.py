"""The main job with `andon up` on PostgreSQL, over the wire: a forwarded complaint becomes a card, and the command line agrees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.child import Child
from bot.sandbox.seeding import seed
from bot.sandbox.server import load_from, standing
from bot.sandbox.slack.driver import Driver
from tests.bot.commands import andon
from tests.postgresql import PostgreSQL
from tests.stage import FORWARD, Stage, picture

#: What SQLite would keep and PostgreSQL refuses, wherever it comes from: NUL, and more than a column takes.
HOSTILE = (
    b"From: K\0it " + b"K" * 400 + b" <kit@elsewhere.example>\r\nTo: complaints@falkenau.example\r\n"
    b"Subject: Weeping\0 seals " + b"s" * 2000 + b"\r\nMessage-ID: <" + b"m" * 900 + b"\0@elsewhere.example>\r\n"
    b"Date: Fri, 20 Nov 2026 16:47:00 +0100\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
    b"Content-Type: text/plain\r\n\r\nThe se\0als weep, 99999999999999 of lot " + b"L" * 500 + b"\r\n--b\r\n"
    b"Content-Type: image/" + b"x" * 300 + b"; name=" + b"n" * 600 + b".png\r\n\r\n\0\0\r\n--b--\r\n"
)


@pytest.fixture
def child(fresh: str, tmp_path: Path) -> Iterator[tuple[Stage, Child]]:
    with standing(tmp_path / "andon") as sandbox:
        sandbox.environment["ANDON_DATABASE_URL"] = fresh
        settings = load_from(sandbox.environment)
        seed(settings)
        child = Child(sandbox.environment, tmp_path / "andon.log")
        child.start()
        assert child.wait_until_up(), child.last_words()
        yield Stage(sandbox, Driver(sandbox.base_url), settings), child
        child.stop()


def test_a_forwarded_complaint_becomes_a_card_though_the_server_hangs_up_in_between(
    child: tuple[Stage, Child], server: PostgreSQL
) -> None:
    stage, process = child
    stage.mail("delphine", "Fwd: Scratched pump housings", FORWARD, attachments=[picture()])
    quinn = stage.person("quinn")
    card = quinn.wait_for_message("#quality", "CMP-2026-0001", timeout=20)
    assert "Elin Sandström" in str(card["blocks"])

    server.command("select pg_terminate_backend(pid) from pg_stat_activity where datname like 'andon%%'")
    stage.drop(HOSTILE)
    card = quinn.wait_for_message("#quality", "Weeping seals", timeout=20)
    assert quinn.click(card, "Register complaint")["ok"]
    quinn.wait_for_message("#quality", "CMP-2026-0002", timeout=20)

    told = andon(stage.sandbox, "ledger", "verify")
    assert told.returncode == 0, told.stderr
    assert "all as written" in told.stdout
    assert "database" in (checked := andon(stage.sandbox, "check").stdout)
    assert "PostgreSQL" in checked
    assert "PostgreSQL, database andon_" in process.log.read_text()
    assert not (stage.settings.home / "andon.sqlite").exists()
