"""Why: the words, ideas and signs that spoke most for a kind, in words that a person can check against the
mail.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from handlers.intake.reading.kinds.evidence import SIGNS
from handlers.intake.reading.kinds.terms import ideas_with_words, read_words, unspaced_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from handlers.intake.reading.kinds.learned import Learned
    from handlers.intake.reading.kinds.model import Model

_MOST = 5
_LEAST_SHARE = 0.04  # of all that spoke for the class


def reasons(
    spoke: Mapping[Learned, float], said: str, signs: Iterable[str], name: str, model: Model
) -> tuple[str, ...]:
    """`spoke` is how much each term spoke for the class `name`; `said` is subject and text together."""

    def of(term: str) -> float:
        found = model.learned(term)
        return spoke.get(found, 0.0) if found else 0.0

    entries = [*_words(said, spoke, of, model), *_ideas(said, of), *_signs(signs, of, name)]
    entries.sort(key=lambda entry: -entry[0])
    total = sum(weight for weight, _ in entries if weight > 0) or 1.0
    return tuple(text for weight, text in entries[:_MOST] if weight > _LEAST_SHARE * total)


def _words(
    said: str, spoke: Mapping[Learned, float], of: Callable[[str], float], model: Model
) -> Iterable[tuple[float, str]]:
    """A word with its pieces, shown as it is written; of Chinese and Japanese, two or three characters in a row."""
    words = read_words(said)
    for piece, start, end in unspaced_pieces(words):
        yield of(f"c{piece}"), f'word "{said[start:end]}"'
    first_places = dict(zip(reversed(words.texts), reversed(words.starts), strict=True))
    for word in dict.fromkeys(words.texts):
        if len(word) > 1:
            whole = sum(map(spoke.get, model.of_word(word), repeat(0.0)))
            share = whole + sum(map(spoke.get, model.pieces_of(word), repeat(0.0)))
            if share > 0:
                at = first_places[word]
                yield share, f'word "{said[at : at + len(word)]}"'


def _ideas(said: str, of: Callable[[str], float]) -> Iterable[tuple[float, str]]:
    for idea, written in ideas_with_words(said).items():
        yield of(f"i{idea}"), f'{idea.replace("_", " ")}: "{written}"'


def _signs(signs: Iterable[str], of: Callable[[str], float], name: str) -> Iterable[tuple[float, str]]:
    for sign in signs:
        if sign in SIGNS:
            yield of(f"h{sign}") + SIGNS[sign].strengths.get(name, 0.0), SIGNS[sign].said
