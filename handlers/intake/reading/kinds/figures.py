"""How good a model is on examples that it has not seen: what `make score` and `andon intake train` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.intake.reading.kinds.classes import CLASSES
from handlers.intake.reading.kinds.costs import cheapest, kind_shares
from handlers.intake.reading.kinds.examples import shipped, split
from handlers.intake.reading.kinds.model import shipped_model
from handlers.intake.reading.kinds.scoring import Score, score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handlers.intake.reading.kinds.examples import Example
    from handlers.intake.reading.kinds.model import Model

_NOTICES = tuple(name for name, (kind, _) in CLASSES.items() if kind == "supplier_notice")


def score_of(model: Model, examples: Iterable[Example]) -> Score:
    return score(judged(one.label, model.probabilities(one.subject, one.text, one.signs)) for one in examples)


def judged(label: str, shares: Mapping[str, float]) -> tuple[str, str, str, str]:
    """(kind, subkind, called kind, called subkind) of an example with the shares that a model gave it."""
    kind, subkind = CLASSES[label]
    called = cheapest(kind_shares(shares))
    best = max(_NOTICES, key=lambda name: shares[name])
    return kind, subkind, called, CLASSES[best][1] if called == "supplier_notice" else ""


def held_back_figures(model: Model | None = None) -> str:
    """The shipped model, or another one, on the held-back examples: in all and by language."""
    _, held = split(shipped())
    used = model or shipped_model()
    parts = [f"{len(held)} held-back mails\n{score_of(used, held)}"]
    for language in ("en", "de"):
        some = [one for one in held if one.language == language]
        parts.append(f"{language}, {len(some)} mails\n{score_of(used, some)}")
    rest = [one for one in held if one.language not in {"en", "de"}]
    parts.append(f"other languages, {len(rest)} mails\n{score_of(used, rest)}")
    return "\n\n".join(parts)
