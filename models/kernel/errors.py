"""Everything that Andon refuses, and why.

AndonError
├── Refusal                 a person or a mail asked for something that the rules do not allow; nothing was changed
│   ├── UnknownRecord       no such number
│   ├── UnknownPerson       somebody whom Andon does not know
│   ├── NotAllowed          the person lacks the authority
│   ├── WrongState          the record is not where the transition starts
│   ├── Stale               the record changed since the button was shown
│   ├── InvalidFields       sentences that stand on the fields of a form
│   ├── GateUnmet           a rule of the lifecycle is not satisfied
│   ├── ReasonMissing       a correction of a registered record without its reason
│   ├── AlreadyDone         the same gesture came twice
│   ├── Busy                another writer holds the database
│   └── …                   the rest stands beside the rule that raises it
└── Misconfigured           settings or files that Andon cannot run with

A refusal's docstring is its sentence; the keyword arguments fill it.
"""

from __future__ import annotations

from typing import ClassVar


class AndonError(Exception):
    """Something went wrong in Andon."""


class Misconfigured(AndonError):
    """Andon cannot run like this; `str()` says what is wrong and what to do."""


class Refusal(AndonError):
    """That is not possible."""

    code: ClassVar[str] = "refused"
    #: What the person can do about it; may use the same names as the sentence.
    way_out: ClassVar[str] = ""

    def __init__(self, *, fields: dict[str, str] | None = None, **facts: object) -> None:
        self.facts = facts
        #: Sentences by field name, for a form that shows them where they belong.
        self.fields = fields or {}
        super().__init__(self.sentence)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.code = "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")

    @property
    def sentence(self) -> str:
        return " ".join((self.__doc__ or "").split()).format_map(self.facts)

    @property
    def advice(self) -> str:
        return self.way_out.format_map(self.facts)


class UnknownRecord(Refusal):
    """There is no record {number}."""

    way_out = "Numbers look like NCR-2026-0001; “/qa find words” searches for you."


class UnknownPerson(Refusal):
    """Andon does not know you yet, so nothing was recorded."""

    way_out = (
        "Ask your quality manager to add you: a row in the people file with your work e-mail address, "
        "then “andon people import people.csv”."
    )


class NotAllowed(Refusal):
    """You may not {act} {number}: {because}."""

    way_out = "Ask {whom}."


class WrongState(Refusal):
    """{number} is {state}; “{act}” is not possible from there."""

    way_out = "“/qa why {number}” says what is open and who holds it."


class Stale(Refusal):
    """{number} was changed since this was shown to you, so nothing was done."""

    way_out = "Look at the present card and press again."


class InvalidFields(Refusal):
    """Some fields need another look."""


class GateUnmet(Refusal):
    """“{act}” is not possible for {number} yet: {because}"""


class ReasonMissing(Refusal):
    """{number} is registered; a correction needs its reason."""


class AlreadyDone(Refusal):
    """That has been done already."""


class Busy(Refusal):
    """Not saved: somebody else was saving at the same moment."""

    way_out = "Press again."
