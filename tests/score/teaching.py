"""`make teach`: learns the shipped weights anew, those of kinds, of the second opinion on fields, and of heads that no rule reads.

Kinds are learned from the text corpora of the package and the half `learn` of the mails, fields from the latter alone.
The sort of a mail is told to the model of fields by an honest classifier: one that has not learned from that writer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path

from handlers.intake.reading.fields import NOTHING_KNOWN
from handlers.intake.reading.fields.extract import pages_of
from handlers.intake.reading.fields.learned.model import to_json as fields_as_json
from handlers.intake.reading.fields.learned.opinion import views_of
from handlers.intake.reading.fields.learned.train import Lesson, trained
from handlers.intake.reading.fields.learned.train_forests import trained_forests
from handlers.intake.reading.fields.learned.view import View
from handlers.intake.reading.forest import to_json as forests_as_json
from handlers.intake.reading.forwards.learned.train import trained as trained_heads
from handlers.intake.reading.kinds import kind_of_mail
from handlers.intake.reading.kinds.examples import shipped, split
from handlers.intake.reading.kinds.model import Model
from handlers.intake.reading.kinds.model import to_json as kinds_as_json
from handlers.intake.reading.kinds.train import fitted
from handlers.intake.reading.reader import read
from handlers.intake.reading.understanding import said_of
from tests.intake.kinds import whole_mails
from tests.score import heads
from tests.score.corpus import Mail, mails
from tests.score.fields import normal
from tests.score.judging import OWN
from tests.score.wordings import wordings

_READING = Path(str(resources.files("handlers.intake.reading")))
_LEARNED = _READING / "fields" / "learned"
KINDS, FIELDS, FORESTS = _READING / "kinds" / "weights.json", _LEARNED / "weights.json", _LEARNED / "forests.json"
HEADS = _READING / "forwards" / "learned" / "heads.json"
_FOLDS = 3


def lessons(every: Sequence[Mail], kinds: Model) -> Iterator[Lesson]:
    for mail in every:
        if mail.tests("fields"):
            values = mail.label.get("fields", {}).items()
            yield Lesson(
                tuple(_views(mail, kinds)),
                {name: frozenset(normal(name, str(value)) for value in said) for name, said in values},
                writer=mail.hand,
            )


def _views(mail: Mail, kinds: Model) -> Iterator[View]:
    reading = read(mail.raw, OWN)
    text, tables, subject, sent = said_of(reading)
    pages, rows = pages_of(text, tables, subject, NOTHING_KNOWN, sent)
    yield from views_of(pages, rows, sent, kind_of_mail(reading, model=kinds).leaning)


def folds(every: Sequence[Mail]) -> Iterator[tuple[list[Mail], Model]]:
    """Mails, with a classifier of kinds that has learned from other hands."""
    hands = sorted({mail.hand for mail in every})
    examples, _ = split(shipped())
    for fold in range(_FOLDS):
        out = {hand for at, hand in enumerate(hands) if at % _FOLDS == fold}
        others = [one for one in examples if one.source.removeprefix("mails_") not in out]
        yield [mail for mail in every if mail.hand in out], fitted(others)


def main() -> None:
    HEADS.write_text(forests_as_json({"line": trained_heads([*heads.lessons(mails("learn"))])}), "utf-8")
    whole_mails.main()
    KINDS.write_text(kinds_as_json(fitted(split(shipped())[0])), "utf-8")
    every = [*mails("learn"), *wordings("learn")]
    taught = [lesson for part, kinds in folds(every) for lesson in lessons(part, kinds)]
    FIELDS.write_text(fields_as_json(trained(taught, normal)), "utf-8")
    FORESTS.write_text(forests_as_json(trained_forests(taught, normal)), "utf-8")
    sys.stdout.write(f"fields: learned from {len(taught)} mails\n")


if __name__ == "__main__":
    main()
