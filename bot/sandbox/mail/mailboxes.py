"""The IMAP mailboxes of one account: pymap's mailboxes in memory, with what the sandbox needs beside.

Three things differ from pymap's own. Mails are never parsed on arrival (its parser trusts every header, and
a hostile one would stop the delivery); what came while IDLE was still writing its last lines is told at
once, not with the next mail; and the content can be saved, so that UIDs, flags and folders outlive a
restart. BODYSTRUCTURE therefore shows one text part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from pymap.backend.dict.mailbox import MailboxData, MailboxSet, Message
from pymap.concurrent import Event
from pymap.exceptions import NotAllowedError
from pymap.flags import FlagOp
from pymap.interfaces.message import CachedMessage
from pymap.mime import MessageBody, MessageContent, MessageHeader
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import Flag, ObjectId
from pymap.parsing.specials.flag import Seen
from pymap.selected import SelectedMailbox

from bot.sandbox.mail.archive import RawStore

_EMAIL_ID = "M"  # EMAILID (RFC 8474) names the content: this letter and the SHA-256 of the bytes


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all mailboxes of a host share: the clock, where bytes are kept, and whom to tell that something
    changed.
    """

    clock: Clock
    store: RawStore
    changed: Callable[[], None]


class _Headers(MessageHeader):
    @classmethod
    def of(cls, data: bytes, lines: Any) -> MessageHeader:
        return cls._parse(data, memoryview(data), lines)


class Unread(MessageContent):
    """The bytes of a mail exactly as they came; header fields are found, no value of theirs is read until a
    client asks.
    """

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        head, body = self._split_lines(data, self._find_lines(data))
        plain = MessageBody.empty().content_type
        super().__init__(data, _Headers.of(data, head), MessageBody(data, body, plain, []))
        self._data = data

    def __bytes__(self) -> bytes:
        return self._data

    def __len__(self) -> int:
        return len(self._data)


class Mailbox(MailboxData):
    def __init__(self, content_cache: Any, thread_cache: Any, surroundings: Surroundings) -> None:
        super().__init__(content_cache, thread_cache)
        self._surroundings = surroundings

    async def append(self, append_msg: AppendMessage, *, recent: bool = False) -> Message:
        when = append_msg.when or self._surroundings.clock.now()
        async with self.messages_lock.write_lock():
            self._max_uid += 1
            message = self._put(self._max_uid, when, append_msg.flag_set, bytes(append_msg.literal), recent=recent)
            self._mod_sequences.update([message.uid])
        self._tell()
        return message

    async def copy(self, uid: int, destination: MailboxData, *, recent: bool = False) -> int | None:
        copied = await super().copy(uid, destination, recent=recent)
        self._surroundings.changed()
        return copied

    async def move(self, uid: int, destination: MailboxData, *, recent: bool = False) -> int | None:
        moved = await super().move(uid, destination, recent=recent)
        self._surroundings.changed()
        return moved

    async def update(self, uid: int, cached_msg: CachedMessage, flag_set: frozenset[Flag], mode: FlagOp) -> Message:
        message = await super().update(uid, cached_msg, flag_set, mode)
        self._surroundings.changed()
        return message

    async def delete(self, uids: Iterable[int]) -> None:
        await super().delete(uids)
        self._surroundings.changed()

    async def update_selected(self, selected: SelectedMailbox, *, wait_on: Event | None = None) -> SelectedMailbox:
        seen = selected.mod_sequence
        if seen is not None and seen < self._mod_sequences.highest:
            wait_on = None  # there is news already, and its signal was given before anybody waited
        return await super().update_selected(selected, wait_on=wait_on)

    @property
    def unseen(self) -> int:
        return sum(Seen not in message.permanent_flags for message in list(self._messages.values()))

    def saved(self) -> dict[str, Any]:
        return {
            "uid_validity": self._uid_validity,
            "max_uid": self._max_uid,
            "messages": [
                {
                    "uid": message.uid,
                    "at": message.internal_date.isoformat(),
                    "flags": sorted(str(flag) for flag in message.permanent_flags),
                    "raw": message.email_id.value.decode("ascii").removeprefix(_EMAIL_ID),
                }
                for message in self._messages.values()
            ],
        }

    def restore(self, saved: dict[str, Any]) -> None:
        self._uid_validity = saved["uid_validity"]
        self._max_uid = saved["max_uid"]
        for row in saved["messages"]:
            flags = frozenset(Flag(flag.encode("ascii")) for flag in row["flags"])
            raw = self._surroundings.store.get(row["raw"])
            self._put(row["uid"], datetime.fromisoformat(row["at"]), flags, raw, recent=False)
        self._mod_sequences.update([row["uid"] for row in saved["messages"]])

    def _put(self, uid: int, when: datetime, flags: frozenset[Flag], raw: bytes, *, recent: bool) -> Message:
        message = Message(
            uid,
            when,
            flags,
            email_id=ObjectId((_EMAIL_ID + self._surroundings.store.put(raw)).encode("ascii")),
            thread_id=ObjectId.random_thread_id(),
            recent=recent,
            content=Unread(raw),
        )
        self._messages[uid] = message
        return message

    def _tell(self) -> None:
        self._updated.set()
        self._surroundings.changed()


class Account(MailboxSet):
    """One user's mailboxes. `saved` and `restore` speak plain JSON data."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._surroundings = surroundings
        self.inbox = self._new_mailbox()
        self._inbox = self.inbox

    async def add_mailbox(self, name: str) -> ObjectId:
        if name in self._set:
            raise ValueError(name)
        self._set[name] = mailbox = self._new_mailbox()
        self._surroundings.changed()
        return mailbox.mailbox_id

    async def delete_mailbox(self, name: str) -> None:
        await super().delete_mailbox(name)
        self._surroundings.changed()

    async def rename_mailbox(self, before: str, after: str) -> None:
        if before.upper() == "INBOX":
            raise NotAllowedError("INBOX keeps its name here.")
        await super().rename_mailbox(before, after)
        self._surroundings.changed()

    def saved(self) -> dict[str, Any]:
        folders = {name: box.saved() for name, box in self._set.items() if isinstance(box, Mailbox)}
        return {"inbox": self.inbox.saved(), "folders": folders}

    def restore(self, saved: dict[str, Any]) -> None:
        self.inbox.restore(saved["inbox"])
        for name, rows in saved["folders"].items():
            self._set[name] = mailbox = self._new_mailbox()
            mailbox.restore(rows)

    def _new_mailbox(self) -> Mailbox:
        return Mailbox(self._content_cache, self._thread_cache, self._surroundings)
