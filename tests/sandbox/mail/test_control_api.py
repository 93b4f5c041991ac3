"""The control API, over HTTP, as the page and the journeys use it."""

from __future__ import annotations

import base64
import queue
import smtplib
from email import message_from_bytes
from typing import Any
from urllib.parse import quote

import pytest

from bot.sandbox.mail import MailHost
from tests.sandbox.mail.conftest import COMPLAINTS, CUSTOMER, QUALITY, Api, Connect, mail

PHOTO = bytes(range(256)) * 40


def sent(api: Api, **wanted: Any) -> dict[str, Any]:
    answer = api.post(
        "/send",
        {"from": f"Ida Quist <{CUSTOMER}>", "to": COMPLAINTS, "subject": "Burrs", "text": "See photo."} | wanted,
    )
    assert answer.status == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def results_of(api: Api, mail_id: str) -> str:
    return str(message_from_bytes(api.get(f"/message/{mail_id}/raw").content)["Authentication-Results"])


def test_a_sent_mail_reaches_the_bot_with_all_its_parts(api: Api, host: MailHost, connect: Connect) -> None:
    told = sent(
        api,
        cc=QUALITY,
        html="<p>See <b>photo</b>.</p>",
        in_reply_to="<q-1@brackwater.example>",
        references=["<q-0@brackwater.example>", "<q-1@brackwater.example>"],
        headers={"X-Order": "4500017"},
        attachments=[{"name": "Grat näher.jpg", "type": "image/jpeg", "base64": base64.b64encode(PHOTO).decode()}],
    )
    client = connect(host.imap_port, QUALITY)
    (row,) = client.fetch(client.search(), ["BODY.PEEK[]"]).values()
    assert row[b"BODY[]"] == api.get(f"/message/{told['id']}/raw").content
    message = message_from_bytes(row[b"BODY[]"])
    assert message["Message-ID"] == told["message_id"]
    assert message["References"] == "<q-0@brackwater.example> <q-1@brackwater.example>"
    assert (message["In-Reply-To"], message["X-Order"]) == ("<q-1@brackwater.example>", "4500017")
    shown = api.get(f"/message/{told['id']}").json()
    assert shown["text"].strip() == "See photo."
    assert shown["html"].strip() == "<p>See <b>photo</b>.</p>"
    assert shown["attachments"] == [{"index": 0, "name": "Grat näher.jpg", "type": "image/jpeg", "size": len(PHOTO)}]
    attached = api.get(f"/message/{told['id']}/attachment/0")
    assert attached.content == PHOTO
    assert attached.headers["Content-Type"] == "image/jpeg"


def test_an_attached_mail_is_sent_and_shown(api: Api) -> None:
    inner = mail("the inner one")
    told = sent(
        api,
        attachments=[{"name": "was.eml", "type": "message/rfc822", "base64": base64.b64encode(inner).decode()}],
    )
    (attached,) = api.get(f"/message/{told['id']}").json()["attachments"]
    assert (attached["name"], attached["type"]) == ("was.eml", "message/rfc822")
    assert b"Subject: the inner one" in api.get(f"/message/{told['id']}/attachment/0").content


def test_the_lists_say_what_lies_where(api: Api, smtp: smtplib.SMTP) -> None:
    first, second = sent(api, subject="Gruß 1"), sent(api, subject="2", text="word " * 100)
    smtp.sendmail(COMPLAINTS, [CUSTOMER], mail("We have it"))
    assert api.get("/boxes").json()["boxes"] == [
        {"address": COMPLAINTS, "kind": "andon", "count": 2, "unread": 2},
        {"address": QUALITY, "kind": "andon", "count": 0, "unread": 0},
        {"address": CUSTOMER, "kind": "outside", "count": 1, "unread": 1},
    ]
    newest, oldest = api.get(f"/messages?box={quote(COMPLAINTS)}").json()["messages"]
    assert (newest["id"], oldest["id"]) == (second["id"], first["id"])
    assert len(newest["snippet"]) <= 140
    assert oldest | {"size": 0} == {
        "id": first["id"],
        "at": "2026-03-09T12:00:00+00:00",
        "envelope_from": CUSTOMER,
        "envelope_to": [COMPLAINTS],
        "from": f"Ida Quist <{CUSTOMER}>",
        "to": COMPLAINTS,
        "subject": "Gruß 1",
        "message_id": first["message_id"],
        "size": 0,
        "has_attachments": False,
        "snippet": "See photo.",
    }


def test_opening_an_outside_mail_makes_it_read(api: Api, smtp: smtplib.SMTP) -> None:
    smtp.sendmail(COMPLAINTS, [CUSTOMER], mail())
    api.get("/message/000001")
    assert api.get("/boxes").json()["boxes"][2]["unread"] == 0


def test_unread_of_our_box_falls_when_the_bot_moves_the_mail(api: Api, host: MailHost, connect: Connect) -> None:
    sent(api)
    client = connect(host.imap_port, COMPLAINTS)
    client.create_folder("Processed")
    client.move(client.search(), "Processed")
    box = api.get("/boxes").json()["boxes"][0]
    assert (box["count"], box["unread"]) == (1, 0)


@pytest.mark.parametrize(("authenticated", "verdict"), [(True, "pass"), (False, "fail")])
def test_authentication_is_as_asked_for(authenticated: bool, verdict: str, api: Api) -> None:
    told = sent(api, authenticated=authenticated)
    value = results_of(api, told["id"])
    assert f"spf={verdict}" in value
    assert f"dkim={verdict} header.d=tallowmill.example" in value
    assert f"dmarc={verdict} header.from=tallowmill.example" in value


def test_a_dropped_eml_keeps_its_bytes_and_is_not_trusted_unasked(api: Api) -> None:
    raw = b"Received: by old.example\r\nSubject: \xfc\r\n\r\n" + b"z" * 5_000 + b"\n\x00"
    told = api.post(f"/drop?from={CUSTOMER}&to={COMPLAINTS},{QUALITY}", raw).json()
    assert api.get(f"/message/{told['id']}/raw").content.endswith(raw)
    assert "dmarc=fail" in results_of(api, told["id"])
    trusted = api.post(f"/drop?from=&to={quote(COMPLAINTS)}&authenticated=1", raw).json()
    assert "dmarc=pass" in results_of(api, trusted["id"])


REFUSED: dict[str, tuple[str, object]] = {
    "no recipient": ("/send", {"from": CUSTOMER, "to": "", "text": "x"}),
    "a recipient that is none": ("/send", {"from": CUSTOMER, "to": "nobody", "text": "x"}),
    "no sender": ("/send", {"to": COMPLAINTS, "text": "x"}),
    "a header that breaks out": (
        "/send",
        {"from": CUSTOMER, "to": COMPLAINTS, "subject": "a\r\nBcc: b@c.example"},
    ),
    "an attachment that is no base64": (
        "/send",
        {"from": CUSTOMER, "to": COMPLAINTS, "attachments": [{"name": "a", "type": "a/b", "base64": "%%"}]},
    ),
    "an attachment without content": ("/send", {"from": CUSTOMER, "to": COMPLAINTS, "attachments": [{}]}),
    "no JSON": ("/send", b"{"),
    "a list": ("/send", [1]),
    "a drop to nobody": (f"/drop?from={CUSTOMER}", b"x"),
    "a drop from nobody": (f"/drop?from=ida&to={COMPLAINTS}", b"x"),
    "an unknown fault": ("/faults", {"kind": "3xx"}),
}


@pytest.mark.parametrize(("path", "body"), REFUSED.values(), ids=REFUSED.keys())
def test_what_makes_no_sense_is_refused_with_a_sentence(path: str, body: object, api: Api, host: MailHost) -> None:
    answer = api.post(path, body)
    assert answer.status == 400
    assert answer.json()["error"]
    assert host.mails() == []


@pytest.mark.parametrize("path", ["", "/raw", "/attachment/0"])
def test_a_mail_that_is_not_there_is_a_404(path: str, api: Api) -> None:
    assert api.get(f"/message/999999{path}").status == 404


def test_faults_and_unknown_addresses_are_set_over_http(api: Api, smtp: smtplib.SMTP) -> None:
    api.post("/faults", {"kind": "4xx", "times": 2})
    with pytest.raises(smtplib.SMTPDataError):
        smtp.sendmail(COMPLAINTS, [CUSTOMER], mail())
    api.call("DELETE", "/faults")
    api.post("/unknown", {"address": CUSTOMER})
    smtp.sendmail(COMPLAINTS, [CUSTOMER], mail())
    (report,) = api.get(f"/messages?box={quote(COMPLAINTS)}").json()["messages"]
    assert (report["envelope_from"], report["subject"]) == ("", "Undelivered Mail Returned to Sender")


def test_every_arrival_is_announced(api: Api, host: MailHost) -> None:
    announced: queue.Queue[str] = queue.Queue()
    host.on_change = announced.put
    sent(api)
    assert announced.get(timeout=5) == "mail"
    assert announced.empty()


HOSTILE = {
    "unknown charset": b'Content-Type: text/plain; charset="x-none"\r\nSubject: =?x-none?q?a?=\r\n\r\n\xe4',
    "three thousand nested parts": b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(3000)
    ),
    "brackets": b"From: " + b"(" * 5000 + b"\r\nContent-Disposition: " + b"(" * 5000 + b"\r\n\r\nx",
    "an 800 KB subject": b"Subject: " + b"=?utf-8?q?a?= " * 60_000 + b"\r\n\r\nx",
    "a path for a name": b'Content-Disposition: attachment; filename="../../etc/passwd"\r\n\r\nx',
    "a type that is none": b'Content-Type: te\xffxt/pl"ain\r\nContent-Disposition: attachment\r\n\r\nx',
    "a broken 2231 name": b"Content-Type: a/b; name*=x'y'%ff%fe; name*9=z\r\n\r\nx",
    "base64 that is none": b"Content-Transfer-Encoding: base64\r\n\r\n!!!!a",
    "nothing": b"",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_the_page_can_show_any_mail(raw: bytes, api: Api) -> None:
    told = api.post(f"/drop?from={CUSTOMER}&to={COMPLAINTS}", raw).json()
    shown = api.get(f"/message/{told['id']}")
    assert shown.status == 200
    assert api.get(f"/messages?box={COMPLAINTS}").status == 200
    for part in shown.json()["attachments"]:
        assert "/" not in part["name"]
        assert api.get(f"/message/{told['id']}/attachment/{part['index']}").status == 200
