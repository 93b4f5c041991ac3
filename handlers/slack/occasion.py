"""One gesture of one person: who it is, what they pressed or typed, and the ways to answer.

Nothing is looked up at Slack: people were synchronised before they act, and everything else is in the payload.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from models.people.person import Person
from models.store import Store
from models.unit_of_work import Cause, Database, Unit
from models.workflow.verbs import person_of
from templates.components.blocks import Block


@dataclass(frozen=True, slots=True)
class House:
    """What every handler may use; made once by bot."""

    database: Database
    store: Store
    #: What “/qa help” says: what to type or press, and what it does; derived from the registry.
    help: tuple[tuple[str, str], ...] = ()
    #: Where the workspace's messages can be linked to, such as https://company.slack.com/.
    workspace_url: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What came in: the payload, and the person as they were known when it came in."""

    house: House
    body: Mapping[str, Any]
    person: Person
    #: Made of what Slack calls this gesture: the same key is the same gesture, delivered again.
    key: str
    what: str
    #: A button's value, a menu's choice or a command's text.
    value: str = ""

    @contextmanager
    def acting(self) -> Iterator[tuple[Unit, Person]]:
        """The transaction of this gesture, with the person as they are now; a repeated gesture is refused (AlreadyDone)."""
        with self.house.database.gesture(self.person.actor, Cause("slack", self.key)) as unit:
            unit.once(self.key, self.what)
            yield unit, person_of(unit.session, self.person.id)

    @property
    def team(self) -> str:
        return team_of(self.body)


def team_of(body: Mapping[str, Any]) -> str:
    return str(
        body.get("team_id") or (body.get("team") or {}).get("id") or (body.get("user") or {}).get("team_id") or ""
    )


def user_of(body: Mapping[str, Any]) -> str:
    event = body.get("event") or {}
    return str(body.get("user_id") or (body.get("user") or {}).get("id") or event.get("user") or "")


@dataclass(frozen=True, slots=True)
class Say:
    """Tell the person who acted, and only them."""

    text: str
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Show:
    """Open a modal (or put it in the place of the one that was submitted)."""

    view: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Publish:
    """The person's App Home, now."""

    view: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more to say: the card and its thread tell."""


Answer = Say | Show | Publish | Done


@dataclass(frozen=True, slots=True)
class Reference:
    """What a button knows: verb|number|version."""

    verb: str
    subject: str
    version: int

    @classmethod
    def read(cls, value: str) -> Reference:
        verb, subject, version = value.split("|")
        return cls(verb, subject, int(version))
