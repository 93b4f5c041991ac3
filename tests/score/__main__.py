"""`make score`: the reading on the held half of the corpus, as totals alone, kept for the README.

`python -m tests.score --learn [--wrong]` does the same on the half that rules were written with, and with `--wrong` lists
each failure there. The held half has no such list: whoever looks at single mails of it has learned from them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from handlers.intake.reading.kinds.figures import held_back_figures
from tests.score.corpus import Half, mails
from tests.score.result import Scoring, Table, fields_table, kept, kinds_table, scored, stages_table
from tests.score.wordings import wordings


def main(arguments: list[str]) -> None:
    learn = "--learn" in arguments
    half: Half = "learn" if learn else "held"
    found = scored(mails(half), wordings(half))
    result = found.result
    sys.stdout.write(
        f"{half} half: {result.mails} mails and {result.bodies} bodies alone, {result.hands} writers, "
        f"{result.languages} languages\n\n"
    )
    for table in (stages_table(result), kinds_table(result), fields_table(result)):
        sys.stdout.write(f"{aligned(table)}\n\n")
    if not learn:
        kept(result)
        sys.stdout.write(f"The older corpus of kinds: {held_back_figures()}\n")
    elif "--wrong" in arguments:
        sys.stdout.writelines(f"{line}\n" for line in failures(found))


def aligned(table: Table) -> str:
    head, rows = table
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def failures(found: Scoring) -> Iterator[str]:
    for each in found.outcomes:
        if each.verdict != "right":
            yield f"{each.mail} · {each.row} · {each.verdict}\n    expected {each.expected}\n    got      {each.got}"
    for hit in found.hits:
        if hit.sort != "found":
            yield f"{hit.mail} · {hit.field} {hit.sort}: {hit.value}" + (f" ({hit.where})" if hit.where else "")


if __name__ == "__main__":
    main(sys.argv[1:])
