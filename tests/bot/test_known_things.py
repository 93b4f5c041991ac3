"""What the company knows reaches the reading of a mail: over the command line, by the mailbox, in the reading process."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from typer.testing import CliRunner

from bot.cli import app
from bot.reading_worker import Limits, ReadingWorker
from handlers.intake.knowing import Knowing
from handlers.intake.reading.facts import Own
from handlers.intake.reading.fields import NOTHING_KNOWN, Known, KnownThings
from models import ledger
from models.catalogue.part import KnownPart
from models.kernel.errors import AndonError
from models.ledger import LedgerEntry
from models.unit_of_work import Cause
from tests.database import OPERATOR, World
from tests.stage import Stage

PARTS = "number;revision;name;supplier;customer;needs_customer_authorization;safety_relevant\n"
VALVE = "Q 77.30/B;C;Valve plate;Hollingsworth Alloys Ltd;Norrby Pumps AB;yes;yes\n"
BESIDE = """From: Kit <kit@elsewhere.example>
Subject: Trouble since Monday
Date: Fri, 20 Nov 2026 16:47:00 +0100

The q7730b plates leak, 3 of 40. They came together with 88-1203.
Call me: +49 5501 1122 or Tel. 5501-1122.
"""


def andon(home: Path, stage: Stage, *arguments: str) -> str:
    result = CliRunner().invoke(app, arguments, env={**stage.sandbox.environment, "ANDON_HOME": str(home)})
    if result.exception and not isinstance(result.exception, SystemExit | AndonError):
        raise result.exception
    return result.output + str(result.exception or "")


def here(stage: Stage, *arguments: str) -> str:
    return andon(stage.settings.home, stage, *arguments)


@pytest.fixture(scope="module")
def known_stage(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The company has imported a part whose number no pattern would find, and one that looks like a phone number."""
    file = tmp_path_factory.mktemp("files") / "parts.csv"
    file.write_bytes((PARTS + VALVE + "55011122;;Plug;;;;\n").encode("utf-16"))
    assert "2 new, 0 changed, 0 as before." in here(stage, "parts", "import", str(file), "--write")
    yield stage


def test_parts_are_imported_after_a_dry_run_and_only_what_differs(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text(PARTS + "DRY-100;A;Seal;;;no;no\n")
    assert "DRY-100: new" in (told := here(stage, "parts", "import", str(file)))
    assert "Nothing was changed yet" in told
    assert "Imported." in here(stage, "parts", "import", str(file), "--write")
    file.write_text("\ufeff" + PARTS + "dry 100;B;Seal;;;no;no\nDRY-101;;Ring;;;;\n")
    assert "dry 100: number, revision\nDRY-101: new\n1 new, 1 changed" in here(stage, "parts", "import", str(file))


def test_a_large_file_is_imported_in_turns_and_whole(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("number,name\n" + "".join(f"BULK-{n:05d},Part {n}\n" for n in range(2_300)))
    assert stage.database is not None
    with stage.database.reading() as session:
        before = ledger.end(session)
    told = here(stage, "parts", "import", str(file), "--write")
    assert "… and 2,100 more\n2,300 new, 0 changed, 0 as before.\nImported." in told
    with stage.database.reading() as session:
        written = sa.select(LedgerEntry.text).where(LedgerEntry.seq > before)
        lines = [json.loads(text) for text in session.scalars(written)]
        assert ledger.verify(session).bad is None
    causes = [line["correlation"] for line in lines if line["subject"]["name"].startswith("part BULK-")]
    assert (len(causes), len(set(causes))) == (2_300, 1), "one import, whatever its size"
    assert "0 new, 0 changed, 2,300 as before." in here(stage, "parts", "import", str(file), "--write")


def test_a_file_with_mistakes_changes_nothing_and_names_the_rows(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text(PARTS + "BAD-100;;;;;no;no\nBAD-101;;;Nobody Ltd;;perhaps;\n")
    told = here(stage, "parts", "import", str(file), "--write")
    assert "row 3: nobody is called “Nobody Ltd”" in told
    assert "row 3: needs_customer_authorization is yes or no, not “perhaps”" in told
    assert "Nothing was imported." in told
    file.write_text(PARTS + "BAD-100;;;;;no;no\n")
    assert "BAD-100: new" in here(stage, "parts", "import", str(file))


def test_orders_are_imported(stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("number,kind,their_number,partner\nSO-900,sales order,7Z-31,Norrby Pumps AB\nSO-900,receipt,,\n")
    assert "row 3: kind is po, sales_order" in here(stage, "orders", "import", str(file), "--write")
    file.write_text("number,kind,their_number,partner\nSO-900,sales order,7Z-3100,Norrby Pumps AB\n")
    assert "Imported." in here(stage, "orders", "import", str(file), "--write")
    mail = tmp_path / "a.eml"
    mail.write_text("From: kit@elsewhere.example\nSubject: Short delivery\n\nAll of 7z3100 came short.\n")
    fields = json.loads(here(stage, "intake", "read", "--json", str(mail)))["fields"]
    assert [v["value"] for v in fields["po"]] == ["7Z-3100"]


def test_a_known_part_is_read_without_a_label_and_beats_what_only_looks_like_one(
    known_stage: Stage, tmp_path: Path
) -> None:
    mail = tmp_path / "a.eml"
    mail.write_text(BESIDE)
    found = json.loads(here(known_stage, "intake", "read", "--json", str(mail)))["fields"]["part"]
    assert (found[0]["value"], found[0]["confidence"]) == ("Q 77.30/B", 0.98)
    assert all(value["confidence"] < 0.6 for value in found[1:])
    assert "55011122" not in {value["value"] for value in found}
    nowhere = json.loads(andon(tmp_path / "none", known_stage, "intake", "read", "--json", str(mail)))
    assert "Q 77.30/B" not in {value["value"] for value in nowhere["fields"].get("part", [])}


def test_the_card_of_a_mail_names_the_known_part_and_the_nonconformance_its_supplier(known_stage: Stage) -> None:
    known_stage.mail("Kit <kit@elsewhere.example>", "Trouble since Monday", BESIDE.partition("\n\n")[2])
    quinn = known_stage.person("quinn")
    card = quinn.wait_for_message("#quality", "Trouble since Monday")
    said = str(card["blocks"])
    assert "Q 77.30/B Valve plate · rev. C · for Norrby Pumps AB · from Hollingsworth Alloys Ltd" in said
    assert "safety relevant · needs the customer's authorization" in said
    quinn.click(card, "Register complaint")
    card = quinn.wait_for_message("#quality", "Nobody owns this yet")
    quinn.click(card, "Raise NCR…")
    assert quinn.submit(quinn.wait_for_view(), {})["ok"]
    raised = str(quinn.wait_for_message("#quality", "Supplier")["blocks"])
    assert "At the customer" in raised
    assert raised.count("Hollingsworth Alloys Ltd") == 2, "in what is known of the part, and as the supplier"


def test_another_part_is_known_to_the_next_mail(known_stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "parts.csv"
    file.write_text("number,name\nZW 9 41 7,Late washer\n")
    here(known_stage, "parts", "import", str(file), "--write")
    known_stage.mail("Kit <kit@elsewhere.example>", "Washers", "The zw9417 bend.")
    assert "Late washer" in str(known_stage.person("quinn").wait_for_message("#quality", "Washers")["blocks"])


def test_what_is_known_is_made_anew_only_when_one_of_its_tables_was_changed(world: World) -> None:
    knowing = Knowing(world.database)
    assert knowing() is NOTHING_KNOWN
    with world.database.acting(OPERATOR, Cause("test")) as unit:
        unit.add(KnownPart(number="HX-20", key="hx-20", bare="hx20"))
    first = knowing()
    assert first.part("hx 20") == "HX-20"
    world.ncr(description='He wrote "in":"KnownPart" into it')
    assert knowing() is first
    with world.database.acting(OPERATOR, Cause("test")) as unit:
        unit.session.query(KnownPart).one().number = "HX20"
    assert knowing() is not first
    assert knowing().part("hx 20") == "HX20"


def test_fifty_thousand_parts_fit_into_the_reading_process_and_a_change_makes_another(tmp_path: Path) -> None:
    things = [KnownThings(parts=(Known(f"{n:05d}-{n % 7}{last}") for n in range(50_000))) for last in "AB"]
    known = list(things)
    worker = ReadingWorker(Own(), limits=Limits(bytes_of_memory=1024**3), known=lambda: known[0])
    try:
        mail = b"From: kit@elsewhere.example\r\nSubject: x\r\n\r\nThe 04711 0A is bent.\r\n"
        assert worker(mail).fields.part[0].value == "04711-0A"
        process = worker._process
        worker(mail)
        assert worker._process is process
        known.pop(0)
        assert "04711-0A" not in {value.value for value in worker(mail).fields.part}
        assert worker._process is not process
    finally:
        worker.close()
