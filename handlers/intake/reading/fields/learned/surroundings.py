"""The words as they stand around a place, and the label, column or line that it stands under."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import repeat
from operator import attrgetter
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.languages import label_meanings
from handlers.intake.reading.fields.learned.columns import head_above
from handlers.intake.reading.fields.learned.told import Bundle, Told
from handlers.intake.reading.fields.learned.view import bucket

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.learned.view import View

WORDY = "="  # begins features that are words as they stand: many, and each of them says little
_MOST_REMEMBERED = 20_000  # words with their side: mails repeat their words
_MOST_SIGNS = 2_000  # what stands right beside a place
_start_of, _end_of = attrgetter("start"), attrgetter("end")
# Words looked at on either side, the nearest first; those further away are told without their distance.
_DISTANCES_LEFT, _DISTANCES_RIGHT = (1, 2, 3, 0, 0, 0, 0, 0), (1, 2, 0, 0, 0, 0)
_LONG_WORD = 8  # "Wärmebehandlungscharge" ends in what it means
_STEM = 5  # characters: "reklamace" and "reklamací" begin alike
_RAW = 4  # characters of the raw text before a place
_OF_A_LABEL = 4  # words of a label that are looked at
_ENUMERATED = " \t-*•·–0123456789.)"
_SIGNS_BEHIND = (":", "：", "=", "|")  # of a label; or a tab
_LABEL = re.compile(r"([^\n:：=|\t]{1,60})[:：=|\t][^\S\n]{0,20}$")
_LONGEST_LABEL = 60 + 1 + 20  # as many characters as `_LABEL` may take
_GAPS = ((1, "1"), (3, "3"), (8, "8"), (20, "20"), (60, "60"))
_RIGHT_BEHIND = 20


def words_around(view: View, span: Span, sentence: tuple[int, int]) -> Told:
    sort = WORDY + span.sort[:2]
    left, right = _sides(view, span, sentence)
    together = [
        *map(_told_of, repeat(f"{sort}<"), left, _DISTANCES_LEFT),
        *map(_told_of, repeat(f"{sort}>"), right, _DISTANCES_RIGHT),
    ]
    found = []
    if len(left) > 1:
        found.append(f"{sort}<< {left[1]} {left[0]}")
    if left and right:
        found.append(f"{sort}<> {left[0]} {right[0]}")
    if len(right) > 1:
        found.append(f"{sort}>> {right[0]} {right[1]}")
    if not left:
        found.append(f"{sort} begins a sentence")
    before, behind = view.folded[max(0, span.start - _RAW) : span.start], view.folded[span.end : span.end + 3]
    together += (_right_before(sort, before), _right_behind(sort, behind))
    return Told(found, together)


@lru_cache(maxsize=_MOST_SIGNS)
def _right_before(sort: str, signs: str) -> Bundle:
    return Bundle(f"{sort}_{signs[-size:]}" for size in (2, 3, 4))


@lru_cache(maxsize=_MOST_SIGNS)
def _right_behind(sort: str, signs: str) -> Bundle:
    return Bundle(f"{sort}'{signs[:size]}" for size in (1, 2, 3))


def _sides(view: View, span: Span, sentence: tuple[int, int]) -> tuple[Sequence[str], Sequence[str]]:
    """The words of the sentence before and behind a place, the nearest first."""
    texts, starts = view.page.words.texts, view.page.words.starts
    at, behind = bisect_left(starts, span.start), bisect_left(starts, span.end)
    lowest = max(at - len(_DISTANCES_LEFT), bisect_left(starts, sentence[0]))
    highest = min(behind + len(_DISTANCES_RIGHT), bisect_left(starts, sentence[1]))
    return texts[lowest:at][::-1], texts[behind:highest]


@lru_cache(maxsize=_MOST_REMEMBERED)
def _told_of(sign: str, word: str, distance: int) -> Bundle:
    """A word, how it begins, and of a long one how it ends; each anywhere on its side, and with its distance unless that is 0."""
    if not distance:
        return Bundle(f"{sign} {form}" for form in _forms(word))
    return Bundle(told for form in _forms(word) for told in (f"{sign} {form}", f"{sign}{distance} {form}"))


def _forms(word: str) -> tuple[str, ...]:
    if len(word) <= _STEM:
        return (f"{word}*",)
    if len(word) <= _LONG_WORD:
        return word, f"{word[:_STEM]}*"
    return word, f"{word[:_STEM]}*", f"*{word[-_STEM:]}"


def label_of(view: View, span: Span) -> Iterator[str]:
    """The words before a colon, or the line above a place that stands alone; and what the tables know as labels."""
    page, sort = view.page, span.sort[:2]
    start, end = page.line_at(span.start)
    label = _label_before(view.folded, start, span.start)
    if label is not None:
        words = label.split()[-_OF_A_LABEL:]
        yield f"{sort}label {' '.join(words)}"
        yield from (f"{sort}label {word.strip('.()#')[:_STEM]}*" for word in words)
    elif not page.text[start : span.start].strip(_ENUMERATED):
        above = view.folded[page.line_at(start - 1)[0] : start - 1].split() if start else []
        yield f"{sort} begins a line"
        yield from (f"{sort}above {word.strip('.():#')[:_STEM]}*" for word in above[-_OF_A_LABEL:])
    if not page.text[span.end : end].strip(" .,;"):
        yield f"{sort} ends a line"
    yield from _known_labels(view, span, start, end)
    yield from _column(view, span)


def _label_before(folded: str, start: int, end: int) -> str | None:
    """What stands before the colon, bar or tab that ends the line up to a place. Most lines up to a place end in none."""
    before = folded[start:end]
    bare = before.rstrip()
    if not bare.endswith(_SIGNS_BEHIND) and "\t" not in before[len(bare) :]:
        return None
    label = _LABEL.search(folded, max(start, end - _LONGEST_LABEL), end)
    return label[1] if label else None


def _known_labels(view: View, span: Span, start: int, end: int) -> Iterator[str]:
    page, sort = view.page, span.sort[:2]
    at = bisect_right(page.labels, span.start, key=_end_of)
    near = page.labels[at - 1] if at else None
    if near is not None and near.start >= start:
        meaning = label_meanings().of(near.phrase, page.spoken)[0]
        yield f"{sort}known {meaning}"
        yield f"{sort}known {meaning} {bucket(span.start - near.end, _GAPS)}"
        if all(other.sort != span.sort for other in view.between(near.end, span.start)):
            yield f"{sort}next known {meaning}"
    at = bisect_left(page.labels, span.end, key=_start_of)
    behind = page.labels[at] if at < len(page.labels) else None
    if behind is not None and behind.start - span.end < _RIGHT_BEHIND and behind.start < end:
        yield f"{sort}follows {label_meanings().of(behind.phrase, page.spoken)[0]}"


def _column(view: View, span: Span) -> Iterator[str]:
    """What the head of its column says, in words and in what the tables know of them."""
    head, sort = head_above(view.page, span.start), span.sort[:2]
    if head is None:
        return
    yield from (f"{sort}head {word.strip('.():#')[:_STEM]}*" for word in view.folded[head.start : head.end].split())
    known = [found for found in view.page.labels if head.start <= found.start < head.end]
    yield from (f"{sort}head known {label_meanings().of(found.phrase, view.page.spoken)[0]}" for found in known)
