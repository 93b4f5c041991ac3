"""Short deliveries: "188 instead of 200 pieces came", "200 ordered, 188 delivered". Both say what is missing, and neither names it.

The difference is what is affected, at the place of the smaller count; what was ordered is the whole. A dimension is no delivery:
"came with 23 instead of 24 pins" says nothing of how many came.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.beside_numbers import INSTEAD, ONLY
from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.counting import written
from handlers.intake.reading.fields.proportions import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handlers.intake.reading.fields.counting import Count
    from handlers.intake.reading.fields.page import Page

SHORT = 0.97  # both counts and both verbs are there: no word beside one of them knows more
_FARTHEST = 60  # characters between the two counts
_WIDEST = 160  # characters of their sentence to either side
_FORWARD = re.compile(
    rf"[ \t]?\(?(?:[\w-]+\.?[ \t]){{0,3}}{INSTEAD}(?:[ \t]\w+){{0,3}}[ \t]|のところ、?|に対し(?:て)?、?", re.IGNORECASE
)
_BACKWARD = re.compile(rf"\b{INSTEAD}(?:[ \t]\w+){{0,3}}[ \t]$", re.IGNORECASE)
_WITH = re.compile(
    r"\b(?:with|has|have|had|having|mit|hat|haben|avec|con|tiene\w*|ha|med|met|ze?|se?)(?: \w+)?[ \t]$|\bin[ \t]$",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b(?:ordered|bestellt\w*|command(?:é|ée|és|ées|ions)\b|pedid[oa]s\b|pedimos|ordinat[oiae]\b|besteld\w*|zamówi\w*"
    r"|zamawia\w*|objedna\w*|beställ[dt]\w*|bestilt\w*|tilat\w*|tilasi\w*|comandat\w*|encomend\w*|rendelt\w*|заказ(?:ал|ан)\w*"
    r"|замов(?:ил|лен)\w*)|注文|発注|订购|주문",
    re.IGNORECASE,
)
_ARRIVED = re.compile(
    r"\b(?:delivered|received|arrived|came|got|shipped|supplied|counted|turned up|geliefert\w*|erhalten|bekommen|angekommen"
    r"|eingetroffen|eingegangen|kamen|gekommen|gezählt|livr[ée]\w*|reçu\w*|reçûmes|arriv[ée]\w*|recibi\w*|recebe\w*|entreg\w*"
    r"|lleg\w*|cheg\w*|ricevut\w*|consegnat\w*|arrivat\w*|ontvangen|geleverd|binnengekomen|otrzyma\w*|dostarcz\w*|przyszł\w*"
    r"|przyjecha\w*|dotarł\w*|dostaliśmy|obdrže\w*|dodán\w*|dodali|dorazi\w*|přišl\w*|mottag\w*|leverera\w*|fick|fått|modtag\w*"
    r"|levere[dt]\w*|levert|mottatt|saatiin|saapui\w*|toimitet\w*|primit\w*|livrat\w*|megérk\w*|kaptunk|szállított\w*"
    r"|получ\w*|поставл\w*|поступ\w*|пришл\w*|отримал\w*|надійшл\w*)|納入|届|受領|入荷|着荷|收到|到货|도착|입고|받",
    re.IGNORECASE,
)
_ONLY = re.compile(rf"\b{ONLY}(?:[ \t]\w+)?[ \t]$", re.IGNORECASE)
_OUT_OF = re.compile(
    r"[ \t](?:\w+[ \t])?(?:of|out of|von|sur|de|di|su|van|z|ze|av|af|od|din|из|з)[ \t](?:\w+[ \t])?", re.IGNORECASE
)
_LACKS = re.compile(r"[ \t]?(?:足り|不足|欠|少な|short\b|missing\b|fehl|weniger|zu wenig|manqu|brak)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:[^.;!?\n]|\n(?!\n)|\.(?=\S)){0,80}")  # goes on in the next line
_STOP = re.compile(r"[.!?;]")
_ENDS = re.compile(r"[ \t]*(?:[.,;:!)\n]|$)")
_CLAUSE = re.compile(
    r"[,;–—()/][ \t\n]|\n|[、，;]|[ \t](?:and|but|und|aber|jedoch|et|mais|y|pero|e|ma|en|maar|i|ale|a|och|men|og)(?=[ \t])",
    re.IGNORECASE,
)


def shortfalls(page: Page, counts: Sequence[Count]) -> Iterator[Candidate]:
    """What is missing and what was ordered, of each pair of counts that says both."""
    told = 0  # up to here: "96 instead of 100, and 8 …" compares 100 with one of them only
    for first, second in pairwise(counts):
        pair = _came_and_wanted(page, first, second) if first.number.start >= told else None
        if pair is None or not _is_short(*pair):
            continue
        if not _ARRIVED.search(page.text):  # asked last: the whole page is long, and few counts come that far
            return
        told = second.end
        came, wanted = pair
        unit = wanted if wanted.unit else came
        lacking = replace(came.number, amount=round(wanted.number.amount - came.number.amount, 3))
        missing = replace(unit, number=lacking)
        ordered = replace(unit, number=wanted.number)
        yield Candidate("quantity_affected", written(missing), SHORT, came.number.start, came.end)
        yield Candidate("quantity_total", written(ordered), SHORT, wanted.number.start, wanted.end)


def _is_short(came: Count, wanted: Count) -> bool:
    same = came.unit == wanted.unit or {came.unit, wanted.unit} == {"", "pieces"}
    whole = wanted.unit not in {"", "pieces"} or wanted.number.amount == int(wanted.number.amount)
    return same and whole and wanted.unit not in {"%", "ppm"} and 0 < came.number.amount < wanted.number.amount


def _came_and_wanted(page: Page, first: Count, second: Count) -> tuple[Count, Count] | None:
    """The two counts in this order, if they stand in one sentence, or in two lines of a form."""
    if second.number.start - first.end > _FARTHEST:
        return None
    start, end = sentence(page, first.number.start, first.end)
    if second.number.start > end:
        if page.text[end : second.number.start].count("\n") != 1 or _STOP.search(page.text, first.end, end + 1):
            return None
        end = sentence(page, second.number.start, second.end)[1]
    span = (max(start, first.number.start - _WIDEST), min(end, second.end + _WIDEST))
    pair = (
        _instead(page, first, second, span)
        or _one_each(page, first, second, span)
        or _only_so_many(page, first, second, span)
    )
    return None if pair is None or _is_no_delivery(page, pair[0]) else pair


def _is_no_delivery(page: Page, came: Count) -> bool:
    """ "With 23 pins", "in zwei Teilen", and "50本足りません", which is what is missing already."""
    at = came.number.start
    return bool(_WITH.search(page.text, max(0, at - 24), at) or _LACKS.match(page.text, came.end))


def _instead(page: Page, first: Count, second: Count, span: tuple[int, int]) -> tuple[Count, Count] | None:
    """ "188 instead of 200 pieces came", "zamiast 300 szt. przyjechało 288"."""
    gap = page.text[first.end : second.number.start]
    backward = False
    if not _FORWARD.fullmatch(gap):
        backward = bool(_BACKWARD.search(page.text, max(0, first.number.start - _FARTHEST), first.number.start))
        if not backward:
            return None
    counted = "pieces" in {first.unit, second.unit}
    before, behind = page.text[span[0] : first.number.start], _SENTENCE.match(page.text, second.end)
    goes_on = behind.group().replace("\n", " ") if behind else ""
    if not counted:  # a bare number may be a dimension: only the verb of its own clause says that it came
        before = _CLAUSE.split(before)[-1]
    if not _ARRIVED.search(f"{before} {gap} {_CLAUSE.split(goes_on)[0]}"):
        return None
    return (second, first) if backward or gap[:1] in {"の", "に"} else (first, second)


def _one_each(page: Page, first: Count, second: Count, span: tuple[int, int]) -> tuple[Count, Count] | None:
    """ "200 ordered, 188 delivered": two clauses, one with a word of ordering, the other with one of arriving."""
    cut = next(_CLAUSE.finditer(page.text, first.end, second.number.start), None)
    if cut is None:
        return None
    left = _CLAUSE.split(page.text[span[0] : first.number.start])[-1] + page.text[first.end : cut.start()]
    right = page.text[cut.end() : second.number.start] + _CLAUSE.split(page.text[second.end : span[1]])[0]
    if _ORDERED.search(left) and _ARRIVED.search(right):
        return second, first
    return (first, second) if _ARRIVED.search(left) and _ORDERED.search(right) else None


def _only_so_many(page: Page, first: Count, second: Count, span: tuple[int, int]) -> tuple[Count, Count] | None:
    """ "Only received 188 of 200", "nur 188 von 200 geliefert"; not "only 188 of the 200 delivered are good"."""
    only = _ONLY.search(page.text, max(span[0], first.number.start - 40), first.number.start)
    if only is None or not _OUT_OF.fullmatch(page.text, first.end, second.number.start):
        return None
    before = page.text[max(span[0], only.start() - 16) : first.number.start]
    behind = _ARRIVED.match(page.text, min(second.end + 1, span[1]))
    arrived = _ARRIVED.search(before) or (behind and _ENDS.match(page.text, behind.end()))
    return (first, second) if arrived else None
