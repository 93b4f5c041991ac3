"""What was said in the foundry so far."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.sandbox.screen.fakes.cards import digest, ncr_card, quoted_mail
from tests.sandbox.screen.fakes.company import (
    ALERTS,
    BERTILLE,
    BOT,
    DM,
    HANNA,
    JONAS,
    LAB,
    LINE,
    MEERA,
    OSKAR,
    SUPPLIERS,
    TOMASZ,
    Json,
)
from tests.sandbox.screen.fakes.lab import CHOICES, HOSTILE, TEXTS

NOW = datetime(2026, 11, 24, 8, 42, tzinfo=UTC)
DUE = int(datetime(2026, 11, 24, 11, 0, tzinfo=UTC).timestamp())


def at(day: int, hour: int, minute: int, n: int = 0) -> str:
    return f"{int(datetime(2026, 11, day, hour, minute, tzinfo=UTC).timestamp())}.{n:06d}"


def message(ts: str, user: str, text: str = "", **more: object) -> Json:
    face: Json = {
        "ts": ts,
        "thread_ts": None,
        "user": user,
        "bot": user == BOT,
        "subtype": None,
        "text": text,
    }
    empty: Json = {"blocks": [], "files": [], "reply_count": 0, "reply_users": [], "reactions": []}
    return {**face, **empty, "edited": False, "ephemeral": False, **more}


CARD = at(24, 7, 58)

PHOTO = {
    "id": "F1",
    "name": "flange-ct-slice.png",
    "mimetype": "image/png",
    "size": 48_210,
    "url": "/sandbox/files/F1",
}
SHEET = {
    "id": "F2",
    "name": "L26-4471 pressure test.pdf",
    "mimetype": "application/pdf",
    "size": 182_004,
    "url": "/sandbox/files/F2",
}


def seeded() -> dict[str, list[Json]]:
    return {
        ALERTS: [
            message(
                at(23, 15, 12),
                TOMASZ,
                "Sandqvist's certificate for lot Q-881 is in. I lift the hold, thank you <@U04BERTILLE>.",
            ),
            message(
                at(23, 15, 14),
                BERTILLE,
                "Sieve analysis is fine: AFS 58, target 55 to 60. :white_check_mark:",
            ),
            message(at(24, 6, 30), BOT, "Morning figures", blocks=digest()),
            message(
                CARD,
                BOT,
                "NCR-2026-0147",
                blocks=ncr_card("NCR-2026-0147", "Porosity in pump housing", state=":red_circle: Reported", due=DUE),
                reply_count=2,
                reply_users=[OSKAR, MEERA],
            ),
            message(
                at(24, 8, 5),
                OSKAR,
                "CT slice of piece 12. Same spot as in August, *right above the core print*.",
                files=[PHOTO, SHEET],
            ),
            message(at(24, 8, 6), OSKAR, "I have put the rest of the lot behind the yellow line."),
            message(
                at(24, 8, 31),
                BOT,
                "Complaint",
                blocks=quoted_mail(),
                reactions=[{"name": "eyes", "count": 2, "users": [MEERA, TOMASZ]}],
            ),
            message(
                at(24, 8, 36),
                BOT,
                "You own *NCR-2026-0147*. The first reaction is due at noon.",
                ephemeral=True,
            ),
        ],
        LINE: [
            message(at(24, 5, 2), OSKAR, "Handover: box 3 runs 4 s slower since midnight, maintenance knows."),
            message(at(24, 5, 9), JONAS, "The 06:30 truck needs 48 housings, do we have them?"),
            message(at(24, 7, 40), OSKAR, "36 are on hold, so 12 short. <!here> anything from last week?"),
        ],
        SUPPLIERS: [
            message(at(23, 9, 20), HANNA, "Sandqvist confirms Thursday: https://sandqvist.example/orders/7781")
        ],
        LAB: [
            message(at(24, 8, 0), BOT, "texts", blocks=TEXTS),
            message(at(24, 8, 1), OSKAR, HOSTILE),
            message(at(24, 8, 2), BOT, "choices", blocks=CHOICES),
        ],
        DM: [
            message(at(24, 6, 0), BOT, "Good morning. *NCR-2026-0147* was reported on your line in the night."),
            message(at(24, 6, 1), BOT, "Type `/quality` for your day."),
        ],
    }


def threads() -> dict[str, list[Json]]:
    return {
        CARD: [
            message(
                at(24, 8, 10),
                OSKAR,
                "Core box 7 again. Vents were brushed on Friday, I have the sheet.",
                thread_ts=CARD,
            ),
            message(
                at(24, 8, 14),
                MEERA,
                "Thanks. Please keep two pieces for sectioning, I fetch them at ten.",
                thread_ts=CARD,
            ),
        ]
    }
