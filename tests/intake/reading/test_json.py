"""The one JSON that the command, the card and the record share; and the steps that lead to it."""

from __future__ import annotations

import json

from handlers.intake.reading import read, to_json
from handlers.intake.reading.draft import Draft
from handlers.intake.reading.facts import Kind, Own, Value
from handlers.intake.reading.steps import STEPS, Step
from tests.mails.bounces import BOUNCES
from tests.mails.builders import ADDRESS, NAME, forward

KEYS = {
    "path",
    "verdict",
    "kind",
    "subkind",
    "confidence",
    "because",
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message_id",
    "chain",
    "forwarded",
    "customer",
    "text",
    "reply_text",
    "attachments",
    "fields",
    "may_answer",
    "not_answered_because",
    "bounce",
    "flags",
    "error",
}


def test_a_forward_as_json() -> None:
    found = json.loads(json.dumps(to_json(read(forward("gmail", "de").raw), path="a.eml")))
    assert found.keys() == KEYS
    assert found["customer"] == {"name": NAME, "address": ADDRESS}
    assert (found["forwarded"], found["kind"], found["path"], found["error"]) == (
        True,
        "unsure",
        "a.eml",
        None,
    )
    assert found["chain"][0]["date"] == "2026-03-17T15:04:00+01:00"


def test_a_bounce_as_json() -> None:
    found = to_json(read(BOUNCES[0].raw))
    assert found["kind"] == "bounce"
    assert found["bounce"] == {
        "recipient": "jorun@gone.example",
        "message_id": "<a1b2@castwell.example>",
        "status": "5.1.1",
    }


def test_kind_and_fields_of_others_are_taken_over() -> None:
    kind = Kind("complaint", "", 0.93, ("porous",))
    found = to_json(read(b""), kind=kind, fields={"lot": (Value("L-2231", 0.9, "body line 1"),)})
    assert (found["kind"], found["confidence"], found["because"]) == ("complaint", 0.93, ["porous"])
    assert found["fields"] == {"lot": [{"value": "L-2231", "confidence": 0.9, "where": "body line 1"}]}


def test_every_step_is_named_and_described() -> None:
    assert len({step.name for step in STEPS}) == len(STEPS)
    assert all(step.what.endswith(".") and len(step.what) < 200 for step in STEPS)


def test_a_step_that_fails_leaves_the_others_their_work() -> None:
    def broken(_draft: Draft) -> None:
        raise ValueError("torn")

    draft = Draft(raw=forward("gmail", "en").raw, own=Own())
    for step in (STEPS[0], STEPS[1], STEPS[2], Step("torn", "Fails.", broken), STEPS[4]):
        step.attempt(draft)
    reading = draft.reading()
    assert reading.error == "torn: ValueError: torn"
    assert "torn_failed" in reading.flags
    assert reading.text
