"""The Workspace tab, used by hand and keyboard."""

from __future__ import annotations

import re
from base64 import b64decode

from playwright.sync_api import Page, expect

from tests.sandbox.screen.conftest import Visitor
from tests.sandbox.screen.fakes.company import ALERTS, LINE, MEERA, OSKAR, SUPPLIERS
from tests.sandbox.screen.fakes.conversation import CARD
from tests.sandbox.screen.fakes.server import Sandbox

PIXEL = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")

DROP = """([target, name, type, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name, { type }));
    const node = document.querySelector(target);
    for (const kind of ['dragenter', 'dragover', 'drop'])
        node.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def composer(page: Page) -> object:
    return page.get_by_role("combobox", name=re.compile("^Message"))


def last(sandbox: Sandbox, name: str) -> dict[str, object]:
    return [body for gesture, body in sandbox.workspace.gestures if gesture == name][-1]


def test_the_page_opens_on_the_channel_with_which_the_sandbox_begins(visit: Visitor) -> None:
    page = visit("/")
    expect(page.locator("#sidebar [aria-current=page]")).to_contain_text("supplier")
    assert f"channel={SUPPLIERS}" in page.url


def test_the_page_shows_the_channels_and_what_was_said(visit: Visitor) -> None:
    page = visit(f"/?channel={ALERTS}")
    expect(page).to_have_title("Workspace · Andon sandbox")
    expect(page.get_by_text("Sandbox", exact=True)).to_be_visible()
    expect(page.get_by_role("navigation", name=re.compile("Channels")).get_by_text("moulding-line-2")).to_be_visible()
    card = page.locator("article", has_text="NCR-2026-0147 · Porosity")
    expect(card.get_by_role("button", name="Contain lot")).to_be_visible()
    expect(card.locator("time.date")).to_have_text("Today 12:00")
    expect(page.get_by_text("Only visible to you")).to_be_visible()
    expect(page.locator("#now")).to_contain_text("09:42")


def test_an_unread_badge_leaves_when_the_channel_is_opened(visit: Visitor) -> None:
    page = visit(f"/?channel={ALERTS}")
    entry = page.locator(f'.side-entry[href*="{LINE}"]')
    expect(entry).to_contain_text("3")
    entry.click()
    expect(page.get_by_role("heading", name="moulding-line-2")).to_be_visible()
    page.locator(f'.side-entry[href*="{ALERTS}"]').click()
    expect(entry.locator(".unread-badge")).to_have_count(0)


def test_a_command_is_completed_and_sent_by_keyboard_alone(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.keyboard.type("/c")
    expect(page.get_by_role("option")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name=re.compile("complaint \\["))).to_have_class(re.compile("active"))
    page.keyboard.press("Tab")
    expect(composer(page)).to_have_value("/complaint ")
    page.keyboard.type("ask @osk")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("You have 2 things due today")).to_be_visible()
    assert last(sandbox, "command") == {
        "as": MEERA,
        "channel": ALERTS,
        "command": "/complaint",
        "text": "ask @oskar",
    }
    expect(composer(page)).to_have_value("")


def test_a_command_that_fails_keeps_the_words_and_says_why(visit: Visitor) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.keyboard.type("/capa new")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("operation_timeout")
    expect(composer(page)).to_have_value("/capa new")


def test_an_unknown_command_is_not_sent(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.keyboard.type("/nonsense now")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("/nonsense is not a valid command")
    assert not [name for name, _ in sandbox.workspace.gestures if name in {"command", "message"}]


def test_a_message_goes_out_with_names_as_ids_and_shift_enter_breaks_the_line(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.keyboard.type("@Oskar")
    page.keyboard.press("Enter")
    page.keyboard.type("a < b & c")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("second line")
    page.keyboard.press("Enter")
    expect(page.locator("article").last).to_contain_text("second line")
    assert last(sandbox, "message")["text"] == f"<@{OSKAR}> a < b & c\nsecond line"


def test_a_press_on_a_button_acts_and_the_card_follows(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.get_by_role("button", name="Contain lot").click()
    card = page.locator("article", has_text="NCR-2026-0147 · Porosity")
    expect(card).to_contain_text("Contained")
    expect(card.get_by_role("button", name="3 replies")).to_be_visible()
    done = last(sandbox, "block_action")
    assert done["container"] == {"type": "message", "channel": ALERTS, "ts": CARD}
    assert (done["as"], done["action_id"], done["value"]) == (MEERA, "contain", "147")


def test_a_confirm_dialog_stands_before_the_press_and_a_failure_is_shown_beside_it(
    visit: Visitor, sandbox: Sandbox
) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.get_by_role("button", name="Escalate").click()
    page.get_by_role("dialog").get_by_role("button", name="Not yet").click()
    assert not [name for name, _ in sandbox.workspace.gestures if name == "block_action"]
    page.get_by_role("button", name="Escalate").click()
    page.get_by_role("dialog").get_by_role("button", name="Escalate").click()
    expect(page.get_by_role("alert")).to_contain_text("This did not work. Try again?")


def test_a_modal_shows_an_error_on_its_field_keeps_what_was_typed_and_closes_when_right(
    visit: Visitor, sandbox: Sandbox
) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.keyboard.type("/ncr gas holes")
    page.keyboard.press("Enter")
    modal = page.get_by_role("dialog", name="New nonconformance")
    expect(modal.get_by_label("What is wrong?")).to_have_value("gas holes")
    modal.get_by_label("What is wrong?").fill("gas holes in the riser")
    modal.get_by_role("radio", name=re.compile("Major")).check()
    photo = {"name": "riser.png", "mimeType": "image/png", "buffer": PIXEL}
    modal.get_by_label("Files", exact=True).set_input_files(photo)
    expect(modal.get_by_role("listitem")).to_contain_text("70 B")
    modal.get_by_role("button", name="Report").click()
    expect(modal.get_by_role("alert")).to_have_text("Give the number of pieces, such as 36.")
    expect(modal.get_by_label("Quantity affected")).to_be_focused()
    expect(modal.get_by_role("listitem")).to_contain_text("riser.png")
    expect(modal.get_by_label("What is wrong?")).to_have_value("gas holes in the riser")
    page.keyboard.type("36")
    page.keyboard.press("Enter")
    expect(modal).to_be_hidden()
    expect(page.get_by_text("NCR-2026-0148 · gas holes in the riser")).to_be_visible()
    assert last(sandbox, "view_submission")["values"] == {
        "title": {"value": "gas holes in the riser"},
        "severity": {"value": "major"},
        "photos": {"value": ["F10"]},
        "quantity": {"value": "36"},
    }


def test_selects_ask_the_app_and_hold_several_people(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.keyboard.type("/ncr x")
    page.keyboard.press("Enter")
    page.get_by_role("combobox", name="Part").click()
    page.keyboard.type("bracket")
    expect(page.get_by_role("option")).to_have_text(re.compile("BR-031"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Part")).to_have_value("BR-031 bearing bracket")
    page.get_by_role("combobox", name="Who should know?").click()
    page.keyboard.type("hanna")
    with page.expect_response("**/gestures/input"):
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Remove Hanna Kovács")).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_visible()
    told = [body["value"] for name, body in sandbox.workspace.gestures if name == "input"]
    assert told == ["BR-031", ["U02TOMASZ", "U05HANNA"]]


def test_a_stack_of_three_is_closed_view_by_view_with_escape(visit: Visitor) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.keyboard.type("/ncr x")
    page.keyboard.press("Enter")
    page.get_by_label("What is wrong?").fill("kept below")
    page.get_by_role("button", name="Look for similar ones").click()
    page.get_by_role("dialog").get_by_role("button", name="Compare").click()
    expect(page.get_by_role("dialog", name="Recurrence")).to_contain_text("3 of 3")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Similar ones")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("What is wrong?")).to_have_value("kept below")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_message_shortcut_is_found_in_the_menu_by_keyboard(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    message = page.locator("article", has_text="behind the yellow line")
    message.hover()
    message.get_by_role("button", name="More message actions").click()
    expect(page.get_by_role("menuitem", name="Reply in thread")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("What is wrong?")).to_have_value(re.compile("yellow line"))
    assert last(sandbox, "message_shortcut")["callback_id"] == "ncr_from_message"


def test_a_thread_opens_takes_a_reply_and_closes_with_escape(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.get_by_role("button", name="2 replies").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread).to_contain_text("Core box 7 again")
    page.keyboard.type("On my way")
    page.keyboard.press("Enter")
    expect(thread).to_contain_text("3 replies")
    assert last(sandbox, "message")["thread_ts"] == CARD
    page.keyboard.press("Escape")
    expect(thread).to_be_hidden()


def test_files_come_by_button_and_by_drop(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={LINE}")
    page.get_by_label("Files to attach").set_input_files(
        {"name": "riser.png", "mimeType": "image/png", "buffer": PIXEL}
    )
    page.evaluate(DROP, ["#main", "note.txt", "text/plain", "box 3"])
    expect(page.get_by_role("list", name="Attached files").get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("img", name="riser.png")).to_be_visible()
    sent = [sandbox.workspace.files[file_id] for file_id in last(sandbox, "message")["files"]]
    assert [(file["name"], content) for file, content in sent] == [
        ("riser.png", PIXEL),
        ("note.txt", b"box 3"),
    ]


def test_another_person_sees_the_workspace_as_their_own(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    page.get_by_role("button", name="Acting as Meera Pillai").click()
    page.keyboard.press("o")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Acting as Oskar Lindqvist")).to_be_visible()
    expect(page.get_by_text("Core box 7").or_(page.get_by_text("CT slice of piece 12"))).to_be_visible()
    expect(page.get_by_text("Only visible to you")).to_have_count(0)
    page.wait_for_selector("html[data-ready]")
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    expect(page.locator("article").last).to_contain_text("hello")
    assert last(sandbox, "message")["as"] == OSKAR
    expect(visit("/mail").get_by_role("button", name="Acting as Oskar Lindqvist")).to_be_visible()


def test_a_message_from_elsewhere_appears_and_problems_are_loud(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit(f"/?channel={ALERTS}")
    sandbox.workspace.problems.append({"seq": 1, "kind": "unmodelled_method", "detail": "bookmarks.edit"})
    page.evaluate(
        "body => fetch('/sandbox/gestures/message', {method: 'POST', body: JSON.stringify(body)})",
        {"as": OSKAR, "channel": ALERTS, "text": "from the line"},
    )
    expect(page.locator("article").last).to_contain_text("from the line")
    strip = page.get_by_role("region", name="Problems of the sandbox")
    strip.get_by_text("1 problem in the sandbox").click()
    expect(strip.get_by_role("listitem")).to_contain_text("bookmarks.edit")


def test_app_home_is_drawn_and_its_buttons_act_on_its_view(visit: Visitor, sandbox: Sandbox) -> None:
    page = visit("/?channel=home")
    expect(page.get_by_role("heading", name="Good morning, Meera")).to_be_visible()
    assert last(sandbox, "home_opened") == {"as": MEERA}
    page.get_by_role("button", name="New NCR").click()
    expect(page.get_by_role("dialog", name="New nonconformance")).to_be_visible()
    assert last(sandbox, "block_action")["container"] == {"type": "view", "view_id": "VHOME"}
