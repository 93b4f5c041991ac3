"""A cause that only blames people is told apart from one that says more, in English and German."""

from __future__ import annotations

import pytest

from models.records.capa.blame import blamed, only_tells_people

BLAMING = (
    "Human error.",
    "Operator error",
    "The operator was careless and inattentive.",
    "Operator did not follow the work instruction; he was distracted",
    "The employee forgot to set the stop.",
    "Lack of training",
    "Bedienfehler",
    "Menschliches Versagen.",
    "Der Mitarbeiter war unaufmerksam",
    "Unachtsamkeit des Werkers, Zeitdruck",
    "Anweisung wurde nicht beachtet",
    "Der Prüfer hat das Merkmal übersehen.",
)
SAYING_MORE = (
    "The chute's edge is sharp since the felt was left out of the drawing.",
    "Operator error: the fixture takes the housing in both directions.",
    "The clerk forgot the stop, because the checklist of line 3 does not name it at all.",
    "Bedienfehler, weil die Vorrichtung das Teil verkehrt herum aufnimmt",
    "Die Prüfanweisung nennt das Merkmal nicht.",
    "",
)


@pytest.mark.parametrize("cause", BLAMING)
def test_a_cause_that_only_blames_people_is_found_with_its_words(cause: str) -> None:
    assert blamed(cause)


@pytest.mark.parametrize("cause", SAYING_MORE)
def test_a_cause_that_says_more_passes(cause: str) -> None:
    assert not blamed(cause)


@pytest.mark.parametrize(
    "task",
    ["Retrain the operators", "Schulung aller Mitarbeiter", "Nachschulung", "Remind everybody of the instruction"],
)
def test_a_task_that_only_tells_people_is_found(task: str) -> None:
    assert only_tells_people(task)


@pytest.mark.parametrize("task", ["Line the chute with felt", "Vorrichtung mit Poka-Yoke-Stift versehen"])
def test_a_task_that_changes_something_passes(task: str) -> None:
    assert not only_tells_people(task)
