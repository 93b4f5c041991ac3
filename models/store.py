"""Raw mails and attachments: files under their SHA-256, written once and never changed. The database keeps only their names."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from models.kernel.errors import Refusal


class FileMissing(Refusal):
    """The file {sha256} is not in the store."""


class Store:
    """A folder of content-addressed files. `put` returns when the bytes are on the disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        digest = hashlib.sha256(content).hexdigest()
        path = self._path(digest)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=path.parent, suffix=".partial", delete=False) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(file.name).replace(path)
        return digest

    def get(self, digest: str) -> bytes:
        try:
            return self._path(digest).read_bytes()
        except FileNotFoundError:
            raise FileMissing(sha256=digest) from None

    def _path(self, digest: str) -> Path:
        return self.folder / digest[:2] / digest
