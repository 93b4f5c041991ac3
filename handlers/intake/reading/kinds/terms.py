"""From a mail to the terms that the model weighs: words, pairs of words, pieces of words, ideas, signs.

Numbers, addresses and links become placeholders: which number it is says nothing about the kind, and
would only be learned by heart. Terms carry their family as the first character, so that a word, a piece
and an idea never mix: w word · p pair · s word of the subject · c piece of a word · i idea · l label of a
field · y style · h sign of headers or structure.
"""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_left
from collections import Counter
from functools import lru_cache, reduce
from importlib import resources
from itertools import combinations, pairwise
from operator import or_
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.language_files import languages
from handlers.intake.reading.fields.languages import label_meanings, languages_of, tongues
from handlers.intake.reading.fields.lexicon import Lexicon, Selection
from handlers.intake.reading.fields.meaning import is_denied
from handlers.intake.reading.fields.phrases import Phrases
from handlers.intake.reading.fields.words import words_of
from handlers.intake.reading.kinds.placeholders import with_placeholders
from handlers.intake.reading.kinds.style import style_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from handlers.intake.reading.fields.words import Words

LONGEST_TEXT = 3_000  # characters; what a mail wants is said early, and time stays bounded
_PIECE_SIZES = (3, 4, 5)
_MOST_TEXTS = 4  # of one mail: as it stands and with placeholders
_LONGEST_WORD = 24
_FIRST_UNSPACED = "\u2e80"  # Chinese and Japanese characters, each of which is a word here
_REPLY_MARK = re.compile(
    r"^\s{0,5}(?:\[[^\]\n]{1,30}\]\s{0,3})?(?:(?:re|aw|wg|fw|fwd|sv|vs|antw|odp|tr|rv|rif|r|i|doorst|pd)\s?(?:\[\d{1,2}\])?\s?[:：]\s{0,3})+",
    re.IGNORECASE,
)
_BOTH = re.compile(r"(?=[^\W\d_]*\d)[^\W_]+")
_KEPT_WITH_DIGITS = frozenset(
    {
        "8d",
        "3d",
        "5why",
        "d1",
        "d2",
        "d3",
        "d4",
        "d5",
        "d6",
        "d7",
        "d8",
        "iso9001",
        "10204",
        "9001",
        "16949",
        "10002",
    }
)
# What a writer asks for that speaks of the kind ("documents" and the like are asked for in every mail).
_WISHES = (
    *("credit", "replacement", "return", "repair", "8D", "compensation", "approval", "explanation", "visit"),
    "call",
)
_DENIED_IDEAS = frozenset({"defect", "spoilt", "injury", "displeasure"})  # "none were scratched" is no complaint
FAMILY_SCALE = {"w": 1.0, "p": 0.7, "s": 0.8, "c": 2.0, "i": 1.0, "j": 1.0, "l": 0.5, "y": 0.5, "h": 1.0}


_EVERYWHERE = ""  # of an idea whose words count in a mail of any language


@lru_cache(maxsize=1)
def _ideas() -> tuple[Phrases, dict[str, tuple[tuple[str, str], ...]]]:
    """All phrases that carry an idea, and the ideas of each with the language in which it does."""
    ideas: dict[str, dict[tuple[str, str], None]] = {}
    for idea, phrase, code in _idea_phrases():
        ideas.setdefault(phrase, {})[idea, code] = None
    asked = {phrase: _tongues_of(code for _, code in carried) for phrase, carried in ideas.items()}
    return Phrases(asked), {phrase: tuple(carried) for phrase, carried in ideas.items()}


def _tongues_of(codes: Iterable[str]) -> int:
    return reduce(or_, (tongues((code,) if code != _EVERYWHERE else ()) for code in codes))


def _idea_phrases() -> Iterator[tuple[str, str, str]]:
    for idea, phrases in _table("concepts.toml")["words"].items():
        yield from ((idea, phrase, _EVERYWHERE) for phrase in phrases)
    for table in _table("concepts_more.toml").values():
        yield from ((idea, phrase, _EVERYWHERE) for idea, phrases in table.items() for phrase in phrases)
    for code, language in languages().items():
        yield from (("defect", phrase, code) for phrase in language.defects)
        yield from (("injury", phrase, code) for phrase in language.injuries)
        for wish in _WISHES:
            yield from ((f"asks {wish}", phrase, code) for phrase in language.asks.get(wish, ()))


def _table(name: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((resources.files(__package__) / name).read_text("utf-8"))


def bare_subject(subject: str) -> str:
    """Without Re:, AW:, Fwd: and gateway marks."""
    return _REPLY_MARK.sub("", subject[:400])


def terms_of(subject: str, text: str, signs: Iterable[str] = ()) -> Counter[str]:
    words, terms = words_and_terms(subject, text, signs)
    for word, times in words.items():
        for piece in pieces_of(word):
            terms[piece] = terms.get(piece, 0) + times
    return terms


def words_and_terms(subject: str, text: str, signs: Iterable[str] = ()) -> tuple[Counter[str], Counter[str]]:
    """The words, and all terms but their pieces: those are the most, and whoever knows few of them may count these alone."""
    plain_subject = with_placeholders(bare_subject(subject))
    whole = f"{plain_subject}\n{with_placeholders(text[:LONGEST_TEXT])}"
    found = read_words(whole)
    kept = {word: _kept(word) for word in dict.fromkeys(found.texts)}
    words = [kept[word] for word in found.texts]
    ideas = ideas_with_words(whole)
    often = Counter(words)
    terms = Counter({"w" + word: times for word, times in often.items()})
    terms.update("s" + word for word in words[: bisect_left(found.starts, len(plain_subject))])
    terms.update([f"p{first} {second}" for first, second in pairwise(words)])
    terms.update("c" + piece for piece, _, _ in unspaced_pieces(found))
    terms.update("i" + idea for idea in ideas)
    terms.update(f"j{first}+{second}" for first, second in combinations(sorted(ideas), 2))
    terms.update("l" + name for name in _labels_among(whole, found))
    terms.update("y" + trait for trait in _style_of(subject, text))
    terms.update("h" + sign for sign in signs)
    return often, terms


def _kept(word: str) -> str:
    """The word, or what it is like when it holds digits."""
    if word.isalpha() or word in _KEPT_WITH_DIGITS or not _BOTH.fullmatch(word):
        return word
    return "0" if word.isdigit() else "0a"


def pieces_of(word: str) -> tuple[str, ...]:
    if word.startswith("zz") or word in {"0", "0a"} or (len(word) == 1 and word >= _FIRST_UNSPACED):
        return ()
    marked = f" {word[:_LONGEST_WORD]} "
    return tuple("c" + marked[at : at + size] for size in _PIECE_SIZES for at in range(len(marked) - size + 1))


def unspaced_pieces(words: Words) -> Iterator[tuple[str, int, int]]:
    """Two and three characters in a row of Chinese or Japanese, with their place: what a word is elsewhere."""
    if max(words.texts, default="") < _FIRST_UNSPACED:
        return
    for at, first in enumerate(words.texts):
        if first < _FIRST_UNSPACED or len(first) > 1:
            continue
        piece, end = first, words.end(at)
        for following in words[at + 1 : at + 3]:
            if following.start != end or len(following.text) > 1 or following.text < _FIRST_UNSPACED:
                break
            piece, end = piece + following.text, following.end
            yield piece, words.starts[at], end


@lru_cache(maxsize=_MOST_TEXTS)
def read_words(text: str) -> Words:
    return words_of(text)


def _ideas_among(text: str, words: Words) -> Iterator[tuple[str, str]]:
    """A word of harm counts in its own language alone: "jam*" is no French "jamais"."""
    phrases, ideas = _ideas()
    likely = languages_of(words.texts)[:2]
    spoken = {_EVERYWHERE, *likely}
    for found in phrases.every(text, words, tongues(likely)):
        negated = None
        for idea, code in ideas[found.phrase]:
            if code not in spoken:
                continue
            if idea in _DENIED_IDEAS:
                negated = is_denied(text, found.start) if negated is None else negated
            denied = idea in _DENIED_IDEAS and negated
            yield f"no {idea}" if denied else idea, text[found.start : found.end]


@lru_cache(maxsize=_MOST_TEXTS)
def ideas_with_words(text: str) -> Mapping[str, str]:
    """Each idea of the text with the first words that carry it."""
    carried: dict[str, str] = {}
    for idea, written in _ideas_among(text, read_words(text)):
        carried.setdefault(idea, written)
    return carried


def _labels_among(text: str, words: Words) -> set[str]:
    """The fields that the mail names: a last order date speaks of a discontinuance in any language."""
    labels = _labels().find(text, words)
    return {name for label in labels if len(label.phrase) > 2 for name in label_meanings().all_of(label.phrase)}


@lru_cache(maxsize=1)
def _labels() -> Selection:
    """In an index of their own: of all that the tables name, only labels are asked for here."""
    return Selection(Lexicon({"labels": label_meanings()}), ("labels",))


def _style_of(subject: str, text: str) -> Iterator[str]:
    yield from style_of(text[:LONGEST_TEXT])
    if not bare_subject(subject).strip():
        yield "no subject"


def weights_of(terms: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    """TF-IDF, each family brought to its own length, so that long mails weigh like short ones."""
    weighted = {term: (1.0 + math.log(count)) * rarity[term] for term, count in terms.items() if term in rarity}
    lengths: dict[str, float] = {}
    for term, weight in weighted.items():
        lengths[term[0]] = lengths.get(term[0], 0.0) + weight * weight
    return {term: weight * FAMILY_SCALE[term[0]] / math.sqrt(lengths[term[0]]) for term, weight in weighted.items()}
