"""Mails are read in a process of their own, with a limit to its memory and to its time, so that none can stop or bloat Andon.

The worker is started with the first mail, replaced when a mail broke it, and recycled after some hundred, so that what a library
leaks goes with it. A mail that breaks its limits raises; the intake then quarantines it with the reason.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.loading import loading
from handlers.intake.reading.facts import Own
from handlers.intake.reading.fields import NOTHING_KNOWN, KnownThings
from handlers.intake.reading.kinds.model import Model, model_at
from handlers.intake.reading.understanding import Understanding, understand
from models.kernel.errors import AndonError

Reader = Callable[[bytes, Own, KnownThings, Model | None], Understanding]

STARTS_WITHIN = 120.0  # seconds, of which no mail is to blame for any
FIRST_MAIL = b"Subject: 2 of 5 lids cracked\r\n\r\nPart 10-200, lot L-1.\r\n"


class ReadingBroken(AndonError):
    """A mail could not be read within its limits."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may use."""

    seconds_a_mail: float = 30.0
    bytes_of_memory: int = 2 * 1024**3
    mails: int = 300


def read_whole(raw: bytes, own: Own, known: KnownThings, model: Model | None) -> Understanding:
    return understand(raw, own, known, model)


class ReadingWorker:
    """Call it with a raw mail. One mail at a time; safe to call from several threads.

    `known` says what the company knows. It goes to the worker when that is started, and another object makes another worker.
    """

    def __init__(
        self,
        own: Own,
        model: Path | None = None,
        limits: Limits | None = None,
        reader: Reader = read_whole,
        known: Callable[[], KnownThings] = lambda: NOTHING_KNOWN,
    ) -> None:
        self.own, self.model, self.reader, self.known = own, model, reader, known
        self.limits = limits or Limits()
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._read = 0
        self._told = NOTHING_KNOWN

    def __call__(self, raw: bytes) -> Understanding:
        """Raises ReadingBroken when the mail took too long or too much, or killed the worker."""
        with self._lock:
            try:
                answer = self._ask(self._ready(), raw)
            except ReadingBroken:
                self._stop()
                raise
            self._read += 1
        if isinstance(answer, str):
            raise ReadingBroken(answer)
        return answer

    def _ask(self, pipe: Connection, raw: bytes) -> Understanding | str:
        try:
            pipe.send_bytes(raw)
        except OSError as error:
            raise ReadingBroken("the reading process is gone") from error
        return self._answer(pipe, self.limits.seconds_a_mail)

    def _answer(self, pipe: Connection, seconds: float) -> Understanding | str:
        try:
            if pipe.poll(seconds):
                answer: Understanding | str = pipe.recv()
                return answer
        except (EOFError, OSError) as error:
            raise ReadingBroken("reading it broke the reading process") from error
        raise ReadingBroken(f"reading it took longer than {seconds:g} seconds")

    @property
    def process_id(self) -> int | None:
        return self._process.pid if self._process else None

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _ready(self) -> Connection:
        known = self.known()
        if self._read >= self.limits.mails or known is not self._told:
            self._stop()
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._stop()
            self._start(known)
        assert self._pipe is not None
        return self._pipe

    def _start(self, known: KnownThings) -> None:
        # A fresh interpreter, not a fork: this process has threads, and a fork would copy their locks.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        arguments = (theirs, self.own, known, self.model, self.limits.bytes_of_memory, self.reader)
        self._process = context.Process(target=_serve, args=arguments, name="reading", daemon=True)
        self._process.start()
        theirs.close()
        self._read, self._told = 0, known
        try:
            self._answer(self._pipe, STARTS_WITHIN)
        except ReadingBroken as error:
            raise ReadingBroken("the reading process did not start") from error

    def _stop(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
        self._process = self._pipe = None


def _serve(
    pipe: Connection, own: Own, known: KnownThings, model_file: Path | None, memory: int, reader: Reader
) -> None:
    """The worker: until its pipe is closed, also by the death of whoever holds the other end."""
    _limit_memory(memory)
    with loading():  # by a mail of ours, so that the first real one has its whole time
        model = model_at(model_file) if model_file else None
        reader(FIRST_MAIL, own, known, model)
    pipe.send("ready")
    while True:
        try:
            raw = pipe.recv_bytes()
        except (EOFError, OSError):
            return
        try:
            answer: Understanding | str = reader(raw, own, known, model)
        except MemoryError:
            answer = "reading it took more memory than a mail may"
        pipe.send(answer)


def _limit_memory(most: int) -> None:
    try:
        import resource  # noqa: PLC0415  (POSIX; Windows has only the limit of time)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
