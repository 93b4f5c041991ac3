"""All figures of one scoring: kept as JSON beside the corpus, shown as tables, so that the README quotes what was measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from handlers.intake.reading.kinds.examples import shipped, split
from handlers.intake.reading.kinds.figures import score_of
from handlers.intake.reading.kinds.model import shipped_model
from handlers.intake.reading.kinds.scoring import Score, Share, score
from tests.score.corpus import FIELDS, KINDS, RESULT, Mail
from tests.score.fields import Hit, Ratio, hits, ratio
from tests.score.judging import ROWS, Read, judged, kinds, read
from tests.score.outcomes import Outcome, Tally, tallied

ALL_FIELDS = "all fields"
WHOLE, ALONE = "whole mails", "bodies alone"


@dataclass(frozen=True, slots=True)
class Kinds:
    """What the classifier does on one set of mails."""

    of: str
    macro_f1: float  # over the kinds that occur, on what is decided
    decided: tuple[int, int]  # hits, of
    right: tuple[int, int]  # of those decided
    astray: tuple[int, int]  # complaints called other, spam or newsletter

    @staticmethod
    def from_score(of: str, found: Score) -> Kinds:
        shares = [(share.hits, share.of) for share in (found.decided, found.right, found.astray)]
        return Kinds(of, round(found.macro_f1, 4), *shares)


@dataclass(frozen=True, slots=True)
class Result:
    mails: int
    bodies: int  # wordings: bodies alone, scored for their kinds and fields
    hands: int
    languages: int
    tallies: tuple[Tally, ...]
    kinds: tuple[Kinds, ...]
    fields: tuple[Ratio, ...]


@dataclass(frozen=True, slots=True)
class Scoring:
    """A result with what it was made of."""

    result: Result
    outcomes: tuple[Outcome, ...]
    hits: tuple[Hit, ...]


def scored(mails: Iterable[Mail], bodies: Iterable[Mail] = ()) -> Scoring:
    whole, alone = [read(mail) for mail in mails], [read(mail) for mail in bodies]
    every = [*whole, *alone]
    outcomes = tuple(outcome for one in whole for outcome in judged(one))
    outcomes += tuple(outcome for one in alone for outcome in kinds(one))
    sets = tuple(
        (name, tuple(hit for one in some for hit in hits(one))) for name, some in ((WHOLE, whole), (ALONE, alone))
    )
    found = tuple(hit for _, some in sets for hit in some)
    tallies = (tallied(row, outcomes) for row in ROWS)
    result = Result(
        mails=len(whole),
        bodies=len(alone),
        hands=len({one.mail.hand for one in every}),
        languages=len({one.label["language"] for one in every if "language" in one.label}),
        tallies=tuple(tally for tally in tallies if tally.share.of),
        kinds=(_kinds(WHOLE, whole), *((_kinds(ALONE, alone),) if alone else ()), _older_kinds()),
        fields=(
            *(replace(ratio(ALL_FIELDS, some), field=f"{ALL_FIELDS}, {name}") for name, some in sets if some),
            *(each for name in FIELDS if _occurs(each := ratio(name, found))),
        ),
    )
    return Scoring(result, outcomes, found)


def _occurs(one: Ratio) -> bool:
    return bool(one.found + one.missed + one.invented)


def _kinds(of: str, every: Sequence[Read]) -> Kinds:
    labelled = [one for one in every if "kind" in one.label]
    pairs = [
        (one.label["kind"], one.label.get("subkind", ""), one.said["kind"], one.said["subkind"]) for one in labelled
    ]
    occurring = [kind for kind in KINDS if any(pair[0] == kind for pair in pairs)]
    return Kinds.from_score(of, score(pairs, occurring or KINDS))


def _older_kinds() -> Kinds:
    _, held = split(shipped())
    return Kinds.from_score("subject and text alone, of an older corpus", score_of(shipped_model(), held))


def kept(result: Result, path: Path = RESULT) -> None:
    path.write_text(json.dumps(asdict(result), indent=1, ensure_ascii=False) + "\n", "utf-8")


def stored(path: Path = RESULT) -> Result:
    data = json.loads(path.read_text("utf-8"))
    return Result(
        **{name: data[name] for name in ("mails", "bodies", "hands", "languages")},
        tallies=tuple(Tally(**each) for each in data["tallies"]),
        kinds=tuple(
            Kinds(**{name: tuple(v) if isinstance(v, list) else v for name, v in each.items()})
            for each in data["kinds"]
        ),
        fields=tuple(Ratio(**each) for each in data["fields"]),
    )


Table = tuple[tuple[str, ...], list[tuple[str, ...]]]


def stages_table(result: Result) -> Table:
    head = ("what", "right", "wrong", "abstained", "share right, 95 % interval")
    return head, [
        (each.row, str(each.right), str(each.wrong), str(each.abstained), between(each.share))
        for each in result.tallies
    ]


def kinds_table(result: Result) -> Table:
    head = (
        "kinds",
        "macro F1 on what is decided",
        "decided",
        "right of those",
        "complaints to other, spam, newsletter",
    )
    return head, [
        (each.of, f"{each.macro_f1:.3f}", *(between(Share(*part)) for part in (each.decided, each.right, each.astray)))
        for each in result.kinds
    ]


def fields_table(result: Result) -> Table:
    head = ("field", "found", "missed", "invented", "precision", "recall", "F1")
    return head, [
        (
            each.field.replace("_", " "),
            *(str(count) for count in (each.found, each.missed, each.invented)),
            *(f"{value:.3f}" for value in (each.precision, each.recall, each.f1)),
        )
        for each in result.fields
    ]


def between(share: Share) -> str:
    low, high = share.interval
    return f"{share.value:.1%} of {share.of} ({low:.1%}–{high:.1%})"
