"""`python -m tests.intake.kinds.whole_mails`: the labelled mails of the half `learn` as examples to learn from.

The reading of a mail (what was forwarded, what a reply adds, which signs its headers give) is what the model sees later, so
it learns from that and not from the bytes. The examples are kept as text beside the others, one file a hand; write them again
when the reading has changed, and train.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import resources
from itertools import groupby
from pathlib import Path

from handlers.intake.reading.kinds.classes import CLASSES
from handlers.intake.reading.kinds.classify import said_by
from handlers.intake.reading.kinds.terms import LONGEST_TEXT
from handlers.intake.reading.reader import read
from tests.score.corpus import Mail, mails
from tests.score.judging import OWN
from tests.score.wordings import wordings

LEARN = Path(str(resources.files("handlers.intake.reading.kinds"))) / "corpus" / "learn"


def label_of(mail: Mail) -> str | None:
    """The class; None for machine mail, which is told by its headers, and for a notice without a subkind."""
    kind = mail.label.get("kind"), mail.label.get("subkind", "")
    return next((name for name, one in CLASSES.items() if one == kind), None)


def examples() -> Iterator[tuple[str, str]]:
    """(hand, example in the form that `examples.parse` reads)."""
    for mail in (*mails("learn"), *wordings("learn")):
        label = label_of(mail)
        if label is not None:
            subject, text, signs = said_by(read(mail.raw, OWN))
            marks = "".join(f" {sign.replace(' ', '_')}" for sign in sorted(signs))
            body = re.sub(r"^@", " @", text[:LONGEST_TEXT], flags=re.MULTILINE)
            yield mail.hand, f"@{label} {mail.label['language']}{marks}\n{subject}\n{body.strip()}\n"


def main() -> None:
    for hand, found in groupby(examples(), key=lambda pair: pair[0]):
        (LEARN / f"mails_{hand}.txt").write_text("\n".join(text for _, text in found), "utf-8")


if __name__ == "__main__":
    main()
