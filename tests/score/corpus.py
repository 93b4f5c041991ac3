"""The labelled mails: `tests/mails/corpus/{learn,held}/HAND/*.eml`, each hand with its `labels.jsonl`.

Rules are written and models are trained with the half `learn` alone. Of the half `held` nothing but totals is ever
looked at. Which half a mail lies in was decided by its SHA-256, not by anybody. A key that a label has is scored,
a key that it has not is not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parents[1] / "mails" / "corpus"
RESULT = FOLDER / "score.json"
Half = Literal["learn", "held"]

STAGES = ("mime", "forward", "reply", "bounce", "auto_reply", "kind", "fields")
KINDS = (
    "complaint",
    "supplier_notice",
    "answer",
    "bounce",
    "auto_reply",
    "feedback_report",
    "newsletter",
    "spam",
    "other",
)
SUBKINDS = ("", "pcn", "pdn", "deviation_request", "quality_alert", "recall", "scar_response", "certificate")
CODES = (
    *("part", "revision", "lot", "serial", "po", "sales_order", "invoice", "rma", "delivery_note", "pcn_number"),
    "customer_reference",
)
QUANTITIES = ("quantity_affected", "quantity_total")
DATES = ("event_date", "delivery_date", "last_order_date", "last_ship_date", "first_ship_date", "answer_by")
FIELDS = (*CODES, *QUANTITIES, *DATES)
KEYS = {
    *("file", "language", "client", "stages", "damage", "from", "subject", "attachments", "forwarded", "original"),
    *("named", "chain", "reply_text", "kind", "subkind", "may_answer", "bounce", "fields"),
}


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail with what an honest reader says of it; `label` has only the keys that its writer was sure of."""

    hand: str
    label: dict[str, Any] = field(repr=False)
    raw: bytes = field(repr=False)

    @property
    def name(self) -> str:
        return f"{self.hand}/{self.label['file']}"

    def tests(self, stage: str) -> bool:
        return stage in self.label.get("stages", ())


def mails(half: Half, folder: Path = FOLDER) -> Iterator[Mail]:
    for labels in sorted((folder / half).glob("*/labels.jsonl")):
        for line in labels.read_text("utf-8").splitlines():
            label = json.loads(line)
            yield Mail(labels.parent.name, label, (labels.parent / label["file"]).read_bytes())


def faults(label: dict[str, Any]) -> list[str]:
    """What is wrong with a label as such, whatever its mail says."""
    found = [f"unknown key {key}" for key in label.keys() - KEYS]
    found += [f"unknown stage {stage}" for stage in label.get("stages", ()) if stage not in STAGES]
    found += [f"unknown field {name}" for name in label.get("fields", {}) if name not in FIELDS]
    if label.get("kind", "other") not in KINDS:
        found.append(f"unknown kind {label['kind']}")
    if label.get("subkind", "") not in SUBKINDS:
        found.append(f"unknown subkind {label['subkind']}")
    found += [f"no day: {day}" for name in DATES for day in label.get("fields", {}).get(name, ()) if not _is_day(day)]
    if label.get("forwarded") and label.get("named", True) and not label.get("original"):
        found.append("forwarded, yet no original")
    return found


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
