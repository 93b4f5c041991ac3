"""What a label of a forwarded head means, also where accents or letters of it are lost, misread or dressed up."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from handlers.intake.reading.languages.dressed_labels import skeleton, undressed
from handlers.intake.reading.languages.labels import LABELS, LONGEST_LABEL, HeaderName

Meaning = tuple[HeaderName, frozenset[str]]  # the header, and the languages in which it is called so

FOREIGN = re.compile(r"[^\x00-\x7f]+")
LOST = re.compile("[?\ufffd]+")
FEWEST_LEFT = 2  # letters of a label
LONGEST_DRESSED = 45  # characters
LIKE_ASCII = str.maketrans("łøđıßæœ", "lodisao")


def without_accents(word: str) -> str:
    bare = unicodedata.normalize("NFD", word.translate(LIKE_ASCII))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def _damaged() -> dict[str, Meaning]:
    """Labels after a system that knows ASCII alone: "Envoye" or "Envoy?"; where nothing else would be left, none."""
    found: dict[str, Meaning] = {}
    for word, meaning in LABELS.items():
        for damaged in (without_accents(word), FOREIGN.sub("?", word)):
            if damaged not in LABELS and sum(letter.isascii() and letter.isalpha() for letter in damaged) >= 2:
                found.setdefault(damaged, meaning)
    return found


def _misread() -> dict[str, Meaning]:
    """Labels as OCR may confuse them; where two headers would look alike, none."""
    found: dict[str, Meaning] = {}
    for word, meaning in (*LABELS.items(), *DAMAGED_LABELS.items()):
        same = found.setdefault(skeleton(word), meaning)
        if same[0] != meaning[0]:
            found[skeleton(word)] = ("other", frozenset())
    return {word: meaning for word, meaning in found.items() if meaning[1]}


DAMAGED_LABELS = _damaged()
MISREAD_LABELS = _misread()
DRESS = re.compile(r"[\W\d_]|rn|vv|ii")
BEGINS_WITH = {letter: [word for word in LABELS if word[0] == letter] for letter in {word[0] for word in LABELS}}
ENDS_WITH = {letter: [word for word in LABELS if word[-1] == letter] for letter in {word[-1] for word in LABELS}}


def meaning_of(word: str) -> Meaning | None:
    """What a label in lower case stands for, and in which languages, even where its accents are lost."""
    found = _plain_meaning(word)
    return found if found is not None or not DRESS.search(word) else _dressed_meaning(word)


def _plain_meaning(word: str) -> Meaning | None:
    found = LABELS.get(word) or LABELS.get(word.removesuffix("â").rstrip())  # what is left of a no-break space
    if found is not None or len(word) > LONGEST_LABEL:
        return found
    if LOST.search(word):
        return DAMAGED_LABELS.get(LOST.sub("?", word)) or _with_lost_letters(LOST.sub(_plain_marks, word))
    return DAMAGED_LABELS.get(word) if word.isascii() else DAMAGED_LABELS.get(without_accents(word))


@lru_cache(maxsize=1024)
def _dressed_meaning(word: str) -> Meaning | None:
    if len(word) > LONGEST_DRESSED:
        return None
    if found := MISREAD_LABELS.get(skeleton(word)) if len(word) >= FEWEST_LEFT else None:
        return found
    return next((found for bare in undressed(word) if (found := _plain_meaning(bare)) and found[0] != "other"), None)


def _plain_marks(run: re.Match[str]) -> str:
    return "?" * len(run.group())


@lru_cache(maxsize=256)
def _with_lost_letters(word: str) -> Meaning | None:
    """A mark stands for one letter or for nothing, as for the no-break space before a colon: "De?", "Objet?"."""
    if found := LABELS.get(word.rstrip("? ")):
        return found
    bare = word.strip("? ")
    if len(bare) < FEWEST_LEFT:
        return None
    if "?" not in bare and (found := LABELS.get(bare) or DAMAGED_LABELS.get(bare)):
        return found
    fitting = _that_fit(word)
    if len({name for name, _ in fitting}) != 1:
        return None
    return fitting[0][0], frozenset().union(*(languages for _, languages in fitting))


def _that_fit(word: str) -> list[Meaning]:
    """The labels of which the word may be what is left; most are put aside by their ends and lengths."""
    near = ENDS_WITH.get(word[-1], ()) if word[0] == "?" else BEGINS_WITH.get(word[0], ())
    parts, fewest = word.split("?"), len(word) - word.count("?")
    left = [
        each
        for each in near
        if fewest <= len(each) <= len(word)
        and each.startswith(parts[0])
        and each.endswith(parts[-1])
        and all(part in each for part in parts)
    ]
    pattern = re.compile(".?".join(map(re.escape, parts))) if left else None
    return [LABELS[each] for each in left if pattern and pattern.fullmatch(each)]
