"""Bodies alone, hundreds of them: `tests/mails/wordings/{learn,held}/HAND.jsonl`, one mail a line, for kinds and fields.

What whole mails are too dear for: the many ways of saying a lot, a count or a date. A line has `id`, `language`, `sent`
(ISO 8601), `subject`, `text` or `html` or both, `kind`, `subkind`, and `fields`, which are complete.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from tests.score.corpus import Half, Mail

FOLDER = Path(__file__).parents[1] / "mails" / "wordings"
KEYS = {"id", "language", "sent", "subject", "text", "html", "kind", "subkind", "fields"}


def wordings(half: Half, folder: Path = FOLDER) -> Iterator[Mail]:
    for lines in sorted((folder / half).glob("*.jsonl")):
        for line in lines.read_text("utf-8").splitlines():
            yield mail_of(lines.stem, json.loads(line))


def mail_of(hand: str, said: dict[str, Any]) -> Mail:
    label = {key: said[key] for key in ("language", "kind", "subkind", "fields", "subject")}
    return Mail(hand, {"file": said["id"], "stages": ["kind", "fields"], **label}, _raw(said))


def _raw(said: dict[str, Any]) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Somebody <somebody@partner.example>"
    mail["To"] = "complaints@falkenau.example"
    mail["Date"] = format_datetime(datetime.fromisoformat(said["sent"]))
    mail["Subject"] = said["subject"]
    if "text" in said:
        mail.set_content(said["text"])
        if "html" in said:
            mail.add_alternative(said["html"], subtype="html")
    else:
        mail.set_content(said["html"], subtype="html")
    return mail.as_bytes()
