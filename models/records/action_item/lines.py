"""The dates that were asked for later: each stays with its reason, granted or not."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from models.database import by_value
from models.workflow import fields as f
from models.workflow.lines import RecordLine


class ExtensionOutcome(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    NOT_GRANTED = "not_granted"


class Extension(RecordLine):
    """More time that was asked for; the date before it stays beside it."""

    __tablename__ = "action_extension"
    noun, heading = "extension", "More time"

    until: Mapped[date] = f.day("Until when?", required=True)
    reason: Mapped[str] = f.text("Why is more time needed?", longest=1000, required=True)
    previous: Mapped[date | None]
    outcome: Mapped[ExtensionOutcome] = mapped_column(by_value(ExtensionOutcome), default=ExtensionOutcome.ASKED)

    @property
    def said(self) -> str:
        before = f" instead of {self.previous}" if self.previous else ""
        return f"until {self.until}{before}, {(self.outcome or ExtensionOutcome.ASKED).value.replace('_', ' ')}"

    @property
    def told(self) -> str:
        return f"{self.said}: {self.reason}"
