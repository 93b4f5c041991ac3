"""What stands around a forwarded mail: other hops, answers, tickets, footers; and heads of which more than a date is lost."""

from __future__ import annotations

import re
import textwrap
from dataclasses import replace
from random import Random

from tests.intake.reading.drafts import ADDRESS, LABEL, Draft, Lines
from tests.mails.languages import WORDS

COLLEAGUE = "Petra Holm <petra.holm@castwell.example>"
TAKER = "Rasmus Quill <rasmus.quill@castwell.example>"
MANY = "; ".join(f"{name} <{name.lower()}.group@castwell.example>" for name in ("Solveig", "Imre", "Tove", "Bartosz"))


def outer_hop(draft: Draft, chosen: Random) -> Draft:
    """A colleague got it first and passed it on, in the words of any language."""
    return replace(draft, before=("Für dich / for you.", "", *_outer_head(draft, chosen), "", *draft.before))


def outer_hop_without_sender(draft: Draft, chosen: Random) -> Draft:
    head = _outer_head(draft, chosen)[1:]
    return replace(draft, before=("fyi", "", "-----Original Message-----", *head, "", *draft.before))


def outer_hop_quoted(draft: Draft, chosen: Random) -> Draft:
    """The outer head lost its order, and all that it carries is quoted."""
    head = list(_outer_head(draft, chosen))
    chosen.shuffle(head)
    inner = draft.every(lambda lines: tuple(f"> {line}".rstrip() for line in lines))
    return replace(inner, before=("Bitte lesen.", "", "-------- Forwarded Message --------", *head, "", *inner.before))


def _outer_head(draft: Draft, chosen: Random) -> Lines:
    words = WORDS[chosen.choice(("en", "de", "zh", "ja", "pl", "fr", "ru", "tr"))]
    rows = (
        (words.sender, COLLEAGUE),
        (words.sent, "30.12.2026 07:15"),
        (words.to, TAKER),
        (words.subject, draft.subject),
    )
    return tuple(f"{word}: {value}" for word, value in rows)


def answered_below(draft: Draft, chosen: Random) -> Draft:
    """The writer himself answered somebody: the quoted colleague below is not the writer."""
    line = chosen.choice(
        (
            f"Am 16.03.2026 um 09:12 schrieb {COLLEAGUE}:",
            f"On Mon, Mar 16, 2026 at 9:12 AM {COLLEAGUE} wrote:",
            f"Le 16/03/2026 à 09:12, {COLLEAGUE} a écrit :",
        )
    )
    return _below(draft, ("", line, "> Has the lot arrived?", "> Petra"))


def original_below(draft: Draft, chosen: Random) -> Draft:
    """The same with the head that Outlook writes above what it quotes."""
    domains = re.findall(r"@([\w.-]+)", " ".join(draft.head))
    house = next((each for each in domains if each not in _sender(draft)), "castwell.example")
    petra = f"Petra Holm <petra.holm@{house}>"
    head = (f"From: {petra}", "Sent: Monday, March 16, 2026 9:12 AM", f"To: {_sender(draft)}", "Subject: Lot L-2231")
    line = chosen.choice(("-----Original Message-----", "________________________________", ""))
    return _below(draft, ("", line, *head, "", "Has the lot arrived?", "Petra"))


def _below(draft: Draft, lines: Lines) -> Draft:
    """Quoted where the whole body is."""
    quoted = sum(line.startswith(">") for line in draft.body) * 2 > len(draft.body)
    return replace(draft, body=(*draft.body, *(f"> {line}" if quoted else line for line in lines)))


def _sender(draft: Draft) -> str:
    found = next((each for line in draft.head if (each := re.search(r"([^:：<>]*<[^<>@]+@[^<>]+)[<>]", line))), None)
    return found.group(1).strip("* ") + ">" if found else "Customer"


def footer_between(draft: Draft, chosen: Random) -> Draft:
    lines = chosen.choice(
        (
            ("-- ", "Rasmus Quill", "Head of quality", "Phone +47 555 01 88", "rasmus.quill@castwell.example"),
            ("Sent from my phone", "Get Mail for Androids<https://mail.example/get>"),
            ("Castwell AS | Reg. 998 877 665", "Managing directors: A. Moe, B. Lund", "www.castwell.example", "_" * 32),
            ("Virus-free. www.scanner.example",),
        )
    )
    return replace(draft, before=(*draft.before, "", *lines, ""))


def ticket_above(draft: Draft, chosen: Random) -> Draft:
    """A help desk put its own lines above all."""
    lines = chosen.choice(
        (
            ("##- Please type your reply above this line -##", "", "Ticket #48213 was assigned to you.", ""),
            ("Ticket: 48213", "Status: open", "Priority: high", "Queue: Complaints", ""),
            ("[Case 00048213] new e-mail received", "Owner: Petra Holm", "-" * 40, ""),
        )
    )
    return replace(draft, before=(*lines, *draft.before))


def addresses_dropped(draft: Draft, _: Random) -> Draft:
    """Only names are left, as in mails of a directory."""
    head = tuple(re.sub(r"\s?[<\[(]+(?:mailto:)?[^<>@\s]+@[^<>\s]+[>\])]+", "", line) for line in draft.head)
    return replace(draft, head=head, nameable=False) if head != draft.head else draft


def sender_gone(draft: Draft, _: Random) -> Draft:
    """The line of the sender is lost, and nobody can say any more who wrote."""
    if not all(LABEL.fullmatch(line) for line in draft.head) or len(draft.head) < 4:
        return draft
    senders = {words.sender.lower() for words in WORDS.values()}
    head = tuple(line for line in draft.head if LABEL.fullmatch(line)["label"].strip("*_> ").lower() not in senders)
    return replace(draft, head=head, nameable=False, subject_lost=True) if len(head) == len(draft.head) - 1 else draft


def labels_of_many_languages(draft: Draft, chosen: Random) -> Draft:
    """Each label in a language of its own, as translating gateways and several accounts on one phone leave them."""
    table: dict[str, str] = {}
    for words in WORDS.values():
        table |= {words.sender.lower(): "sender", words.subject.lower(): "subject", words.to.lower(): "to"}

    def one(line: str) -> str:
        found = LABEL.fullmatch(line)
        name = table.get(found["label"].lower()) if found else None
        if not found or not name:
            return line
        other = WORDS[chosen.choice(("en", "de", "zh", "fr", "es", "pl"))]
        return f"{getattr(other, name)}:{found['value']}"

    words = {line.partition(":")[0].lower() for line in draft.head}
    return draft if words & {"a", "od", "za", "da"} else replace(draft, head=tuple(one(line) for line in draft.head))


def recipients_wrapped(draft: Draft, chosen: Random) -> Draft:
    """A long list of recipients over several lines, indented or not."""
    indent = chosen.choice(("", "\t", "    ", " "))
    head: list[str] = []
    for line in draft.head:
        if TAKER in line and LABEL.fullmatch(line):
            wrapped = textwrap.wrap(f"{line}; {MANY}", 72, break_long_words=False, break_on_hyphens=False)
            head += [wrapped[0], *(f"{indent}{part}" for part in wrapped[1:])]
        else:
            head.append(line)
    return replace(draft, head=tuple(head))


def links_protected(draft: Draft, chosen: Random) -> Draft:
    shape = chosen.choice(
        (
            r"<https://eur02.safelinks.example/?url=mailto%3A\1&data=05%7C02%7Cx&reserved=0>",
            r"<\1<https://eur02.safelinks.example/?url=mailto%3A\1&data=05%7C02%7C>>",
            r"<mailto:\1<mailto:\1>>",
            r"<\1<mailto:\1<mailto:\1>>>",
            r"<[\1](mailto:\1)>",
            r"<mailto:\1?subject=x>",
            r"[\1]<mailto:\1>",
            r"<\1> (mailto:\1)",
            r"<\1> [1]",
            r"\1 <\1>",
            r"(mailto:\1)",
            r"< \1 >",
            r"<\1 >",
            r"<SMTP:\1>",
            r"<'\1'>",
            r"<<\1>>",
        )
    )
    return replace(draft, head=tuple(ADDRESS.sub(shape, line) for line in draft.head))


OF_HOPS = (
    *(addresses_dropped, sender_gone, labels_of_many_languages, recipients_wrapped, links_protected, answered_below),
    *(original_below, footer_between, outer_hop, outer_hop_without_sender, outer_hop_quoted, ticket_above),
)
