"""Where the headers of a part end and how they are cut into lines: RFC 5322 as it is broken in the field.

A line inside the header block that is no header (a wrapped Subject, a gateway's remark) is dropped and
the block goes on; text where headers should be is taken as the body. Sizes are capped here, before
anything is decoded.
"""

from __future__ import annotations

import re

from handlers.intake.reading.guard import MAX_HEADER, MAX_HEADER_LINES, MAX_HEADERS, Flags
from handlers.intake.reading.parameters import KNOWN

HEADER = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
PARAMETER_LINE = re.compile(KNOWN.encode(), re.IGNORECASE)
MAX_NAME = 110  # bytes of a header's name with its colon
TECHNICAL = re.compile(rb"(?:mime-version|content-type|message-id|received|x-[a-z-]{2,40})[ \t]*:", re.IGNORECASE)
SENDER_LINE = re.compile(rb"^from[ \t]*:", re.IGNORECASE | re.MULTILINE)
MOST_FOLLOWING = 50  # lines
LOOK_AHEAD = 5  # lines that are searched for the next header behind a broken line

RawHeaders = list[tuple[str, bytes]]


def split_headers(data: bytes, start: int, end: int, flags: Flags) -> tuple[RawHeaders, int]:
    """The headers (names in lower case, values unfolded) and the place where the body begins."""
    block = _Block(flags)
    position = begin = _skip_leading(data, start, end) if start == 0 else start
    while position < end:
        line, after = _line(data, position, end)
        if line and not line.strip() and block.names and _headers_follow(data, after, end):
            block.take(line)  # folded, and holds nothing
            position = after
            continue
        if not line.strip() and start == 0 and block.tells_nobody and (below := _rest_of_headers(data, after, end)):
            flags.add("header_repaired")
            position = below
            continue
        if not line.strip():
            return block.headers(), (after if block.names or not line else begin)
        if block.full:
            flags.add("headers_cut")
            return block.headers(), _end_of_block(data, position, end)
        if not block.take(line):
            if not _headers_go_on(data, after, end, is_mime=block.is_mime):
                flags.add("header_end_missing")
                return block.headers(), position
            flags.add("header_repaired")
        position = after
    return block.headers(), end


class _Block:
    """The header lines of one part, as far as the limits let them in."""

    def __init__(self, flags: Flags) -> None:
        self.flags = flags
        self.names: list[str] = []
        self.values: list[list[bytes]] = []
        self.size = 0  # of all headers
        self.lines = 0
        self.current = 0  # size of the last header

    @property
    def full(self) -> bool:
        return self.size > MAX_HEADERS or self.lines > MAX_HEADER_LINES

    @property
    def is_mime(self) -> bool:
        return "content-transfer-encoding" in self.names

    @property
    def tells_nobody(self) -> bool:
        return bool(self.names) and not {"from", "sender", "subject", "content-type"} & set(self.names)

    def take(self, line: bytes) -> bool:
        """False when the line is no header line. What is beyond the limit of one header is dropped."""
        if self.names and (line[:1] in {b" ", b"\t"} or self._goes_on(line)):
            self._add(line)
            return True
        found = HEADER.match(line if self.names else line.lstrip())
        if found is None:
            return False
        line = line if self.names else line.lstrip()
        self.names.append(found.group(1).decode("ascii").lower())
        self.values.append([])
        self.current = 0
        self._add(line[found.end() :])
        return True

    def _goes_on(self, line: bytes) -> bool:
        """A parameter on a line of its own whose indentation was lost."""
        return self.values[-1][-1].rstrip().endswith(b";") and PARAMETER_LINE.match(line) is not None

    def _add(self, line: bytes) -> None:
        if self.current + len(line) >= MAX_HEADER - MAX_NAME:
            self.flags.add("header_cut")
        if self.current >= MAX_HEADER:
            return
        self.values[-1].append(line)
        self.current += len(line)
        self.size += len(line)
        self.lines += 1

    def headers(self) -> RawHeaders:
        joined = []
        for name, lines in zip(self.names, self.values, strict=True):
            value = b" ".join(line.strip() for line in lines)
            joined.append((name, value[:MAX_HEADER]))
        return joined


def _skip_leading(data: bytes, start: int, end: int) -> int:
    """Past a byte order mark, blank lines and the "From " line of an mbox file."""
    if data.startswith(b"\xef\xbb\xbf", start):
        start += 3
    for _ in range(LOOK_AHEAD):
        line, after = _line(data, start, end)
        if start < end and (not line.strip() or line.startswith((b"From ", b">From "))):
            start = after
    return start


def _line(data: bytes, position: int, end: int) -> tuple[bytes, int]:
    stop = data.find(b"\n", position, end)
    after = end if stop < 0 else stop + 1
    return data[position : min(after, position + MAX_HEADER)].rstrip(b"\r\n"), after


def _headers_go_on(data: bytes, position: int, end: int, *, is_mime: bool) -> bool:
    """More headers follow the broken line; in a MIME part a lone broken line above the blank one is
    dropped too.
    """
    for count in range(LOOK_AHEAD):
        line, position = _line(data, position, end)
        if not line.strip():
            return is_mime and count == 0
        if HEADER.match(line):
            return True
    return False


def _headers_follow(data: bytes, position: int, end: int) -> bool:
    """Below a line of blanks: headers up to the empty line, some of them such as no person writes above a text."""
    technical = False
    for _ in range(MOST_FOLLOWING):
        line, position = _line(data, position, end)
        if not line:
            return technical
        if line[:1] not in {b" ", b"\t"} and not HEADER.match(line):
            return False
        technical = technical or TECHNICAL.match(line) is not None
    return technical


def _rest_of_headers(data: bytes, position: int, end: int) -> int:
    """Where the headers go on below blank lines in their midst: From stands there and what a text has no use for; 0 if nowhere."""
    for _ in range(LOOK_AHEAD):
        line, after = _line(data, position, end)
        if line.strip():
            break
        position = after
    block = data[position : min(_end_of_block(data, position, end), position + MAX_HEADER)]
    return position if SENDER_LINE.search(block) and _headers_follow(data, position, end) else 0


def _end_of_block(data: bytes, position: int, end: int) -> int:
    places = [place + len(mark) for mark in (b"\n\n", b"\n\r\n") if (place := data.find(mark, position, end)) >= 0]
    return min(places, default=end)
