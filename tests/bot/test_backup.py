"""A backup is complete though work goes on, is believed only when it is whole, and is never laid over anything."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import tarfile
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot import backup
from bot.backup import BadBackup
from bot.home import Home
from models import ledger
from models.database import connect, sqlite_url
from models.kernel.clock import SystemClock
from models.kernel.errors import Misconfigured
from models.store import Store
from models.unit_of_work import Database
from models.workflow import verbs
from models.workflow.companions import Attachment
from models.workflow.record import Record
from models.workflow.search import matching
from tests.database import NOW, World

RAW = b"From: elin@norrby.example\r\nSubject: =?x?q?broken\r\n\r\n\xff\x00bytes\r\n"


@pytest.fixture
def home(world: World) -> Home:
    """The world's file in a home of its own, with a mail and a record that has a photo."""
    home = Home(world.path.parent)
    home.make()
    assert home.database == world.path
    Store(home.files).put(RAW)
    number = world.ncr()
    with world.acting() as (unit, _):
        digest = Store(home.files).put(b"a photo")
        file = Attachment(sha256=digest, name="a.png", media_type="image/png", size=7, at=unit.now)
        verbs.attach(unit, verbs.load(unit.session, number), file)
    return home


@pytest.fixture
def kept(home: Home, tmp_path: Path) -> Path:
    return backup.make(home, tmp_path / "out" / "kept.tar.gz").path


def other(tmp_path: Path) -> Home:
    return Home(tmp_path / "restored" / "home")


def opened(home: Home) -> Database:
    return Database(connect(sqlite_url(home.database), durable=False), SystemClock())


def test_everything_is_readable_after_a_restore_and_the_ledger_verifies(home: Home, kept: Path, tmp_path: Path) -> None:
    there = other(tmp_path)
    backup.restore(there, kept)
    with opened(there).reading() as session:
        record = verbs.load(session, "NCR-2026-0001")
        (digest,) = session.scalars(sa.select(Attachment.sha256).where(Attachment.record_id == record.id))
        assert Store(there.files).get(digest) == b"a photo"
        assert ledger.verify(session).bad is None
    assert Store(there.files).get(hashlib.sha256(RAW).hexdigest()) == RAW


def test_a_restored_home_goes_on_where_it_was(world: World, kept: Path, tmp_path: Path) -> None:
    there = other(tmp_path)
    backup.restore(there, kept)
    world.database.engine.dispose()
    world.database = opened(there)
    world.database.clock = world.clock
    assert world.ncr(description="Bent lever") == "NCR-2026-0002"
    assert world.verify().bad is None
    with world.database.reading() as session:
        found = matching(session, [["lever", "scratched"]], NOW - timedelta(days=1), 9)
        assert set(found) == {verbs.load(session, f"NCR-2026-000{n}").id for n in (1, 2)}


def test_a_backup_made_while_others_write_is_one_moment(world: World, home: Home, tmp_path: Path) -> None:
    enough, stop = threading.Event(), threading.Event()
    written: list[str] = []

    def write() -> None:
        while not stop.is_set():
            number = world.ncr()
            content = f"photo of {number}".encode()
            digest = Store(home.files).put(content)
            file = Attachment(sha256=digest, name="p", media_type="image/png", size=len(content), at=world.clock.now())
            with world.acting() as (unit, _):
                verbs.attach(unit, verbs.load(unit.session, number), file)
            written.append(number)
            if len(written) > 5:
                enough.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert enough.wait(20)
    made = [backup.make(home, tmp_path / f"{n}.tar.gz").path for n in range(3)]
    stop.set()
    writer.join()
    for n, path in enumerate(made):
        there = Home(tmp_path / f"restored-{n}")
        backup.restore(there, path)
        with opened(there).reading() as session:
            assert ledger.verify(session).bad is None
            numbers = sorted(n for n in session.scalars(sa.select(Record.number)) if n)
            assert numbers == [f"NCR-2026-{i:04d}" for i in range(1, len(numbers) + 1)]
            assert len(numbers) >= 6
            for digest in session.scalars(sa.select(Attachment.sha256)):
                assert hashlib.sha256(Store(there.files).get(digest)).hexdigest() == digest


def test_a_backup_appears_only_when_it_is_complete(home: Home, tmp_path: Path) -> None:
    target = tmp_path / "kept.tar.gz"
    target.write_bytes(b"the last good one")
    home.database.write_bytes(b"not a database at all, and long enough to be looked at" * 10)
    for beside in ("-wal", "-shm"):  # or SQLite reads every page from there
        home.database.with_name(home.database.name + beside).unlink(missing_ok=True)
    with pytest.raises(sqlite3.DatabaseError):
        backup.make(home, target)
    assert target.read_bytes() == b"the last good one"


def test_half_written_files_are_left_out(home: Home, tmp_path: Path) -> None:
    (home.files / "ab").mkdir(exist_ok=True)
    (home.files / "ab" / "abcd.7.partial").write_bytes(b"half")
    path = backup.make(home, tmp_path / "kept.tar.gz").path
    with tarfile.open(path) as archive:
        assert [name for name in archive.getnames() if "partial" in name] == []


def test_a_used_home_is_not_restored_into(home: Home, kept: Path) -> None:
    before = home.database.read_bytes()
    with pytest.raises(Misconfigured, match="holds an Andon already"):
        backup.restore(home, kept)
    assert home.database.read_bytes() == before


def test_mails_that_outlived_their_database_are_not_deleted_by_a_restore(kept: Path, tmp_path: Path) -> None:
    there = other(tmp_path)
    there.make()
    digest = Store(there.files).put(b"the only copy of another mail")
    with pytest.raises(Misconfigured):
        backup.restore(there, kept)
    assert Store(there.files).get(digest)


def test_an_empty_home_that_was_made_already_is_restored_into(kept: Path, tmp_path: Path) -> None:
    there = other(tmp_path)
    with there.held():
        backup.restore(there, kept)
    assert there.database.exists()


def test_a_damaged_byte_is_found_wherever_it_is(kept: Path, tmp_path: Path) -> None:
    whole = kept.read_bytes()
    for position in range(12, len(whole), max(1, len(whole) // 40)):
        spoilt = tmp_path / "spoilt.tar.gz"
        spoilt.write_bytes(whole[:position] + bytes([whole[position] ^ 0x55]) + whole[position + 1 :])
        _refused(spoilt, tmp_path)


@pytest.mark.parametrize("share", [0, 1, 50, 90, 99])
def test_a_file_that_was_cut_short_is_refused(kept: Path, tmp_path: Path, share: int) -> None:
    whole = kept.read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(whole[: len(whole) * share // 100])
    _refused(tmp_path / "cut.tar.gz", tmp_path)


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear backup")
    _refused(tmp_path / "letter.txt", tmp_path)
    _refused(tmp_path / "nothing.tar.gz", tmp_path)


def test_a_changed_mail_is_named(kept: Path, tmp_path: Path) -> None:
    name = f"files/{hashlib.sha256(RAW).hexdigest()[:2]}/{hashlib.sha256(RAW).hexdigest()}"
    forged = _repacked(kept, tmp_path, lambda members: members.update({name: b"forged"}))
    with pytest.raises(BadBackup, match=name):
        backup.restore(other(tmp_path), forged)


def test_a_missing_mail_is_named(kept: Path, tmp_path: Path) -> None:
    name = f"files/{hashlib.sha256(RAW).hexdigest()[:2]}/{hashlib.sha256(RAW).hexdigest()}"
    forged = _repacked(kept, tmp_path, lambda members: members.pop(name))
    with pytest.raises(BadBackup, match=name):
        backup.restore(other(tmp_path), forged)


@pytest.mark.parametrize("name", ["../../escaped", "files/../../../escaped"])
def test_a_path_that_leads_outside_is_refused(kept: Path, tmp_path: Path, name: str) -> None:
    forged = _repacked(kept, tmp_path, lambda members: members.update({name: b"boo"}))
    with pytest.raises(BadBackup):
        backup.restore(other(tmp_path), forged)
    assert not list(tmp_path.rglob("escaped*"))


@pytest.mark.parametrize("target", ["/etc/passwd", "../../../../outside"])
def test_a_link_that_leads_outside_is_refused(kept: Path, tmp_path: Path, target: str) -> None:
    def add_link(archive: tarfile.TarFile) -> None:
        entry = tarfile.TarInfo("files/link")
        entry.type, entry.linkname = tarfile.SYMTYPE, target
        archive.addfile(entry)

    forged = _repacked(kept, tmp_path, lambda _: None, add_link)
    with pytest.raises(BadBackup):
        backup.restore(other(tmp_path), forged)


@pytest.mark.parametrize("name", ["files/stowaway", "andon.sqlite-wal", "/etc/stowaway"])
def test_what_the_manifest_does_not_name_is_refused(kept: Path, tmp_path: Path, name: str) -> None:
    forged = _repacked(kept, tmp_path, lambda members: members.update({name: b"boo"}))
    with pytest.raises(BadBackup):
        backup.restore(other(tmp_path), forged)


def test_an_archive_without_a_database_is_refused(kept: Path, tmp_path: Path) -> None:
    def forget(members: dict[str, bytes]) -> None:
        members.pop("andon.sqlite")
        manifest = json.loads(members["manifest.json"])
        manifest["sha256"].pop("andon.sqlite")
        members["manifest.json"] = json.dumps(manifest).encode()

    with pytest.raises(BadBackup):
        backup.restore(other(tmp_path), _repacked(kept, tmp_path, forget))


@pytest.mark.parametrize("manifest", [b"", b"not json", b"[]", b"{}", b"\xff"])
def test_a_manifest_that_is_none_is_refused(kept: Path, tmp_path: Path, manifest: bytes) -> None:
    forged = _repacked(kept, tmp_path, lambda members: members.update({"manifest.json": manifest}))
    with pytest.raises(BadBackup):
        backup.restore(other(tmp_path), forged)


def test_a_backup_of_a_later_format_is_refused(kept: Path, tmp_path: Path) -> None:
    def later(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps({**json.loads(members["manifest.json"]), "format": 2}).encode()

    with pytest.raises(BadBackup):
        backup.restore(other(tmp_path), _repacked(kept, tmp_path, later))


def test_a_backup_whose_ledger_was_spoilt_is_refused(kept: Path, tmp_path: Path) -> None:
    def spoil(members: dict[str, bytes]) -> None:
        (tmp_path / "spoilt.sqlite").write_bytes(members["andon.sqlite"])
        connection = sqlite3.connect(tmp_path / "spoilt.sqlite")
        connection.execute("drop trigger ledger_entry_no_update")
        connection.execute("update ledger_entry set text = replace(text, 'Wanda', 'Wilma')")
        connection.commit()
        connection.close()
        members["andon.sqlite"] = (tmp_path / "spoilt.sqlite").read_bytes()
        manifest = json.loads(members["manifest.json"])
        manifest["sha256"]["andon.sqlite"] = hashlib.sha256(members["andon.sqlite"]).hexdigest()
        members["manifest.json"] = json.dumps(manifest).encode()

    with pytest.raises(BadBackup):
        backup.restore(other(tmp_path), _repacked(kept, tmp_path, spoil))


def _refused(source: Path, tmp_path: Path) -> None:
    """With a sentence, and nothing stands where the home would be."""
    there = other(tmp_path)
    with pytest.raises(BadBackup, match=source.name):
        backup.restore(there, source)
    assert not there.folder.exists()


def _repacked(
    source: Path,
    folder: Path,
    change: Callable[[dict[str, bytes]], object],
    more: Callable[[tarfile.TarFile], None] = lambda _: None,
) -> Path:
    """The same archive by another hand."""
    with tarfile.open(source) as archive:
        members = {m.name: _content(archive, m) for m in archive.getmembers() if m.isfile()}
    change(members)
    forged = folder / "forged.tar.gz"
    with tarfile.open(forged, "w:gz") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        more(archive)
    return forged


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(member)
    assert file
    return file.read()
