"""`python -m bot.cli` is `andon`."""

from __future__ import annotations

from bot.cli import main

main()
