"""ANDON_HOME: the one folder of all that Andon keeps, held by one process at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.kernel.errors import Misconfigured


class HomeInUse(Misconfigured):
    """Another Andon runs on this home."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where things lie below the folder."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "andon.sqlite"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    @property
    def model(self) -> Path:
        """The model for kinds of mail that this company has taught."""
        return self.folder / "kinds-model.json"

    @property
    def fonts(self) -> Path:
        """Typefaces for scripts that the shipped one lacks, such as Chinese; put there by whoever runs Andon."""
        return self.folder / "fonts"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    def make(self) -> None:
        try:
            for folder in (self.folder, self.files, self.backups):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Misconfigured(
                f"The folder {self.folder} cannot be written: {error.strerror}. Choose another ANDON_HOME."
            ) from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """The home is ours until the block ends, or the process dies however it dies."""
        self.make()
        descriptor = os.open(self.folder / "andon.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if not _lock(descriptor):
                raise HomeInUse(
                    f"Another Andon is running on {self.folder}. Stop it first, or choose another ANDON_HOME."
                )
            yield
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> bool:
    try:
        import fcntl  # noqa: PLC0415  (POSIX; Windows has msvcrt)
    except ImportError:
        import msvcrt  # noqa: PLC0415

        lock_windows = getattr(msvcrt, "locking")  # noqa: B009  (unknown to a type checker on POSIX)
        try:
            lock_windows(descriptor, getattr(msvcrt, "LK_NBLCK"), 1)  # noqa: B009
        except OSError:
            return False
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
