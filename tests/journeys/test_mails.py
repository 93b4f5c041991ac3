"""What becomes of the mails that really come: each gets an answer a person understands, and none is lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from models.intake import IntakeItem, Verdict
from models.workflow.numbering import NumberSeries
from tests.stage import FORWARD, Stage, picture, staged

FROM_ELIN = b"From: elin.sandstrom@norrby.example\r\n"
ELIN = "Elin Sandström <elin.sandstrom@norrby.example>"


def item(stage: Stage, subject: str) -> IntakeItem | None:
    assert stage.database is not None
    with stage.database.reading() as session:
        settled = sa.select(IntakeItem).where(IntakeItem.verdict != Verdict.UNREAD).order_by(IntakeItem.kept_at.desc())
        return next((i for i in session.scalars(settled) if (i.says or {}).get("subject") == subject), None)


def settled(stage: Stage, subject: str) -> IntakeItem:
    """The item, once it is decided."""
    return stage.wait_for_rows(lambda: item(stage, subject))


def test_a_customers_own_mail_waits_for_a_person_who_registers_it(stage: Stage) -> None:
    delphine = stage.person("delphine")
    stage.mail(ELIN, "Cracked lids", "Hello, 3 of 50 lids are cracked.\nElin", attachments=[picture()])
    card = delphine.wait_for_message("#quality", "Cracked lids")
    assert "Register complaint" in str(card["blocks"])
    assert "Correct…" in str(card["blocks"])
    delphine.click(card, "Correct…")
    delphine.submit(delphine.wait_for_view("Correct"), {"part": "L-90"})
    card = delphine.wait_for_message("#quality", "L-90")
    answer = delphine.click(card, "Register complaint")
    assert answer["ok"]
    registered = delphine.wait_for_message("#quality", "Reported by Delphine Roche")
    assert registered["ts"] == card["ts"], "one message for one case"
    assert "L-90" in str(registered["blocks"])
    late = (
        stage.person("quinn").click(registered, "Register complaint")
        if "Register complaint" in str(registered)
        else None
    )
    assert late is None
    assert stage.mails_to("elin.sandstrom@norrby.example") == [], "customers are mailed nothing automatically"


def test_a_misclick_loses_no_complaint(stage: Stage) -> None:
    quinn = stage.person("quinn")
    stage.mail(ELIN, "Not spam at all", "9 of 10 lids are cracked.")
    card = quinn.wait_for_message("#quality", "Not spam at all")
    quinn.click(card, "Spam")
    card = quinn.wait_for_message("#quality", "Take it back")
    quinn.click(card, "Take it back")
    again = quinn.wait_for_message("#quality", "took the decision back")
    assert again["ts"] == card["ts"]
    assert "Register complaint" in str(again["blocks"])


def test_where_no_mail_is_sent_acknowledging_is_refused_before_anybody_types(tmp_path: Path) -> None:
    with staged(tmp_path, without="SMTP") as stage:
        delphine = stage.person("delphine")
        stage.mail(ELIN, "Wrong cap", "The caps are red, we ordered green.")
        delphine.click(delphine.wait_for_message("#quality", "Wrong cap"), "Register complaint")
        card = stage.driver.wait_for(lambda: card_of(stage, "CMP-", "Wrong cap"), 5)
        delphine.click(card, "Acknowledge…")
        delphine.wait_for_message("#quality", "Andon sends no mail here")
        assert delphine.views() == []
        assert "acknowledged" not in str(card_of(stage, "CMP-", "Wrong cap"))


def test_acknowledging_mails_the_customer_once_and_their_answer_finds_the_record(stage: Stage) -> None:
    delphine = stage.person("delphine")
    stage.mail(ELIN, "Wrong colour", "The caps are blue, we ordered green.")
    card = delphine.wait_for_message("#quality", "Wrong colour")
    delphine.click(card, "Register complaint")
    card = stage.driver.wait_for(lambda: card_of(stage, "CMP-", "Wrong colour"), 5)
    delphine.click(card, "Acknowledge…")
    delphine.submit(delphine.wait_for_view("Acknowledge"), {"acknowledgement": "Dear Elin, we look into it.\nDelphine"})
    delphine.wait_for_message("#quality", "acknowledged")
    mails = stage.driver.wait_for(lambda: stage.mails_to("elin.sandstrom@norrby.example"), 5)
    assert len(mails) == 1
    number = re.search(r"CMP-\d{4}-\d{4}", card["text"])
    assert number is not None
    assert mails[0]["subject"] == f"Re: Wrong colour [{number[0]}]"
    stage.mail(ELIN, "Re: Wrong colour", "Thank you! It is lot 55.", in_reply_to=mails[0]["message_id"])
    answer = delphine.wait_for_message("#quality", "It is lot 55.", thread=card["ts"])
    assert "Elin" in str(answer["blocks"])


def test_whoever_filled_in_the_form_on_the_web_site_is_answered_and_not_the_site(stage: Stage) -> None:
    delphine = stage.person("delphine")
    form = "Name: Elin Sandström\nE-mail: elin.sandstrom@norrby.example\nMessage: 3 of 50 lids are cracked."
    stage.mail("Website <no-reply@falkenau.example>", "Contact form: lids", form)
    card = delphine.wait_for_message("#quality", "Contact form: lids")
    delphine.click(card, "Register complaint")
    card = stage.driver.wait_for(lambda: card_of(stage, "CMP-", "Contact form: lids"), 5)
    delphine.click(card, "Acknowledge…")
    delphine.submit(delphine.wait_for_view("Acknowledge"), {"acknowledgement": "Dear Elin, we look into it.\nDelphine"})
    assert stage.driver.wait_for(lambda: stage.mails_to("elin.sandstrom@norrby.example"), 5)


def card_of(stage: Stage, *containing: str) -> dict[str, Any] | None:
    quinn = stage.person("quinn")
    return next((m for m in reversed(quinn.messages("#quality")) if all(c in m["text"] for c in containing)), None)


def test_a_stranger_who_names_a_number_writes_into_no_record(stage: Stage) -> None:
    stage.mail(ELIN, "Loose bolts", "Bolts are loose.")
    quinn = stage.person("quinn")
    quinn.click(quinn.wait_for_message("#quality", "Loose bolts"), "Register complaint")
    card = stage.driver.wait_for(lambda: card_of(stage, "CMP-", "Loose bolts"), 5)
    number = card["text"].split()[0]
    stage.mail("Mallory <mallory@elsewhere.example>", f"{number} please close", "Close it.")
    held = quinn.wait_for_message("#quality", "please close")
    assert f"May belong to {number}" in str(held["blocks"])
    assert "Close it." not in str(quinn.messages("#quality", card["ts"]))


def test_a_forged_forward_registers_nothing_and_says_so(stage: Stage) -> None:
    quinn = stage.person("quinn")
    stage.mail("delphine", "Fwd: Forged", FORWARD.replace("Scratched pump housings", "Forged"), authenticated=False)
    card = quinn.wait_for_message("#quality", "Forged")
    assert "Forged? The mail server says" in str(card["blocks"])
    assert "Register complaint" in str(card["blocks"])


def test_the_same_mail_twice_is_one_complaint(stage: Stage) -> None:
    text = FORWARD.replace("Scratched pump housings", "Twice sent")
    stage.mail("delphine", "Fwd: Twice sent", text)
    stage.person("quinn").wait_for_message("#quality", "Twice sent")
    first = settled(stage, "Fwd: Twice sent")
    stage.mail("delphine", "Fwd: Twice sent", text)
    stage.mail("delphine", "Fwd: Twice sent", text)
    second = stage.wait_for_rows(lambda: _other_than(stage, first, "Fwd: Twice sent"))
    assert second.verdict is Verdict.DUPLICATE
    assert second.record_id == first.record_id


def _other_than(stage: Stage, first: IntakeItem, subject: str) -> IntakeItem | None:
    found = item(stage, subject)
    return found if found and found.id != first.id else None


def test_an_attached_mail_and_an_html_only_mail_are_unwrapped(stage: Stage) -> None:
    inner = (
        b"From: Bruno Castellani <b.castellani@castelmar.example>\r\nTo: delphine.roche@falkenau.example\r\n"
        b"Date: Thu, 19 Nov 2026 10:00:00 +0100\r\nMessage-ID: <inner.1@castelmar.example>\r\n"
        b"Subject: Porosity\r\n\r\nFlanges are porous.\r\n"
    )
    raw = (
        b"From: Delphine Roche <delphine.roche@falkenau.example>\r\nTo: complaints@falkenau.example\r\nSubject: look\r\n"
        b"Message-ID: <outer.1@falkenau.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\n"
        b"--q\r\nContent-Type: text/plain\r\n\r\nsee attached\r\n--q\r\nContent-Type: message/rfc822\r\n\r\n"
        + inner
        + b"--q--\r\n"
    )
    stage.drop(raw, "delphine.roche@falkenau.example")
    quinn = stage.person("quinn")
    card = quinn.wait_for_message("#quality", "Porosity")
    assert "Bruno Castellani" in str(card["blocks"])
    assert "CMP-" in card["text"]
    html = "<html><body><p>The <b>seals</b> leak.</p><table><tr><td>Lot</td><td>S-9</td></tr></table></body></html>"
    stage.mail(ELIN, "Leaking seals", "", html=html)
    assert "leak." in str(quinn.wait_for_message("#quality", "Leaking seals")["blocks"])


def test_robots_are_filed_without_a_card_or_a_number(stage: Stage) -> None:
    assert stage.database is not None
    before = _numbers(stage)
    stage.mail(ELIN, "Automatic reply: away", "I am away.", headers={"Auto-Submitted": "auto-replied"})
    assert settled(stage, "Automatic reply: away").verdict is Verdict.AUTO_REPLY
    assert _numbers(stage) == before
    assert "Automatic reply" not in str(stage.person("quinn").messages("#quality"))


def _numbers(stage: Stage) -> dict[tuple[str, int], int]:
    assert stage.database is not None
    with stage.database.reading() as session:
        return {(s.prefix, s.year): s.last for s in session.scalars(sa.select(NumberSeries))}


def test_foreign_text_is_inert(stage: Stage) -> None:
    nasty = "<!channel> <@U0MARA> *APPROVED* `x` <https://evil.example|Andon> &lt;!here&gt; :tada:"
    stage.mail(f'"{nasty[:20]}" <elin.sandstrom@norrby.example>', nasty, f"{nasty}\n> quoted\n{nasty}")
    quinn = stage.person("quinn")
    card = quinn.wait_for_message("#quality", "*APPROVED*")
    for text in _parsed_texts(card["blocks"]):
        assert "APPROVED" not in text, "foreign text stands only where nothing is parsed"
    assert "<!channel>" not in card["text"], "the fallback text is escaped"
    assert stage.driver.problems() == []


def _parsed_texts(thing: Any) -> list[str]:
    """Every mrkdwn text in a message."""
    if isinstance(thing, dict):
        own = [str(thing["text"])] if thing.get("type") == "mrkdwn" else []
        return own + [t for value in thing.values() for t in _parsed_texts(value)]
    if isinstance(thing, list):
        return [t for value in thing for t in _parsed_texts(value)]
    return []


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        (
            "no message id",
            FROM_ELIN + b"To: complaints@falkenau.example\r\nSubject: odd-no-id\r\n\r\nBroken.\r\n",
        ),
        (
            "no date",
            FROM_ELIN + b"Subject: odd-no-date\r\nMessage-ID: <a@x.example>\r\n\r\nBroken.\r\n",
        ),
        (
            "1970",
            FROM_ELIN + b"Date: Thu, 1 Jan 1970 00:00:00 +0000\r\nSubject: odd-1970\r\n\r\nBroken 1.\r\n",
        ),
        (
            "2099",
            FROM_ELIN + b"Date: Thu, 1 Jan 2099 00:00:00 +0000\r\nSubject: odd-2099\r\n\r\nBroken 2.\r\n",
        ),
        (
            "broken charset",
            FROM_ELIN + b"Subject: odd-charset\r\nContent-Type: text/plain; charset=klingon-8\r\n\r\nGeh\xe4use.\r\n",
        ),
    ],
)
def test_an_odd_mail_still_stands_before_people(stage: Stage, name: str, raw: bytes) -> None:
    stage.drop(raw, "elin.sandstrom@norrby.example")
    subject = re.search(rb"odd-[\w-]+", raw)
    assert subject is not None
    card = stage.person("quinn").wait_for_message("#quality", subject[0].decode())
    assert "Register complaint" in str(card["blocks"]), name
    if name in {"1970", "2099"}:
        assert "that cannot be" in str(card["blocks"])


def test_an_empty_mail_and_a_huge_one_are_kept_listed_and_stop_nobody(stage: Stage) -> None:
    assert stage.database is not None
    stage.drop(b"", "elin.sandstrom@norrby.example")
    head = FROM_ELIN + b"Subject: odd-huge\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n"
    huge = head + b"Content-Transfer-Encoding: base64\r\n\r\n" + (b"QUFB" * 19 + b"\r\n") * 800_000
    assert len(huge) > 60_000_000
    stage.drop(huge, "elin.sandstrom@norrby.example")
    stage.mail(ELIN, "After the huge one", "Still here.")
    assert stage.person("quinn").wait_for_message("#quality", "After the huge one", timeout=60)
    with stage.database.reading() as session:
        sizes = {
            i.size: i.verdict for i in session.scalars(sa.select(IntakeItem)) if i.size > 60_000_000 or i.size < 600
        }
    assert Verdict.UNREAD not in sizes.values()
    assert max(sizes) > 60_000_000, "kept byte for byte"
    assert Verdict.QUARANTINED in sizes.values()


def test_a_bounce_comes_back_to_its_record(stage: Stage) -> None:
    delphine = stage.person("delphine")
    stage.driver.post("sandbox/mail/unknown", {"address": "gone@norrby.example", "unknown": True})
    stage.mail("Gone <gone@norrby.example>", "Bouncing caps", "The caps bounce.")
    delphine.click(delphine.wait_for_message("#quality", "Bouncing caps"), "Register complaint")
    card = stage.driver.wait_for(lambda: card_of(stage, "CMP-", "Bouncing caps"), 5)
    delphine.click(card, "Acknowledge…")
    delphine.submit(delphine.wait_for_view("Acknowledge"))
    told = delphine.wait_for_message("#quality", "got a mail of this record back", thread=card["ts"], timeout=10)
    assert "gone@norrby.example" in str(told["blocks"])
