"""The Mail and Clock tabs."""

from __future__ import annotations

import re
from base64 import b64decode

from playwright.sync_api import expect

from tests.chromium import Complaints
from tests.sandbox.screen.conftest import Visitor
from tests.sandbox.screen.fakes.letters import ANDON, LENA
from tests.sandbox.screen.fakes.server import Sandbox
from tests.sandbox.screen.test_workspace import DROP

EML = f"""From: =?utf-8?q?Lena_Bergqvist?= <{LENA}>\r
To: {ANDON}\r
Subject: Second lot leaks\r
\t as well\r
\r
Please call us.\r
"""

DROP_ALL = """([target, files]) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name));
    const node = document.querySelector(target);
    for (const kind of ['dragenter', 'dragover', 'drop'])
        node.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_an_html_mail_is_shown_with_its_styles_and_without_its_powers(visit: Visitor) -> None:
    page = visit("/mail")
    frame = page.frame_locator("iframe.mail-frame")
    expect(frame.get_by_text("Three of 24 pump housings")).to_have_css("color", "rgb(170, 51, 51)")
    expect(frame.locator("tr").first).to_have_css("background-color", "rgb(238, 243, 242)")
    expect(frame.get_by_text("picture not loaded: logo of Norrstad")).to_be_visible()
    assert frame.locator("script, img, a[href], [onload], [onerror]").count() == 0
    assert page.locator("iframe.mail-frame").get_attribute("sandbox") == ""
    expect(page).to_have_title("Mail · Andon sandbox")


def test_headers_raw_mail_and_attachments_can_be_read(visit: Visitor) -> None:
    page = visit("/mail")
    page.get_by_role("tab", name="Headers").click()
    expect(page.locator(".mail-headers")).to_contain_text("<3@mail.example>")
    page.get_by_role("tab", name="View raw").click()
    expect(page.locator(".mail-raw")).to_contain_text("Subject: Leaking pump housings")
    expect(page.get_by_role("list", name="Attachments").get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name=re.compile("Changed bank details")).click()
    expect(page.get_by_text("DMARC fail")).to_be_visible()


def test_somebody_outside_writes_to_andon(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit("/mail")
    page.get_by_role("button", name="Write as…").click()
    form = page.get_by_role("dialog", name="Write as…")
    form.get_by_label("From").fill("Stranger <no@where.example>")
    form.get_by_label("Subject").fill("Rust on the flange")
    form.get_by_label("Text").fill("Nine of ten.")
    form.get_by_label(re.compile("Sender is authenticated")).uncheck()
    form.get_by_label("Files to attach").set_input_files(
        {"name": "rust.txt", "mimeType": "text/plain", "buffer": b"red"}
    )
    form.get_by_role("button", name="Send").click()
    expect(form).to_have_count(0)
    expect(page.get_by_role("region", name=re.compile("Mails")).get_by_text("Rust on the flange")).to_be_visible()
    sent = sandbox.mail.sent[-1]
    assert (sent["from"], sent["to"], sent["authenticated"]) == ("Stranger <no@where.example>", ANDON, False)
    assert b64decode(sent["attachments"][0]["base64"]) == b"red"


def test_a_refused_mail_says_why_and_keeps_the_form(visit: Visitor, complaints: Complaints) -> None:
    page = visit("/mail")
    page.get_by_role("button", name="Write as…").click()
    form = page.get_by_role("dialog")
    form.get_by_label("From").fill("nobody")
    form.get_by_label("Subject").fill("x")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_contain_text("“nobody” is no address")
    assert len(complaints.heard) == 2
    complaints.heard.clear()  # the refusal itself, as answer and on the console


def test_a_reply_belongs_to_the_thread_and_quotes_in_the_chosen_manner(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/mail?box={LENA}")
    page.get_by_role("button", name=re.compile("Your complaint is recorded")).click()
    page.get_by_role("button", name="Reply", exact=True).click()
    form = page.get_by_role("dialog", name="Reply as…")
    expect(form.get_by_label("From")).to_have_value(f"Lena Bergqvist <{LENA}>")
    form.get_by_label("Quote").select_option("Outlook style")
    form.get_by_label("Text").fill("Thank you.")
    form.get_by_role("button", name="Send").click()
    expect(form).to_have_count(0)
    sent = sandbox.mail.sent[-1]
    assert (sent["in_reply_to"], sent["references"]) == ("<4@mail.example>", "<4@mail.example>")
    assert sent["subject"] == "Re: Your complaint is recorded: CC-2026-0058"
    assert sent["text"].startswith("Thank you.\n\n____")
    assert "\nSent: Tue, 24 Nov 2026, 09:30\n" in sent["text"]


def test_a_forward_carries_the_files_or_the_whole_mail(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit("/mail")
    for manner, names in (
        ("Gmail style", ["pressure-test.csv", "flange.jpg"]),
        ("As attached .eml", ["Leaking pump housings delivery 48812.eml"]),
    ):
        page.get_by_role("button", name=re.compile("^Lena Bergqvist")).click()
        page.get_by_role("button", name="Forward", exact=True).click()
        form = page.get_by_role("dialog", name="Forward as…")
        expect(form.get_by_label("From")).to_have_value("Meera Pillai <meera@ravnholt.example>")
        form.get_by_label("Forward").select_option(manner)
        form.get_by_role("button", name="Send").click()
        expect(form).to_have_count(0)
        sent = sandbox.mail.sent[-1]
        assert sent["subject"] == "Fwd: Leaking pump housings, delivery 48812"
        assert [part["name"] for part in sent["attachments"]] == names
    assert sandbox.mail.sent[0]["text"].startswith("---------- Forwarded message ---------\nFrom: Lena Bergqvist")
    assert b"Three of 24" in b64decode(sandbox.mail.sent[1]["attachments"][0]["base64"])


def test_a_saved_mail_dropped_anywhere_is_delivered_as_it_is(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit("/mail")
    page.evaluate(DROP, ["#boxes", "second.eml", "message/rfc822", EML])
    form = page.get_by_role("dialog", name="Deliver this mail")
    expect(form).to_contain_text("Second lot leaks as well")
    expect(form.get_by_label("Envelope sender")).to_have_value(LENA)
    expect(form.get_by_label("Envelope recipient")).to_have_value(ANDON)
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("Second lot leaks"))).to_be_visible()
    assert sandbox.mail.dropped == [({"from": LENA, "to": ANDON, "authenticated": "1"}, EML.encode())]


def test_several_saved_mails_are_all_delivered_each_with_its_own_sender(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit("/mail")
    others = [EML.replace(LENA, f"{name}@norrstad.example").replace("Second", name) for name in ("Ada", "Bo")]
    page.evaluate(
        DROP_ALL, ["#boxes", [["1.eml", EML], ["notes.txt", "no mail"], ["2.eml", others[0]], ["3.eml", others[1]]]]
    )
    form = page.get_by_role("dialog", name="Deliver these 3 mails")
    expect(form).to_contain_text("Ada lot leaks as well")
    page.keyboard.press("Enter")
    expect(form).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("Bo lot leaks"))).to_be_visible()
    assert [raw.decode() for _, raw in sandbox.mail.dropped] == [EML, *others]
    senders = [asked["from"] for asked, _ in sandbox.mail.dropped]
    assert senders == [LENA, "Ada@norrstad.example", "Bo@norrstad.example"]


def test_of_several_mails_the_refused_one_stays_with_its_reason(
    visit: Visitor, sandbox: Sandbox, complaints: Complaints
) -> None:
    page = visit("/mail")
    refused = EML.replace(LENA, "refused@norrstad.example").replace("Second", "Refused")
    page.evaluate(DROP_ALL, ["#boxes", [["1.eml", refused], ["2.eml", EML]]])
    form = page.get_by_role("dialog", name="Deliver these 2 mails")
    form.get_by_role("button", name="Deliver").click()
    expect(form).to_contain_text("1.eml: “refused@norrstad.example” is no sender address")
    expect(form).not_to_contain_text("Second lot")
    assert len(complaints.heard) == 2
    complaints.heard.clear()
    assert [raw.decode() for _, raw in sandbox.mail.dropped] == [EML]


def test_the_clock_is_moved_and_every_tab_tells_it(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit("/clock")
    expect(page.locator(".clock-time")).to_have_text("09:42")
    page.get_by_role("button", name="+8 hours").click()
    expect(page.locator(".clock-time")).to_have_text("17:42")
    expect(page.get_by_text("8 hours ahead of real time")).to_be_visible()
    expect(page.locator("#now")).to_contain_text("17:42")
    page.get_by_role("button", name="Tomorrow 08:00").click()
    expect(page.locator(".clock-date")).to_have_text("Wednesday, 25 November 2026")
    page.get_by_label("Or until").fill("2026-12-01T06:00")
    page.get_by_role("button", name="Go there").click()
    expect(page.locator(".clock-time")).to_have_text("06:00")
    until = [body["until"] for body in sandbox.clock.asked[1:]]
    assert until == ["2026-11-25T07:00:00.000Z", "2026-12-01T05:00:00.000Z"]


def test_while_the_clock_moves_the_page_says_so_and_moves_nothing_else(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit("/clock")
    sandbox.clock.moving = True
    page.get_by_role("button", name="+1 week").click()
    expect(page.get_by_text("Moving, hour by hour…")).to_be_visible()
    expect(page.get_by_role("button", name="+1 hour")).to_be_disabled()
    sandbox.clock.moving = False
    expect(page.get_by_text("7 days ahead of real time")).to_be_visible()
    expect(page.get_by_role("button", name="+1 hour")).to_be_enabled()
