"""Many more broken mails than the suite reads. Run: python -m tests.intake.reading.fuzz [mails] [seed]."""

from __future__ import annotations

import random
import sys
import time

from tests.intake.reading.test_bombs_and_mutations import assert_whole, mutated


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    chosen = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    slowest = 0.0
    for _ in range(count):
        raw = mutated(chosen)
        begin = time.perf_counter()
        assert_whole(raw)
        slowest = max(slowest, time.perf_counter() - begin)
    sys.stdout.write(f"{count} broken mails read without an error, the slowest in {slowest * 1000:.0f} ms\n")


if __name__ == "__main__":
    main()
