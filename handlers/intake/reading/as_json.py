"""One reading as JSON: what `andon intake read --json` prints, the card shows and tests compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlers.intake.reading.facts import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handlers.intake.reading.facts import Address, Attachment, Hop, KindName, MachineKind, Reading, Value

KIND_OF_MACHINE_MAIL: dict[MachineKind | None, KindName] = {
    "bounce": "bounce",
    "auto_reply": "auto_reply",
    "feedback_report": "feedback_report",
    "list": "newsletter",
    "own_loop": "other",
    None: "unsure",
}


def to_json(
    reading: Reading,
    *,
    path: str = "",
    verdict: str = "",
    kind: Kind | None = None,
    fields: Mapping[str, tuple[Value, ...]] | None = None,
) -> dict[str, Any]:
    """`verdict`, `kind` and `fields` come from others; without a kind the headers alone speak."""
    kind = kind or _kind_by_headers(reading)
    return {
        "path": path,
        "verdict": verdict,
        "kind": kind.kind,
        "subkind": kind.subkind,
        "confidence": kind.confidence,
        "because": list(kind.because),
        **_envelope(reading),
        "chain": [_hop(hop) for hop in reading.chain],
        "forwarded": reading.forwarded,
        "customer": _address(reading.customer),
        "text": reading.text,
        "reply_text": reading.reply_text,
        "attachments": [_attachment(attachment) for attachment in reading.attachments],
        "fields": {name: [_value(value) for value in values] for name, values in (fields or {}).items()},
        "may_answer": reading.may_answer,
        "not_answered_because": reading.not_answered_because,
        "bounce": _bounce(reading),
        "flags": list(reading.flags),
        "error": reading.error,
    }


def _kind_by_headers(reading: Reading) -> Kind:
    because = (reading.machine_because,) if reading.machine else ()
    return Kind(KIND_OF_MACHINE_MAIL[reading.machine], "", 1.0 if reading.machine else 0.0, because)


def _envelope(reading: Reading) -> dict[str, Any]:
    return {
        "from": _address(reading.sender),
        "to": [_address(address) for address in reading.to],
        "cc": [_address(address) for address in reading.cc],
        "subject": reading.subject,
        "date": reading.date.isoformat() if reading.date else None,
        "message_id": reading.message_id,
    }


def _address(address: Address | None) -> dict[str, str | None] | None:
    return {"name": address.name, "address": address.address or None} if address else None


def _hop(hop: Hop) -> dict[str, Any]:
    return {
        "name": hop.name,
        "address": hop.address or None,
        "subject": hop.subject,
        "date": hop.date.isoformat() if hop.date else None,
        "date_text": hop.date_text,
        "to": [_address(address) for address in hop.to],
        "cc": [_address(address) for address in hop.cc],
        "text": hop.text,
        "confidence": round(hop.confidence, 3),
        "source": hop.source,
        "attachments": [_attachment(attachment) for attachment in hop.attachments],
        "because": list(hop.because),
    }


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {
        "name": attachment.name,
        "type": attachment.type,
        "size": attachment.size,
        "sha256": attachment.sha256,
        "inline": attachment.inline,
    }


def _value(value: Value) -> dict[str, Any]:
    return {"value": value.value, "confidence": round(value.confidence, 3), "where": value.where}


def _bounce(reading: Reading) -> dict[str, str] | None:
    bounce = reading.bounce
    if bounce is None:
        return None
    return {"recipient": bounce.recipient, "message_id": bounce.message_id, "status": bounce.status}
