"""The plain facts that leave models: what may be asked (Form), what is shown (Card), and nothing that can change.

Templates import these and nothing else of models; a surface turns them into Block Kit, mail or paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FieldKind(StrEnum):
    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    #: Kept in hundredths, shown with two decimals.
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    PERSON = "person"
    RECORD = "record"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record or of a transition, declared once."""

    label: str
    kind: FieldKind = FieldKind.LINE
    help: str = ""
    #: Only for CHOICE; at most 100 (Slack's static_select).
    choices: tuple[Choice, ...] = ()
    #: Characters; for TEXT at most 3,000 (Slack's plain_text_input).
    longest: int = 150
    required: bool = False
    #: Personal data that may have to be erased: the ledger keeps its hash, a side row keeps the text.
    personal: bool = False
    searchable: bool = False
    #: Filled by the kit from the column's name.
    name: str = ""

    @property
    def heading(self) -> str:
        """As it stands before a value: a question needs no colon."""
        return self.label if self.label.endswith("?") else f"{self.label}:"

    def shown(self, value: object) -> str:
        """The value as a person reads it."""
        if value is None or value == "":
            return "–"
        if self.kind is FieldKind.MONEY and isinstance(value, int):
            return f"{value // 100:,}.{value % 100:02}"
        text = str(value.value if isinstance(value, StrEnum) else value)
        return next((c.label for c in self.choices if c.value == text), text)


@dataclass(frozen=True, slots=True)
class Input:
    """A field on a form, with what stands in it already (as the surface shows it)."""

    field: Field
    value: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What a person is asked before something happens; answered by values by field name."""

    title: str
    submit: str
    inputs: tuple[Input, ...]
    introduction: str = ""
    #: What the form is about; handed back unchanged with the answer.
    context: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    #: Long foreign text, shown as a quotation.
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time that the surface shows in its reader's own zone."""

    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done now: a gesture's stable id and what identifies its subject."""

    gesture: str
    label: str
    #: verb|number|version: what the button showed when it was shown.
    value: str
    style: str = ""
    #: A question that is asked before it is done.
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    sha256: str
    name: str
    #: Known once the picture has been uploaded to the surface that shows it.
    file_id: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One record as it stands now."""

    number: str
    kind: str
    title: str
    state: str
    version: int
    facts: tuple[Fact, ...]
    moments: tuple[Moment, ...] = ()
    pictures: tuple[Picture, ...] = ()
    #: The most wanted first; a surface shows three at most and puts the rest in a menu.
    actions: tuple[Action, ...] = ()
    more: tuple[Action, ...] = ()
    footer: tuple[str, ...] = ()
    #: A warning that stands first.
    alert: str = ""
    #: Nothing new to tell: corrects a message that stands, and is no reason to post one.
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Unmet:
    """Why a gate does not pass, and what would lift it."""

    because: str
    lift: str
    #: Stands on this field of the form, where the form has it.
    field: str = ""


@dataclass(frozen=True, slots=True)
class WayOn:
    """One transition that leaves the present state, and what stands before it."""

    label: str
    target: str
    who: str
    #: Names of those who could do it today.
    holders: tuple[str, ...]
    unmet: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class Why:
    number: str
    title: str
    state: str
    since: datetime
    ways: tuple[WayOn, ...]
    #: The clocks that run.
    dues: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A record in a list."""

    number: str
    title: str
    state: str
    owner: str
    since: datetime
    #: What the person has to do with it: "owner", "reported".
    role: str = ""
    #: What is to be done next, and whether that time is over.
    due: datetime | None = None
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a decision of the person who sees it."""

    number: str
    title: str
    about: str
    since: datetime
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """What concerns one person when they open App Home."""

    name: str
    waiting: tuple[Waiting, ...]
    own: tuple[Line, ...]
    reported: tuple[Line, ...]
    #: Open records of those whom they supervise.
    team: tuple[Line, ...]
    unowned: tuple[Line, ...]
    #: Mails that wait for a decision in the quality channel.
    mails: int
