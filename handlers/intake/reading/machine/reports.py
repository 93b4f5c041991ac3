"""Machine-readable reports inside a mail: delivery status (RFC 3464), feedback (RFC 5965), disposition
(RFC 8098).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handlers.intake.reading.addresses import bare_address
from handlers.intake.reading.guard import Flags
from handlers.intake.reading.headers import text_of
from handlers.intake.reading.structure import split_headers

if TYPE_CHECKING:
    from handlers.intake.reading.bodies import Body
    from handlers.intake.reading.mime import Part

Group = dict[str, str]
MAX_GROUPS = 500
DELIVERY_STATUS = {"message/delivery-status", "message/global-delivery-status"}
FEEDBACK = {"message/feedback-report"}
DISPOSITION = {"message/disposition-notification", "message/global-disposition-notification"}
RETURNED = {
    "message/rfc822",
    "message/rfc822-headers",
    "text/rfc822-headers",
    "text/rfc822",
    "message/global",
    "message/partial",
}


@dataclass(frozen=True, slots=True)
class DeliveryStatus:
    recipient: str
    original_recipient: str
    action: str
    status: str
    diagnostic: str


def report_type(root: Part) -> str:
    return root.parameters.get("report-type", "").lower() if root.type == "multipart/report" else ""


def parts_of(body: Body, types: set[str]) -> list[Part]:
    return [part for part in body.parts if part.type in types]


def groups_of(content: bytes) -> list[Group]:
    """The blocks of "Name: value" lines, separated by blank lines."""
    groups: list[Group] = []
    for block in content.replace(b"\r\n", b"\n").split(b"\n\n")[:MAX_GROUPS]:
        headers, _ = split_headers(block.strip(b"\n") + b"\n\n", 0, len(block) + 2, Flags())
        if headers:
            groups.append({name: text_of(value) for name, value in reversed(headers)})
    return groups


def delivery_statuses(body: Body) -> list[DeliveryStatus]:
    """One for every recipient that the report speaks of."""
    groups = [group for part in parts_of(body, DELIVERY_STATUS) for group in groups_of(part.content())]
    return [_status(group) for group in groups if _speaks_of_recipient(group)]


def statuses_in(text: str) -> list[DeliveryStatus]:
    """The same out of a text: gateways make one of a report's parts."""
    groups = groups_of(text.encode("utf-8", "replace")) if "-recipient:" in text.lower() else []
    return [_status(group) for group in groups if "final-recipient" in group or "original-recipient" in group]


def _speaks_of_recipient(group: Group) -> bool:
    return any(
        name in group for name in ("final-recipient", "original-recipient", "x-actual-recipient", "action", "status")
    )


def _status(group: Group) -> DeliveryStatus:
    words = group.get("status", "").split()
    return DeliveryStatus(
        recipient=_recipient(group.get("final-recipient", "")) or _recipient(group.get("x-actual-recipient", "")),
        original_recipient=_recipient(group.get("original-recipient", "")),
        action=group.get("action", "").split("(")[0].strip().lower(),
        status=words[0].strip(";,") if words else "",
        diagnostic=group.get("diagnostic-code", "")[:1_000],
    )


def _recipient(value: str) -> str:
    """ "rfc822; a@b" and its broken relatives; "" when the address is hidden."""
    return bare_address(value.partition(";")[2] or value)


def returned_headers(body: Body) -> Group:
    """The header of the mail that came back, attached whole or as headers only."""
    for part in parts_of(body, RETURNED):
        content = part.content()[:300_000]
        headers, _ = split_headers(content, 0, len(content), Flags())
        if headers:
            return {name: text_of(value) for name, value in reversed(headers)}
    return {}


def answered_id(body: Body) -> str:
    """The Message-ID that a disposition notification is about: a mail server may refuse by one (RFC 5429)."""
    groups = (group for part in parts_of(body, DISPOSITION) for group in groups_of(part.content()))
    return next((group["original-message-id"] for group in groups if "original-message-id" in group), "")
