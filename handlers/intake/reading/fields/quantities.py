"""How many are bad, out of how many.

Three signs, the best first: a label ("Qty rejected: 112"), a proportion ("17 von 50 Wellen", "47/1200
pcs"), a count with a unit beside a word of harm or of delivery ("26 broken", "1,400 pieces delivered").
Pieces come out as a plain number, other units with their name ("126 m", "0.8 %", "1940 ppm").
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.beside_numbers import (
    is_beside_the_matter,
    is_wanted,
    is_what_is_there,
    names_something,
)
from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.concerned import speaks_of_all_that_was_sent
from handlers.intake.reading.fields.counting import Count, written
from handlers.intake.reading.fields.languages import defect_phrases, label_meanings, quantity_phrases
from handlers.intake.reading.fields.proportions import (
    BARE_PROPORTION,
    begins_whole,
    between,
    proportions,
    sentence,
    wholes_first,
)
from handlers.intake.reading.fields.shortfalls import shortfalls
from handlers.intake.reading.fields.words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.intake.reading.fields.masks import Masks
    from handlers.intake.reading.fields.page import Page
    from handlers.intake.reading.fields.words import Found

LABELLED, BESIDE_CUE, BESIDE_DEFECT, ONLY_ONE, COUNTED = 0.95, 0.75, 0.56, 0.54, 0.45
_LESS_SURE = frozenset({"", "%", "ppm"})  # a count of pieces says more
_SAID = 0.5
_BESIDE_LABEL = 16
_PLAIN = "quantity"  # a label that does not say which
_REACH = 60  # characters between a count and the word that says what it counts
_REACH_DEFECT = 16  # between a bare number and a defect: "11 snapped", "4 sind verbogen"
_REACH_THINGS = 30  # the same for things of which no table knows that they are counted
_REACH_BARE = 10  # the same for a number without a unit: "17 are short"
_ALL_OF_IT = 100  # per cent are sorted or checked
_RIGHT_BEHIND = 2
_MOST_REMEMBERED = 2_000  # labels
_AFTER_LABEL = re.compile(
    r"[ \t]{0,10}(?:\((?:pcs|pieces|st|stk|ea|units)\.?\)[ \t]{0,4})?"

        r"(?:(?:is|was|are|ist|sind|war|[.·_]{3,60}|:|：|=|-|–|about|approx\.?|approximately|ca\.?|circa|etwa"
        r"|env\.?|environ)[ \t]{0,10}){0,4}",
    re.IGNORECASE,
)  # fmt: skip
_LONG_LABEL = 12  # characters; such a label needs no colon, unless it may be the end of a sentence's first half
_PARTICIPLES = ("delivered", "received", "checked", "shipped", "sent", "supplied", "tested", "inspected", "ordered")


def quantities(page: Page, every: Sequence[Count], masks: Masks, taken: Sequence[Candidate]) -> list[Candidate]:
    """`every` is each number of the page with its unit (`counting.counts_in`)."""
    if not every:
        return []
    counts = _countable(page, every, masks, taken)
    labelled = list(_labelled(page, counts))
    short = list(_short(page, counts, labelled))
    reckoned = {one.start for one in short}
    found = [*(one for one in labelled if one.start not in reckoned), *short]
    for look in (proportions, wholes_first, _beside_cues):
        used = {one.start for one in found}
        found += look(page, [count for count in counts if count.number.start not in used])
    return _concerned(page, _only_one(page, _with_plain_labels(page, found)))


def _countable(page: Page, every: Sequence[Count], masks: Masks, taken: Sequence[Candidate]) -> list[Count]:
    """Without what belongs to a code or to the name of a standard; a percentage is one even there."""
    closed = masks.and_also([*((candidate.start, candidate.end) for candidate in taken), *page.standards])
    return [
        count
        for count in every
        if not closed.covers(count.number.start, count.number.end) or count.unit in {"%", "ppm"}
    ]


def _short(page: Page, counts: Sequence[Count], labelled: Sequence[Candidate]) -> Iterator[Candidate]:
    """A form that counts what is bad has its "Ordered: 500" and "Received: 200" for other reasons."""
    formal = {one.start for one in labelled} if any(one.name == "quantity_affected" for one in labelled) else set()
    yield from shortfalls(page, [count for count in counts if count.number.start not in formal])


def _concerned(page: Page, found: list[Candidate]) -> list[Candidate]:
    """In an alert or a request for a concession the only count is what is affected, whatever was done with it."""
    said = [one for one in found if one.confidence >= _SAID]
    if len(said) != 1 or said[0].name != "quantity_total" or said[0].confidence == LABELLED:
        return found
    if not speaks_of_all_that_was_sent(page.text):
        return found
    return [replace(one, name="quantity_affected") if one is said[0] else one for one in found]


def _only_one(page: Page, found: list[Candidate]) -> list[Candidate]:
    """A single count of pieces in the whole text is hardly anything else than what the mail is about."""
    hints = [one for one in found if one.confidence == COUNTED and one.name != _PLAIN]
    if len(hints) == len(found) == 2 and _speaks_of_harm(
        page
    ):  # "of our 600 clips … 42 clips": the whole, and the bad ones
        few, many = sorted(hints, key=lambda one: float(one.value.split()[0]))
        return [replace(few, confidence=ONLY_ONE), replace(many, name="quantity_total", confidence=ONLY_ONE)]
    if len(hints) != 1 or any(one.confidence > COUNTED and one.name == hints[0].name for one in found):
        return found
    if is_beside_the_matter(page.text, hints[0].start, hints[0].end):
        return found
    name = hints[0].name if _speaks_of_harm(page) else "quantity_total"
    return [replace(one, name=name, confidence=ONLY_ONE) if one is hints[0] else one for one in found]


def _speaks_of_harm(page: Page) -> bool:
    whole = quantity_phrases("affected_words", page.spoken).find(page.text, page.words)
    return bool(whole or defect_phrases(page.spoken).find(page.text, page.words))


def _with_plain_labels(page: Page, found: Sequence[Candidate]) -> list[Candidate]:
    """ "Quantity: 1200" alone is what is affected; beside "47 defective", or where nothing is wrong, it is the whole."""
    named = [one for one in found if one.name != _PLAIN]
    smaller = any(one.name == "quantity_affected" and one.confidence >= BARE_PROPORTION - 0.1 for one in named)
    whole = smaller or (any(one.name == _PLAIN for one in found) and not _speaks_of_harm(page))
    name, confidence = ("quantity_total", 0.85) if whole else ("quantity_affected", 0.8)
    return [replace(one, name=name, confidence=confidence) if one.name == _PLAIN else one for one in found]


def _labelled(page: Page, counts: Sequence[Count]) -> Iterator[Candidate]:
    by_start = {count.number.start: count for count in counts}
    for label in page.labels if counts else ():
        names = _quantities_named(label.phrase)
        if not names:
            continue
        between = _AFTER_LABEL.match(page.text, label.end)
        at = between.end() if between else label.end
        explicit = (
            any(sign in page.text[label.end : at] for sign in (":", "：", "=", "\t", "..."))
            or page.text[label.end : at].count(" ") > 1
        )
        count = by_start.get(at)
        plain = names[0] == _PLAIN and at - label.end <= 2
        long = len(label.phrase) > _LONG_LABEL and not label.phrase.endswith(_PARTICIPLES)
        if count is None or not (explicit or plain or count.unit or long):
            continue
        if page.text[count.number.end : count.number.end + 1] == "/":
            continue
        name = _told_beside(page, label, count) if names[0] == _PLAIN else names[0]
        yield Candidate(name, written(count), LABELLED, count.number.start, count.end)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _quantities_named(label: str) -> list[str]:
    return [name for name in label_meanings().all_of(label) if name.startswith("quantity")]


def _told_beside(page: Page, label: Found, count: Count) -> str:
    """ "Underkänt antal ...: 62", "Menge geliefert: 40": a plain label, and a word beside it that says which."""
    part = page.text[max(page.line_at(label.start)[0], label.start - _BESIDE_LABEL) : count.number.start]
    words = words_of(part)
    affected = quantity_phrases("affected_words", page.spoken).find(part, words)
    total = quantity_phrases("total_words", page.spoken).find(part, words)
    if bool(affected) == bool(total):
        return _PLAIN
    return "quantity_affected" if affected else "quantity_total"


def _beside_cues(page: Page, counts: Sequence[Count]) -> Iterator[Candidate]:
    affected = quantity_phrases("affected_words", page.spoken).find(page.text, page.words)
    total = quantity_phrases("total_words", page.spoken).find(page.text, page.words)
    defects = defect_phrases(page.spoken).find(page.text, page.words)
    wholes = {found.end for found in quantity_phrases("between", page.spoken).find(page.text, page.words)}
    for count in counts:
        if count.unit == "pieces" and begins_whole(page, count, wholes):
            yield Candidate("quantity_total", written(count), BESIDE_CUE, count.number.start, count.end)
            continue
        name = _meant(page, count, affected, total)
        if (
            name
            and (not count.unit or is_what_is_there(page.text, count.number))
            and names_something(page.text, count.number)
        ):
            continue
        if not name and _beside_defect(page, count, defects, total):
            yield Candidate("quantity_affected", written(count), BESIDE_DEFECT, count.number.start, count.end)
        elif name:
            confidence = BESIDE_CUE if count.unit not in _LESS_SURE else BESIDE_CUE - 0.15
            yield Candidate(name, written(count), confidence, count.number.start, count.end)
        elif count.unit == "pieces" and count.number.amount >= 2:
            yield Candidate("quantity_affected", written(count), COUNTED, count.number.start, count.end)


def _beside_defect(page: Page, count: Count, defects: Sequence[Found], total: Sequence[Found]) -> bool:
    """A count in the same sentence as a defect: "on seven the thread is stripped", "126 m mit Ziehriefen"."""
    start, end = sentence(page, count.number.start, count.end)
    harm = _distance(count, between(defects, start, end))
    delivery = _distance(count, between(total, start, end))
    if count.unit in {"%", "ppm"}:
        return (count.unit == "ppm" or harm <= _REACH) and not is_wanted(page.text, count.number)
    if count.number.amount != int(count.number.amount) or names_something(page.text, count.number):
        return False
    counted = count.counts or (count.number.from_word and count.number.amount > 1) or harm <= _REACH_DEFECT
    return bool(counted) and harm <= _REACH and harm <= delivery


def _meant(page: Page, count: Count, affected: Sequence[Found], total: Sequence[Found]) -> str:
    """The cue that is nearest in the same sentence decides; a bare number needs its cue beside it."""
    start, end = sentence(page, count.number.start, count.end)
    reach = _REACH if count.unit else _REACH_THINGS if count.counts else _REACH_BARE
    harm = _distance(count, between(affected, start, end))
    delivery = _distance(count, between(total, start, end))
    if min(harm, delivery) > reach or (count.unit in {"kg", "t", "l", "m"} and min(harm, delivery) > 25):
        return ""
    if count.unit in {"%", "ppm"}:
        return "quantity_affected" if harm <= reach and count.number.amount != _ALL_OF_IT else ""
    if not count.counts and _stands_right_behind(count, total):
        return "quantity_total"
    if not count.unit and (count.number.amount != int(count.number.amount) or (harm > reach and not count.counts)):
        return ""
    return "quantity_affected" if harm <= delivery or not count.counts else "quantity_total"


def _stands_right_behind(count: Count, cues: Sequence[Found]) -> bool:
    """ "Received 1,200, rejected 44": the word before a bare number decides."""
    return any(0 <= count.number.start - cue.end <= _RIGHT_BEHIND for cue in cues) and count.number.amount > 1


def _distance(count: Count, cues: Sequence[Found]) -> int:
    return min(
        (
            cue.start - count.end if cue.start >= count.end else count.number.start - cue.end
            for cue in cues
            if not _overlap(count, cue)
        ),
        default=1 << 30,
    )


def _overlap(count: Count, cue: Found) -> bool:
    return cue.start < count.number.end and count.number.start < cue.end
