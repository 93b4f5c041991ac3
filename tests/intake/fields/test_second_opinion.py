"""What was learned from labelled mails: it finds what no rule knows, doubts what a rule only supposes, and needs no library."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from importlib import resources

import pytest

from handlers.intake.reading.fields import NOTHING_KNOWN, extract
from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.extract import pages_of
from handlers.intake.reading.fields.learned.codes_again import MEANT, pairs_of
from handlers.intake.reading.fields.learned.columns import head_above
from handlers.intake.reading.fields.learned.deciding import decided
from handlers.intake.reading.fields.learned.figures import odds_of
from handlers.intake.reading.fields.learned.looks import Look, clusters, is_certain, looks_at
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
from handlers.intake.reading.fields.learned.second_look import CODE, looked_again, places_of, row_of, shipped_forests
from handlers.intake.reading.fields.learned.second_look import NAMES as LOOKED_AT_TWICE
from handlers.intake.reading.fields.learned.spans import CODE_FIELDS, COUNT_FIELDS, Span
from handlers.intake.reading.fields.learned.standing import standing_of
from handlers.intake.reading.fields.learned.told import Told
from handlers.intake.reading.fields.learned.train import Lesson, trained
from handlers.intake.reading.fields.learned.train_forests import fitted, trained_forests
from handlers.intake.reading.fields.learned.view import View
from handlers.intake.reading.fields.recognised import KNOWN
from handlers.intake.reading.forest import Forest
from handlers.intake.reading.forest import from_json as forests_from_json
from handlers.intake.reading.forest import to_json as forests_as_json

SENT = datetime(2026, 11, 10, 9, tzinfo=UTC)


def views(text: str, subject: str = "") -> tuple[View, ...]:
    pages, rows = pages_of(text, (), subject, NOTHING_KNOWN, SENT)
    return tuple(views_of(pages, rows, SENT, ("complaint", "")))


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
    said = [
        one
        for view in views("Again the zorgel K91 was bent, bolt M12 was not.")
        for one in decided([*looks_at(view, model)])
    ]
    assert [one.value for one in said if one.name == "lot"] == ["K91"]


def test_a_count_may_be_what_is_bad_and_all_that_there_is() -> None:
    model = Model({"sort count": ((NAMES.index(BOTH), 5.0),)})
    found = [one for view in views("all 40 are bent") for one in decided([*looks_at(view, model)])]
    assert {(one.name, one.value) for one in found} == {(name, "40") for name in COUNT_FIELDS}


def test_shares_of_what_is_allowed_add_up_to_one() -> None:
    shares = shipped_model().shares(Told(["sort code", "known lot"], []), allowed_for(CODE_FIELDS))
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


def looks(text: str, model: Model | None = None) -> tuple[list[list[Look]], tuple[View, ...]]:
    seen = views(text)
    return [list(looks_at(view, model or shipped_model())) for view in seen], seen


def test_a_place_in_a_table_is_told_the_head_of_its_column() -> None:
    page = views("Item       Serial no.   Fault\nAN-22      4711         dead\n           4715         weak\n")[1].page
    for code in ("4711", "4715"):
        head = head_above(page, page.text.index(code))
        assert head is not None
        assert page.text[head.start : head.end] == "Serial no."


@pytest.mark.parametrize("text", ["prose with 4711 in it", "only   4711   here\n\nand prose", "4711"])
def test_outside_a_table_there_is_no_head(text: str) -> None:
    page = views(text)[1].page
    assert head_above(page, page.text.index("4711")) is None


def test_every_row_of_the_second_look_is_as_wide_as_its_forest() -> None:
    seen = looks("Of 400 rings 12 leak, found on 6 November; please answer by Friday. 12 is too many, 388 are fine.")
    of_codes = {len(row) for _, rows in pairs_of(*looks("bolt Z81 or Z82, your note 4711")) for row in rows.values()}
    assert of_codes == {shipped_forests()[CODE].width}
    for sort in LOOKED_AT_TWICE:
        places = places_of(*seen, sort)
        widths = {len(row_of(places, at, seen[1][place.page])) for at, place in enumerate(places)}
        assert widths == {shipped_forests()[sort].width}


def test_a_forest_judges_again_what_no_rule_is_sure_of() -> None:
    page, seen = looks("it was 12 and then 13")
    tree = [0, 99.0, 5.0, 0.0]  # whatever the first column says
    forest = Forest(1, {"": 0.0, "quantity_affected": 0.0}, {"": [0.0], "quantity_affected": [tree, tree]})
    again = looked_again(page, seen, {"count": forest})
    shares = [one.shares["quantity_affected"] for look in again for one in look if one.span.sort == "count"]
    assert shares == [pytest.approx(1, abs=1e-4)] * 2


def test_the_forest_of_codes_is_asked_of_each_name_that_a_place_may_have() -> None:
    page, seen = looks("bolt Z81", Model({"sort code": ((NAMES.index("lot"), 3.0), (NAMES.index("part"), 2.0))}))
    likelier = [0, 0.0, 4.0, -4.0]  # by the first column, the odds of the name that is asked about
    again = looked_again(page, seen, {CODE: Forest(1, {MEANT: 0.0}, {MEANT: [likelier]})})
    shares = next(one.shares for look in again for one in look if one.span.value == "Z81")
    assert shares["part"] > 0.9 > 0.1 > shares["lot"]
    assert shares["po"] == 0.0
    assert sum(shares.values()) == pytest.approx(1)


def test_a_code_is_told_what_another_of_its_make_was_taken_for() -> None:
    first = [
        Look(Span(at, at + 8, code, CODE_FIELDS, "code"), shares, None)
        for at, code, shares in (
            (0, "RNG-1001", {"": 0.1, "part": 0.8, "lot": 0.1}),
            (20, "RNG-1002", {"": 0.6, "part": 0.2, "lot": 0.2}),
            (40, "8811/26A", {"": 0.6, "part": 0.2, "lot": 0.2}),
        )
    ]
    told = {code.value: rows["part"] for code, rows in pairs_of([first], views("nothing in particular", "x"))}
    assert told["rng-1002"] != told["8811/26a"]
    assert odds_of(0.8) in told["rng-1002"][9:11]
    assert odds_of(0.8) not in told["8811/26a"][9:11]


def test_of_a_name_that_is_meant_two_ways_no_label_is_sure() -> None:
    assert is_certain(Candidate("lot", "L-2206", 0.9, 0, 6))
    assert not is_certain(Candidate("pcn_number", "AB-17", 0.95, 0, 5))
    assert is_certain(Candidate("sales_order", "SO-100", KNOWN, 0, 6))


def test_our_reference_is_the_number_of_a_notice_in_a_notice_and_a_complaints_in_a_complaint() -> None:
    notice = (
        "Dear customer,\n\nwe discontinue the valve VX-40. Last orders by 30 April 2027, last shipments on 31 August 2027.\n\n"
        "Our reference: EOL-2026/114"
    )
    found = extract(notice, subject="End of life VX-40", sent=SENT, leaning=("supplier_notice", "pdn"))
    assert [one.value for one in found.pcn_number] == ["EOL-2026/114"]
    assert not [one for one in found.customer_reference if one.confidence >= 0.5]
    complaint = (
        "Dear supplier,\n\n12 of 40 valves VX-40 leak at the stem. Please send an 8D.\n\nOur reference: QN-2026/114"
    )
    found = extract(complaint, subject="Leaking valves", sent=SENT, leaning=("complaint", ""))
    assert [one.value for one in found.customer_reference] == ["QN-2026/114"]


def test_a_day_is_told_of_the_days_around_it_and_of_the_code_beside_it() -> None:
    page, seen = looks("Delivery note 4711-8 of 2026-11-02, opened on 2026-11-04. Answer by 2026-11-20.")
    places = places_of(page, seen, "day")
    assert [place.span.value[-2:] for place in places] == ["02", "04", "20"]
    rows = [[*standing_of(one, [o for o in places if o is not one], seen[one.page])] for one in places]
    later_and_earlier = [tuple(row[4:6]) for row in rows]
    assert later_and_earlier == [(2, 0), (1, 1), (0, 2)]
    in_the_sentence = [sum(row[2:4]) for row in rows]
    assert in_the_sentence == [1, 1, 0]
    assert rows[0][-4] == CODE_FIELDS.index("delivery_note")
    assert rows[0][-3] == len(" of ")


def test_trees_are_learned_from_writers_that_the_first_look_did_not_know() -> None:
    lessons = [
        Lesson(
            views(f"zorgel {bad}, {bad + 7} in all"), {"quantity_affected": frozenset({str(bad)})}, writer=f"w{bad % 5}"
        )
        for bad in range(10, 60)
    ]
    forests = trained_forests(lessons, _same)
    page, seen = looks("zorgel 70, 77 in all", trained(lessons, _same))
    again = looked_again(page, seen, {"count": forests["count"]})
    assert again != page
    shares = {
        one.span.value: one.shares["quantity_affected"] for look in again for one in look if one.span.sort == "count"
    }
    assert shares["70"] > 0.9 > 0.1 > shares["77"]


def test_a_forest_answers_as_its_examples_did() -> None:
    rows = [(float(at % 10), float(at % 7)) for at in range(400)]
    names = {row: "quantity_total" if row[0] > 6 else "quantity_affected" if row[1] > 3 else "" for row in rows}
    forest = fitted("count", [("count", row, names[row]) for row in rows])
    for row, name in names.items():
        assert forest.shares(row)[name] > 0.9


def test_forests_are_kept_as_they_are() -> None:
    assert forests_from_json(forests_as_json(shipped_forests())) == shipped_forests()
    with pytest.raises(ValueError, match="another version"):
        forests_from_json('{"format": 0}')


def _same(_: str, value: str) -> str:
    return value
