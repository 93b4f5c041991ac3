"""`python -m tests.score.unseen`: how well kinds are told on writers that the model has not learned from, without the held half.

Each writer of the half `learn` is judged by a classifier that learned from the others. Where these figures and those of the
held half part, the words of single mails of `learn` have been learned by whoever wrote examples.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from handlers.intake.reading.facts import Kind
from handlers.intake.reading.kinds import kind_of_mail
from handlers.intake.reading.kinds.classes import CLASSES
from handlers.intake.reading.kinds.scoring import score
from handlers.intake.reading.reader import read
from tests.intake.kinds.whole_mails import label_of
from tests.score.corpus import mails
from tests.score.judging import OWN
from tests.score.result import ALONE, WHOLE
from tests.score.teaching import folds
from tests.score.wordings import wordings

_WOULD_BE_MACHINE = frozenset({"bounce", "auto_reply", "feedback_report"})
Pair = tuple[str, str, str, str]


def pairs(whole: frozenset[str]) -> Iterator[tuple[str, Pair]]:
    """(set of mails, what `scoring.score` counts) of every labelled mail that is none of a machine."""
    for part, model in folds([*mails("learn"), *wordings("learn")]):
        for mail in part:
            label = label_of(mail)
            found = kind_of_mail(read(mail.raw, OWN), model=model) if label else None
            if label and found and found.kind not in _WOULD_BE_MACHINE:
                yield WHOLE if mail.hand in whole else ALONE, _pair(label, found)


def _pair(label: str, found: Kind) -> Pair:
    return *CLASSES[label], found.kind, found.subkind


def main() -> None:
    whole = frozenset(mail.hand for mail in mails("learn"))
    found = list(pairs(whole))
    for name in (WHOLE, ALONE):
        sys.stdout.write(f"{name}\n{score(pair for of, pair in found if of == name)}\n\n")


if __name__ == "__main__":
    main()
