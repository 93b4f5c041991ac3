"""What clients and gateways do to the separator and the header lines of a forward."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.intake.reading.drafts import ADDRESS, LABEL, Draft, Lines
from tests.intake.reading.gateway_words import MARKS


def mark_on_inner_subject(draft: Draft, chosen: Random) -> Draft:
    inner = draft.subject_line
    if not inner:
        return draft
    mark = chosen.choice(MARKS)
    return replace(draft, head=tuple(line.replace(inner, f"{mark} {inner}") for line in draft.head), inner_mark=mark)


def decorated_labels(draft: Draft, chosen: Random) -> Draft:
    if any(line.startswith("*") for line in draft.head):
        return draft
    mark = chosen.choice(("*", "**", "_", "__"))
    inside = chosen.random() < 0.5
    return _labels(
        draft, lambda label, value: f"{mark}{label}:{mark}{value}" if inside else f"{mark}{label}{mark}:{value}"
    )


def wide_colons(draft: Draft, chosen: Random) -> Draft:
    colon = chosen.choice(("：", " :", " : ", ":\xa0", "\xa0: "))
    return _labels(draft, lambda label, value: f"{label}{colon}{value.strip()}")


def tabs_after_labels(draft: Draft, _: Random) -> Draft:
    return _labels(draft, lambda label, value: f"{label}:\t\t{value.strip()}")


def values_below(draft: Draft, chosen: Random) -> Draft:
    blank = ("",) if chosen.random() < 0.4 else ()
    return replace(draft, head=tuple(each for line in draft.head for each in _two_lines(line, blank)))


def _two_lines(line: str, blank: Lines) -> Lines:
    found = LABEL.fullmatch(line)
    if not found:
        return (line,)
    return (f"{found['label']}:", *blank, found["value"].strip(), *blank)


def cells(draft: Draft, chosen: Random) -> Draft:
    """A table of the HTML that became text: label and value as cells."""
    bar = chosen.choice((" | ", "\t", " |"))
    lead = "| " if chosen.random() < 0.5 else ""
    return _labels(draft, lambda label, value: f"{lead}{label}:{bar}{value.strip()}{' |' if lead else ''}")


def _labels(draft: Draft, write: Callable[[str, str], str]) -> Draft:
    def one(line: str) -> str:
        found = LABEL.fullmatch(line)
        return write(found["label"].strip(), found["value"]) if found else line

    return replace(draft, head=tuple(one(line) for line in draft.head))


def head_on_one_line(draft: Draft, _: Random) -> Draft:
    return replace(draft, head=(" ".join(line.strip("> \t") for line in draft.head),))


def mailto_behind(draft: Draft, chosen: Random) -> Draft:
    shape = chosen.choice(
        (
            r"<\1<mailto:\1>>",
            r"[mailto:\1]",
            r"<mailto:\1>",
            r"[\1](mailto:\1)",
            r"(\1)",
            r"[\1]",
            r"<\1 <mailto:\1> >",
            r"&lt;\1&gt;",
            r"<\1<https://links.gateway.example/v3/__mailto:\1__;!!Ab9x>>",
            r"\1",
        )
    )
    return replace(draft, head=tuple(ADDRESS.sub(shape, line) for line in draft.head))


def via_list(draft: Draft, _: Random) -> Draft:
    """A group rewrites the sender of the first line: the address of the writer is lost."""
    head = list(draft.head)
    for place, line in enumerate(head):
        found = re.fullmatch(r"([^:：]+[:：]\s*)\"?([^<>\"@]+?)\"?\s*<[^<>]+>", line)
        if found:
            head[place] = f"{found[1]}\"'{found[2]}' via Quality\" <quality-group@lists.example>"
            return replace(draft, head=tuple(head), nameable=False)
    return draft


def separator_lost(draft: Draft, _: Random) -> Draft:
    return replace(draft, separator=("",))


def separator_changed(draft: Draft, chosen: Random) -> Draft:
    words = (
        "Weitergeleitete Nachricht",
        "Message transféré",
        "Original Message",
        "Mensaje reenviado",
        "Doorgestuurd bericht",
    )
    return replace(draft, separator=("", f"-----{chosen.choice(words)}-----", ""))


def shuffled(draft: Draft, chosen: Random) -> Draft:
    if not all(LABEL.fullmatch(line) for line in draft.head):
        return draft
    head = list(draft.head)
    chosen.shuffle(head)
    return replace(draft, head=tuple(head))


def line_lost(draft: Draft, chosen: Random) -> Draft:
    """A Date or a To; never the sender or the subject."""
    lost = [place for place, line in enumerate(draft.head) if _is_date_or_to(line)]
    if not lost or len(draft.head) < 4 or not all(LABEL.fullmatch(line) for line in draft.head):
        return draft
    place = chosen.choice(lost)
    return replace(draft, head=(*draft.head[:place], *draft.head[place + 1 :]))


def _is_date_or_to(line: str) -> bool:
    found = LABEL.fullmatch(line)
    label = found["label"].strip("*_ ").lower() if found else ""
    return label in {
        "date",
        "sent",
        "datum",
        "gesendet",
        "to",
        "an",
        "envoyé",
        "à",
        "fecha",
        "para",
        "aan",
        "verzonden",
    }
