"""The same clean forwards, with hops, answers and tickets around them, damaged letters, HTML and MIME.

`python -m tests.intake.reading.simulator_of_mails [mails] [seed] [--wrong]`: fails below the floors of the suite.
"""

from __future__ import annotations

import sys
from random import Random

from handlers.intake.reading import read
from tests.intake.reading.damage import OPERATORS
from tests.intake.reading.damage_of_hops import OF_HOPS
from tests.intake.reading.damage_of_letters import OF_LETTERS
from tests.intake.reading.damage_of_parts import message
from tests.intake.reading.pages import carried
from tests.intake.reading.simulator import OWN, Tally, clean_forwards, count_one, damaged, written

FLOOR = 0.97
MOST_WRONG = 0.003


def letters_and_hops(mails: int, seed: int) -> Tally:
    """Plain text: one or two of the new operators, in half of the mails with one of the old ones."""
    chosen, tally = Random(seed), Tally()
    for _ in range(mails):
        clean = chosen.choice(clean_forwards())
        operators = [chosen.choice(OF_HOPS)] if chosen.random() < 0.6 else []
        if chosen.random() < 0.4:
            operators.append(chosen.choice(OPERATORS))
        if chosen.random() < 0.5 or not operators:
            operators.append(chosen.choice(OF_LETTERS))
        draft = damaged(clean, tuple(operators), chosen)
        raw = written(clean, draft, chosen)
        count_one(tally, clean, draft, [each.__name__ for each in operators], read(raw, OWN), raw)
    return tally


def pages_and_parts(mails: int, seed: int) -> Tally:
    """HTML of many layouts, sanitised or made text, in parts of every encoding."""
    chosen, tally = Random(seed), Tally()
    while tally.tried < mails:
        clean = chosen.choice(clean_forwards())
        operators = (chosen.choice(OF_HOPS),) if chosen.random() < 0.3 else ()
        draft = damaged(clean, operators, chosen)
        parts = carried(draft, chosen)
        if parts is None:
            continue
        raw, kind = message(parts, draft.subject, clean.sender, clean.to, chosen)
        names = [*(each.__name__ for each in operators), *parts.how, kind]
        count_one(tally, clean, draft, names, read(raw, OWN), raw)
    return tally


def main(arguments: list[str]) -> None:
    numbers = [int(each) for each in arguments if each.isdigit()]
    mails, seed = (numbers + [5_000, 1][len(numbers) :])[:2]
    below = False
    for simulate in (letters_and_hops, pages_and_parts):
        tally = simulate(mails, seed)
        if "--wrong" in arguments:
            sys.stdout.writelines(f"{'=' * 100}\n{each}\n" for each in tally.failures)
        sys.stdout.write(f"{tally.summary()}\n")
        below = below or tally.share < FLOOR or tally.wrong_person > MOST_WRONG * mails
    if below:
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
