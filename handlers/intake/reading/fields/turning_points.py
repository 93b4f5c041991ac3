"""The dates at which a product ends or changes, told by what their sentence speaks of: last orders, last and first shipments.

Labels name them in forms; in sentences the words stand apart ("orders for the old version are taken until 31 January"), so that the
nearest of a few stems decides.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LAST = re.compile(
    r"\b(?:last|final|letzt|abschließend|dern|últim|ultim|laatst|uiterst|ostatni|poslední|sista|sist|sidste|viimei"
    r"|utolsó|son(?=\W)|ltb|lts|eol"
    r"|последн|останн|posledn|τελευτ)|最后|最終|最终|마지막|최종",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"\b(?:first|erst|neu|ab\b|from|starting|start|premi|nouv|primer|nuev|prim[aei]|nuov|eerst|nieuw|pierwsz|now|první"
    r"|nov|först|första|ny|første"
    r"|ensimm|uu|első|új|ilk|yeni|перв|нов|перш|πρώτ)|首|第一|初|新|첫",
    re.IGNORECASE,
)
ORDERING = re.compile(
    r"\b(?:order|purchas|buy|bestell|auftr|abruf|bedarf|command|achat|pedid|pedir|compr|encomend|ordin|acquist|besteld"
    r"|bestelling|zamówie|zamawia|objedn"
    r"|beställ|bestil|tilau|tilat|comand|comenz|rendel|sipariş|заказ|замов|παραγγελ)|订|下单|采购|受注|注文|発注|주문",
    re.IGNORECASE,
)
SHIPPING = re.compile(
    r"\b(?:ship|deliver|dispatch|despatch|liefer|auslief|versand|versend|livr|expéd|envoi|envío|envi|entreg|expedic"
    r"|spedi|consegn|fornitur|lever|verzend"
    r"|zend|dostaw|dostarc|wysył|wyśl|paczk|dodáv|dodán|expedi|leverans|utlever|toimit|lähet|szállít|sevk|teslim|отгруз"
    r"|постав|відвантаж|αποστολ)"
    r"|发货|出货|交货|出荷|納入|출하|납품",
    re.IGNORECASE,
)
ENDING = re.compile(
    r"\b(?:last time buy|final buy|last ship|final ship|last deliver|last orders?|last buy|final orders?|abgekündig"
    r"|letztbestell|letzte bestell|bestellschluss"
    r"|dernières commandes|últimos pedidos|ultimi ordini|discontinu|end of life|obsolet|abkündig|auslauf|eingestellt"
    r"|arrêt|plus fabriqu|descatalog|obsolesc|dejar|cessa|fuori produz|uitfas|żegnam"
    r"|wycof|ukonč|utgå|udgå|utgår|poistu|lopet|kifut|megszűn|kaldır|снима|снят|зніма|καταργ|pdn|eol|ltb)|停产|生産終了|製造中止|단종",
    re.IGNORECASE,
)
CHANGING = re.compile(
    r"\b(?:pcn|change notif|process change|change notice|product change|änderungsmitt|umstell|verlager|modificat"
    r"|changement|transfert|cambio|traslad"
    r"|modifica|trasfer|wijzig|verplaats|zmian|przenos|změn|přesun|ändring|ændring|endring|flyt|muuto|schimb|modific"
    r"|változ|değişiklik|изменени|перенос|зміна)"
    r"|变更|变动|搬迁|変更|移管|切替|변경",
    re.IGNORECASE,
)
UNTIL = re.compile(
    r"\b(?:until|till|by|up to|no later than|latest|bis|spätestens|jusqu|au plus tard|avant|hasta|a más tardar|antes"
    r"|entro|fino|não|até|tot|uiterlijk"
    r"|do|najpóźniej|nejpozději|senast|senest|til|till|inden|innen|viimeistään|până|legkésőbb|en geç|kadar|до"
    r"|не позднее|μέχρι|έως)\b|前|まで|截止",
    re.IGNORECASE,
)
REACH = 90  # characters before a date, and a few behind it
BEHIND = 40


@lru_cache(maxsize=4)
def tells_of(text: str) -> tuple[bool, bool]:
    """Of the end of a product, of a change; asked for every date of a page."""
    return ENDING.search(text) is not None, CHANGING.search(text) is not None


def turning_point(text: str, start: int, end: int, *, ends: bool) -> str:
    """The field of the date at these places of its sentence, "" for none; `ends` when the page tells of an end."""
    before, after = text[max(0, start - REACH) : start], text[end : end + BEHIND]
    ordering, shipping = _distance(ORDERING, before, after), _distance(SHIPPING, before, after)
    near = min(ordering, shipping)
    if near > REACH:
        return ""
    last, first = _distance(LAST, before, after), _distance(FIRST, before, after)
    until = UNTIL.search(before[-24:]) is not None
    if last <= REACH and last <= first + BEHIND:
        return "last_order_date" if ordering < shipping else "last_ship_date"
    if until and ends:
        return "last_order_date" if ordering < shipping else "last_ship_date"
    return "first_ship_date" if first <= REACH and shipping < ordering and not until else ""


def _distance(stems: re.Pattern[str], before: str, after: str) -> int:
    return min(_distances(stems, before, after), default=1 << 20)


def _distances(stems: re.Pattern[str], before: str, after: str) -> Iterator[int]:
    yield from (len(before) - match.end() for match in stems.finditer(before))
    yield from (match.start() + BEHIND // 2 for match in stems.finditer(after))
