"""`make score`: the figures of the classifier on mails that it has not seen, with 95 % intervals."""

from __future__ import annotations

import sys

from handlers.intake.reading.kinds.figures import held_back_figures

if __name__ == "__main__":
    sys.stdout.write(f"{held_back_figures()}\n")
