"""Writes small Outlook .msg files (compound files, [MS-CFB]) and winmail.dat streams for the tests."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT_SECTOR, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass
class Storage:
    """A folder of the compound file: streams and folders by name."""

    entries: dict[str, bytes | Storage] = field(default_factory=dict)


def _pad(data: bytes, size: int) -> bytes:
    return data + b"\x00" * (-len(data) % size)


class _Writer:
    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.fat: list[int] = []
        self.mini = b""
        self.mini_fat: list[int] = []
        self.directory: list[dict[str, object]] = []

    def chain(self, data: bytes) -> int:
        start = len(self.sectors)
        pieces = [data[place : place + SECTOR] for place in range(0, len(data), SECTOR)] or [b""]
        for number, piece in enumerate(pieces):
            self.sectors.append(_pad(piece or b"\x00", SECTOR))
            self.fat.append(start + number + 1 if number + 1 < len(pieces) else END)
        return start

    def small(self, data: bytes) -> int:
        start = len(self.mini) // MINI
        count = max(-(-len(data) // MINI), 1)
        self.mini += _pad(data or b"\x00", MINI)
        self.mini_fat += [start + number + 1 if number + 1 < count else END for number in range(count)]
        return start

    def add(self, name: str, entry: bytes | Storage) -> int:
        index = len(self.directory)
        row: dict[str, object] = {
            "name": name,
            "left": NONE,
            "right": NONE,
            "child": NONE,
            "start": 0,
            "size": 0,
            "type": 1,
        }
        self.directory.append(row)
        if isinstance(entry, bytes):
            row |= {
                "type": 2,
                "size": len(entry),
                "start": self.small(entry) if len(entry) < CUTOFF else self.chain(entry),
            }
        else:
            row["child"] = self.children(entry)
        return index

    def children(self, storage: Storage) -> int:
        """The children hang in a list to the right, in the order that the format compares names."""
        order = sorted(storage.entries, key=lambda name: (len(name), name.upper()))
        indexes = [self.add(name, storage.entries[name]) for name in order]
        for one, following in pairwise(indexes):
            self.directory[one]["right"] = following
        return indexes[0] if indexes else NONE


def _entry(row: dict[str, object]) -> bytes:
    name = str(row["name"]).encode("utf-16-le") + b"\x00\x00"
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name,
        len(name),
        row["type"],
        1,
        row["left"],
        row["right"],
        row["child"],
        b"",
        0,
        0,
        0,
        row["start"],
        row["size"],
    )


def compound_file(root: Storage) -> bytes:
    writer = _Writer()
    writer.directory.append(
        {"name": "Root Entry", "left": NONE, "right": NONE, "child": NONE, "start": END, "size": 0, "type": 5}
    )
    writer.directory[0]["child"] = writer.children(root)
    if writer.mini:
        writer.directory[0] |= {"start": writer.chain(writer.mini), "size": len(writer.mini)}
    mini_fat = (
        writer.chain(_pad(struct.pack(f"<{len(writer.mini_fat)}I", *writer.mini_fat), SECTOR))
        if writer.mini_fat
        else END
    )
    mini_count = -(-len(writer.mini_fat) * 4 // SECTOR) if writer.mini_fat else 0
    directory = writer.chain(b"".join(_entry(row) for row in writer.directory))
    count = 1
    while (len(writer.fat) + count) * 4 > count * SECTOR:
        count += 1
    first = len(writer.sectors)
    fat = [*writer.fat, *([FAT_SECTOR] * count)]
    fat += [FREE] * (-len(fat) % (SECTOR // 4))
    table = struct.pack(f"<{len(fat)}I", *fat)
    places = list(range(first, first + count)) + [FREE] * (109 - count)
    header = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII109I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        b"",
        0,
        count,
        directory,
        0,
        CUTOFF,
        mini_fat,
        mini_count,
        END,
        0,
        *places,
    )
    return header + b"".join(writer.sectors) + table


def _text(tag: int, value: str) -> tuple[str, bytes]:
    return f"__substg1.0_{tag:04X}001F", value.encode("utf-16-le")


def _fixed(header: int, values: dict[int, bytes]) -> bytes:
    return b"\x00" * header + b"".join(struct.pack("<II8s", tag, 6, value) for tag, value in values.items())


def msg(
    *,
    name: str,
    address: str,
    subject: str,
    body: str,
    to: tuple[tuple[str, str], ...] = (),
    date: datetime | None = None,
    attachments: tuple[tuple[str, bytes], ...] = (),
    headers: str = "",
    embedded: Storage | None = None,
    top: bool = True,
) -> Storage:
    """One message; `embedded` hangs in it as an attached message."""
    entries: dict[str, bytes | Storage] = dict(
        [
            _text(0x0037, subject),
            _text(0x1000, body),
            _text(0x0C1A, name),
            _text(0x5D01, address),
            _text(0x007D, headers),
        ]
    )
    fixed = {}
    if date:
        fixed[0x00390040] = struct.pack("<Q", int((date - EPOCH).total_seconds()) * 10_000_000)
    entries["__properties_version1.0"] = _fixed(32 if top else 24, fixed)
    for number, (recipient, mailbox) in enumerate(to):
        kind = {0x0C150003: struct.pack("<II", 1, 0)}
        entries[f"__recip_version1.0_#{number:08X}"] = Storage(
            {
                **dict([_text(0x3001, recipient), _text(0x39FE, mailbox)]),
                "__properties_version1.0": _fixed(8, kind),
            }
        )
    for number, (file, content) in enumerate(attachments):
        entries[f"__attach_version1.0_#{number:08X}"] = Storage(
            {
                **dict([_text(0x3707, file)]),
                "__substg1.0_37010102": content,
                "__properties_version1.0": _fixed(8, {}),
            }
        )
    if embedded:
        entries[f"__attach_version1.0_#{len(attachments):08X}"] = Storage(
            {"__substg1.0_3701000D": embedded, "__properties_version1.0": _fixed(8, {})}
        )
    return Storage(entries)


def tnef(body: str, files: tuple[tuple[str, bytes], ...]) -> bytes:
    """A winmail.dat with a plain body and files."""

    def attribute(level: int, tag: int, data: bytes) -> bytes:
        return struct.pack("<BII", level, tag, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

    stream = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x0002800C, body.encode("cp1252") + b"\x00")
    for name, content in files:
        stream += attribute(2, 0x00069002, b"\x00" * 14) + attribute(2, 0x00018010, b"SHORT~1.PDF\x00")
        long_name = name.encode("utf-16-le") + b"\x00\x00"
        prop = struct.pack("<IHHII", 1, 0x1F, 0x3707, 1, len(long_name)) + _pad(long_name, 4)
        stream += attribute(2, 0x0006800F, content) + attribute(2, 0x00069005, prop)
    return stream
