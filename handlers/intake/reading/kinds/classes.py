"""The classes that the model tells apart, and the kind and subkind that each one is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handlers.intake.reading.facts import KindName

# class → (kind, subkind)
CLASSES: dict[str, tuple[KindName, str]] = {
    "complaint": ("complaint", ""),
    "pcn": ("supplier_notice", "pcn"),
    "pdn": ("supplier_notice", "pdn"),
    "deviation_request": ("supplier_notice", "deviation_request"),
    "quality_alert": ("supplier_notice", "quality_alert"),
    "recall": ("supplier_notice", "recall"),
    "scar_response": ("supplier_notice", "scar_response"),
    "certificate": ("supplier_notice", "certificate"),
    "answer": ("answer", ""),
    "newsletter": ("newsletter", ""),
    "spam": ("spam", ""),
    "other": ("other", ""),
}
NAMES: tuple[str, ...] = tuple(CLASSES)
KINDS: tuple[KindName, ...] = tuple(dict.fromkeys(kind for kind, _ in CLASSES.values()))


def kind_of(name: str) -> KindName:
    return CLASSES[name][0]
