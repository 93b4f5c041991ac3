"""Why: the words, ideas and signs that spoke most for a kind, in words that a person can check against the
mail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.fields.words import words_of
from handlers.intake.reading.kinds.evidence import SIGNS
from handlers.intake.reading.kinds.terms import ideas_with_words, pieces_of, unspaced_pieces
from handlers.intake.reading.kinds.terms import weights_of as weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handlers.intake.reading.kinds.model import Model

_MOST = 5
_LEAST_SHARE = 0.04  # of all that spoke for the class


def reasons(model: Model, terms: Mapping[str, int], said: str, signs: Iterable[str], name: str) -> tuple[str, ...]:
    """`said` is subject and text together; `name` the class to explain."""
    spoke = _spoke_for(model, terms, name)
    entries = [*_words(said, spoke), *_ideas(said, spoke), *_signs(signs, spoke, name)]
    entries.sort(key=lambda entry: -entry[0])
    total = sum(weight for weight, _ in entries if weight > 0) or 1.0
    return tuple(text for weight, text in entries[:_MOST] if weight > _LEAST_SHARE * total)


def _spoke_for(model: Model, terms: Mapping[str, int], name: str) -> dict[str, float]:
    """What each term added to this class beyond what it adds to all classes on average."""
    at = model.names.index(name)
    return {
        term: weight * (model.weights[term][at] - sum(model.weights[term]) / len(model.names))
        for term, weight in weigh(terms, model.rarity).items()
    }


def _words(said: str, spoke: Mapping[str, float]) -> Iterable[tuple[float, str]]:
    """A word with its pieces, shown as it is written; of Chinese and Japanese, two or three characters in a row."""
    seen: set[str] = set()
    words = words_of(said)
    for piece, start, end in unspaced_pieces(words):
        yield spoke.get(f"c{piece}", 0.0), f'word "{said[start:end]}"'
    for word in words:
        if word.text in seen or len(word.text) < 2:
            continue
        seen.add(word.text)
        share = sum(spoke.get(term, 0.0) for term in (f"w{word.text}", f"s{word.text}", *pieces_of(word.text)))
        yield share, f'word "{said[word.start : word.end]}"'


def _ideas(said: str, spoke: Mapping[str, float]) -> Iterable[tuple[float, str]]:
    for idea, written in ideas_with_words(said).items():
        yield spoke.get(f"i{idea}", 0.0), f'{idea.replace("_", " ")}: "{written}"'


def _signs(signs: Iterable[str], spoke: Mapping[str, float], name: str) -> Iterable[tuple[float, str]]:
    for sign in signs:
        if sign in SIGNS:
            yield spoke.get(f"h{sign}", 0.0) + SIGNS[sign].strengths.get(name, 0.0), SIGNS[sign].said
