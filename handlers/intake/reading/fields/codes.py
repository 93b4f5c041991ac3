"""Codes behind labels: part, lot, serial, order, invoice and their kin.

A label, then what may stand between ("no.", "#", ":", "is"), then one code or an enumeration of codes, on
the same line or alone on the next one. Labels of phones, accounts and customer numbers claim their code
first, so that nobody else does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.enumerations import TO, apart, enumerated
from handlers.intake.reading.fields.languages import label_meanings
from handlers.intake.reading.fields.numbered import is_near_digits
from handlers.intake.reading.fields.shapes import CODE, SHAPES
from handlers.intake.reading.fields.taking import PREFIXED, meaning_of, taken_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.masks import Masks
    from handlers.intake.reading.fields.page import Page
    from handlers.intake.reading.fields.words import Found

LABELLED, LABELLED_LONG, LABELLED_LOOSELY, GLUED, LOOSE = 0.95, 0.9, 0.8, 0.9, 0.78
_NEVER_LOOSE = frozenset({"revision"})
_NO_PREFIX = frozenset(
    {"NR", "NO", "N", "A", "I", "DER", "IS", "ART", "PCS", "STK", "QTY", "VOM", "DU", "DEL", "VON", "OF", "TO", "ON"}
)
_WRAPPED = 44  # characters of a line that a mail client may have broken
_LONG_NUMBER = re.compile(r"(?: (?:was|is|war|ist|no|nr|number))?[.:]? \d{6,}(?!\w)")  # "po was 450091877"
_LONG = 4  # digits; so long a number behind a label is hardly anything else
_NOT_SPOKEN = 0.9  # factor for a label of a language that the mail does not seem to speak


# What may stand between a label and its code, in the languages of the tables.
_NUMBER_WORDS = (
    r"numbers?|nummern?|numero|número|numer[yo]?|nos?\b\.?|nrs?\b\.?|num\b\.?"
    r"|n\.?[°ºª]s?|n\.?os\b|č\.|br\.|št\.|sz\.|αρ\.|号|番号|编号|番"
    r"|núm\.?|numurs|numeris|номер|број|бр\.|번호|מספר|מס[׳'.]|رقم|số\b|เลขที่|नंबर|नं\.?|संख्या"
)
_IS = (
    r"is|was|are|were|ist|war|sind|waren|lautet|lauten|est|sont|était|es|era|son|è|sono|er|var|är|on|oli|jest|to|byl[ao]?|je"
    r"|este|volt|é|foi|είναι|hette|heter|heißt|hieß|heet|lyder|s'appelle|se llama|zní|brzmi"
)
_ARTICLE = r"auf|the|der|die|das|dem|el|la|le|il|lo|het|de|den|det|o|a"
_SMALL = r"the|der|die|das|dem|el|il|het|av|af|of|mit|with|med|avec|con|z"
_BETWEEN = re.compile(
    rf"(?:[ \t]{{0,20}}(?:{_NUMBER_WORDS}|[.·_]{{3,60}}|(?:{_IS})\b(?:[ \t]{{1,2}}(?:{_ARTICLE})\b)?"
    rf"|(?:{_SMALL})(?=[ \t]{{1,2}}[A-Z0-9])"
    r"|[はが的为為是](?=[ \t]?[A-Z0-9])|[:：#=№°º←→⇒➔]|[-–](?=[ \t])|\.(?=[\s:]|(?-i:[A-Z\d]))|\(s\)|\((?=[\w#])|\[(?=\w)|\)"
    r"|\"|“|”|'|\*|„|\|)){0,6}[ \t]{0,20}",
    re.IGNORECASE,
)
_EXPLICIT = re.compile(
    r"[:：#=№°º←→⇒➔\t|]|\.{3}|\bn[or]s?\b|\b(?:č|br|št|sz|αρ|бр)\.|번호|מספר|رقم|เลขที่|नंबर|संख्या|номер"
    r"|nummer|number|num[eé]ro|号|番",
    re.IGNORECASE,
)
# "Heat number on the cert is 8K2291", "Chargen laut Bundzettel: 9931", "unsere Mängelrüge hat die Nummer MR 4-118-26".
_SOME_WORDS = r"(?:[ \t]{1,3}\(?[^\W_][^\W_'’-]{0,20}(?:['’-][^\W_]{1,12})?\)?){0,5}?"
_HAS_THE_NUMBER = (
    r"(?:hat|trägt|führt|bears|has|carries|lleva|tiene|porte|ha|har|heeft|tem)[ \t](?:die|the|el|le|il|het|o|de)[ \t]"
    r"(?:no\.?|number|nummer|número|numéro|numero|nr\.?)"
)
_LOOSELY = re.compile(
    rf"{_SOME_WORDS}(?:[ \t]{{0,3}}[:：][ \t]{{0,10}}(?:\n(?:[ \t]*\n)?[ \t]{{0,40}}(?:(?:[-*•·–]"
    rf"|\d{{1,2}}[.)])[ \t]{{1,4}})?)?|[ \t]{{1,3}}(?:reads|says|trägt|{_HAS_THE_NUMBER}|{_IS})"
    rf"(?:[ \t](?:{_ARTICLE}|no\.?|nr\.?))?[ \t]{{1,3}})(?=(?:[A-ZÄÖÜ]{{1,4}} )?[^\s]{{0,20}}\d)",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"[A-ZÄÖÜ]{1,4} (?=[\w./-]{0,20}\d)"
)  # "MR 22x3", "FT 2026/7719": capitals before the code, and a space
_NEXT_LINE = re.compile(r"[ \t]*\n(?:[ \t]*\n)?[ \t]{0,40}(?:(?:[-*•·–]|\d{1,2}[.)])[ \t]{1,4})?")
_GLUED = re.compile(
    r"(?P<prefix>[DFILNPQRS](?<![\w./-].)(?:(?<=F)PCN|(?<=P)(?:CN|DN|O)|(?<=R)MA|(?<=S)(?:O|CAR|N)|(?<=I)NV|(?<=L)OT"
    r"|(?<=N)CR|(?<=[QD])N))(?P<joint>[-_]|# ?|)(?P<code>\d[\w./-]{2,30}"
    r"|[A-Z]{0,3}-?\d[\w./-]{2,30})(?!\w)"
)
_GLUED_FIELDS = {
    "PCN": "pcn_number",
    "FPCN": "pcn_number",
    "PDN": "pcn_number",
    "RMA": "rma",
    "PO": "po",
    "SO": "sales_order",
    "INV": "invoice",
    "LOT": "lot",
    "NCR": "customer_reference",
    "SCAR": "customer_reference",
    "QN": "customer_reference",
    "DN": "delivery_note",
    "SN": "serial",
}
_FARTHEST = 600  # characters that may stand between a label and its code at the most
_SHORT_LABEL = 2  # "po", "sn", "ls" are also small words of some language: they must be in capitals, or explicit


def ignored_places(page: Page) -> list[tuple[int, int]]:
    """What stands behind "Tel", "IBAN", "customer no." and the like, so that nothing else takes it."""
    places = []
    for label, name, spoken in page.meant:
        short = label.end - label.start <= _SHORT_IGNORED
        if name != "ignore" or (short and not spoken) or _IN_A_CODE.match(page.text, label.end):
            continue
        if label.end - label.start <= _SHORT_LABEL and not _EXPLICIT_BEHIND.match(page.text, label.end):
            continue
        between = _BETWEEN.match(page.text, label.end)
        code = _IGNORED.match(page.text, between.end() if between else label.end)
        if code and any(character.isdigit() for character in code.group()):
            places.append(code.span())
    return places


_IN_A_CODE = re.compile(r"[-/_.][A-Za-z0-9]")  # the M of "M-20931" is no mobile phone
_EXPLICIT_BEHIND = re.compile(r"\.?[ \t]{0,3}[:：]|\.[ \t]|[ \t]\+")
_SHORT_IGNORED = 3
_IGNORED = re.compile(r"[A-Za-z]{0,4}[-+(]?\d[\d ()/.-]{0,24}\d|[A-Z]{0,4}\d[\w.-]{0,24}")


def labelled_codes(page: Page, masks: Masks) -> Iterator[Candidate]:
    for label, name, spoken in page.meant:
        if name in SHAPES and (name == "revision" or is_near_digits(page.stretches, label.end, label.end + _FARTHEST)):
            for candidate in _behind(page, masks, label, name, 1.0 if spoken else _NOT_SPOKEN):
                yield from apart(candidate)


def glued_codes(page: Page, masks: Masks) -> Iterator[Candidate]:
    """PCN-2026-014, PO4500118823, RMA-20931: the label is a part of the code, as the writer wrote it."""
    reached = 0
    for match in page.numbered(_GLUED):
        if masks.covers(*match.span("code")) or match.start() < reached:
            continue
        whole = match.group().rstrip("./-")
        apart = match["prefix"] == "SN" or "#" in match["joint"]
        value = match.group("code").rstrip("./-") if apart else whole
        last = _last_of_range(page, match, match.start() + len(whole))
        reached = last.end() if last else match.start() + len(whole)
        value = f"{value}–{last['code']}" if last else value
        yield Candidate(_GLUED_FIELDS[match["prefix"]], value, GLUED, match.start(), reached)


def _last_of_range(page: Page, first: re.Match[str], end: int) -> re.Match[str] | None:
    """ "SN1001 to SN1010" is one value, as it is with one label."""
    gap = TO.match(page.text, end) if first["prefix"] == "SN" else None
    last = _GLUED.match(page.text, gap.end()) if gap else None
    return last if last and last["prefix"] == "SN" else None


def _behind(page: Page, masks: Masks, label: Found, name: str, factor: float) -> Iterator[Candidate]:
    between = _BETWEEN.match(page.text, label.end)
    at = between.end() if between else label.end
    explicit = bool(_EXPLICIT.search(page.text, label.end, at)) or _column_gap(page.text, label.end, at)
    if _too_short(page, label) and not explicit:
        return
    code = _prefixed(page, at, name) or CODE.match(page.text, at) or _on_next_line(page, at)
    first = taken_at(page, masks, name, *code.span(), explicit=explicit) if code else None
    confidence = _confidence(first[0], explicit=explicit) * factor if first else LOOSE
    if first is None and (name not in _NEVER_LOOSE):
        code = _some_words_on(page, label)
        first = taken_at(page, masks, name, *code.span(), explicit=False) if code else None
    if first is None or code is None:
        return
    yield from enumerated(page, masks, Candidate(name, first[0], round(confidence, 2), code.start(), first[1]))


def _prefixed(page: Page, at: int, name: str) -> re.Match[str] | None:
    """Capitals, a space and the code; "PO 4711" behind "order" is a label of its own."""
    prefix = _PREFIX.match(page.text, at) if name != "revision" else None
    if prefix is None or prefix.group().strip() in _NO_PREFIX or label_meanings().knows(prefix.group()):
        return None
    return PREFIXED.match(page.text, at)


def _some_words_on(page: Page, label: Found) -> re.Match[str] | None:
    """The code behind a copula or colon a few words on, when no other label stands between."""
    gap = _LOOSELY.match(page.text, label.end)
    code = (PREFIXED.match(page.text, gap.end()) or CODE.match(page.text, gap.end())) if gap else None
    if code is None or not _is_clearly_a_code(code.group()):
        return None
    between = (
        other for other in page.labels if label.end <= other.start < code.start() and len(other.phrase) > _SHORT_LABEL
    )
    names = {meaning_of(page, other)[0] for other in between} - {meaning_of(page, label)[0]}
    return None if any(name in SHAPES or name == "ignore" for name in names) else code


def _is_clearly_a_code(code: str) -> bool:
    digits = sum(map(str.isdigit, code))
    return digits >= _LONG or (digits >= 2 and not code.replace(".", "").replace(",", "").isdigit())


def _confidence(code: str, *, explicit: bool) -> float:
    if explicit:
        return LABELLED
    return LABELLED_LONG if sum(map(str.isdigit, code)) >= _LONG else LABELLED_LOOSELY


def _column_gap(text: str, start: int, end: int) -> bool:
    return end - start >= 2 and text[start:end].isspace()


def _too_short(page: Page, label: Found) -> bool:
    written = page.text[label.start : label.end]
    if _LONG_NUMBER.match(page.text, label.end):
        return False
    return len(written) <= _SHORT_LABEL and written.isascii() and not written.isupper()


def _on_next_line(page: Page, at: int) -> re.Match[str] | None:
    """The code that stands alone below its label."""
    gap = _NEXT_LINE.match(page.text, at)
    code = CODE.match(page.text, gap.end()) if gap else None
    if code is None or page.text[code.end() : code.end() + 1] not in {"", "\n", " ", ",", "\t"}:
        return None
    rest = page.text[code.end() : page.line_at(code.start())[1]].strip()
    return code if len(rest) < 12 or _is_wrapped(page, at, code.start()) else None


def _is_wrapped(page: Page, at: int, start: int) -> bool:
    """The label ends a long line, and the code begins the next one: a sentence that the client broke there."""
    return at - page.line_at(max(0, at - 1))[0] > _WRAPPED and page.text[at:start].count("\n") == 1
