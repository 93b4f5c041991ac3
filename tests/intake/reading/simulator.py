"""Applies damage to clean forwards, answers and direct mails, and says what the reading made of each."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from handlers.intake.reading import read
from handlers.intake.reading.facts import Reading
from handlers.intake.reading.forwards.head_reader import find_block
from handlers.intake.reading.lines import lines_of
from tests.intake.reading.damage import ON_ANY_MAIL, chosen_operators
from tests.intake.reading.drafts import Draft, Operator
from tests.mails.builders import ADDRESS, BODY, CLIENTS, SUBJECT, mail
from tests.mails.languages import WORDS
from tests.score.corpus import mails
from tests.score.judging import OWN, SALUTATION
from tests.score.outcomes import plain

FLOOR = 0.97  # of damaged forwards that are read all right
MOST_WRONG = 0.003  # of them that name somebody else


@dataclass(frozen=True, slots=True)
class Clean:
    name: str
    sender: str
    to: str
    draft: Draft
    original: dict[str, Any]
    headers: str = ""


@dataclass(slots=True)
class Tally:
    tried: int = 0
    right: int = 0
    wrong_person: int = 0
    failures: list[str] = field(default_factory=list)
    blamed: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        return self.right / max(self.tried, 1)

    def summary(self) -> str:
        return (
            f"{self.tried} damaged forwards, {self.share:.1%} all right, {self.wrong_person} wrong persons\n"
            f"in the failures: {self.blamed.most_common()}"
        )


@cache
def clean_forwards() -> tuple[Clean, ...]:
    return (*_built(), *_learned())


def _built() -> Iterator[Clean]:
    original = {"address": ADDRESS, "subject": SUBJECT, "text_start": BODY[:24]}
    for client, write in CLIENTS.items():
        for language, words in WORDS.items():
            draft = _cut(f"{words.prefix}: {SUBJECT}", write(words))
            if draft:
                yield Clean(
                    f"{client}/{language}",
                    "Rasmus Quill <rasmus.quill@castwell.example>",
                    "quality@castwell.example",
                    draft,
                    original,
                )


def _learned() -> Iterator[Clean]:
    for each in mails("learn"):
        label = each.label
        if (
            not label.get("forwarded")
            or label.get("damage")
            or not label.get("named", True)
            or label.get("chain", 1) != 1
        ):
            continue
        reading = read(each.raw, OWN)
        plain_only = len(reading.chain) == 1 and reading.chain[0].source == "inline" and reading.chain[0].address
        draft = _cut(reading.subject, reading.text) if plain_only else None
        if draft and reading.sender:
            sender = reading.sender
            to = ", ".join(person.address for person in reading.to) or "complaints@falkenau.example"
            yield Clean(each.name, f"{sender.name} <{sender.address}>", to, draft, label["original"])


def _cut(subject: str, text: str) -> Draft | None:
    """None where the mail has no block of ordinary header lines."""
    lines = lines_of(text)
    for place, line in enumerate(lines):
        block = find_block(lines, place) if line.text else None
        if block and "subject" in block.values and block.value("from").count("@"):
            raw = tuple(each.raw for each in lines)
            return Draft(
                subject,
                raw[: block.start],
                raw[block.start : block.first],
                raw[block.first : block.end],
                raw[block.end :],
                subject_line=block.value("subject"),
            )
    return None


@cache
def clean_others() -> tuple[Clean, ...]:
    """Answers and direct mails of the learned half: whatever is done to them, they carry nothing."""
    found = []
    for each in mails("learn"):
        if each.label.get("forwarded", True) or each.label.get("damage"):
            continue
        reading = read(each.raw, OWN)
        sender = reading.sender
        if reading.forwarded or sender is None or reading.machine is not None:
            continue
        to = ", ".join(person.address for person in reading.to) or "complaints@falkenau.example"
        headers = "In-Reply-To: <m0@castwell.example>\n" if reading.in_reply_to else ""
        draft = Draft(reading.subject, tuple(reading.text.split("\n")), (), (), ())
        found.append(Clean(each.name, f"{sender.name} <{sender.address}>", to, draft, {}, headers))
    return tuple(found)


def written(clean: Clean, draft: Draft, chosen: Random) -> bytes:
    raw = mail(draft.text(), subject=draft.subject, sender=clean.sender, to=clean.to, headers=clean.headers)
    if draft.newline == "mixed":
        head, _, body = raw.partition(b"\n\n")
        lines = body.split(b"\n")
        ends = (chosen.choice((b"\n", b"\r\n")) for _ in lines)
        return head + b"\n\n" + b"".join(line + end for line, end in zip(lines, ends, strict=True))
    return raw.replace(b"\n", draft.newline.encode())


def damaged(clean: Clean, operators: tuple[Operator, ...], chosen: Random) -> Draft:
    draft = clean.draft
    for operator in operators:
        draft = operator(draft, chosen)
    return draft


def forwards(count: int, seed: int) -> Tally:
    chosen, tally = Random(seed), Tally()
    for _ in range(count):
        clean, operators = chosen.choice(clean_forwards()), chosen_operators(chosen)
        draft = damaged(clean, operators, chosen)
        raw = written(clean, draft, chosen)
        count_one(tally, clean, draft, [each.__name__ for each in operators], read(raw, OWN), raw)
    return tally


def count_one(tally: Tally, clean: Clean, draft: Draft, done: Sequence[str], reading: Reading, raw: bytes) -> None:
    """`done` names what was done to the clean mail."""
    tally.tried += 1
    customer = reading.customer.address.lower() if reading.customer else ""
    expected = clean.original["address"].lower()
    wrong = bool(customer) and customer != expected
    tally.wrong_person += wrong
    faults = list(_faults(clean, draft, reading, customer == expected))
    if not faults:
        tally.right += 1
    else:
        tally.blamed.update(done)
        shown = raw.decode("utf-8", "replace")
        tally.failures.append(
            f"{'WRONG ' if wrong else ''}{clean.name} [{', '.join(done)}] {faults} {customer}\n{shown}"
        )


def _faults(clean: Clean, draft: Draft, reading: Reading, right_person: bool) -> Iterator[str]:
    if draft.subject_lost and not reading.customer:
        return
    if not reading.chain:
        yield "no forward"
        return
    hop = reading.chain[0]
    if not right_person and (draft.nameable or (reading.customer and reading.customer.address)):
        yield f"person {hop.name} {hop.address} {hop.confidence} {hop.because}"
    if "subject" in clean.original and plain(hop.subject).removeprefix(plain(draft.inner_mark)).strip() != plain(
        draft.letters(clean.original["subject"])
    ):
        yield f"subject {hop.subject!r}"
    if not _begins(hop.text, draft.letters(clean.original.get("text_start", ""))):
        yield f"text {hop.text[:80]!r}"


def _begins(text: str, start: str) -> bool:
    expected, said = plain(start), plain(text.replace("\xa0", " ").replace("\u202f", " ").replace("\u200b", ""))
    salutation, _, rest = text.lstrip().partition("\n")
    return said.startswith(expected) or (len(salutation) <= SALUTATION and plain(rest).startswith(expected))


def others_taken_for_forwards(count: int, seed: int) -> list[str]:
    chosen, found = Random(seed), []
    for _ in range(count):
        clean, operators = chosen.choice(clean_others()), chosen_operators(chosen, ON_ANY_MAIL)
        raw = written(clean, damaged(clean, operators, chosen), chosen)
        if read(raw, OWN).forwarded:
            found.append(f"{clean.name} [{', '.join(each.__name__ for each in operators)}]")
    return found


def main(arguments: list[str]) -> None:
    """`python -m tests.intake.reading.simulator [mails] [seed] [--wrong]`: fails below the floors of the suite."""
    numbers = [int(each) for each in arguments if each.isdigit()]
    count, seed = (numbers + [5_000, 1][len(numbers) :])[:2]
    tally = forwards(count, seed)
    if "--wrong" in arguments:
        sys.stdout.writelines(f"{'=' * 100}\n{each}\n" for each in tally.failures)
    sys.stdout.write(f"{tally.summary()}\n")
    taken = others_taken_for_forwards(count, seed)
    sys.stdout.write(f"{count} damaged answers and direct mails, {len(taken)} taken for forwards {taken[:20]}\n")
    if tally.share < FLOOR or tally.wrong_person > MOST_WRONG * count or taken:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
