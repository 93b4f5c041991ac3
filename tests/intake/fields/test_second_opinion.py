"""What was learned from labelled mails: it finds what no rule knows, doubts what a rule only supposes, and needs no library."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from importlib import resources

import pytest

from handlers.intake.reading.fields import NOTHING_KNOWN, extract
from handlers.intake.reading.fields.extract import pages_of
from handlers.intake.reading.fields.learned.deciding import clusters, decided
from handlers.intake.reading.fields.learned.model import (
    BOTH,
    NAMES,
    Model,
    allowed_for,
    from_json,
    shipped_model,
    to_json,
)
from handlers.intake.reading.fields.learned.opinion import views_of
from handlers.intake.reading.fields.learned.spans import CODE_FIELDS, COUNT_FIELDS, Span
from handlers.intake.reading.fields.learned.train import Lesson, trained
from handlers.intake.reading.fields.learned.view import View

SENT = datetime(2026, 11, 10, 9, tzinfo=UTC)


def views(text: str, subject: str = "") -> tuple[View, ...]:
    pages, rows = pages_of(text, (), subject, NOTHING_KNOWN, SENT)
    return tuple(views_of(pages, rows, SENT, "complaint"))


def spans(text: str) -> set[tuple[str, str]]:
    return {(span.sort, span.value) for view in views(text) for span in view.spans}


def test_every_code_count_and_day_is_looked_at_whatever_stands_around_it() -> None:
    found = spans("Zorgel WZ 1190/26: three of 480 came on 6 November, the rest yesterday.")
    assert {("code", "WZ 1190/26"), ("code", "1190/26"), ("count", "3"), ("count", "480")} <= found
    assert {("day", "2026-11-06"), ("day", "2026-11-09")} <= found


def test_of_places_that_overlap_one_group_is_made() -> None:
    some = [Span(at, end, "", (), "code") for at, end in ((0, 10), (3, 10), (12, 15), (14, 20), (20, 22))]
    assert [len(group) for group in clusters(some)] == [2, 2, 1]


def test_a_label_that_a_rule_knows_is_believed() -> None:
    found = extract("Part number: 88-1203\nLot: L-2206", sent=SENT)
    assert [(value.value, value.confidence) for value in (*found.part, *found.lot)] == [
        ("88-1203", 0.95),
        ("L-2206", 0.95),
    ]


def test_a_word_is_learned_from_mails_that_use_it() -> None:
    lessons = [
        Lesson(views(f"The zorgel {made} was bent, bolt {other} was not."), {"lot": frozenset({made})})
        for made, other in (("A17", "B22"), ("C31", "D40"), ("E58", "F61"), ("G70", "H83"))
    ]
    model = trained(lessons, lambda _, value: value)
    said = [one for view in views("Again the zorgel K91 was bent, bolt M12 was not.") for one in decided(view, model)]
    assert [one.value for one in said if one.name == "lot"] == ["K91"]


def test_a_count_may_be_what_is_bad_and_all_that_there_is() -> None:
    model = Model({"sort count": ((NAMES.index(BOTH), 5.0),)})
    found = [one for view in views("all 40 are bent") for one in decided(view, model)]
    assert {(one.name, one.value) for one in found} == {(name, "40") for name in COUNT_FIELDS}


def test_shares_of_what_is_allowed_add_up_to_one() -> None:
    shares = shipped_model().shares(["sort code", "known lot"], allowed_for(CODE_FIELDS))
    assert sum(shares.values()) == pytest.approx(1)
    assert set(shares) == {"", *CODE_FIELDS}


def test_weights_survive_their_file_and_those_of_another_version_are_refused() -> None:
    model = Model({"codelabel lot": ((3, 1.25), (0, -0.5)), "bias": ((0, 2.0),)}, 1.5)
    assert from_json(to_json(model)) == model
    with pytest.raises(ValueError, match="another version"):
        from_json(json.dumps(json.loads(to_json(model)) | {"format": 0}))


def test_the_weights_are_compact() -> None:
    assert len((resources.files("handlers.intake.reading.fields.learned") / "weights.json").read_bytes()) < 2_000_000


def test_extraction_loads_neither_numpy_nor_scikit_learn() -> None:
    code = (
        "import sys; from handlers.intake.reading.fields import extract; extract('lot 4711 is soft'); "
        "assert not {'numpy', 'sklearn', 'scipy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
