"""The shipped model: small, quick, without numpy, and the same as what was trained."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from handlers.intake.reading.kinds import classify
from handlers.intake.reading.kinds.classes import CLASSES, NAMES
from handlers.intake.reading.kinds.costs import cheapest, kind_shares
from handlers.intake.reading.kinds.examples import parse, shipped, split
from handlers.intake.reading.kinds.model import from_json, shipped_model, to_json
from handlers.intake.reading.kinds.terms import bare_subject, terms_of

ROOT = Path(__file__).parents[3]
TEXT = "Of the 200 thermostats received on Monday 18 do not switch. Please advise."


def test_the_shipped_examples_are_many_varied_and_never_the_same() -> None:
    examples = shipped()
    learn, held = split(examples)
    assert len(examples) >= 900
    assert len(held) >= 100
    assert {one.label for one in held} == {one.label for one in learn} == set(CLASSES)
    texts = Counter(one.text for one in examples)
    assert not [text for text, count in texts.items() if count > 1 and len(text) > 40]
    assert not {one.text for one in held} & {one.text for one in learn}
    languages = Counter(one.language for one in examples)
    assert languages["en"] > languages["de"] > languages["fr"] > 40
    assert {"it", "es", "nl", "pl", "cs"} <= set(languages)


def test_an_example_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        parse("@gossip en\nHello\nDid you hear?")


def test_no_complaint_of_the_held_back_part_is_thrown_away() -> None:
    _, held = split(shipped())
    model = shipped_model()
    called = [
        cheapest(kind_shares(model.probabilities(one.subject, one.text, one.signs)))
        for one in held
        if one.label == "complaint"
    ]
    assert len(called) >= 30
    assert not set(called) & {"other", "spam", "newsletter"}
    assert called.count("complaint") >= 0.6 * len(called)


def test_shares_are_shares() -> None:
    shares = shipped_model().probabilities("Thermostats", TEXT)
    assert tuple(shares) == NAMES
    assert sum(shares.values()) == pytest.approx(1.0)


def test_a_model_survives_being_written_and_read() -> None:
    model = shipped_model()
    again = from_json(to_json(model))
    assert again.probabilities("Thermostats", TEXT) == pytest.approx(model.probabilities("Thermostats", TEXT), abs=1e-6)


def test_weights_of_another_version_are_refused() -> None:
    data = json.loads(to_json(shipped_model()).replace('"format": 1', '"format": 0'))
    with pytest.raises(ValueError, match="another version"):
        from_json(json.dumps(data))


def test_the_weights_are_compact() -> None:
    size = len((resources.files("handlers.intake.reading.kinds") / "weights.json").read_bytes())
    assert size < 2_000_000


def test_prediction_loads_neither_numpy_nor_scikit_learn() -> None:
    code = (
        "import sys; from handlers.intake.reading.kinds import classify; "
        "classify('Thermostats', 'They do not switch'); "
        "print([name for name in ('numpy', 'scipy', 'sklearn') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_commands_that_need_no_model_load_none(tmp_path: Path) -> None:
    """One after the other in one process: what one had loaded would still be there after it."""
    commands = ("--help", "manifest", "settings", "outbox", "intake --help", "ledger verify")
    code = (
        "import sys; from bot.cli import app; from models.kernel.errors import AndonError\n"
        f"for command in {commands!r}:\n"
        "    try: app(command.split())\n"
        "    except (SystemExit, AndonError): pass\n"
        "    held = sys.modules.get('handlers.intake.reading.kinds.model')\n"
        "    print('models:', held.shipped_model.cache_info().currsize if held else 0)"
    )
    tokens = {"ANDON_SLACK_BOT_TOKEN": "xoxb-1", "ANDON_SLACK_APP_TOKEN": "xapp-1"}
    environment = {"PATH": os.environ["PATH"], "ANDON_HOME": str(tmp_path / "none"), **tokens}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment, cwd=ROOT
    )
    assert [line for line in done.stdout.splitlines() if line.startswith("models:")] == ["models: 0"] * len(commands)


def test_a_mail_is_judged_in_milliseconds() -> None:
    classify("warm up", TEXT)
    started = time.perf_counter()
    for _ in range(20):
        classify("Thermostats", TEXT * 5)
    assert (time.perf_counter() - started) / 20 < 0.1


def test_numbers_and_addresses_are_not_learned_by_heart() -> None:
    first = terms_of("Lot 7H2209", "call joe@a.example about 4410-22, see https://a.example/x")
    second = terms_of("Lot 6K1188", "call ann@b.example about 8812-31, see https://b.example/y")
    assert first == second


@pytest.mark.parametrize(
    "subject", ["Re: AW: Fwd: leak", "[EXT] RE: leak", "WG: leak", "Odp: leak", "leak", "RE[2]: leak"]
)
def test_marks_of_replies_are_no_words(subject: str) -> None:
    assert bare_subject(subject) == "leak"
