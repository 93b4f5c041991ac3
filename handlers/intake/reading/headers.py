"""Header values as real mailers write them: raw 8-bit text, broken encoded words, dates without a zone.

The standard library's header classes raise on some of these and take minutes on others; here everything
is tolerant and linear, and works on values that the guard has already cut.
"""

from __future__ import annotations

import binascii
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from handlers.intake.reading import charsets
from handlers.intake.reading.languages.months import ZONES

ENCODED_WORD = re.compile(r"=\?([^\s?=]{1,60}?)(?:\*[^\s?]{0,20})?\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]{0,200}){0,3})\?=")
BETWEEN_WORDS = re.compile(r"(\?=)[ \t\r\n]+(?==\?)")
MESSAGE_ID = re.compile(r"<[^<>\s]{1,900}>")
PLAUSIBLE_YEARS = range(1990, 2090)
YEARS_SINCE_1900 = range(100, 200)  # programs that forgot the century
MAX_DATE = 200  # characters
FRACTION = re.compile(r"(?<=:\d\d)[.,]\d{1,9}")
SIGNED_ZONE = re.compile(r"\b(?:GMT|UTC?)?\s?([+-]\d\d?):?(\d\d)?(?=$|\s\d{4}$)")
GLUED = re.compile(r"(?<=[+-]\d{4})[^\W\d_].*")  # the next header, without a line break between
AROUND_COLON = re.compile(r"(?<=\d)\s*:\s*(?=\d)")
NAMED_ZONE = re.compile(r"(?<=\d)\s?\"?([A-Z]{3,4})\"?(?=$|\s\d{4}$)")
HALF_OF_DAY = re.compile(r"(?<!\d)(0?\d|1[0-2])(:\d\d(?::\d\d)?)\s?([AaPp])\.?[Mm]\b\.?")


def text_of(value: bytes, charset: str = "") -> str:
    """A raw header value as text, encoded words decoded, on one line. `charset` is a guess for raw 8-bit
    bytes.
    """
    text, _ = charsets.decode(value, fallback=charset)
    return charsets.one_line(decode_words(text))


def decode_words(text: str) -> str:
    """RFC 2047, tolerant: words may touch text, hold spaces, or split a character between two words."""
    if "=?" not in text:
        return text
    text = BETWEEN_WORDS.sub(r"\1", text)
    pieces: list[str] = []
    pending, pending_charset, last = b"", "", 0
    for found in ENCODED_WORD.finditer(text):
        between, charset = text[last : found.start()], found.group(1).lower()
        if pending and (between or charset != pending_charset):
            pieces.append(charsets.decode(pending, pending_charset)[0])
            pending = b""
        pieces.append(between)
        pending, pending_charset, last = pending + _bytes_of_word(found), charset, found.end()
    pieces.append(charsets.decode(pending, pending_charset)[0])
    pieces.append(text[last:])
    return "".join(pieces)


def _bytes_of_word(found: re.Match[str]) -> bytes:
    data = found.group(3).encode("utf-8", "replace")
    if found.group(2) in "qQ":
        return binascii.a2b_qp(data.replace(b"_", b" "), header=False)
    data = re.sub(rb"[^A-Za-z0-9+/]", b"", data)
    if len(data) % 4 == 1:  # one character too many cannot be decoded
        data = data[:-1]
    return binascii.a2b_base64(data + b"=" * (-len(data) % 4))


def message_ids(value: str) -> tuple[str, ...]:
    """The <…> of Message-ID, In-Reply-To or References; a bare id@host counts when nothing else is there."""
    found = MESSAGE_ID.findall(value)
    if not found:
        found = [f"<{word.strip('<>')}>" for word in value.split() if "@" in word.strip("<>@")]
    return tuple(dict.fromkeys(found))


def date_of(value: str) -> datetime | None:
    """A Date header as an aware time, None when it is no date at all. Without a zone it is taken as UTC."""
    value = _tidy_date(_without_comments(value[:MAX_DATE]))
    try:
        parsed = parsedate_tz(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        parsed = None
    if parsed is None:
        return _iso_date(value)
    try:
        zone = timezone(timedelta(seconds=parsed[9] or 0))
        year = parsed[0] + 1900 if parsed[0] in YEARS_SINCE_1900 else parsed[0]
        return datetime(year, *parsed[1:5], min(parsed[5], 59), tzinfo=zone)
    except (ValueError, OverflowError):
        return None


def _tidy_date(value: str) -> str:
    """What programs write otherwise than RFC 5322 says, as it says: "3:04:05 PM", "GMT+2", "+02:00", "CEST"."""
    value = GLUED.sub("", " ".join(value.strip("\"' ").split()).replace(" ,", ","))
    value = HALF_OF_DAY.sub(_in_24_hours, FRACTION.sub("", AROUND_COLON.sub(":", value)))
    return NAMED_ZONE.sub(_zone_in_digits, SIGNED_ZONE.sub(_whole_zone, value))


def _in_24_hours(found: re.Match[str]) -> str:
    return f"{int(found.group(1)) % 12 + 12 * (found.group(3) in 'Pp'):02d}{found.group(2)}"


def _whole_zone(found: re.Match[str]) -> str:
    sign, hours = found.group(1)[0], found.group(1)[1:]
    return f" {sign}{hours:0>2}{found.group(2) or '00'}"


def _zone_in_digits(found: re.Match[str]) -> str:
    minutes = ZONES.get(found.group(1).lower())
    if minutes is None:
        return found.group()
    return f" {'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"


def _iso_date(value: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _without_comments(value: str) -> str:
    kept: list[str] = []
    depth = 0
    for character in value:
        depth += character == "("
        if depth == 0:
            kept.append(character)
        depth -= character == ")" and depth > 0
    return "".join(kept).strip()


def received_date(value: str) -> datetime | None:
    """The time behind the last semicolon of a Received header."""
    return date_of(value.rpartition(";")[2]) if ";" in value else None
