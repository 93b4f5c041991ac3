"""A record on paper, asked for in Slack: the PDF stands in the record's thread once, whatever happens on the way."""

from __future__ import annotations

import io
import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from bot.sandbox.slack.driver import Json, Person
from models.ledger import LedgerEntry
from models.outbox import OutboxRow, OutboxState
from tests.bot.test_cli import andon
from tests.journeys.test_gestures import card_of, report
from tests.stage import Stage


def papers(person: Person, number: str) -> list[Json]:
    """The files in a record's thread."""
    replies = person.messages("#quality", card_of(person, number)["ts"])
    return [file for message in replies for file in message.get("files") or ()]


def wait_for_paper(person: Person, number: str, count: int = 1) -> Json:
    found: list[Json] = person.driver.wait_for(
        lambda: files if len(files := papers(person, number)) >= count else None, 15, f"{count} papers of {number}"
    )
    return found[-1]


def text_of(stage: Stage, file: Json) -> str:
    content = bytes_of(stage, file)
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def bytes_of(stage: Stage, file: Json) -> bytes:
    with urllib.request.urlopen(f"{stage.driver.base_url}sandbox/files/{file['id']}") as response:
        content: bytes = response.read()
    return content


def printings(stage: Stage, number: str) -> list[Any]:
    assert stage.database
    with stage.database.reading() as session:
        lines = [json.loads(text) for text in session.scalars(sa.select(LedgerEntry.text).order_by(LedgerEntry.seq))]
    return [line for line in lines if line["act"] == "RecordPrinted" and line["subject"]["name"] == number]


def test_qa_print_puts_the_paper_into_the_records_thread(stage: Stage) -> None:
    mara = stage.person("mara")
    number = report(mara, "printed one")
    said = mara.command("/qa", f"print {number.lower()}", "#quality")
    assert f"{number} is being printed" in str(said)
    file = wait_for_paper(mara, number)
    assert file["name"].startswith(number)
    assert file["mimetype"] == "application/pdf"
    (line,) = printings(stage, number)
    assert line["actor"]["name"] == "Mara Lindqvist"
    sha256 = line["changes"][0]["values"]["sha256"][1]
    text = text_of(stage, file)
    assert sha256 in text
    assert "by Mara Lindqvist" in text
    comment = mara.wait_for_message("#quality", sha256, thread=card_of(mara, number)["ts"])
    assert number in comment["text"]
    assert stage.driver.problems() == []


def test_the_menu_of_a_card_prints_too_also_when_it_is_closed(stage: Stage) -> None:
    quinn = stage.person("quinn")
    number = report(stage.person("mara"), "printed from the menu")
    quinn.click(card_of(quinn, number), "More…", option(card_of(quinn, number), "record.act:void"))
    quinn.submit(quinn.wait_for_view("Void"), {"reason": "Reported twice."})
    card = card_of(quinn, number, "'text': 'void'")
    quinn.click(card, "More…", option(card, "record.verb:print"))
    assert "VOID: this record was voided" in text_of(stage, wait_for_paper(quinn, number))


def test_an_unknown_number_prints_nothing_and_says_so(stage: Stage) -> None:
    said = stage.person("mara").command("/qa", "print NCR-2026-9999", "#quality")
    assert "There is no record NCR-2026-9999" in str(said)


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_after_a_lost_answer_the_paper_stands_there_once_and_the_ledger_has_one_line(stage: Stage, method: str) -> None:
    mara = stage.person("mara")
    number = report(mara, f"lost at {method[:12]}")
    stage.driver.fault(method, "lose_answer")
    mara.command("/qa", f"print {number}", "#quality")
    wait_for_paper(mara, number)

    def sent() -> bool:
        assert stage.database
        with stage.database.reading() as session:
            rows = session.scalars(sa.select(OutboxRow).where(OutboxRow.name == "print_record"))
            return all(row.state is OutboxState.SENT for row in rows)

    stage.wait_for_rows(sent, 30)
    assert len(papers(mara, number)) == 1
    assert len(printings(stage, number)) == 1


def test_andon_print_writes_the_same_facts_into_a_file(stage: Stage, tmp_path: Path) -> None:
    mara = stage.person("mara")
    number = report(mara, "printed on the server")
    mara.command("/qa", f"print {number}", "#quality")
    wait_for_paper(mara, number)
    told = andon(stage, "print", number.lower(), "--out", str(tmp_path / "paper.pdf"))
    assert told.returncode == 0, told.stderr
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "paper.pdf").pages)
    first, second = (line["changes"][0]["values"]["sha256"][1] for line in printings(stage, number))
    assert first == second
    assert first in told.stdout
    assert first in text
    assert "by command line" in text


def test_andon_print_says_what_it_cannot_do(stage: Stage, tmp_path: Path) -> None:
    assert "no record NCR-2026-9999" in andon(stage, "print", "NCR-2026-9999").stderr
    number = report(stage.person("mara"), "printed nowhere")
    told = andon(stage, "print", number, "--out", str(tmp_path / "none" / "paper.pdf"))
    assert told.returncode == 1
    assert "cannot be written" in told.stderr


def option(card: Json, gesture: str) -> str:
    menus = [e for b in card["blocks"] if b["type"] == "actions" for e in b["elements"] if e["type"] == "static_select"]
    return str(next(o["value"] for o in menus[0]["options"] if o["value"].startswith(gesture)))
