"""The words of a description that tell something, and how alike two sets of them are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from models.kernel.text import fold

#: At most so many words of a text are looked at: a mail may be long, what it is about stands early.
MOST_WORDS = 40
#: Two words that differ by an ending or a typing error are the same: “scratch” and “scratched”, “porös” and “poröse”.
SAME_WORD = 82
_WORD = re.compile(r"[^\W_]+")
#: Words of four letters and more that stand in every text of their language, folded; shorter ones are left out anyway.
_EVERYDAY = frozenset(Path(__file__).with_name("everyday_words.txt").read_text(encoding="utf-8").split())


def key(text: str | None) -> str:
    """What identifies a part, lot or name however it is typed: “HX-20”, “hx 20” and “HX20” are one."""
    return "".join(c for c in fold(text or "") if c.isalnum())


def spellings(text: str | None) -> list[str]:
    """The ways in which a number may stand in a text, as phrases of words: “hx 20”, “hx20”."""
    words = _WORD.findall(fold(text or ""))
    apart = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", " ".join(words))
    return list(dict.fromkeys(phrase for phrase in (" ".join(words), "".join(words), apart) if phrase))


def telling(text: str) -> list[str]:
    """Its words, folded, each once, in order; without those that tell nothing."""
    words = dict.fromkeys(_WORD.findall(fold(text)))
    return [w for w in words if len(w) >= 4 and not w.isdigit() and w not in _EVERYDAY][:MOST_WORDS]


def common(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """Those of `words` that have their like among `others`."""
    return [word for word in words if process.extractOne(word, others, scorer=fuzz.ratio, score_cutoff=SAME_WORD)]
