"""Forwards that a person damaged as gateways and clients do, in many languages, and what anybody can still read in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Own
from tests.score.outcomes import plain

FOLDER = Path(__file__).parents[2] / "mails" / "damaged"
LABELS: dict[str, dict[str, Any]] = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
OWN = Own(addresses=frozenset({"reklamation@haldenwerk.example"}))
READABLE = [name for name, label in LABELS.items() if label.keys() & {"address", "name"}]


def test_every_mail_has_its_label() -> None:
    assert {path.name for path in FOLDER.glob("*.eml")} == set(LABELS)


@pytest.mark.parametrize("name", READABLE)
def test_the_writer_the_subject_and_the_text_are_read_in_spite_of_the_damage(name: str) -> None:
    label, reading = LABELS[name], read((FOLDER / name).read_bytes(), OWN)
    assert reading.forwarded
    assert reading.customer is not None
    assert reading.customer.address == label.get("address", "")
    assert "name" not in label or reading.customer.name == label["name"]
    hop = reading.chain[0]
    assert "subject" not in label or plain(hop.subject) == plain(label["subject"])
    assert plain(hop.text.replace("\ufeff", "")).startswith(plain(label.get("text", "")))


@pytest.mark.parametrize("name", [name for name, label in LABELS.items() if label.get("nobody")])
def test_nobody_is_named_where_the_writer_is_lost(name: str) -> None:
    assert read((FOLDER / name).read_bytes(), OWN).customer is None


def test_a_colleagues_own_words_are_no_forward() -> None:
    assert not any(
        read((FOLDER / name).read_bytes(), OWN).forwarded
        for name, label in LABELS.items()
        if label.get("forwarded") is False
    )
