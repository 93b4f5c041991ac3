"""Why: the words, ideas and signs that spoke most for a kind, in words that a person can check against the
mail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.kinds.evidence import SIGNS
from handlers.intake.reading.kinds.terms import ideas_with_words, pieces_of, read_words, unspaced_pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_MOST = 5
_LEAST_SHARE = 0.04  # of all that spoke for the class


def reasons(
    spoke: Mapping[str, float],
    said: str,
    signs: Iterable[str],
    name: str,
    pieces: Callable[[str], tuple[str, ...]] = pieces_of,
) -> tuple[str, ...]:
    """`spoke` is how much each term spoke for the class `name`; `said` is subject and text together."""
    entries = [*_words(said, spoke, pieces), *_ideas(said, spoke), *_signs(signs, spoke, name)]
    entries.sort(key=lambda entry: -entry[0])
    total = sum(weight for weight, _ in entries if weight > 0) or 1.0
    return tuple(text for weight, text in entries[:_MOST] if weight > _LEAST_SHARE * total)


def _words(
    said: str, spoke: Mapping[str, float], pieces: Callable[[str], tuple[str, ...]]
) -> Iterable[tuple[float, str]]:
    """A word with its pieces, shown as it is written; of Chinese and Japanese, two or three characters in a row."""
    words = read_words(said)
    for piece, start, end in unspaced_pieces(words):
        yield spoke.get(f"c{piece}", 0.0), f'word "{said[start:end]}"'
    first_places = dict(zip(reversed(words.texts), reversed(words.starts), strict=True))
    for word in dict.fromkeys(words.texts):
        share = sum(filter(None, map(spoke.get, (f"w{word}", f"s{word}", *pieces(word))))) if len(word) > 1 else 0.0
        if share > 0:
            at = first_places[word]
            yield share, f'word "{said[at : at + len(word)]}"'


def _ideas(said: str, spoke: Mapping[str, float]) -> Iterable[tuple[float, str]]:
    for idea, written in ideas_with_words(said).items():
        yield spoke.get(f"i{idea}", 0.0), f'{idea.replace("_", " ")}: "{written}"'


def _signs(signs: Iterable[str], spoke: Mapping[str, float], name: str) -> Iterable[tuple[float, str]]:
    for sign in signs:
        if sign in SIGNS:
            yield spoke.get(f"h{sign}", 0.0) + SIGNS[sign].strengths.get(name, 0.0), SIGNS[sign].said
