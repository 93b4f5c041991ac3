"""How fast a mail is read, next to the guarded standard-library decode of the same bytes; and whether the memory grows.

Run: python -m tests.benchmarks.reading [mails [mails for memory]]. Ratios, not milliseconds: 1.0 is as fast as the bare decode
that every mail program needs, 2.0 twice as fast; at 0.8 reading costs a quarter more time.

What the mails are like is assumed, not counted: no real mailbox may be looked into. Two thirds have HTML, a fifth are forwards,
three in ten are answers, in all languages. `OFFICE` is the mailbox of an office: long mails, half of them below some ten KB,
40 % with small files, a mean of about 200 KB; on it the speed is measured. Of what a whole reading is made up depends on what
is attached, so that its shares are told of three: of `OFFICE`, of `LETTERS`, a page of text without any file, where nothing
hides the price of classification and extraction, and of `COMPLAINTS`, the same letters where every second one brings one to
three photographs, drawings or reports of half a MB (nine in ten between 0.1 and 2.2 MB).
"""

from __future__ import annotations

import base64
import email
import email.header
import email.policy
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from math import log
from typing import TYPE_CHECKING

from bot.reading_worker import Limits, ReadingWorker
from handlers.intake.reading import read
from handlers.intake.reading.facts import Own
from handlers.intake.reading.fields import Known, KnownThings
from handlers.intake.reading.kinds import kind_of_mail
from handlers.intake.reading.understanding import fields_of, understand
from tests.mails import html_builders
from tests.mails.builders import BODY, CLIENTS, forward, mail
from tests.mails.languages import WORDS
from tests.mails.replies import ANSWERS, QUOTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handlers.intake.reading.facts import Reading


@dataclass(frozen=True)
class Mix:
    """`files` is the share of mails with attachments, of a median size in bytes that varies lognormally by `spread`."""

    paragraphs: tuple[int, int]
    files: float = 0.0
    size: int = 0
    spread: float = 0.0


OFFICE = Mix(paragraphs=(3, 30), files=0.4, size=147_000, spread=1.0)
LETTERS = Mix(paragraphs=(2, 8))
COMPLAINTS = Mix(paragraphs=(2, 8), files=0.5, size=500_000, spread=0.9)
KNOWN_PARTS = 50_000
GOAL = 0.8
ROUNDS = 3
LARGE = 60_000  # bytes
HEADERS = "".join(
    (
        f"Received: from mx{n}.relay.example by mx{n + 1}.relay.example with ESMTPS id {n}abc; "
        f"Tue, 17 Mar 2026 15:04:00 +0100\n"
    )
    for n in range(4)
)
HEADERS += "DKIM-Signature: v=1; a=rsa-sha256; d=parts.example; b=" + "A" * 300 + "\n"
PARAGRAPH = (
    "The housings of lot L-2231 leak at the flange; we measured 0.4 bar loss in ten minutes on 12 of 40 pieces. "
)
# Most of a mail is no fact.
PROSE = (
    "As we said on the phone, assembly noticed it only when the second shift began, and nobody had touched anything. ",
    "We would like to understand together with you where it comes from before anybody blames the machine or the material. ",
    "Our customer is patient, but his patience has an end, and so has ours; please tell us honestly what you can do and when. ",
    "The parts lie on the shelf beside the measuring room and may be looked at at any time, Ruben knows the way and has the key. ",
)


def mixed(count: int, seed: int = 4711, mix: Mix = OFFICE) -> list[bytes]:
    chosen = random.Random(seed)
    languages, clients = list(WORDS), list(CLIENTS)
    return [_one(chosen, chosen.choice(languages), chosen.choice(clients), mix) for _ in range(count)]


def _one(chosen: random.Random, language: str, client: str, mix: Mix) -> bytes:
    paragraphs = [chosen.choice(PROSE) * chosen.randint(1, 3) for _ in range(chosen.randint(*mix.paragraphs))]
    paragraphs[chosen.randrange(len(paragraphs))] = PARAGRAPH
    text = "\n".join(paragraphs)
    shape = chosen.random()
    if shape < 0.2:
        text = forward(client, language).raw.decode().partition("\n\n")[2] + text
    elif shape < 0.5:
        answer = chosen.choice(list(ANSWERS.values()))
        text = f"{text}\n\n{answer.closing}\n\n{answer.attribution}\n\n{QUOTED * chosen.randint(1, 10)}"
    parts = [f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n".encode()]
    if chosen.random() < 0.66:
        markup = (
            html_builders.outlook(WORDS[language])
            if shape < 0.2
            else f"<html><body>{''.join(f'<p>{line}</p>' for line in text.splitlines())}</body></html>"
        )
        parts.append(
            b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + base64.encodebytes(markup.encode())
        )
    body = (
        b'Content-Type: multipart/alternative; boundary="alt"\n\n'
        + b"".join(b"--alt\n" + part for part in parts)
        + b"--alt--\n"
    )
    files = (
        [chosen.randbytes(int(chosen.lognormvariate(log(mix.size), mix.spread))) for _ in range(chosen.randint(1, 3))]
        if chosen.random() < mix.files
        else []
    )
    head = mail(
        "",
        subject="FW: " + BODY[:20].replace("\n", " "),
        headers=HEADERS,
        type='multipart/mixed; boundary="mix"',
    )
    attached = b"".join(
        b'--mix\nContent-Type: image/jpeg; name="photo.jpg"\nContent-Disposition: '
        b'attachment; filename="photo.jpg"\n'
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(file)
        for file in files
    )
    return head + b"--mix\n" + body + attached + b"--mix--\n"


def standard_library(raw: bytes) -> None:
    """The bare minimum: parse, undo the transfer encoding, decode text and headers; guarded against bad
    charsets.
    """
    tree = email.message_from_bytes(raw, policy=email.policy.compat32)
    for name in ("From", "To", "Subject", "Date", "Message-ID"):
        email.header.make_header(email.header.decode_header(str(tree.get(name, ""))))
    for part in tree.walk():
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if part.get_content_maintype() == "text" and isinstance(payload, bytes):
            try:
                payload.decode(part.get_content_charset() or "utf-8", "replace")
            except LookupError:
                payload.decode("utf-8", "replace")


def seconds(work: Callable[[bytes], object], mails: list[bytes]) -> float:
    begin = time.perf_counter()
    for raw in mails:
        work(raw)
    return time.perf_counter() - begin


def speed(count: int) -> str:
    """The quickest of some rounds, taken in turn: what else runs on the machine only ever makes them slower."""
    mails = mixed(count)
    seconds(understand, mails[:20])
    rounds = [[seconds(work, mails) for work in (standard_library, read, understand)] for _ in range(ROUNDS)]
    bare, reading, whole = (min(each[at] for each in rounds) for at in range(3))
    return (
        f"{len(mails)} mails, {_sizes(mails)}\n"
        f"standard library's decode alone: {len(mails) / bare:.0f} mails a second\n"
        f"reading (who, chain, text, attachments): {len(mails) / reading:.0f} mails a second, "
        f"{bare / reading:.2f} times the speed of that decode (the goal is at least {GOAL})\n"
        f"the whole reading (with kind and fields): {len(mails) / whole:.0f} mails a second, "
        f"{bare / whole:.2f} times the speed of that decode\n"
    )


def shares(name: str, mails: list[bytes]) -> str:
    """Of what the whole reading of these mails is made up."""
    readings = [read(raw) for raw in mails]
    reading = min(seconds(read, mails) for _ in range(ROUNDS))
    sorting, extracting = (min(_times(work, readings) for _ in range(ROUNDS)) for work in (kind_of_mail, fields_of))
    share = 100 / (reading + sorting + extracting)
    return (
        f"the time of {name} ({_sizes(mails)}): reading {reading * share:.0f} %, classification {sorting * share:.0f} %, "
        f"extraction {extracting * share:.0f} %\n"
    )


def _sizes(mails: list[bytes]) -> str:
    sizes = sorted(map(len, mails))
    return f"median {sizes[len(sizes) // 2] / 1000:.1f} KB, mean {sum(sizes) / len(sizes) / 1000:.0f} KB"


def beside_known_parts(mails: list[bytes], parts: int) -> str:
    """Understanding a mail where the company knows so many parts, as a ratio to understanding it where it knows none."""
    known = KnownThings(parts=(Known(f"{n % 97:02d}-{n:06d}-{n % 10}", f"Housing {n} left") for n in range(parts)))
    works = partial(understand, known=known), understand
    rounds = [[seconds(work, mails) for work in works] for _ in range(ROUNDS)]
    with_them, without = (min(each[at] for each in rounds) for at in range(2))
    return (
        f"beside {parts:,} known parts the whole reading takes {with_them / without:.2f} times as long as beside none\n"
    )


def _times(work: Callable[[Reading], object], readings: list[Reading]) -> float:
    begin = time.perf_counter()
    for reading in readings:
        work(reading)
    return time.perf_counter() - begin


def memory(count: int) -> str:
    """Of one worker process that is not recycled, over varied mails; the last figure shows whether it grows."""
    worker = ReadingWorker(Own(), limits=Limits(mails=count + 1))
    told = []
    try:
        for number, raw in enumerate(_varied(count), 1):
            worker(raw)
            if number in {count // 10, count // 2, count}:
                told.append(f"{_resident(worker):.0f} MB after {number:,} mails")
    finally:
        worker.close()
    return f"memory of one reading process that is never recycled: {', '.join(told)}\n"


def _varied(count: int) -> Iterator[bytes]:
    """No two alike, and without the large attachments, which would only make it take long."""
    chosen = random.Random(0)
    small = [raw for raw in mixed(300) if len(raw) < LARGE]
    for number in range(count):
        raw = chosen.choice(small)
        yield raw.replace(b"L-2231", b"L-%05d" % number).replace(b"0.4 bar", b"0.%d bar" % (number % 97 + 1))


def _resident(worker: ReadingWorker) -> float:
    pid = worker.process_id
    kilobytes = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True).stdout
    return int(kilobytes) / 1024


def main() -> None:
    sys.stdout.write(speed(int(sys.argv[1]) if len(sys.argv) > 1 else 300))
    sys.stdout.write(shares("an office", mixed(100)))
    sys.stdout.write(shares("letters without a file", mixed(100, mix=LETTERS)))
    sys.stdout.write(shares("complaints with their files", mixed(50, mix=COMPLAINTS)))
    sys.stdout.write(beside_known_parts(mixed(100), KNOWN_PARTS))
    sys.stdout.flush()
    sys.stdout.write(memory(int(sys.argv[2]) if len(sys.argv) > 2 else 10_000))


if __name__ == "__main__":
    main()
