"""Every mail that the host accepted, byte for byte, in the order of arrival; in a folder too where one is
given.

In the folder, the bytes lie under their SHA-256 and one line of JSON a mail tells the rest, so that a
restart finds all again. Written by the host's own thread alone; any thread may read.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from bot.sandbox.mail.addresses import box_of


@dataclass(frozen=True, slots=True)
class KeptMail:
    """`sender` and `recipients` are the envelope; `boxes` where it came to lie; `raw` the bytes with the
    host's trace lines.
    """

    id: str
    at: datetime
    sender: str
    recipients: tuple[str, ...]
    boxes: tuple[str, ...]
    raw: bytes


class RawStore:
    """Bytes under their SHA-256. Without a folder it keeps none: whoever holds the mail holds its bytes."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def put(self, raw: bytes) -> str:
        key = hashlib.sha256(raw).hexdigest()
        if self._folder is not None and not (path := self._folder / f"{key}.eml").exists():
            write_whole(path, raw)
        return key

    def get(self, key: str) -> bytes:
        if self._folder is None:
            raise KeyError(key)
        return (self._folder / f"{key}.eml").read_bytes()


class Archive:
    def __init__(self, folder: Path | None, store: RawStore) -> None:
        self._journal = folder / "mails.jsonl" if folder else None
        self._store = store
        self._mails: dict[str, KeptMail] = {}
        self._opened: set[str] = set()
        if self._journal and self._journal.exists():
            for line in _whole_lines(self._journal):
                self._recall(json.loads(line))

    def next_id(self) -> str:
        return f"{len(self._mails) + 1:06d}"

    def keep(self, mail: KeptMail) -> None:
        key = self._store.put(mail.raw)
        facts = asdict(mail) | {"at": mail.at.isoformat(), "raw": key}
        self._write(facts)
        self._mails[mail.id] = mail

    def get(self, mail_id: str) -> KeptMail | None:
        return self._mails.get(mail_id)

    def newest_first(self, box: str | None = None) -> list[KeptMail]:
        wanted = box_of(box) if box is not None else None
        return [mail for mail in reversed(list(self._mails.values())) if wanted is None or wanted in mail.boxes]

    def since(self, mail_id: str) -> list[KeptMail]:
        """What came after that mail, oldest first."""
        return [mail for mail in list(self._mails.values()) if mail.id > mail_id]

    @property
    def last_id(self) -> str:
        return next(reversed(self._mails), "")

    def boxes(self) -> list[str]:
        return sorted({box for mail in list(self._mails.values()) for box in mail.boxes})

    def open(self, mail_id: str) -> bool:
        """Marks a mail as read by a person at the page; false where it was already."""
        if mail_id in self._opened:
            return False
        self._opened.add(mail_id)
        self._write({"opened": mail_id})
        return True

    def is_open(self, mail_id: str) -> bool:
        return mail_id in self._opened

    def _recall(self, facts: dict[str, str]) -> None:
        if "opened" in facts:
            self._opened.add(facts["opened"])
            return
        self._mails[facts["id"]] = KeptMail(
            id=facts["id"],
            at=datetime.fromisoformat(facts["at"]),
            sender=facts["sender"],
            recipients=tuple(facts["recipients"]),
            boxes=tuple(facts["boxes"]),
            raw=self._store.get(facts["raw"]),
        )

    def _write(self, facts: dict[str, object]) -> None:
        if self._journal is not None:
            with self._journal.open("a", encoding="utf-8") as journal:
                journal.write(json.dumps(facts) + "\n")


def _whole_lines(journal: Path) -> list[bytes]:
    """The lines of the journal; one that a crash cut short is taken off the file, or the next would grow
    onto it.
    """
    written = journal.read_bytes()
    whole = written[: written.rfind(b"\n") + 1]
    if whole != written:
        write_whole(journal, whole)
    return whole.splitlines()


def write_whole(path: Path, data: bytes) -> None:
    """All of it or nothing: a reader never finds half a file."""
    beside = path.with_name(path.name + ".new")
    beside.write_bytes(data)
    beside.replace(path)
