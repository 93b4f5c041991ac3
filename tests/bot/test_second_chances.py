"""What could not be read or delivered gets a second chance from the command line, beside a running Andon or without one."""

from __future__ import annotations

import email
from collections.abc import Iterator

import pytest

from bot import wiring
from bot.intake_room import intake_room, own
from bot.opening import open_home
from bot.reading_worker import Limits, ReadingWorker
from bot.sandbox import company
from bot.sandbox.seeding import seed
from bot.sandbox.server import Sandbox, load_from, standing
from bot.sandbox.slack.driver import Driver
from handlers.intake import pipeline
from models.intake import Verdict
from models.unit_of_work import Cause
from tests.bot.commands import andon
from tests.database import OPERATOR

FORWARDED = b"""From: Kit <kit@elsewhere.example>
To: complaints@falkenau.example
Subject: 3 of 9 lids cracked
Message-ID: <lids@elsewhere.example>

Lot L-12 came cracked.
"""
LENA = "lena@outside.example"
FACTS = {"number": "CMP-1", "text": "We have got it.", "subject": "Lids", "in_reply_to": ""}


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with standing(tmp_path_factory.mktemp("sandbox") / "andon") as stands:
        seed(load_from(stands.environment))
        yield stands


def quarantined(sandbox: Sandbox) -> str:
    """The id of a mail whose reading was cut off."""
    settings = load_from(sandbox.environment)
    database = open_home(settings, sandbox=True)
    worker = ReadingWorker(own(settings), limits=Limits(seconds_a_mail=0.0))
    try:
        room = intake_room(settings, database, worker)
        item = pipeline.keep(room, FORWARDED, pipeline.Origin(company.COMPLAINTS, 7, 1))
        assert pipeline.settle(room, item) is Verdict.QUARANTINED
    finally:
        worker.close()
        database.engine.dispose()
    return str(item)


def test_a_quarantined_mail_is_listed_with_its_reason_and_read_again(sandbox: Sandbox) -> None:
    item = quarantined(sandbox)
    (line,) = [line for line in andon(sandbox, "intake", "list").stdout.splitlines() if item in line]
    assert "quarantined" in line
    assert "longer than 0 seconds" in line
    told = andon(sandbox, "intake", "replay", item)
    assert (told.returncode, told.stdout, told.stderr) == (0, "Now: triage\n", "")
    (line,) = [line for line in andon(sandbox, "intake", "list").stdout.splitlines() if item in line]
    assert "3 of 9 lids cracked" in line
    assert andon(sandbox, "intake", "replay", item).stdout == "Now: triage\n", "twice changes nothing"


def test_a_mail_that_nobody_has_is_refused_in_a_sentence(sandbox: Sandbox) -> None:
    for item in ("nonsense", "0123456789abcdef0123456789abcdef"):
        told = andon(sandbox, "intake", "replay", item)
        assert (told.returncode, told.stderr) == (1, "There is no such mail any more.\n")


def test_what_could_not_be_delivered_is_listed_and_leaves_when_it_is_tried_again(sandbox: Sandbox) -> None:
    driver = Driver(sandbox.base_url)
    without = {name: value for name, value in sandbox.environment.items() if "SMTP" not in name}
    with wiring.running(load_from(without)) as running:
        with running.database.acting(OPERATOR, Cause("test")) as unit:
            unit.letter("acknowledgement", f"mail:{LENA}", FACTS, once="second chance")
        driver.person("U0QUINN").wait_for_message("#quality", "Something could not be delivered")
    (line,) = [line for line in andon(sandbox, "outbox").stdout.splitlines() if LENA in line]
    assert "mail is off: no ANDON_SMTP_HOST" in line
    told = andon(sandbox, "outbox", "--retry", "nonsense")
    assert (told.returncode, "Nothing undelivered has the id nonsense" in told.stderr) == (1, True)
    assert andon(sandbox, "outbox", "--retry", line.split()[0]).stdout == "1 tried again.\n"
    assert sandbox.mail.mails(LENA) == []
    with wiring.running(load_from(sandbox.environment)):
        (mail,) = driver.wait_for(lambda: sandbox.mail.mails(LENA))
    assert email.message_from_bytes(mail.raw).get_payload(decode=True) == b"We have got it.\n"
    assert LENA not in andon(sandbox, "outbox").stdout
    assert andon(sandbox, "outbox", "--retry", "all").returncode == 0
