"""Backup and restore: the database, the mails and the attachments in one file, each with its hash.

The database is copied by SQLite itself while Andon runs; the files of the store never change, so that all that the copied
database names is there. A restore is checked completely in a folder beside before it takes its place.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy.engine import Engine

from bot.home import Home
from models import ledger
from models.database import connect, sqlite_url
from models.kernel.clock import SystemClock
from models.kernel.errors import Misconfigured
from models.unit_of_work import Database

MANIFEST, DATABASE = "manifest.json", "andon.sqlite"
_MEMBER = re.compile(r"^(andon\.sqlite|files/[0-9a-f]{2}/[0-9a-f]{64})$")
FORMAT = 1


class BadBackup(Misconfigured):
    """The file is not a backup that can be trusted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds."""

    path: Path
    files: int
    bytes: int


def make(home: Home, target: Path) -> Kept:
    """Write a backup of `home`; Andon may be running. The target appears only when it is complete."""
    if target.is_dir() or not target.name:
        raise Misconfigured(f"{target} is a folder: name a file.")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    with tempfile.TemporaryDirectory(dir=home.folder) as scratch:
        copy = Path(scratch) / DATABASE
        _copy_database(home.database, copy)
        members = {DATABASE: copy, **_stored(home)}
        # No name in the archive's own header: every byte of the file then counts, and is checked.
        with (
            _private(partial) as file,
            gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=4, mtime=0) as packed,
            tarfile.open(fileobj=packed, mode="w") as archive,
        ):
            hashes = {name: _add(archive, name, path) for name, path in members.items()}
            manifest = {"format": FORMAT, "made_at": datetime.now(UTC).isoformat(), "sha256": hashes}
            _add_text(archive, MANIFEST, json.dumps(manifest, indent=1))
    partial.replace(target)
    return Kept(target, len(hashes), target.stat().st_size)


def restore(home: Home, source: Path) -> Kept:
    """Put a backup into an empty home. Raises BadBackup, and then the home is as it was."""
    if home.database.exists() or _stored(home):
        raise Misconfigured(
            f"{home.folder} holds an Andon already. Restore into another ANDON_HOME, or move this one away first."
        )
    home.folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.folder.parent) as scratch:
        unpacked = Path(scratch) / "home"
        unpacked.mkdir()
        hashes = _unpack(source, unpacked)
        _check_database(unpacked / DATABASE)
        home.make()
        for entry in unpacked.iterdir():
            _move(entry, home.folder / entry.name)
    return Kept(home.folder, len(hashes), source.stat().st_size)


def before_migration(home: Home, engine: Engine) -> Kept:
    engine.dispose()
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return make(home, home.backups / f"before-migration-{stamp}.tar.gz")


def _private(path: Path) -> IO[bytes]:
    """Only for whoever runs Andon: a backup holds every mail."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _copy_database(source: Path, target: Path) -> None:
    with sqlite3.connect(source) as live, sqlite3.connect(target) as copy:
        live.backup(copy)
    live.close()
    copy.close()


def _stored(home: Home) -> dict[str, Path]:
    found = sorted(p for p in home.files.rglob("*") if p.is_file() and not p.name.endswith(".partial"))
    return {f"files/{path.relative_to(home.files).as_posix()}": path for path in found}


def _add(archive: tarfile.TarFile, name: str, path: Path) -> str:
    archive.add(path, arcname=name)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size = len(content)
    archive.addfile(entry, io.BytesIO(content))


def _unpack(source: Path, folder: Path) -> dict[str, str]:
    """Extract what the manifest names, and nothing else, and compare every hash with it."""
    try:
        _read_through(source)
        with tarfile.open(source, "r:gz") as archive:
            hashes = _manifest(archive, source)
            entries = [entry for entry in archive.getmembers() if entry.name != MANIFEST]
            strange = [entry.name for entry in entries if entry.name not in hashes or not entry.isfile()]
            if strange:
                raise BadBackup(f"{source} holds what no backup of Andon holds: {strange[0]}")
            archive.extractall(folder, members=entries, filter="data")
    except (tarfile.TarError, OSError, EOFError, zlib.error) as error:
        raise BadBackup(f"{source} cannot be read as a backup: {error}") from error
    for name, expected in hashes.items():
        path = folder / name
        if not path.is_file() or _digest(path.open("rb")) != expected:
            raise BadBackup(f"{source} is damaged: {name} is missing or not what was written.")
    return hashes


def _read_through(source: Path) -> None:
    """To the end, where the checksum of the whole stands; unpacking alone would stop before it."""
    with gzip.open(source) as stream:
        while stream.read(1 << 20):
            pass


def _manifest(archive: tarfile.TarFile, source: Path) -> dict[str, str]:
    """Hashes by name. Raises BadBackup for anything that is not a manifest of ours."""
    try:
        file = archive.extractfile(MANIFEST)
        told = json.load(file) if file else {}
        hashes, written_as = told["sha256"], told["format"]
    except (KeyError, TypeError, ValueError):
        hashes, written_as = None, FORMAT
    if written_as != FORMAT:
        raise BadBackup(f"{source} was written by another version of Andon (format {written_as}).")
    if not isinstance(hashes, dict) or not all(
        _MEMBER.match(name) and isinstance(h, str) for name, h in hashes.items()
    ):
        raise BadBackup(f"{source} has no manifest of Andon: it is no complete backup.")
    if DATABASE not in hashes:
        raise BadBackup(f"{source} has no database in it.")
    return hashes


def _digest(file: IO[bytes]) -> str:
    with file:
        return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # a binary file


def _check_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    try:
        verdict = connection.execute("pragma integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    finally:
        connection.close()
    if verdict != "ok":
        raise BadBackup(f"The database in it is damaged: {verdict}")
    engine = connect(sqlite_url(path))
    with Database(engine, SystemClock()).reading() as session:
        trail = ledger.verify(session)
    engine.dispose()
    if trail.bad is not None:
        raise BadBackup(f"The ledger in it does not verify: entry {trail.bad}, {trail.because}.")


def _move(entry: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)
    shutil.move(entry, target)
