"""Our asterisks make bold, also around a foreign word; theirs stay asterisks."""

from __future__ import annotations

from templates.components.lettering import mail_face, slack_face

FACTS = {
    "number": "CMP-2026-0001",
    "title": "*APPROVED*",
    "customer": "E*l*in",
    "received_at": "2026-11-20T10:00:00+00:00",
}


def test_a_foreign_word_between_our_asterisks_is_bold() -> None:
    _text, blocks = slack_face("forward_registered", FACTS)
    assert {"type": "text", "text": "CMP-2026-0001", "style": {"bold": True}} in blocks[0]["elements"][0]["elements"]
    assert "*CMP" not in str(blocks)


def test_foreign_asterisks_make_nothing_bold() -> None:
    _text, blocks = slack_face("forward_registered", FACTS)
    assert {"type": "text", "text": "*APPROVED*"} in blocks[0]["elements"][1]["elements"]
    assert {"type": "text", "text": "E*l*in"} in blocks[0]["elements"][2]["elements"]


def test_a_notification_holds_the_words_without_our_marks() -> None:
    text, _blocks = slack_face("forward_registered", FACTS)
    assert text.startswith("Thank you. The mail that you forwarded is registered as CMP-2026-0001.\n*APPROVED*\n")
    assert "E*l*in, written 2026-11-20 10:00 UTC." in text


def test_a_mail_tells_the_time_in_its_readers_zone() -> None:
    _subject, text = mail_face("forward_registered", {**FACTS, "zone": "Europe/Berlin"})
    assert "written 2026-11-20 11:00 CET." in text
    assert "written 2026-11-20 10:00 UTC." in mail_face("forward_registered", FACTS)[1]
