"""Registries are explicit tuples; these tests go red when something stands beside them."""

from __future__ import annotations

import configparser
import importlib
import pkgutil
from pathlib import Path

import pytest

import models
import models.records
from bot.onboarding.manifest import manifest
from handlers.slack.registry import GESTURES, Surface
from models import schema
from models.kernel.errors import Refusal
from models.kernel.forms import FieldKind
from models.records import RECORD_TYPES
from models.workflow.lifecycle import Ask
from models.workflow.notices import NOTICES
from models.workflow.record import Record
from models.workflow.verbs import OTHER
from templates.components.lettering import LETTERS
from templates.modals.form import _ELEMENTS

ROOT = Path(__file__).parents[2]
TRANSITIONS = [(kind, t) for kind in RECORD_TYPES for t in kind.type.lifecycle.transitions]


def test_every_record_type_is_registered() -> None:
    modules = {name for _, name, _ in pkgutil.iter_modules(models.records.__path__)}
    assert {kind.__module__.split(".")[2] for kind in RECORD_TYPES} == modules
    assert set(Record.__subclasses__()) == set(RECORD_TYPES)


def test_every_table_is_in_the_schema() -> None:
    named = {module.__name__ for module in schema.TABLES}
    for _, name, _ in pkgutil.walk_packages(models.__path__, "models."):
        module = importlib.import_module(name) if ".migrations" not in name else None
        if module and any(getattr(v, "__tablename__", None) and v.__module__ == name for v in vars(module).values()):
            assert any(name == room or name.startswith(f"{room}.") for room in named), name


def test_gesture_ids_are_unique_and_carry_no_colon() -> None:
    ids = [(g.surface, g.id) for g in GESTURES]
    assert len(ids) == len(set(ids))
    assert not [g.id for g in GESTURES if ":" in g.id]


def test_the_manifest_names_exactly_what_is_registered() -> None:
    features, settings = manifest()["features"], manifest()["settings"]
    named = {c["command"] for c in features["slash_commands"]} | {s["callback_id"] for s in features["shortcuts"]}
    named |= set(settings["event_subscriptions"]["bot_events"])
    outside = {Surface.COMMAND, Surface.MESSAGE_SHORTCUT, Surface.EVENT}
    assert named == {g.id for g in GESTURES if g.surface in outside}


def test_the_manifest_keeps_slacks_limits() -> None:
    made = manifest()
    assert len(made["display_information"]["description"]) <= 140
    assert all(len(s["name"]) <= 24 and len(s["description"]) <= 150 for s in made["features"]["shortcuts"])
    assert all(c["command"].startswith("/") and len(c["command"]) <= 32 for c in made["features"]["slash_commands"])


@pytest.mark.parametrize(
    ("kind", "transition"), TRANSITIONS, ids=lambda v: getattr(v, "verb", getattr(v, "__name__", ""))
)
def test_every_transition_is_told_and_asks_for_fields_that_exist(kind: type[Record], transition: object) -> None:
    fields = kind.fields()
    assert transition.event in {n.event for n in NOTICES}  # type: ignore[attr-defined]
    for name, ask in transition.asks.items():  # type: ignore[attr-defined]
        assert name in fields or name == OTHER.name
        assert isinstance(ask, Ask)


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_a_record_type_shows_and_opens_with_its_own_fields(kind: type[Record]) -> None:
    assert set(kind.type.shown) | set(kind.type.opening) <= set(kind.fields())
    assert len(kind.type.opening) <= 5
    assert kind.type.lifecycle.closed <= {s.value for s in kind.type.lifecycle.states}
    reachable = {kind.type.lifecycle.start} | {t.target for t in kind.type.lifecycle.transitions}
    assert {s.value for s in kind.type.lifecycle.states} == reachable


def test_every_letter_has_all_its_faces_and_every_notice_its_letter() -> None:
    folders = {p.name for p in LETTERS.iterdir() if p.is_dir() and not p.name.startswith("_")}
    for folder in folders:
        assert {p.name for p in (LETTERS / folder).iterdir()} == {"slack.txt", "subject.txt", "text.txt"}, folder
    assert {n.letter for n in NOTICES} <= folders


def test_every_kind_of_field_can_be_asked_for() -> None:
    assert set(_ELEMENTS) == set(FieldKind)


def test_templates_contract_lists_every_room_of_models_but_the_kernel() -> None:
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    listed = set(contract["importlinter:contract:plain-facts"]["forbidden_modules"].split())
    rooms = {f"models.{name}" for _, name, _ in pkgutil.iter_modules(models.__path__)} - {"models.kernel"}
    assert rooms <= listed


def test_every_refusal_is_a_sentence() -> None:
    for refusal in _all(Refusal):
        sentence = " ".join((refusal.__doc__ or "").split())
        assert sentence[:1] in "{“" or sentence[0].isupper(), refusal
        assert sentence.rstrip("}").endswith((".", ":", "{meant", "{because", "{verdict")) or sentence.endswith("}."), (
            refusal
        )


def _all(kind: type[Refusal]) -> set[type[Refusal]]:
    return {kind} | {found for sub in kind.__subclasses__() for found in _all(sub)}
