"""Does a cause only say that somebody made a mistake, and does a plan only tell people?

“Operator error” is where the search for the cause begins, not its end (8D practice; IATF 16949 10.2.3): what let the mistake
happen, and what let it pass? The words stand in `blame.toml`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from models.kernel.text import fold

_TABLE = Path(__file__).with_name("blame.toml")
_CLAUSES = re.compile(
    r"[.;:,\n!?()–]+|\b(?:because|since|as the|so that|although|and the|weil|da die|da der|da das|so dass|und die|und der)\b"
)
#: A clause of fewer words says nothing of its own.
FEWEST_WORDS = 3


@cache
def _words(topic: str) -> re.Pattern[str]:
    table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))[topic]
    words = sorted({fold(word) for language in table.values() for word in language})
    return re.compile(
        "|".join(rf"\b{re.escape(w.rstrip('*'))}{'' if w.endswith('*') else chr(92) + 'b'}" for w in words)
    )


def blamed(text: str | None) -> str:
    """The words with which the text blames people and says nothing else; empty where it says more."""
    return _only("people", text)


def only_tells_people(text: str | None) -> bool:
    return bool(_only("training", text))


def _only(topic: str, text: str | None) -> str:
    clauses = [c.strip() for c in _CLAUSES.split(fold(text or "")) if c.strip()]
    found = [match[0] for clause in clauses if (match := _words(topic).search(clause))]
    more = [c for c in clauses if len(c.split()) >= FEWEST_WORDS and not _words(topic).search(c)]
    return found[0] if found and not more else ""
