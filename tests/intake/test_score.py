"""The measure itself: what counts as right, wrong and abstained; and that nobody learns from what is only scored."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from tests.score.corpus import FOLDER, Half, Mail, faults, mails
from tests.score.fields import Hit, Ratio, hits, normal, ratio
from tests.score.judging import (
    CLEAN,
    DAMAGED,
    KIND,
    NO_FALSE_ALARM,
    NO_FORWARD,
    REPLIES,
    UNNAMEABLE,
    WRONG_PERSON,
    Read,
    judged,
    read,
)
from tests.score.result import kept, scored, stored
from tests.score.wordings import mail_of, wordings

LEARN, HELD = tuple(mails("learn")), tuple(mails("held"))


@pytest.fixture(scope="module")
def bodies() -> dict[Half, tuple[Mail, ...]]:
    return {half: tuple(wordings(half)) for half in get_args(Half)}


FORWARD = """From: Delphine Osei <delphine.osei@falkenau.example>
To: complaints@falkenau.example
Subject: Fwd: Burrs
Message-ID: <1@falkenau.example>

---------- Forwarded message ---------
From: Marta Lindqvist <marta@nordlager.example>
Date: Wed, 21 Oct 2026 at 14:05
Subject: Burrs
To: Delphine Osei <delphine.osei@falkenau.example>

Hello Delphine,
burrs on 12 of 400 housings, lot L-2206.
"""
ORIGINAL = {
    "name": "Marta Lindqvist",
    "address": "marta@nordlager.example",
    "subject": "Burrs",
    "text_start": "Hello Delphine, burrs on 12",
}


def label(**keys: Any) -> dict[str, Any]:
    return {"file": "1.eml", "forwarded": True, "original": ORIGINAL} | keys


def verdicts(raw: str, keys: dict[str, Any]) -> dict[str, str]:
    return {each.row: each.verdict for each in judged(read(Mail("hand", keys, raw.encode())))}


def test_a_forward_is_right_when_person_subject_and_text_are() -> None:
    found = verdicts(FORWARD, label())
    assert (found[CLEAN], found[WRONG_PERSON]) == ("right", "right")


def test_a_damaged_forward_counts_on_its_own() -> None:
    found = verdicts(FORWARD, label(damage=True))
    assert found[DAMAGED] == "right"
    assert CLEAN not in found


@pytest.mark.parametrize(
    ("key", "value"), [("address", "other@nordlager.example"), ("subject", "Rust"), ("text_start", "burrs")]
)
def test_one_wrong_value_makes_a_forward_wrong(key: str, value: str) -> None:
    found = verdicts(FORWARD, label(original=ORIGINAL | {key: value}))
    assert found[CLEAN] == ("right" if key == "text_start" else "wrong")
    assert found[WRONG_PERSON] == ("wrong" if key == "address" else "right")


def test_text_above_the_beginning_is_wrong_unless_it_is_a_salutation() -> None:
    garbage = FORWARD.replace("Hello Delphine,", "CAUTION: this mail came from outside of our organisation,")
    assert verdicts(garbage, label(original=ORIGINAL | {"text_start": "burrs on 12"}))[CLEAN] == "wrong"


def test_a_forward_whose_writer_is_not_named_is_abstained_from_and_names_no_wrong_person() -> None:
    found = verdicts("Subject: Fwd: Burrs\nFrom: Delphine <d@falkenau.example>\n\nsee below\n", label())
    assert (found[CLEAN], found[WRONG_PERSON]) == ("abstained", "right")


def test_naming_somebody_whom_nobody_can_know_is_wrong() -> None:
    assert verdicts(FORWARD, label(named=False)) == verdicts(FORWARD, label(named=False)) | {UNNAMEABLE: "wrong"}


def test_a_reply_taken_for_a_forward_is_counted() -> None:
    assert verdicts(FORWARD, {"file": "1.eml", "forwarded": False})[NO_FORWARD] == "wrong"


def test_a_reply_is_compared_word_by_word_without_regard_to_white_space() -> None:
    raw = "From: A <a@b.example>\nSubject: Re: x\n\nYes,  please.\n\nSend two.\n"
    assert verdicts(raw, {"file": "1.eml", "reply_text": "Yes, please.\n\nSend two."})[REPLIES] == "right"
    assert verdicts(raw, {"file": "1.eml", "reply_text": "Yes, please."})[REPLIES] == "wrong"


def test_unsure_is_abstained_and_a_person_called_a_machine_is_a_false_alarm() -> None:
    one = read(Mail("hand", {"file": "1.eml", "kind": "complaint"}, b"Subject: x\n\n.\n"))
    found = {each.row: each.verdict for each in judged(one)}
    assert (found[KIND], found[NO_FALSE_ALARM]) == ("abstained", "right")
    wrong = replace(one, said=one.said | {"kind": "bounce"})
    assert {each.row: each.verdict for each in judged(wrong)}[NO_FALSE_ALARM] == "wrong"


def with_fields(labelled: dict[str, list[str]], said: dict[str, list[tuple[str, float]]]) -> list[Hit]:
    one = read(Mail("hand", {"file": "1.eml", "stages": ["fields"], "fields": labelled}, b"Subject: x\n\n.\n"))
    found = {
        name: [{"value": value, "confidence": sure, "where": "subject"} for value, sure in values]
        for name, values in said.items()
    }
    return list(hits(Read(one.mail, one.understood, one.said | {"fields": found})))


def test_an_unlisted_value_is_an_invention_only_when_it_is_said_with_confidence() -> None:
    found = with_fields({"lot": ["L-1"]}, {"lot": [("l-1", 0.9), ("L-2", 0.6), ("L-3", 0.4)]})
    assert [(hit.sort, hit.value) for hit in found] == [("found", "L-1"), ("invented", "L-2")]
    assert ratio("all fields", [*found, Hit("po", "missed", "4711")]) == Ratio("all fields", 1, 1, 1)


def test_f1_is_the_harmonic_mean() -> None:
    assert Ratio("lot", found=3, missed=1, invented=1).f1 == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("quantity_total", "1,400", "1400"),
        ("quantity_total", "1 400", "1400"),
        ("quantity_affected", "0,8 %", "0.8%"),
        ("lot", "L 2206–b", "l2206-B"),
    ],
)
def test_the_same_value_may_be_written_in_several_ways(name: str, one: str, other: str) -> None:
    assert normal(name, one) == normal(name, other)


def test_a_label_with_a_slip_is_refused() -> None:
    assert faults(label(fields={"lots": ["1"]}, kind="claim", chains=1, stages=["field"])) == [
        "unknown key chains",
        "unknown stage field",
        "unknown field lots",
        "unknown kind claim",
    ]


def test_a_result_is_kept_and_read_again(tmp_path: Path) -> None:
    result = scored([Mail("hand", label(kind="complaint", language="en"), FORWARD.encode())]).result
    kept(result, tmp_path / "score.json")
    assert stored(tmp_path / "score.json") == result


def test_the_two_halves_share_no_mail() -> None:
    learn, held = ({hashlib.sha256(mail.raw).hexdigest() for mail in half} for half in (LEARN, HELD))
    assert learn
    assert held
    assert not learn & held


@pytest.mark.parametrize("half", ["learn", "held"])
def test_every_mail_of_the_corpus_has_one_sound_label(half: str) -> None:
    files = [str(path.relative_to(FOLDER / half)) for path in (FOLDER / half).glob("*/*.eml")]
    some = LEARN if half == "learn" else HELD
    assert sorted(files) == sorted(mail.name for mail in some)
    assert not any(faults(mail.label) for mail in some)


def test_every_mail_to_learn_from_is_read_without_an_error() -> None:
    assert [mail.name for mail in LEARN if read(mail).said["error"]] == []


@pytest.mark.parametrize("half", ["learn", "held"])
def test_every_body_alone_has_a_sound_label_and_a_name_of_its_own(
    bodies: dict[Half, tuple[Mail, ...]], half: Half
) -> None:
    assert bodies[half]
    assert not any(faults(body.label) for body in bodies[half])
    assert len({body.name for body in bodies[half]}) == len(bodies[half])


def test_the_two_halves_share_no_body(bodies: dict[Half, tuple[Mail, ...]]) -> None:
    learn, held = ({body.name for body in bodies[half]} for half in get_args(Half))
    assert not learn & held


def test_bodies_alone_count_for_kinds_and_fields_only() -> None:
    said = {"id": "1", "language": "en", "sent": "2026-10-05T14:20:00+02:00", "subject": "Burrs"}
    body = mail_of(
        "hand",
        {**said, "text": "Burrs, lot: L-2206", "kind": "complaint", "subkind": "", "fields": {"lot": ["L-2206"]}},
    )
    result = scored([], [body]).result
    assert (result.mails, result.bodies) == (0, 1)
    assert {tally.row for tally in result.tallies} == {KIND}
    assert ("lot", 1) in {(ratio.field, ratio.found) for ratio in result.fields}
