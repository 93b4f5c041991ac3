"""What headers and structure say about the kind, as data: a sign, the classes that it speaks for, and how
strongly.

Strengths are natural logarithms of odds (0.7 doubles them, 2.3 makes them ten times as high) and are
added to what the text says; none is strong enough to decide alone against a clear text, so that no header
can throw a complaint away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.kinds.classes import CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NOTICES = tuple(name for name, (kind, _) in CLASSES.items() if kind == "supplier_notice")


@dataclass(frozen=True, slots=True)
class Sign:
    """`learned` signs are terms of the model too; the others only shift by their strengths."""

    said: str  # how it reads in `because`
    strengths: Mapping[str, float]


def _notices(strength: float) -> dict[str, float]:
    return dict.fromkeys(_NOTICES, strength)


SIGNS: dict[str, Sign] = {
    # Learned from the examples; listed for their wording.
    "list": Sign("sent by a mailing list (List-Id, List-Unsubscribe)", {}),
    "reply": Sign("a reply (In-Reply-To or Re:)", {}),
    "attached": Sign("has an attachment", {}),
    # Not in the examples: known from the trade.
    "from_supplier": Sign(
        "the sender is a known supplier", {**_notices(1.2), "complaint": -1.0, "spam": -3.0}
    ),
    "from_customer": Sign(
        "the sender is a known customer", {**_notices(-1.2), "complaint": 0.7, "spam": -3.0}
    ),
    "own_reference": Sign(
        "the subject holds one of our record numbers",
        {"answer": 1.0, "scar_response": 0.7, "spam": -1.5, "newsletter": -1.5},
    ),
    "answers us": Sign(
        "answers a mail that came from here (In-Reply-To, or the mail that it quotes)",
        {"answer": 0.6, "spam": -2.5, "newsletter": -2.5},
    ),
    "we asked": Sign(
        "the mail that it answers asked a question", {"answer": 0.7, "complaint": -0.4}
    ),
    "begins": Sign("answers no mail", {"answer": -1.0, "scar_response": -0.3}),
    "answers nothing": Sign(
        "begins with Re: and answers no mail (no In-Reply-To, no quote)",
        {"spam": 0.7, "answer": -0.7},
    ),
    "marked_spam": Sign("the mail server marked it as spam (X-Spam-Flag)", {"spam": 2.0}),
    "forged": Sign("the sender's domain says it is not from there (DMARC failed)", {"spam": 0.8}),
    "file 8d": Sign("an attachment is named like an 8D report", {"scar_response": 1.2}),
    "file pcn": Sign("an attachment is named like a change notice", {"pcn": 1.5, "pdn": 0.5}),
    "file pdn": Sign("an attachment is named like a discontinuance notice", {"pdn": 1.5}),
    "file certificate": Sign("an attachment is named like a certificate", {"certificate": 1.0}),
    "file invoice": Sign("an attachment is named like an invoice or order", {"other": 0.8}),
    "file complaint": Sign("an attachment is named like a complaint or reject report", {"complaint": 1.0}),
    "file calendar": Sign("carries an invitation", {"other": 1.2, "complaint": -0.5}),
    "file program": Sign("an attachment is a program or a web page", {"spam": 1.2}),
}  # fmt: skip


def shifts(signs: Iterable[str], names: Sequence[str]) -> list[float]:
    """The sum of the strengths for each class."""
    tables = [SIGNS[sign].strengths for sign in signs if sign in SIGNS]
    return [sum(table.get(name, 0.0) for table in tables) for name in names]
