"""The words as they stand around a place, and the label, column or line that it stands under."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.languages import label_meanings
from handlers.intake.reading.fields.learned.view import bucket

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.intake.reading.fields.learned.spans import Span
    from handlers.intake.reading.fields.learned.view import View

_LEFT, _RIGHT = 8, 6  # words looked at on either side
_PLACED_LEFT, _PLACED_RIGHT = 3, 2  # of which so many are told with their distance
_LONG_WORD = 8  # "Wärmebehandlungscharge" ends in what it means
_STEM = 5  # characters: "reklamace" and "reklamací" begin alike
_RAW = 4  # characters of the raw text before a place
_OF_A_LABEL = 4  # words of a label that are looked at
_ENUMERATED = " \t-*•·–0123456789.)"
_LABEL = re.compile(r"([^\n:：=|\t]{1,60})[:：=|\t][^\S\n]{0,20}$")
_GAPS = ((1, "1"), (3, "3"), (8, "8"), (20, "20"), (60, "60"))
_RIGHT_BEHIND = 20


def words_around(view: View, span: Span) -> Iterator[str]:
    sort = span.sort[:2]
    left, right = _sides(view, span)
    yield from _of_side(f"{sort}<", left, _PLACED_LEFT)
    yield from _of_side(f"{sort}>", right, _PLACED_RIGHT)
    if len(left) > 1:
        yield f"{sort}<< {left[1]} {left[0]}"
    if left and right:
        yield f"{sort}<> {left[0]} {right[0]}"
    if len(right) > 1:
        yield f"{sort}>> {right[0]} {right[1]}"
    if not left:
        yield f"{sort} begins a sentence"
    before, behind = view.folded[max(0, span.start - _RAW) : span.start], view.folded[span.end : span.end + 3]
    yield from (f"{sort}_{before[-size:]}" for size in (2, 3, 4))
    yield from (f"{sort}'{behind[:size]}" for size in (1, 2, 3))


def _sides(view: View, span: Span) -> tuple[list[str], list[str]]:
    """The words of the sentence before and behind a place, the nearest first."""
    words = view.page.words
    first, last = view.sentence_around(span)
    at, behind = bisect_left(words.starts, span.start), bisect_left(words.starts, span.end)
    left = [words.texts[n] for n in range(at - 1, max(-1, at - 1 - _LEFT), -1) if words.starts[n] >= first]
    right = [words.texts[n] for n in range(behind, min(len(words), behind + _RIGHT)) if words.starts[n] < last]
    return left, right


def _of_side(sign: str, words: Sequence[str], placed: int) -> Iterator[str]:
    for distance, word in enumerate(words, start=1):
        for form in _forms(word):
            yield f"{sign} {form}"
            if distance <= placed:
                yield f"{sign}{distance} {form}"


def _forms(word: str) -> tuple[str, ...]:
    """A word, how it begins, and of a long one how it ends."""
    if len(word) <= _STEM:
        return (f"{word}*",)
    if len(word) <= _LONG_WORD:
        return word, f"{word[:_STEM]}*"
    return word, f"{word[:_STEM]}*", f"*{word[-_STEM:]}"


def label_of(view: View, span: Span) -> Iterator[str]:
    """The words before a colon, or the line above a place that stands alone; and what the tables know as labels."""
    page, sort = view.page, span.sort[:2]
    start, end = page.line_at(span.start)
    label = _LABEL.search(view.folded, start, span.start)
    if label:
        words = label[1].split()[-_OF_A_LABEL:]
        yield f"{sort}label {' '.join(words)}"
        yield from (f"{sort}label {word.strip('.()#')[:_STEM]}*" for word in words)
    elif not page.text[start : span.start].strip(_ENUMERATED):
        above = view.folded[page.line_at(start - 1)[0] : start - 1].split() if start else []
        yield f"{sort} begins a line"
        yield from (f"{sort}above {word.strip('.():#')[:_STEM]}*" for word in above[-_OF_A_LABEL:])
    if not page.text[span.end : end].strip(" .,;"):
        yield f"{sort} ends a line"
    yield from _known_labels(view, span, start, end)


def _known_labels(view: View, span: Span, start: int, end: int) -> Iterator[str]:
    page, sort = view.page, span.sort[:2]
    before = [found for found in page.labels if start <= found.start and found.end <= span.start]
    if before:
        near = before[-1]
        meaning = label_meanings().of(near.phrase, page.spoken)[0]
        yield f"{sort}known {meaning}"
        yield f"{sort}known {meaning} {bucket(span.start - near.end, _GAPS)}"
        if not any(near.end <= other.start < span.start for other in view.spans if other.sort == span.sort):
            yield f"{sort}next known {meaning}"
    behind = next((found for found in page.labels if found.start >= span.end), None)
    if behind is not None and behind.start - span.end < _RIGHT_BEHIND and behind.start < end:
        yield f"{sort}follows {label_meanings().of(behind.phrase, page.spoken)[0]}"
