"""/ncr, /complaint and /capa: a form, prefilled from whatever was typed behind the command."""

from __future__ import annotations

import re

from handlers.slack.actions.begin import CAPA_OPEN, COMPLAINT_OPEN, NCR_OPEN
from handlers.slack.occasion import Answer, Occasion
from handlers.slack.opening import show_form
from models.records import CAPA, Complaint, Nonconformance

_QUANTITY = re.compile(r"\b(\d[\d.,']*\s*(?:of|out of|from|von|aus|/)\s*\d[\d.,']*)\b", re.IGNORECASE)
_LOT = re.compile(
    r"\b(?:lot|batch|charge|los)\b\s*(?:no\.?|nr\.?|#|:)?\s*([A-Za-z]{0,4}[-./]?\d[\w\-./]*)", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:part|item|teil|p/n|pn)\b\s*(?:no\.?|nr\.?|#|:)?\s*([A-Za-z]{0,4}[-./]?\d[\w\-./]*)", re.IGNORECASE
)
_WHERE = re.compile(r"\b(?:at|on|in)\s+((?:line|cell|station|press|machine|linie|halle|hall)\s+[\w\-]+)", re.IGNORECASE)


def shorthand(text: str) -> dict[str, str]:
    """“12 of 400 housings lot L-4711 scratched” → description, quantity and lot."""
    found = {"quantity": _QUANTITY.search(text), "lot": _LOT.search(text), "part": _PART.search(text)}
    where = _WHERE.search(text)
    values = {name: match[1].rstrip(".,") for name, match in {**found, "detected_where": where}.items() if match}
    return {"description": text.strip(), **values} if text.strip() else {}


def ncr(occasion: Occasion) -> Answer:
    return show_form(Nonconformance, NCR_OPEN, shorthand(occasion.value))


def complaint(occasion: Occasion) -> Answer:
    typed = shorthand(occasion.value)
    return show_form(Complaint, COMPLAINT_OPEN, {k: v for k, v in typed.items() if k != "detected_where"})


def capa(occasion: Occasion) -> Answer:
    typed = shorthand(occasion.value)
    values = {
        "problem": occasion.value.strip(),
        "part": typed.get("part", ""),
        "where_found": typed.get("detected_where", ""),
    }
    return show_form(CAPA, CAPA_OPEN, values)
