"""/qa: mine, show, why, find, similar, print, help; a word that is none of them is met with “did you mean”."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from sqlalchemy.orm import Session

from handlers.slack.occasion import Answer, Occasion, Say
from handlers.slack.printing import print_record
from handlers.slack.showing import why_blocks
from handlers.slack.similar import show_similar
from models.casework.faces import record_card
from models.kernel.errors import UnknownRecord
from models.reports import work
from models.workflow.numbering import normalised
from models.workflow.record import Record, by_number
from templates import answers
from templates.cards import card_message


@dataclass(frozen=True, slots=True)
class Subcommand:
    """A word behind /qa, what may follow it, and what it answers."""

    word: str
    usage: str
    help: str
    answer: Callable[[Occasion, str], Answer]


def _mine(occasion: Occasion, _rest: str) -> Answer:
    with occasion.house.database.reading() as session:
        lines = work.mine(session, occasion.person.id)
    return Say("Your open records", tuple(answers.record_list("Your open records", lines, "No open record is yours.")))


def _show(occasion: Occasion, rest: str) -> Answer:
    with occasion.house.database.reading() as session:
        record = _wanted(session, rest)
        _, blocks = card_message(record_card(session, record, occasion.house.database.clock.now()))
    return Say(f"{record.printed}: {record.title or ''}", tuple(blocks))


def _why(occasion: Occasion, rest: str) -> Answer:
    with occasion.house.database.reading() as session:
        record = _wanted(session, rest)
        return Say(f"Why {record.printed}", tuple(why_blocks(session, record, occasion.house.database.clock.now())))


def _find(occasion: Occasion, rest: str) -> Answer:
    if not rest.strip():
        return Say("What should be found? For example: /qa find housing scratched")
    with occasion.house.database.reading() as session:
        lines = work.find(session, rest)
    title = f"Found for “{rest.strip()[:60]}”"
    return Say(title, tuple(answers.record_list(title, lines, f"Nothing found for “{rest.strip()[:200]}”.")))


def _similar(occasion: Occasion, rest: str) -> Answer:
    with occasion.house.database.reading() as session:
        number = _wanted(session, rest).printed
    return show_similar(occasion, number)


def _print(occasion: Occasion, rest: str) -> Answer:
    with occasion.house.database.reading() as session:
        number = _wanted(session, rest).printed
    return print_record(occasion, number)


def _help(occasion: Occasion, _rest: str) -> Answer:
    return Say("What you can do", tuple(answers.help_list(occasion.house.help)))


class NumberNotFound(UnknownRecord):
    """There is no record {number}.{meant}"""


def _wanted(session: Session, typed: str) -> Record:
    try:
        return by_number(session, typed)
    except UnknownRecord:
        number = normalised(typed)
        near = work.near_numbers(session, number)
        meant = f" Did you mean {' or '.join(near)}?" if near else ""
        raise NumberNotFound(number=number or "without a number", meant=meant) from None


SUBCOMMANDS: tuple[Subcommand, ...] = (
    Subcommand("mine", "", "your open records", _mine),
    Subcommand("show", "NUMBER", "a record with its buttons", _show),
    Subcommand("why", "NUMBER", "what is open, who holds it, what would lift it", _why),
    Subcommand("find", "WORDS", "records in which the words occur", _find),
    Subcommand("similar", "NUMBER", "what looks like it: link, or say why it is not the same", _similar),
    Subcommand("print", "NUMBER", "the record with its whole trail as a PDF, into its thread", _print),
    Subcommand("help", "", "this list", _help),
)
_BY_WORD = {sub.word: sub for sub in SUBCOMMANDS}


def qa(occasion: Occasion) -> Answer:
    word, _, rest = occasion.value.strip().partition(" ")
    known = _BY_WORD.get(word.casefold() or "help")
    if known:
        return known.answer(occasion, rest)
    if any(c.isdigit() for c in word):
        return _show(occasion, occasion.value)
    near = get_close_matches(word.casefold(), list(_BY_WORD), n=1)
    hint = f"did you mean “/qa {near[0]}”?" if near else "“/qa help” lists what there is."
    return Say(f"“{word[:60]}” is nothing that Andon knows; {hint}")
