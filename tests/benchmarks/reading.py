"""How fast a mail is read, as a ratio to the guarded standard-library decode of the same bytes.

Run: python -m tests.benchmarks.reading [mails]. The mix is that of a real mailbox: a median of 20 KB, a
mean of about 200 KB, 40 % with attachments, two thirds with HTML, some forwards and some answers. Ratios,
not milliseconds: above 0.8 reading costs at most a quarter more than the bare decode that every mail
program needs.
"""

from __future__ import annotations

import base64
import email
import email.header
import email.policy
import random
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

from handlers.intake.reading import read
from handlers.intake.reading.fields import Known, KnownThings
from handlers.intake.reading.understanding import understand
from tests.mails import html_builders
from tests.mails.builders import BODY, CLIENTS, forward, mail
from tests.mails.languages import WORDS
from tests.mails.replies import ANSWERS, QUOTED

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN_PARTS = 50_000
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


def mixed(count: int, seed: int = 4711) -> list[bytes]:
    chosen = random.Random(seed)
    languages, clients = list(WORDS), list(CLIENTS)
    return [_one(chosen, chosen.choice(languages), chosen.choice(clients)) for _ in range(count)]


def _one(chosen: random.Random, language: str, client: str) -> bytes:
    text = "\n".join(PARAGRAPH * chosen.randint(1, 3) for _ in range(chosen.randint(3, 30)))
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
        [chosen.randbytes(int(chosen.lognormvariate(11.9, 1.0))) for _ in range(chosen.randint(1, 3))]
        if chosen.random() < 0.4
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


def beside_known_parts(mails: list[bytes], parts: int) -> float:
    """Understanding a mail where the company knows so many parts, as a ratio to understanding it where it knows none."""
    known = KnownThings(parts=(Known(f"{n % 97:02d}-{n:06d}-{n % 10}", f"Housing {n} left") for n in range(parts)))
    with_them, without = partial(understand, known=known), understand
    rounds = [(seconds(with_them, mails), seconds(without, mails)) for _ in range(3)]
    return min(each[0] for each in rounds) / min(each[1] for each in rounds)


def main() -> None:
    mails = mixed(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    seconds(read, mails[:20])
    rounds = [(seconds(standard_library, mails), seconds(read, mails)) for _ in range(3)]
    bare, reading = min(each[0] for each in rounds), min(each[1] for each in rounds)
    sizes = sorted(map(len, mails))
    sys.stdout.write(
        f"{len(mails)} mails, median {sizes[len(sizes) // 2] / 1000:.1f} KB, mean "
        f"{sum(sizes) / len(sizes) / 1000:.0f} KB\n"
        f"standard library {len(mails) / bare:.0f} mails/s, reading "
        f"{len(mails) / reading:.0f} mails/s, ratio {bare / reading:.2f}\n"
        f"understanding beside {KNOWN_PARTS:,} known parts, next to none: ratio "
        f"{beside_known_parts(mails[:100], KNOWN_PARTS):.2f}\n"
    )


if __name__ == "__main__":
    main()
