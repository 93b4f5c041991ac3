"""Part numbers that stand in a sentence without any label: "Burrs on 4410-22", "the 88-1203 brackets".

Only a shape that hardly anything else has is taken, with a low confidence, and only when no label named a
part.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.intake.reading.fields.candidate import Candidate
from handlers.intake.reading.fields.masks import no_parts_alone
from handlers.intake.reading.fields.materials import is_material
from handlers.intake.reading.fields.shapes import LETTER, TICKET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handlers.intake.reading.fields.masks import Masks
    from handlers.intake.reading.fields.page import Page

GUESSED, GUESSED_IN_SUBJECT = 0.5, 0.6
_MOST_GUESSES = 5
# Groups joined by hyphens or dots (digits-digits, letters-digits, digits-letters), or letters and digits.
_SHAPED = re.compile(
    rf"[A-Z\d](?<![{LETTER}./#@-].)"
    r"(?:(?<=\d)(?:\d{1,7}(?:[-.][A-Z0-9]{1,6}){1,4}(?:/[A-Z0-9]{1,2})?"
    r"|[A-Z]{1,3}\d?[-.]\d{2,6}(?:[-.][A-Z0-9]{1,6}){0,3})"
    r"|(?<=[A-Z])(?:[A-Z]{0,4}-\d{2,8}(?:[-./][A-Z0-9]{1,6}){0,3}|[A-Z]{1,3}\d{2,8}[A-Z]{0,2}"
    r"|[A-Z]{0,4}\d{0,4}(?:[-/.][A-Z0-9]{1,8}(?:x[0-9]{1,4})?){1,4}|[A-Z]{0,2}\d{1,3}-[A-Z0-9]{2,8}"
    rf"|[A-Z]{{1,2}} \d{{1,3}}x\d{{1,3}}))(?![{LETTER}/@-]|[.,]\d|:\d)"
)
_DOCUMENT = re.compile(
    r"[A-Z]{1,5}[-/](?:20)?2[3-7][-/]\d{2,6}|.*-20[12]\d-.*|[A-Z]{1,6}-20[12]\d"
)  # letters, year, number
_OUR_NUMBERS = re.compile(
    r"(?:NCR|CAPA|CMP|SCAR|SCN|ACT|AUD|FND|DEV|SOP|RSK|CAL|INSP|OBJ|MR|PCN|PDN|PO|RMA|SN|ISO|QN|NC|CAR|CC|PM|WR|CR|DN|WZ"
    r"|DL|BL|ECN|FSN|FSCA|VNC)-"
)
_TWO_SMALL_NUMBERS = re.compile(r"\d{1,3}[-.]\d{1,3}|\d{3}-\d{4}")  # ranges, amounts, a local phone
_OTHERWISE = re.compile(
    r"\b(?:machine|furnace|oven|gauge|gage|tester|caliper|micrometer|scale|press|line|cell|cost cent(?:re|er)|employee"
    r"|badge|shelf|rack|bin|dock|gate"
    r"|project|offer|quote|quotation|ticket|case|claim|tracking|contract|customer|supplier|vendor|account|code|phone"
    r"|call|fax|file|report|room|flight|form"
    r"|policy|clause|waybill|awb|container|truck|trailer|seal"
    r"|maschine|ofen|prüfgerät|messgerät|messmittel|waage|presse|anlage|linie|kostenstelle|personalnummer|regal|projekt"
    r"|angebot|fall|vorgang|sendung"
    r"|vertrag|kunde|lieferant|konto|bericht|formular|raum|tor|prüfplan|paket|four|presse|banc|ligne|projet|devis"
    r"|dossier|contrat|client|fournisseur|colis|rapport"
    r"|macchina|forno|pressa|linea|progetto|offerta|pratica|contratto|cliente|fornitore|máquina|horno|prensa|línea"
    r"|proyecto|oferta|caso|contrato|proveedor"
    r"|lijn|project|offerte|dossier|klant|leverancier|bon|pakbon|factuur|maszyna|piec|linia|projekt|oferta|sprawa|umowa"
    r"|klient|dostawca|faktura|stroj|pec|linka"
    r"|nabídka|smlouva|zákazník|dodavatel|maskin|ugn|offert|ärende|avtal|kund|leverantör|faktura|facture|fattura|factura"
    r"|rechnung|invoice"
    r"|nip|regon|nipc|ean|gtin|org\.? ?nr|ein|siret|siren|rea|hrb|hra|nif|cif|ičo|dič|dhl|ups|fedex|gls|dpd)\.?"
    r"(?:[ -](?:no|nr|number|code|id|id-nr)\.?)?[:#]?[ \t](?:n[°ºor]\.?[ ])?$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?:19|20)\d\d-\d{1,6}|\d{2}-\d{3,4}")


def guessed_parts(page: Page, masks: Masks) -> Iterator[Candidate]:
    if not page.stretches:
        return
    closed = masks.and_also([*page.standards, *no_parts_alone(page.text, page.stretches)])
    confidence = GUESSED_IN_SUBJECT if page.name == "subject" else GUESSED
    taken = 0
    for match in page.numbered(_SHAPED):
        if taken >= _MOST_GUESSES:
            return
        if closed.covers(*match.span()) or _is_no_part(match.group()) or _is_called_otherwise(page, match.start()):
            continue
        taken += 1
        yield Candidate("part", match.group(), confidence, *match.span())


def _is_called_otherwise(page: Page, at: int) -> bool:
    """ "furnace F-12", "cost centre KST-4410", "Fall C-11872": the word before it says that it is something else."""
    return _OTHERWISE.search(page.text, max(0, at - 30), at) is not None


def _is_no_part(code: str) -> bool:
    if (
        is_material(code)
        or TICKET.fullmatch(code)
        or _OUR_NUMBERS.match(code)
        or _DOCUMENT.fullmatch(code)
        or _TWO_SMALL_NUMBERS.fullmatch(code)
    ):
        return True
    if _YEAR_FIRST.fullmatch(code) and code[:2] in {"19", "20"}:
        return True
    return sum(character.isdigit() for character in code) < 2
