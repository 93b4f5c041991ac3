"""Invitations and their answers (RFC 5546): enough to say what the mail is, no calendar."""

from __future__ import annotations

import re

from handlers.intake.reading import charsets
from handlers.intake.reading.facts import CalendarReply

FOLD = re.compile(r"\r?\n[ \t]")
LINE = re.compile(
    r"^(METHOD|SUMMARY|ORGANIZER|ATTENDEE)((?:;[^:\r\n]{0,500})?):([^\r\n]{0,1000})",
    re.IGNORECASE | re.MULTILINE,
)
PARTICIPATION = re.compile(r"PARTSTAT=([A-Z-]{3,20})", re.IGNORECASE)
MAX_CALENDAR = 200_000


def calendar_reply(content: bytes, charset: str) -> CalendarReply | None:
    text = FOLD.sub("", charsets.clean(charsets.decode(content[:MAX_CALENDAR], charset or "utf-8")[0]))
    if "BEGIN:VCALENDAR" not in text.upper():
        return None
    found: dict[str, str] = {}
    answer = ""
    for match in LINE.finditer(text):
        name = match.group(1).upper()
        found.setdefault(name, match.group(3).strip())
        participation = PARTICIPATION.search(match.group(2))
        if name == "ATTENDEE" and participation and not answer:
            answer = participation.group(1).upper()
    method = found.get("METHOD", "").upper()
    return CalendarReply(
        method=method,
        summary=found.get("SUMMARY", "").replace("\\,", ",").replace("\\;", ";").replace("\\n", " ")[:300],
        answer=answer if method == "REPLY" else "",
        organizer=found.get("ORGANIZER", "").lower().removeprefix("mailto:")[:250],
    )
