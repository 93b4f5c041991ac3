"""Records on paper, as PDF files to look at: the smallest and the largest of each type, and a story as it happens.

`python -m tests.papers FOLDER`
"""

from __future__ import annotations

import struct
import sys
import tempfile
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.printing import Press
from models.casework.printing import print_out
from models.kernel.clock import MovableClock
from models.kernel.papers import Printing
from models.store import Store
from models.unit_of_work import Cause, Database
from models.workflow import questions, verbs
from models.workflow.approvals import pending
from models.workflow.companions import Attachment, LinkType
from models.workflow.record import Record
from tests import database as databases
from tests.database import World
from tests.specimens import OPERATOR, specimens

COMPANY = "Falkenau Precision Castings"
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def drawn(width: int = 640, height: int = 400) -> bytes:
    """A PNG of a grey plate with a scratch across it."""
    rows = b"".join(
        b"\0" + bytes(60 if abs(y - x * height // width) < 3 else 150 + (x * 60) // width for x in range(width))
        for y in range(height)
    )
    parts = (
        (b"IHDR", struct.pack(">LLBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""),
    )  # fmt: skip
    chunks = (struct.pack(">L", len(d)) + k + d + struct.pack(">L", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def press(folder: Path) -> Press:
    return Press(COMPANY, Store(folder / "files"), folder / "fonts")


def printed(world: World, number: str, who: str = "magda", at: datetime = AT) -> Printing:
    with world.acting(who) as (unit, _):
        return print_out(unit, verbs.load(unit.session, number), COMPANY, at)


def photograph(
    world: World, store: Store, number: str, name: str, content: bytes, media_type: str = "image/png"
) -> None:
    with world.acting("wanda") as (unit, _):
        file = Attachment(
            sha256=store.put(content), name=name, media_type=media_type, size=len(content), source="", at=unit.now
        )
        verbs.attach(unit, verbs.load(unit.session, number), file)


def story(world: World, store: Store) -> str:
    """An NCR from its report to its closing, with photos, a correction, comments and links; its number."""
    number = world.ncr(
        description="12 of 400 pump housings from lot L-4711 have a scratch across the sealing face, 0.2 mm deep.\n"
        "Drawing HX-20 rev. D, note 7: Ra 0.8, no scratches on the land.",
        lot="L-4711",
    )
    other = world.ncr(description="Scratched land on the sealing face, turning cell 2", lot="L-4690")
    photograph(world, store, number, "scratch, face 1.png", drawn())
    photograph(world, store, number, "whole cart.png", drawn(300, 500))
    photograph(world, store, number, "measurements.pdf", b"%PDF-1.4 measured", "application/pdf")
    assert isinstance(world.clock, MovableClock)
    world.clock.advance(timedelta(hours=3))
    with world.acting("quentin") as (unit, person):
        verbs.correct(
            unit, number, {"part": "HX-20", "revision": "D", "reason": "Revision read from the label."}, person
        )
        verbs.comment(unit, number, "Cart 7 is in the cage. The scratch fits the gripper of cell 2.", person)
        verbs.link(unit, number, other, LinkType.SIMILAR_TO, person)
    contained = {
        "containment": "Lot L-4711 blocked, 388 pieces sorted by hand; 12 set aside in the cage.", "shipped": "no",
        "in_stock": "12", "in_process": "0",
    }  # fmt: skip
    world.act("quentin", number, "contain", **contained)
    world.clock.advance(timedelta(days=1))
    _decided_by_the_board(world, number)
    world.clock.advance(timedelta(days=1))
    world.carry_out(
        "quentin", number, evidence="Lapped by WI-112, measured on the CMM: Ra 0.6 to 0.7.", reinspection="passed"
    )
    world.carry_out("quentin", number, evidence="Released with the deviation's number on the label.")
    world.do("quentin", number, "add_cost", cost="rework", amount="310.00", currency="EUR", remark="3.5 h")
    world.clock.advance(timedelta(days=2))
    world.act("magda", number, "close", capa_needed="no", capa_reason="Gripper pads replaced at once.")
    return number


def _decided_by_the_board(world: World, number: str) -> None:
    """Rework for most, a concession for the rest; the design authority asks first."""
    rework = {
        "disposition": "rework", "instruction": "WI-112, lapping; 100 % re-inspection",
        "rationale": "0.3 mm of stock are left on the land; lapping restores Ra 0.8.",
    }  # fmt: skip
    concession = {
        "disposition": "use_as_is", "customer_authorization": "Norrby deviation D-88",
        "rationale": "The scratch lies outside of the gasket's seat.",
    }  # fmt: skip
    world.do("quentin", number, "add_disposition", quantity="8", **rework)
    world.do("quentin", number, "add_disposition", quantity="4", **concession)
    asked = {
        "severity": "major",
        "quantity_affected": "12",
        "requirement": "HX-20 rev. D, note 7",
        "customer_part": "yes",
    }
    world.act("quentin", number, "request_review", **asked)
    with world.acting("dorian") as (unit, person):
        case = pending(unit.session, verbs.load(unit.session, number))
        assert case
        asking = questions.question(unit, case.id, person, "Was the gasket's seat measured?")
    with world.acting("quentin") as (unit, person):
        questions.answer(unit, asking.id, person, "Yes: report 4711-2, all four within tolerance.")
    for who in ("quirina", "dorian", "sunita"):
        world.decide(who, number)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for name, content in {**_specimens(Path(work)), **_story(Path(work))}.items():
            (folder / f"{name}.pdf").write_bytes(content)
            sys.stdout.write(f"{name}: {len(content):,} bytes\n")


def _specimens(work: Path) -> dict[str, bytes]:
    with specimens(work) as kept:
        return {f"{prefix}-{size}": _one(kept.database, key, work) for (prefix, size), key in kept.records.items()}


def _one(database: Database, key: object, work: Path) -> bytes:
    with database.acting(OPERATOR, Cause("papers")) as unit:
        printing = print_out(unit, unit.session.get_one(Record, key), COMPANY, AT)
    return press(work).render(printing)


def _story(work: Path) -> dict[str, bytes]:
    ids = databases.build(work / "template.sqlite")
    with databases.copied(work / "template.sqlite", ids, work) as world:
        number = story(world, press(work).store)
        return {"NCR-story": press(work).render(printed(world, number, at=world.clock.now()))}


if __name__ == "__main__":
    main()
