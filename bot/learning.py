"""`andon intake train`: what people decided about mails teaches the model for kinds, and the better of two models is kept.

Better is measured on mails that neither has learned from. Training needs scikit-learn (the extra `train`); using what was learned
needs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bot.home import Home
from bot.opening import open_existing
from bot.settings import Settings
from handlers.intake.reading.kinds.examples import shipped
from handlers.intake.reading.kinds.model import Model, model_at, shipped_model, to_json
from handlers.intake.reading.kinds.train import Correction, Report, TrainingUnavailable, train
from models.intake import IntakeItem, Verdict
from models.kernel.errors import Misconfigured

#: What a person's decision says about the kind of mail.
TAUGHT = {Verdict.COMPLAINT: "complaint", Verdict.SPAM: "spam", Verdict.NOT_A_COMPLAINT: "other"}


def learned_model(home: Home) -> Model | None:
    """The model that this company has taught, if it has."""
    return model_at(home.model) if home.model.exists() else None


def learn(settings: Settings) -> tuple[int, Report]:
    """How many decisions there are to learn from, and what came of it; a better model is in use from the next start."""
    home = Home(settings.home)
    with open_existing(settings).reading() as session:
        decisions = list(corrections(session))
    try:
        report = train(decisions, shipped(), learned_model(home) or shipped_model())
    except TrainingUnavailable as unavailable:
        raise Misconfigured(f"{unavailable} Install it with: pip install 'andon[train]'") from None
    if report.kept == "after":
        _write(home.model, to_json(report.model))
    return len(decisions), report


def corrections(session: Session) -> Iterator[Correction]:
    """What people decided, in the words of the mails; what a rule decided teaches nothing."""
    decided = sa.select(IntakeItem).where(IntakeItem.verdict.in_(TAUGHT), IntakeItem.decided_by != "")
    for item in session.scalars(decided.order_by(IntakeItem.kept_at)):
        subject, text = _words(item.says or {})
        if text:
            yield Correction(TAUGHT[item.verdict], subject, text)


def _words(says: dict[str, Any]) -> tuple[str, str]:
    """Of a forwarded mail, what was forwarded."""
    first = says["chain"][0] if says.get("forwarded") and says.get("chain") else None
    if first:
        return str(first["subject"] or says.get("subject") or ""), str(first["text"])
    return str(says.get("subject") or ""), str(says.get("reply_text") or says.get("text") or "")


def _write(path: Path, text: str) -> None:
    partial = path.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)
