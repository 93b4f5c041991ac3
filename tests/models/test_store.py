"""Files under their hash: whole or not there, whoever writes them at the same time."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

from models.store import FileMissing, Store

CONTENT = b"a photo of a scratched sealing face " * 1000


def test_bytes_come_back_as_they_were(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for content in (b"", b"\x00\xff\r\n", CONTENT):
        assert store.get(store.put(content)) == content
    assert store.put(CONTENT) == hashlib.sha256(CONTENT).hexdigest()


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store._path(store.put(CONTENT))
    before = path.stat()
    store.put(CONTENT)
    assert path.stat().st_ino == before.st_ino
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [path.name]


def test_what_is_not_there_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="abcd"):
        Store(tmp_path).get("abcd" * 16)


def test_a_write_that_was_cut_off_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    store = Store(tmp_path)
    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr(os, "fsync", full)
        store.put(CONTENT)
    with pytest.raises(FileMissing):
        store.get(hashlib.sha256(CONTENT).hexdigest())
    assert store.get(store.put(CONTENT)) == CONTENT


def test_two_threads_may_put_the_same_bytes_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together, really = threading.Barrier(2, timeout=5), os.fsync

    def both_there(descriptor: int) -> None:
        together.wait()  # both have written, none has renamed
        really(descriptor)

    monkeypatch.setattr(os, "fsync", both_there)
    failed: list[Exception] = []

    def put() -> None:
        try:
            Store(tmp_path).put(CONTENT)
        except OSError as error:
            failed.append(error)

    threads = [threading.Thread(target=put) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
