"""Codes behind labels: part, lot, serial, order, invoice and their kin.

A label, then what may stand between ("no.", "#", ":", "is"), then one code or an enumeration of codes, on
the same line or alone on the next one. Labels of phones, accounts and customer numbers claim their code
first, so that nobody else does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.languages import label_meanings
from handlers.intake.reading.fields.shapes import CODE, SHAPES, fits, followed_by_unit, make_of, same_make

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.masks import Masks
    from handlers.intake.reading.fields.page import Page
    from handlers.intake.reading.fields.words import Found

LABELLED, LABELLED_LONG, LABELLED_LOOSELY, GLUED, LOOSE = 0.95, 0.9, 0.8, 0.9, 0.78
_HAS_GROUPS = frozenset({"lot", "serial", "delivery_note"})
_NEVER_LOOSE = frozenset({"revision"})
_NO_PREFIX = frozenset(
    {"NR", "NO", "N", "A", "I", "DER", "IS", "ART", "PCS", "STK", "QTY", "VOM", "DU", "DEL", "VON", "OF", "TO", "ON"}
)
_PREFIXED = re.compile(r"[A-ZÄÖÜ]{1,4} [A-Za-z0-9](?:[A-Za-z0-9]|[-./_](?=[A-Za-z0-9])){0,30}(?![\w])")
_WRAPPED = 44  # characters of a line that a mail client may have broken
_LONG_NUMBER = re.compile(r"(?: (?:was|is|war|ist|no|nr|number))?[.:]? \d{6,}(?!\w)")  # "po was 450091877"
_LONG = 4  # digits; so long a number behind a label is hardly anything else
_NOT_SPOKEN = 0.9  # factor for a label of a language that the mail does not seem to speak
_MOST_IN_ONE_LIST = 40

# What may stand between a label and its code, in the languages of the tables.
_NUMBER_WORDS = r"numbers?|nummern?|numero|número|numer[yo]?|nos?\b\.?|nrs?\b\.?|num\b\.?|n[°º]|č\.|号|番号|编号|番"
_IS = (
    r"is|was|are|were|ist|war|sind|waren|lautet|lauten|est|sont|était|es|era|son|è|sono|er|var|är|on|oli|jest|to|byl[ao]?|je"
    r"|este|volt|é|foi|είναι|hette|heter|heißt|hieß|heet|lyder|s'appelle|se llama|zní|brzmi"
)
_ARTICLE = r"auf|the|der|die|das|dem|el|la|le|il|lo|het|de|den|det|o|a"
_SMALL = r"the|der|die|das|dem|el|il|het|av|af|of|mit|with|med|avec|con|z"
_BETWEEN = re.compile(
    rf"(?:[ \t]{{0,20}}(?:{_NUMBER_WORDS}|[.·_]{{3,60}}|(?:{_IS})\b(?:[ \t]{{1,2}}(?:{_ARTICLE})\b)?"
    rf"|(?:{_SMALL})(?=[ \t]{{1,2}}[A-Z0-9])"
    r"|[はが的为為是](?=[ \t]?[A-Z0-9])|[:：#=№°º]|[-–](?=[ \t])|\.(?=[\s:])|\(s\)|\((?=[\w#])|\[(?=\w)|\)|\"|“|”|'|\*|„"
    r"|\|)){0,6}[ \t]{0,20}",
    re.IGNORECASE,
)
_EXPLICIT = re.compile(r"[:：#=№°º\t|]|\.{3}|\bn[or]s?\b|nummer|number|num[eé]ro|号|番", re.IGNORECASE)
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
_NEXT_OF_COLUMN = re.compile(
    r"[ \t]*\n(?:[ \t]*\n)?[ \t]{0,60}(?:(?:[-*•·–]|\d{1,2}[.)])[ \t]{1,4})?"
)  # a second code below the first one, in its column
_NEXT_LINE = re.compile(r"[ \t]*\n(?:[ \t]*\n)?[ \t]{0,40}(?:(?:[-*•·–]|\d{1,2}[.)])[ \t]{1,4})?")
_AND = re.compile(
    r"(?:[ \t]?\([^()\n]{1,30}\))?[ \t]{0,4}(?:,|;|/|&|\+|\band\b|\bund\b|\bsowie\b|\bet\b|\be\b|\by\b|\ben\b|\bi\b|\ba\b"
    r"|\boraz\b|\bor\b|\boder\b|\bo\b|\bog\b|\boch\b|\bja\b|\bsekä\b|\bși\b|\bve\b|\bés\b|\bi\b|\bи\b|\bта\b|\bκαι\b|、|，"
    r"|と|和|及び|及|및|와|과)"
    r"[ \t]{0,4}(?:\n[> \t]{0,20})?(?:(?:and|und|et|lot|batch|charge|part|s/n|sn|no\.?|nr\.?|#)[ \t]{1,4}){0,2}",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t]{1,4}(?:\n[> \t]{0,20})?|\n[> \t]{0,20}")  # "4471 4472 4473"
_TO = re.compile(
    r"[ \t]{0,4}(?:–|—|\.\.\.?|…|\bto\b|\bthrough\b|\bthru\b|\bbis\b|\bau\b|\bal\b|\btot\b"
    r"|\bdo\b|\baž\b| - )[ \t]{0,4}",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"[ \t]{0,4}(?:,|;|/|&|and|und|et|e|y|en|i|a)[ \t]{1,4}-([A-Za-z0-9]{1,5})(?![\w-])"
)  # "2211-04, -07, -08"
_SPACED_REST = re.compile(r" (?=[0-9A-Z]{1,6}(?![\w-]))([0-9A-Z]{1,6})")
_GLUED = re.compile(
    r"(?<![\w./-])(?P<prefix>F?PCN|PDN|RMA|PO|SO|INV|LOT|NCR|SCAR|QN|DN|SN)(?P<joint>[-_]|# ?|)(?P<code>\d[\w./-]{2,30}"
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
_SHORT_LABEL = 2  # "po", "sn", "ls" are also small words of some language: they must be in capitals, or explicit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value of a field at a place of the page."""

    name: str
    value: str
    confidence: float
    start: int
    end: int


def ignored_places(page: Page) -> list[tuple[int, int]]:
    """What stands behind "Tel", "IBAN", "customer no." and the like, so that nothing else takes it."""
    places = []
    for label in page.labels:
        name, spoken = _meaning(page, label)
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
    for label in page.labels:
        name, spoken = _meaning(page, label)
        if name in SHAPES:
            for candidate in _behind(page, masks, label, name, 1.0 if spoken else _NOT_SPOKEN):
                yield from _apart(candidate)


def _apart(candidate: Candidate) -> Iterator[Candidate]:
    """ "4471/4472/4473" are three lots: groups of as many digits, four at the least."""
    parts = candidate.value.split("/")
    alike = len({len(part) for part in parts}) == 1 and len(parts[0]) >= _LONG and all(map(str.isdigit, parts))
    if candidate.name not in _HAS_GROUPS or len(parts) < 2 or not alike:
        yield candidate
        return
    for number, part in enumerate(parts):
        start = candidate.start + number * (len(part) + 1)
        yield replace(candidate, value=part, start=start, end=start + len(part))


def glued_codes(page: Page, masks: Masks) -> Iterator[Candidate]:
    """PCN-2026-014, PO4500118823, RMA-20931: the label is a part of the code, as the writer wrote it."""
    for match in _GLUED.finditer(page.text):
        if masks.covers(*match.span("code")):
            continue
        whole = match.group().rstrip("./-")
        apart = match["prefix"] == "SN" or "#" in match["joint"]
        value = match.group("code").rstrip("./-") if apart else whole
        yield Candidate(_GLUED_FIELDS[match["prefix"]], value, GLUED, match.start(), match.start() + len(whole))


def _meaning(page: Page, label: Found) -> tuple[str, bool]:
    return label_meanings().of(label.phrase, page.spoken)


def _behind(page: Page, masks: Masks, label: Found, name: str, factor: float) -> Iterator[Candidate]:
    between = _BETWEEN.match(page.text, label.end)
    at = between.end() if between else label.end
    explicit = bool(_EXPLICIT.search(page.text, label.end, at)) or _column_gap(page.text, label.end, at)
    if _too_short(page, label) and not explicit:
        return
    code = _prefixed(page, at, name) or CODE.match(page.text, at) or _on_next_line(page, at)
    first = _taken(page, masks, name, *code.span(), explicit=explicit) if code else None
    confidence = _confidence(first[0], explicit=explicit) * factor if first else LOOSE
    if first is None and (name not in _NEVER_LOOSE):
        code = _some_words_on(page, label)
        first = _taken(page, masks, name, *code.span(), explicit=False) if code else None
    if first is None or code is None:
        return
    yield from _enumerated(page, masks, Candidate(name, first[0], round(confidence, 2), code.start(), first[1]))


def _prefixed(page: Page, at: int, name: str) -> re.Match[str] | None:
    """Capitals, a space and the code; "PO 4711" behind "order" is a label of its own."""
    prefix = _PREFIX.match(page.text, at) if name != "revision" else None
    if prefix is None or prefix.group().strip() in _NO_PREFIX or label_meanings().knows(prefix.group()):
        return None
    return _PREFIXED.match(page.text, at)


def _some_words_on(page: Page, label: Found) -> re.Match[str] | None:
    """The code behind a copula or colon a few words on, when no other label stands between."""
    gap = _LOOSELY.match(page.text, label.end)
    code = (_PREFIXED.match(page.text, gap.end()) or CODE.match(page.text, gap.end())) if gap else None
    if code is None or not _is_clearly_a_code(code.group()):
        return None
    between = (
        other for other in page.labels if label.end <= other.start < code.start() and len(other.phrase) > _SHORT_LABEL
    )
    names = {_meaning(page, other)[0] for other in between} - {_meaning(page, label)[0]}
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


def _taken(page: Page, masks: Masks, name: str, start: int, end: int, *, explicit: bool) -> tuple[str, int] | None:
    """The value and where it ends, or None where it is something else (a date, a measure, a phone)."""
    code = page.text[start:end]
    if masks.covers(start, end):
        return None
    if followed_by_unit(page.text, end) and code.replace(".", "").replace(",", "").isdigit():
        return None
    if name in {"part", "serial"} and explicit and code.isalnum():
        code, end = _with_spaced_rest(page, code, end)
    elif name in {"serial", "delivery_note", "po", "invoice"} and _GROUP.fullmatch(code):
        code, end = _with_groups(page, code, end)
    decimals = _DECIMALS.match(page.text, end) if name == "part" and not code.isdigit() else None
    if decimals:
        code, end = code + decimals.group(), decimals.end()
    return (code, end) if fits(name, code, explicit=explicit) else None


def _with_groups(page: Page, code: str, end: int) -> tuple[str, int]:
    """ "FP 0331 8842", "5310 0772": groups of four digits."""
    rest = _MORE_GROUPS.match(page.text, end)
    return (code + rest.group(), rest.end()) if rest else (code, end)


def _with_spaced_rest(page: Page, code: str, end: int) -> tuple[str, int]:
    """ "A 205 820 12 34", "1000 553": groups of digits and single capitals that go on behind a space."""
    if len(code) > 6 or not (code.isdigit() or (len(code) == 1 and code.isupper())):
        return code, end
    for _ in range(5):
        match = _SPACED_REST.match(page.text, end)
        if match is None or not any(character.isdigit() for character in match[1]) or is_quantity(page, match.end()):
            break
        code, end = f"{code} {match[1]}", match.end()
    return code, end


_DECIMALS = re.compile(r"(?<=\d),\d{1,2}(?![\w,.-])")  # "DR-1.4310-0,80": a size in the number of a part
_ITEM = re.compile(r"0{2,}\d{1,4}")  # "80117733 / 000010": the line of an order
_GROUP = re.compile(r"(?:[A-Z]{1,4} )?\d{4}")
_MORE_GROUPS = re.compile(r"(?: \d{4}){1,3}(?![\w.-]| ?(?:pcs|pc|ea|stk|st)\b)")
_QUANTITY_BEHIND = re.compile(r" ?(?:pcs|pc|ea|stk|stück|st|pieces|units|x)\b", re.IGNORECASE)


def is_quantity(page: Page, end: int) -> bool:
    """Pieces are counted behind this number."""
    return bool(_QUANTITY_BEHIND.match(page.text, end))


def _enumerated(page: Page, masks: Masks, first: Candidate) -> Iterator[Candidate]:
    """ "A123, A124 and A125"; "0081 to 0119" is one value, since nobody says what lies between."""
    through = _next_code(page, masks, first, _TO)
    if through is not None and first.name in {"lot", "serial"}:
        yield Candidate(first.name, f"{first.value}–{through.value}", first.confidence, first.start, through.end)
        return
    yield first
    last = first
    for _ in range(_MOST_IN_ONE_LIST):
        following = None if first.name == "revision" else _next_code(page, masks, last, _AND)
        if following is None and first.name in {"part", "lot", "serial"}:
            following = _next_code(page, masks, last, _NEXT_OF_COLUMN) or _next_code(page, masks, last, _SPACE)
        if following is None:
            return
        yield following
        last = following


def _another_label(page: Page, last: Candidate, end: int) -> bool:
    """ "delivery note 4471, batch 2608": the second code has a label of its own."""
    return any(
        last.end <= label.start < end
        and _meaning(page, label)[0] != last.name
        and last.name not in label_meanings().all_of(label.phrase)
        for label in page.labels
    )


def _stands_alone(page: Page, last: Candidate, end: int) -> bool:
    """The code fills its line, as the one before it did; a list of codes below their label."""
    filled = page.text[page.line_at(last.start)[0] : last.start].strip(" \t-*•·–0123456789.)")
    return page.text[end : end + 1] in {"\n", ""} and (not filled or filled.endswith((":", "：")) or "  " in filled)


def _alike(page: Page, last: Candidate, at: int) -> re.Match[str] | None:
    """A code, with capitals and a space before it where the one before has them: "KB 11807, KB 11811"."""
    if " " in last.value and last.value[0].isupper():
        prefixed = _PREFIXED.match(page.text, at)
        if prefixed and prefixed.group().split(" ")[0] == last.value.split(" ")[0]:
            return prefixed
    return CODE.match(page.text, at)


def _next_code(page: Page, masks: Masks, last: Candidate, joint: re.Pattern[str]) -> Candidate | None:
    tail = _TAIL.match(page.text, last.end) if joint is _AND else None
    if tail and "-" in last.value:
        return Candidate(
            last.name,
            f"{last.value.rpartition('-')[0]}-{tail[1]}",
            last.confidence,
            tail.start(1),
            tail.end(),
        )
    gap = joint.match(page.text, last.end)
    code = _alike(page, last, gap.end()) if gap else None
    if code is None or not same_make(last.value, code.group()) or _another_label(page, last, code.start()):
        return None
    taken = _taken(page, masks, last.name, code.start(), code.end(), explicit=False)
    if joint is _SPACE and (taken is None or make_of(taken[0]) != make_of(last.value) or len(taken[0]) < _LONG):
        return None
    if joint is _NEXT_OF_COLUMN and (taken is None or not _stands_alone(page, last, taken[1])):
        return None
    if taken is None or is_quantity(page, taken[1]) or (joint is _AND and _ITEM.fullmatch(taken[0])):
        return None
    return Candidate(last.name, taken[0], last.confidence, code.start(), taken[1])
