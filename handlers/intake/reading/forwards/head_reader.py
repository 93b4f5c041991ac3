"""Header blocks inside a text: the From, Date, To and Subject lines that a client writes above a mail it
carries.

A block is read from its labels, whatever the language, order and decoration: labels in bold, values on
the next line, wrapped values, blank lines between, all on one line. What is not clearly a block (a
timetable with From and To, a web form) is none.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from handlers.intake.reading.banners import says_banner, says_outside
from handlers.intake.reading.forwards.between_labels import (
    banner_end,
    is_cut,
    is_follow_up,
    is_second_sender,
    is_unknown_label,
)
from handlers.intake.reading.forwards.blocks import Block
from handlers.intake.reading.forwards.head_rules import is_block, ranked
from handlers.intake.reading.forwards.illegible import begins_illegible, illegible_label_of
from handlers.intake.reading.forwards.joined_labels import split_labels, tidy_value
from handlers.intake.reading.forwards.label_lines import bare_label_of, label_of
from handlers.intake.reading.forwards.people import joined_address
from handlers.intake.reading.forwards.separators import separator_above, separator_of
from handlers.intake.reading.forwards.wrapped_values import (
    A_CLOCK,
    WRAP_WIDTH,
    clock_of_date,
    is_cut_address,
    next_address,
    next_of_list,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handlers.intake.reading.forwards.label_lines import Label
    from handlers.intake.reading.languages.labels import HeaderName
    from handlers.intake.reading.lines import Line

MAX_BLOCK = 150  # lines
MAX_REPEATED = 10  # lines of recipients
MAX_WRAPPED = 60  # lines of one To or Cc
SHORT_WRAP = 45  # so long at least is one that a long word ended
CONTINUES_DATE = re.compile(r"[+(\d]|[APap]\.?[Mm]\b|[A-Z]{2,5}\b")
CITED = re.compile(r"[\"'“„«‚‘][^\"'“”„«»‘’:：]{1,30}[:：][^\"'“”„«»‘’]{1,120}(?:[\"'”“»’‘]|\Z)")
CITED_LABEL = re.compile(r"[\"'“„«‚‘]\w[^\"'“”„«»:：]{1,20}[:：]")
COLON = re.compile(r"[:：](?!\d)")
STARTERS = {"from", "date", "to", "subject"}


def find_block(lines: Sequence[Line], index: int) -> Block | None:
    """The block whose first label stands at index."""
    label: Callable[[str], Label | None] = label_of
    first = label(lines[index].text)
    if first is None and separator_above(lines, index)[0] in {"forward", "original"}:
        label = bare_label_of
        first = label(lines[index].text)
    if first is None and begins_illegible(lines, index):
        first = illegible_label_of(lines[index].text, ())
    if first is None or first[0] not in STARTERS or _is_cited(lines, index):
        return None
    reader = HeadReader(lines, index, label)
    reader.read()
    return reader.block()


def _is_cited(lines: Sequence[Line], index: int) -> bool:
    """In the middle of a sentence that cites a head: the mail bearing "From: I. Berg", "Sent: …" and so on."""
    found = CITED.match(lines[index].text)
    goes_on = found is not None and found.end() < len(lines[index].text)
    return found is not None and (goes_on or (index > 0 and bool(lines[index - 1].text)))


class HeadReader:
    """Reads one block line by line."""

    def __init__(self, lines: Sequence[Line], index: int, label: Callable[[str], Label | None]) -> None:
        self.lines = lines
        self.label = label
        self.index = index
        self.end = index
        self.values: dict[HeaderName, list[str]] = {}
        self.languages: Counter[str] = Counter()
        self.labels = 0
        self.noted = 0  # labels that say something of the language
        self.last: HeaderName | None = None
        self.below = False  # a value stood below its label
        self.beside = False  # and one on the line of its label
        self.spaced = False  # blank lines stand between the labels
        self.blanks = 0
        self.illegible = False
        self.labelled = False  # the line begins with a label
        self.flat = False  # several labels stand on one line
        self.banner = 0  # the line at which a warning ends

    def read(self) -> None:
        place = self.index
        while place < min(len(self.lines), self.index + MAX_BLOCK):
            text = self.lines[place].text
            if not text:
                self.blanks += 1
                if self.blanks > 2:
                    return
            elif not (self._take_label(text) or self._take_wrapped(place, text)):
                return
            else:
                self.blanks = 0
                self.end = place + 1
            place += 1

    def _take_label(self, text: str) -> bool:
        found = self.label(text)
        if found is None and (found := illegible_label_of(text, self.values)):
            self.illegible = self.illegible or found[0] == "from" or not self.values
        self.labelled = found is not None
        if found is None:
            return False
        name, languages, value = found
        if name in {"to", "cc"} and len(self.values.get(name, ())) >= MAX_REPEATED:
            return False
        if name == "address":
            return self._take_address(value)
        if name == "from" and name in self.values and not self.blanks and is_second_sender(text):
            name = "other"
        if name in self.values and name not in {"to", "cc", "other"} and not self._is_clock(name, value):
            return False
        if self.blanks and not self._may_go_on_after_blank() and not is_follow_up(text):
            return False
        self.spaced = self.spaced or (self.blanks > 0 and self.labels > 0)
        self._note(name, languages)
        self._take_parts(name, split_labels(name, value, languages))
        return True

    def _take_parts(self, name: HeaderName, parts: Sequence[tuple[HeaderName, frozenset[str], str]]) -> None:
        self.flat = self.flat or len(parts) > 1
        for each, known, part in parts:
            if each != name:
                self._note(each, known)
            self.values.setdefault(each, []).append(part)
            self.beside = self.beside or bool(part)
            self.last = each

    def _take_address(self, value: str) -> bool:
        """Of the sender who stands in the line above with his name alone."""
        value = joined_address(value)
        if self.last != "from" or "@" not in value or "@" in self.values["from"][-1]:
            return False
        self.values["from"][-1] = f"{self.values['from'][-1]} <{value.strip('<> ')}>".strip()
        self.beside = True
        return True

    def _is_clock(self, name: HeaderName, value: str) -> bool:
        """A time that has a label of its own, below that of the day."""
        return name == "date" == self.last and bool(A_CLOCK.match(value)) and not A_CLOCK.search(self.values[name][-1])

    def _note(self, name: HeaderName, languages: frozenset[str]) -> None:
        self.labels += 1
        if name != "other" and len(languages) < 30:
            self.languages.update(languages)
            self.noted += 1

    def _may_go_on_after_blank(self) -> bool:
        if self._complete():
            return self.spaced
        return self.labels == 1 or self.spaced or not self.values.get("subject")

    def _complete(self) -> bool:
        have = self.values.keys()
        return "from" in have and "subject" in have and ("date" in have or "to" in have)

    def _take_wrapped(self, place: int, text: str) -> bool:
        """A line without label: the value of an empty label above, or the rest of a wrapped value."""
        if self.last is None or self.last == "other":
            return False
        self.banner = self.banner if place < self.banner else banner_end(self.lines, place, self.values, self.label)
        if place < self.banner or self._is_banner_between(place, text) or self._take_next_labels(text):
            return True
        values = self.values[self.last]
        if not values[-1]:
            return self._take_below(values, text)
        if is_unknown_label(self.last, values[-1], text) and self._label_follows(place, text):
            return True
        cut = not self.blanks and (
            is_cut_address(self.last, values[-1], text) or is_cut(self.last, values[-1], self.lines[place : place + 4])
        )
        if not cut and not self._goes_on(place, text, values[-1]):
            return False
        remark = self.last == "date" and A_CLOCK.search(values[-1]) and not CONTINUES_DATE.match(text)
        if not remark:  # somebody's, below a date that is whole
            values[-1] = f"{values[-1]}{'' if cut else ' '}{text}"
        return True

    def _take_next_labels(self, text: str) -> bool:
        """A head on one line was wrapped: the rest of this value stands before the next labels."""
        if self.blanks or self.labelled or self.last is None or not COLON.search(text) or CITED_LABEL.search(text):
            return False
        values = self.values[self.last]
        if self.last == "subject" and values[-1] and not self.flat:
            return False
        known = frozenset(self.languages)
        first, *others = split_labels(self.last, f"{values[-1]} {text}".strip(), known)
        if not others or any(each in self.values for each, _, _ in others):
            return False
        values.pop()
        self._take_parts(self.last, (first, *others))
        return True

    def _goes_on(self, place: int, text: str, value: str) -> bool:
        if self.last is None or separator_of(text) in {"forward", "original"}:
            return False
        if self.blanks and not (self.blanks == 1 and next_address(self.last, value, text)):
            return False
        return (
            self._is_folded(place)
            or (text.startswith(("<", "[mailto:")) and "@" in text)
            or self._label_follows(place, text)
            or next_of_list(self.last, value, text)
            or self._subject_goes_on(place, text)
            or (not self.blanks and clock_of_date(self.last, value, text))
        )

    def _take_below(self, values: list[str], text: str) -> bool:
        """The value of an empty label; an empty Subject is believed, unless all values stand below their labels."""
        empty_subject = self.last == "subject" and self._complete() and (self.beside or not self.below)
        if self.blanks > 1 or separator_of(text) or (empty_subject and self.blanks):
            return False
        if self.blanks and self.beside and not (self.below or self.spaced):
            return False  # an empty Cc below values that all stand beside their labels
        values[-1] = tidy_value(text)
        self.below = True
        return True

    def _is_banner_between(self, place: int, text: str) -> bool:
        """A gateway put its warning between two labels: it is no part of either."""
        following = (line.text for line in self.lines[place + 1 : place + 6] if line.text)
        return (says_banner(text) or says_outside(text)) and any(
            found[0] not in self.values for line in following if (found := self.label(line)) is not None
        )

    def _is_folded(self, place: int) -> bool:
        """Indented deeper than its label, as headers are folded."""
        return self._is_deeper(place) and self.blanks == 0 and not (self.flat and self.last == "subject")

    def _is_deeper(self, place: int) -> bool:
        return _indent(self.lines[place]) > _indent(self.lines[self.index])

    def _label_follows(self, place: int, text: str) -> bool:
        limit = MAX_WRAPPED if self.last in {"to", "cc"} and ("@" in text or ";" in text or "," in text) else 2
        for line in self.lines[place + 1 : place + 1 + limit]:
            if not line.text or separator_of(line.text) in {"forward", "original"}:
                return False
            found = self.label(line.text)
            if found:
                return found[0] not in self.values
        return False

    def _subject_goes_on(self, place: int, text: str) -> bool:
        if self.last != "subject" or not self._is_full(place) or len(text) > WRAP_WIDTH:
            return False
        if self.flat and self._is_deeper(place):
            return False
        follows = self.lines[place + 1].text if place + 1 < len(self.lines) else ""
        return not follows and not text.endswith((",", ".", "!", ":"))

    def _is_full(self, place: int) -> bool:
        """The first word of this line would not have stood in the one above, beside the longest of the head."""
        above, word = len(self.lines[place - 1].text), self.lines[place].text.partition(" ")[0]
        if above >= WRAP_WIDTH:
            return True
        longest = max(len(line.text) for line in self.lines[self.index : place])
        return above >= SHORT_WRAP and WRAP_WIDTH <= longest < above + 1 + len(word)

    def block(self) -> Block | None:
        values: dict[HeaderName, str] = {name: "; ".join(filter(None, texts)) for name, texts in self.values.items()}
        values["from"] = joined_address(values.get("from", ""))
        separator, start = separator_above(self.lines, self.index)
        if not is_block(values, separator):
            return None
        return Block(
            start=start,
            first=self.index,
            end=self.end,
            depth=self.lines[self.index].depth,
            separator=separator,
            values=values,
            languages=ranked(self.languages, self.noted),
            illegible=self.illegible,
        )


def _indent(line: Line) -> int:
    return len(line.raw) - len(line.raw.lstrip(" \t")) if not line.depth else 0
