"""What is felt in Slack: Andon is a process of its own, the sandbox stands here, and everything goes over the wire."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slack_sdk import WebClient

from bot import slack_app
from bot.sandbox import company
from bot.sandbox.child import Child
from bot.sandbox.seeding import seed
from bot.sandbox.server import load_from, standing
from bot.sandbox.slack.driver import Driver, Person
from tests.benchmarks.figure import Figure, timed
from tests.stage import Stage

Json = dict[str, Any]
ROUNDS = 12
BARE = "bare chat.postMessage"
CUSTOMER = "elin.sandstrom@norrby.example"


@dataclass(frozen=True, slots=True)
class Rounds:
    """Seconds by what was done."""

    mail: list[float] = field(default_factory=list)
    submission: list[float] = field(default_factory=list)
    click: list[float] = field(default_factory=list)
    modal: list[float] = field(default_factory=list)
    edited: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def figures(folder: Path) -> Iterator[Figure]:
    found = Rounds()
    with _andon(folder) as stage:
        client = slack_app.web_client(stage.settings)
        for number in range(-2, ROUNDS):
            _one_round(stage, client, found if number >= 0 else Rounds(), number)
    rows = (
        ("mail accepted → card in #quality", found.mail, "A customer's mail is before people."),
        ("click → acknowledged", found.click, "The button stops spinning; Slack gives up after 3 s."),
        ("click → modal is open", found.modal, "The form is there to be filled in."),
        ("click → card edited", found.edited, "Everybody sees what was done."),
        ("submission → acknowledged", found.submission, "The form closes, and the record is saved."),
    )
    for name, rounds, meaning in rows:
        yield Figure(name, rounds, found.bare, BARE, meaning)


@contextmanager
def _andon(folder: Path) -> Iterator[Stage]:
    with standing(folder / "andon") as sandbox:
        settings = load_from(sandbox.environment)
        seed(settings)
        child = Child(sandbox.environment, folder / "andon.log")
        child.start()
        try:
            if not child.wait_until_up():
                raise RuntimeError(child.last_words())
            yield Stage(sandbox, Driver(sandbox.base_url), settings)
        finally:
            child.stop()


def _one_round(stage: Stage, client: WebClient, found: Rounds, number: int) -> None:
    mara, quinn = stage.person("mara"), stage.person("quinn")
    found.bare.append(timed(lambda: client.chat_postMessage(channel="C0QUALITY", text=f"bare {number}")))
    text = f"round {number} of covers bent"
    mara.command("/ncr", text, "#quality")
    view = mara.wait_for_view()
    mara.fill(view, {"part": "C-1", "detected_where": "line 3", "quantity": "2 of 9"})
    found.submission.append(timed(lambda: mara.submit(view)))
    _card(quinn, text)
    found.modal.append(timed(lambda: _open_form(quinn, _card(quinn, text))))
    quinn.close(quinn.view())
    card = _card(quinn, text)
    taken = timed(lambda: quinn.click(card, "I take it"))
    edited = timed(lambda: _wait_for(quinn, lambda: "Owner: Quinn" in str(_card(quinn, text)["blocks"])))
    found.click.append(taken)
    found.edited.append(taken + edited)
    _settled(quinn, text)
    found.mail.append(_mail(stage, quinn, f"Leaking valve {number}"))


def _card(person: Person, containing: str) -> Json:
    def find() -> Json | None:
        return next((m for m in reversed(person.messages("C0QUALITY")) if containing in m["text"]), None)

    return person.driver.wait_for(find, 10, containing)


def _wait_for(person: Person, predicate: Callable[[], bool]) -> None:
    person.driver.wait_for(predicate, 10)


def _open_form(person: Person, card: Json) -> None:
    person.click(card, "Contain…")
    person.wait_for_view("Contain")


def _settled(person: Person, text: str) -> None:
    """Until the thread has told it too: the next measurement begins with nothing under way."""
    card = _card(person, text)
    person.wait_for_message("C0QUALITY", "took it", thread=card["ts"], timeout=10)


def _mail(stage: Stage, person: Person, subject: str) -> float:
    raw = f"From: Elin <{CUSTOMER}>\r\nTo: {company.COMPLAINTS}\r\nSubject: {subject}\r\n\r\nIt leaks.\r\n".encode()
    with smtplib.SMTP("127.0.0.1", stage.sandbox.mail.smtp_port, timeout=10) as smtp:
        smtp.sendmail(CUSTOMER, [company.COMPLAINTS], raw)
        return timed(lambda: _card(person, subject))
