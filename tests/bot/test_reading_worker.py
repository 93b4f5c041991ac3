"""No mail can stop or bloat Andon: what breaks the limits is refused with its reason, and the next mail is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.reading_worker import Limits, ReadingBroken, ReadingWorker
from handlers.intake.reading.facts import Own
from tests.bot.hostile_readers import hostile

MAIL = b"From: kit@elsewhere.example\r\nSubject: 3 of 9 lids cracked\r\n\r\nLot L-12.\r\n"


@pytest.fixture(scope="module")
def worker() -> Iterator[ReadingWorker]:
    limits = Limits(seconds_a_mail=3.0, bytes_of_memory=1024**3, mails=3)
    reading = ReadingWorker(Own(), limits=limits, reader=hostile)
    yield reading
    reading.close()


@pytest.mark.parametrize(
    ("mail", "because"),
    [(b"hang", "longer than 3 seconds"), (b"bloat", "more memory"), (b"die", "broke the reading process")],
)
def test_a_mail_that_breaks_its_limits_is_refused_and_the_next_is_read(
    worker: ReadingWorker, mail: bytes, because: str
) -> None:
    assert worker(MAIL).reading.subject == "3 of 9 lids cracked"
    with pytest.raises(ReadingBroken, match=because):
        worker(mail)
    assert worker(MAIL).fields.lot[0].value == "L-12"


def test_a_process_that_does_not_start_is_no_fault_of_the_mail(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text("{", "utf-8")
    broken = ReadingWorker(Own(), model=tmp_path / "model.json", reader=hostile)
    with pytest.raises(ReadingBroken, match="did not start"):
        broken(MAIL)


def test_the_worker_is_recycled(worker: ReadingWorker) -> None:
    worker.close()
    for _ in range(3):
        worker(MAIL)
    first = worker._process
    worker(MAIL)
    assert worker._process is not first


def test_a_large_mail_comes_through_whole(worker: ReadingWorker) -> None:
    head = b"From: kit@elsewhere.example\r\nSubject: x\r\nContent-Type: application/octet-stream\r\n"
    said = worker(head + b"Content-Transfer-Encoding: base64\r\n\r\n" + (b"QUFB" * 19 + b"\r\n") * 100_000)
    assert said.reading.attachments[0].size == 5_700_000
