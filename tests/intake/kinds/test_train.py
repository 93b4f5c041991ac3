"""Learning from corrections; needs scikit-learn (extra "train")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from handlers.intake.reading.kinds import train
from handlers.intake.reading.kinds.classes import CLASSES
from handlers.intake.reading.kinds.examples import Example, parse, shipped, split
from handlers.intake.reading.kinds.model import Model, from_json, to_json
from handlers.intake.reading.kinds.terms import terms_of
from handlers.intake.reading.kinds.train import Correction, TrainingUnavailable

GONDOLA = "the gondola hums a minor third and the passengers disembark"


@pytest.fixture(scope="module", autouse=True)
def scikit_learn() -> None:
    """Loaded when the first of these tests runs, and not by everybody who collects them."""
    pytest.importorskip("sklearn", reason="training needs the extra train")


@pytest.fixture(scope="module")
def small() -> tuple[Example, ...]:
    """A part of the shipped examples: enough of each class to train on in a second."""
    learn, held = split(shipped())
    few = [one for label in CLASSES for one in [ex for ex in learn if ex.label == label][:14]]
    return (*few, *held[:60])


@pytest.fixture(scope="module")
def models() -> dict[object, Model]:
    return {}


@pytest.fixture(autouse=True)
def each_is_fitted_once(models: dict[object, Model], monkeypatch: pytest.MonkeyPatch) -> None:
    """The same examples and corrections give the same model; several tests compare with that of no correction."""
    fit = train.fitted

    def fitted(examples: Sequence[Example], corrections: Sequence[Correction] = ()) -> Model:
        key = tuple(examples), tuple(corrections)
        if key not in models:
            models[key] = fit(examples, corrections)
        return models[key]

    monkeypatch.setattr(train, "fitted", fitted)


def test_plain_prediction_gives_the_scores_of_scikit_learn(small: tuple[Example, ...]) -> None:
    np = pytest.importorskip("numpy")
    machine = pytest.importorskip("sklearn.svm").LinearSVC
    seen: dict[str, Any] = {}

    class Spy(machine):  # type: ignore[misc, valid-type]  # scikit-learn has no types
        def fit(self, matrix: Any, *args: Any, **kwargs: Any) -> Any:
            seen["matrix"], seen["learner"] = matrix, self
            return super().fit(matrix, *args, **kwargs)

    learn, _ = split(small)
    rows = train._rows(learn)
    rarity = train._rarity(rows)
    original = train._sklearn
    train._sklearn = lambda: (original()[0], Spy)  # type: ignore[assignment]  # restored below
    try:
        model = train._fit(rows, rarity, 0.3)
    finally:
        train._sklearn = original
    expected = seen["learner"].decision_function(seen["matrix"][:25])
    order = [list(seen["learner"].classes_).index(name) for name in model.names]
    for row, numbers in zip(rows[:25], expected, strict=True):
        assert np.allclose(model.scores(row.terms), numbers[order], atol=1e-9)
    stored = from_json(to_json(model))
    terms = terms_of(learn[0].subject, learn[0].text, learn[0].signs)
    assert stored.scores(terms) == pytest.approx(model.scores(terms), abs=0.02)


def test_a_correction_is_learned(small: tuple[Example, ...]) -> None:
    corrections = [Correction("complaint", "gondola", f"{GONDOLA}, {word}") for word in ("again", "today", "at night")]
    learn, _ = split(small)
    before = train.fitted(learn)
    after = train.fitted(learn, corrections)
    text = f"{GONDOLA}, as always"
    assert after.probabilities("gondola", text)["complaint"] > before.probabilities("gondola", text)["complaint"] + 0.2


def test_the_report_compares_on_the_held_back_part_and_keeps_the_better(small: tuple[Example, ...]) -> None:
    _, held = split(small)
    good = [Correction("complaint", "gondola", GONDOLA)]
    report = train.train(good, small)
    assert report.before.decided.of == report.after.decided.of == len(held)
    assert report.kept in {"before", "after"}
    assert report.because


def test_poisonous_corrections_are_not_kept(small: tuple[Example, ...]) -> None:
    """Somebody marks every complaint as spam: the new model would lose complaints, so the old one stays."""
    learn, _ = split(small)
    poison = [Correction("spam", one.subject, one.text, one.signs) for one in learn if one.label == "complaint"]
    report = train.train(poison * 3, small)
    assert report.kept == "before"


def test_held_back_mails_are_never_learned(small: tuple[Example, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    _, held = split(small)
    given: list[int] = []
    original = train.fitted

    def counted(examples: Any, corrections: Any = ()) -> Any:
        given.append(len(corrections))
        return original(examples, corrections)

    monkeypatch.setattr(train, "fitted", counted)
    train.train([Correction(one.label, one.subject, one.text) for one in held], small)
    assert given == [0, 0]


def test_without_scikit_learn_training_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str, package: str | None = None) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(train, "import_module", missing)
    with pytest.raises(TrainingUnavailable, match="extra"):
        train.fitted(parse("@spam en\nwin\nyou have won\n@other en\norder\nplease send two"))


def test_what_one_hand_wrote_in_several_files_is_calibrated_on_together() -> None:
    assert train.hand_of("ninth_east") == train.hand_of("ninth_west")
    assert train.hand_of("mails_hand1") != train.hand_of("mails_hand2")
