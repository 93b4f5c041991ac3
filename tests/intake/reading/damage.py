"""What gateways, lists, clients and people do to a forward on its way, as operators that can be combined.

A clean forward is cut into what the forwarder wrote, the separator, the header block and the body; each operator
changes some of these, and none of them changes who wrote the mail.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.intake.reading.damage_of_heads import (
    cells,
    decorated_labels,
    head_on_one_line,
    line_lost,
    mailto_behind,
    mark_on_inner_subject,
    separator_changed,
    separator_lost,
    shuffled,
    tabs_after_labels,
    values_below,
    via_list,
    wide_colons,
)
from tests.intake.reading.drafts import LABEL, Draft, Lines, Operator
from tests.intake.reading.gateway_words import BANNERS, DISCLAIMERS, MARKS


def banner_above(draft: Draft, chosen: Random) -> Draft:
    return replace(draft, before=(*_banner(chosen), "", *draft.before))


def banner_over_the_block(draft: Draft, chosen: Random) -> Draft:
    return replace(draft, before=(*draft.before, "", *_banner(chosen), ""))


def banner_in_the_block(draft: Draft, chosen: Random) -> Draft:
    if len(draft.head) < 3:
        return draft
    place = chosen.randrange(1, len(draft.head))
    while place < len(draft.head) and not LABEL.match(draft.head[place]):
        place += 1
    return replace(draft, head=(*draft.head[:place], chosen.choice(BANNERS), *draft.head[place:]))


def banner_over_the_body(draft: Draft, chosen: Random) -> Draft:
    return replace(draft, body=("", *_banner(chosen), "", *_stripped(draft.body)))


def _banner(chosen: Random) -> Lines:
    text = chosen.choice(BANNERS)
    frame = chosen.randrange(7)
    if frame == 0:
        return ("+" + "-" * 60 + "+", *(f"| {line:<58} |" for line in textwrap.wrap(text, 58)), "+" + "-" * 60 + "+")
    if frame == 1:
        return ("*" * 50, text, "*" * 50)
    if frame == 2:
        return (f"[{text}]",)
    if frame == 3:
        return tuple(textwrap.wrap(text, 66))
    if frame == 4:
        return ("________________________________", text, "________________________________")
    return (f"*** {text} ***",) if frame == 5 else (text,)


def mark_on_subject(draft: Draft, chosen: Random) -> Draft:
    return replace(draft, subject=f"{chosen.choice(MARKS)} {draft.subject}")


def prefix_edited_away(draft: Draft, _: Random) -> Draft:
    return replace(draft, subject=re.sub(r"^\s*[^\s:：]{1,16}\s?[:：]\s*", "", draft.subject) or draft.subject)


def quoted(draft: Draft, chosen: Random) -> Draft:
    mark = chosen.choice(("> ", ">", ">> ", "> > ", "| "))
    return draft.every(lambda lines: tuple(f"{mark}{line}".rstrip() for line in lines))


def block_quoted(draft: Draft, chosen: Random) -> Draft:
    mark = chosen.choice(("> ", "| "))
    head, body = (tuple(f"{mark}{line}".rstrip() for line in lines) for lines in (draft.head, draft.body))
    return replace(draft, head=head, body=body)


def rewrapped(draft: Draft, chosen: Random) -> Draft:
    width, trailing = chosen.randrange(60, 79), chosen.choice(("", " "))

    def wrap(lines: Lines) -> Lines:
        cut = [
            textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) if line.strip() else [line]
            for line in lines
        ]
        return tuple(
            part + (trailing if place < len(each) - 1 else "") for each in cut for place, part in enumerate(each)
        )

    return draft.every(wrap)


def blanks_stripped(draft: Draft, _: Random) -> Draft:
    return draft.every(lambda lines: tuple(line for line in lines if line.strip()))


def double_spaced(draft: Draft, _: Random) -> Draft:
    return draft.every(lambda lines: tuple(each for line in lines for each in (line, "")))


def indented(draft: Draft, chosen: Random) -> Draft:
    lead = chosen.choice(("\t", "    ", "  ", " "))
    return draft.every(lambda lines: tuple(f"{lead}{line}" if line else line for line in lines))


def odd_spaces(draft: Draft, chosen: Random) -> Draft:
    odd = chosen.choice(("\xa0", "\u200b ", " \u200b", "\u202f", "\ufeff "))
    return draft.every(
        lambda lines: tuple(line.replace(" ", odd, 2) if line else chosen.choice(("", "\xa0")) for line in lines)
    )


def comment_below(draft: Draft, _: Random) -> Draft:
    return replace(draft, body=(*draft.body, "", "Can you check this please? It is urgent.", "", "Rasmus"))


def signature_between(draft: Draft, _: Random) -> Draft:
    sign = ("", "Best regards", "Rasmus Quill", "Castwell AS · T +47 555 01 88", "rasmus.quill@castwell.example", "")
    return replace(draft, before=(*draft.before, *sign))


def disclaimer(draft: Draft, chosen: Random) -> Draft:
    text = chosen.choice(DISCLAIMERS)
    if chosen.random() < 0.5:
        return replace(draft, before=(*draft.before, "", text, ""))
    return replace(draft, body=(*draft.body, "", text))


def mixed_line_ends(draft: Draft, chosen: Random) -> Draft:
    return replace(draft, newline=chosen.choice(("\r\n", "\r\r\n", "mixed")))


def wrapped_again(draft: Draft, chosen: Random) -> Draft:
    """A colleague got it first and passed it on with another client."""
    line = chosen.choice(
        (
            "---------- Forwarded message ---------",
            "________________________________",
            "-----Ursprüngliche Nachricht-----",
        )
    )
    words = ("Von", "Gesendet", "An", "Betreff") if "Urs" in line else ("From", "Sent", "To", "Subject")
    values = (
        "Petra Holm <petra.holm@castwell.example>",
        "30.12.2026 07:15",
        "Rasmus Quill <rasmus.quill@castwell.example>",
        draft.subject,
    )
    head = tuple(f"{word}: {value}" for word, value in zip(words, values, strict=True))
    return replace(draft, before=("For you.", "", line, *head, "", *draft.before))


WHOLE_TEXT: tuple[Operator, ...] = (
    *(rewrapped, blanks_stripped, double_spaced, odd_spaces, disclaimer, comment_below, indented, mixed_line_ends),
)
ON_ANY_MAIL: tuple[Operator, ...] = (banner_above, mark_on_subject, *WHOLE_TEXT)
# In the order in which they happen: what the client writes, what gateways add, what happens to the whole text.
OPERATORS: tuple[Operator, ...] = (
    *(via_list, mailto_behind, shuffled, line_lost, decorated_labels, wide_colons, tabs_after_labels, values_below),
    *(cells, head_on_one_line, mark_on_inner_subject, separator_lost, separator_changed, prefix_edited_away),
    *(mark_on_subject, signature_between, banner_in_the_block, banner_over_the_block, banner_over_the_body),
    *(block_quoted, wrapped_again, banner_above, *WHOLE_TEXT[:-2], quoted, *WHOLE_TEXT[-2:]),
)
# On its own each leaves a forward; some pairs together leave nothing that anybody could read.
CONTRADICTING = (
    {head_on_one_line, values_below},
    {decorated_labels, wide_colons},
    {decorated_labels, tabs_after_labels},
    {wide_colons, tabs_after_labels},
    {wide_colons, values_below},
    {wide_colons, cells},
    {tabs_after_labels, cells},
    {tabs_after_labels, values_below},
    {head_on_one_line, banner_in_the_block},
    {head_on_one_line, blanks_stripped},
    {head_on_one_line, shuffled},
    {head_on_one_line, cells},
    {cells, values_below},
    {banner_in_the_block, values_below},
    {prefix_edited_away, separator_lost},
    {rewrapped, blanks_stripped},
)


def chosen_operators(chosen: Random, among: Sequence[Operator] = OPERATORS) -> tuple[Operator, ...]:
    while True:
        picked = chosen.sample(among, chosen.choice((1, 1, 2, 2, 3)))
        if not any(pair <= set(picked) for pair in CONTRADICTING):
            return tuple(sorted(picked, key=lambda each: OPERATORS.index(each)))


def _stripped(lines: Lines) -> Lines:
    place = next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    return lines[place:]
