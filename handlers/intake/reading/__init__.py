"""Pure reading of mail: bytes in, facts out; no database, no network, no clock."""

from __future__ import annotations

from handlers.intake.reading.as_json import to_json
from handlers.intake.reading.reader import read

__all__ = ["read", "to_json"]
