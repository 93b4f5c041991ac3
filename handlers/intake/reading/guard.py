"""The limits that stand before any decoding.

A mail may be built to cost: an 830 KB subject of encoded words, 3,000 nested parts, 100,000 nested tags.
Every loop of reading is linear in what these limits let through, so that no mail takes more than a
moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_RAW = 64 * 1024 * 1024  # bytes; what is longer is cut and flagged
MAX_HEADER = 64 * 1024  # bytes of one header, as it came
MAX_HEADERS = 256 * 1024  # bytes of all headers of one part
MAX_HEADER_LINES = 2_000
MAX_PARTS = 1_000
MAX_DEPTH = 30
MAX_PARAMETERS = 100  # of one Content-Type or Content-Disposition
MAX_ADDRESSES = 1_000  # of one header
MAX_COMMENT_DEPTH = 50
MAX_TEXT = 1_000_000  # characters of one body that are read as text
MAX_HTML = 3_000_000  # bytes of HTML that are turned into text
MAX_HTML_DEPTH = 200  # nested tags, below the recursion of the HTML reader
MAX_LINE = 4_000  # characters of one line that any pattern may look at
MAX_LINES = 10_000  # lines that are searched for forwards and quotes
MAX_HOPS = 20
MAX_ATTACHED_MAILS = 20


class Flags:
    """Collects what was odd, each once, in the order of discovery."""

    __slots__ = ("_errors", "_seen")

    def __init__(self) -> None:
        self._seen: dict[str, None] = {}
        self._errors: list[str] = []

    def add(self, flag: str) -> None:
        self._seen[flag] = None

    def fail(self, step: str, error: Exception) -> None:
        """A step of reading failed: the mail is still read without it."""
        self.add(f"{step}_failed")
        self._errors.append(f"{step}: {type(error).__name__}: {str(error)[:200]}")

    def __contains__(self, flag: str) -> bool:
        return flag in self._seen

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen)

    @property
    def error(self) -> str | None:
        return "; ".join(self._errors) or None
