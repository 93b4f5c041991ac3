"""What clients, gateways and people put between a head and the text below it, and how they cut a head in pieces."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Hop
from tests.mails.builders import ADDRESS, NAME, SUBJECT, mail

HEAD = f"From: {NAME} <{ADDRESS}>\nSent: 17 March 2026 15:04\nTo: Rasmus\nSubject: {SUBJECT}"
BETWEEN = {
    "headers of a client's own": "Bijlagen-map: foto.jpg\nAntwoord-adres: info@fjordpumper.example\n",
    "a warning in a box": "\n======\n EXTERN  |  you rarely get mail from here\n======\n",
    "a remark in brackets": "\n[Remark by R.Q.: she rang in July, too]\n",
    "a remark between arrows": "\n<<< RQ: mine >>>\n",
    "a warning between the marks of a gateway": "\nQwErTzBannerStart\nThis came from elsewhere\nReport <https://gate.example/r>\nQwErTzBannerEnd\n",
    "a tag and a remark in Portuguese": "\n[EXT] Esta mensagem tem origem externa.\n",
    "a tag that Markdown escaped": "\n\\[EXT\\] *This sender is new to you.*\n",
    "a warning in Japanese": "※このメールは社外から送信されています。\n",
    "how urgent it is": "Importance: High\n",
    "marks of a wiki": "{quote}\n\n\\\\",
}


def hop(text: str, subject: str = f"FW: {SUBJECT}") -> Hop:
    (found,) = read(mail(text, subject=subject)).chain
    return found


@pytest.mark.parametrize("between", BETWEEN)
def test_what_stands_between_head_and_text_is_no_text(between: str) -> None:
    assert hop(f"{HEAD}\n{BETWEEN[between]}\nGood day,\n\nthree are porous.").text == "Good day,\n\nthree are porous."


@pytest.mark.parametrize("line", ["Importance: High", "Priorità: Alta", "Wichtigkeit: Hoch", "重要度: 高"])
def test_how_urgent_it_is_is_no_text_though_nothing_parts_it_from_that(line: str) -> None:
    assert hop(f"{HEAD}\n{line}\nGood day,\n\nthree are porous.").text == "Good day,\n\nthree are porous."
    flat = HEAD.replace("\n", " ").replace("To: Rasmus", "To: Rasmus Quill <rasmus.quill@castwell.example>")
    assert hop(f"{flat} {line} Good day Rasmus, three of them are porous.").text.startswith("Good day Rasmus")


def test_a_text_that_begins_with_a_label_stays() -> None:
    assert hop(f"{HEAD}\nComplaint: three of nine\nare porous.").text == "Complaint: three of nine\nare porous."


def test_a_picture_at_the_beginning_stays() -> None:
    assert hop(f"{HEAD}\n\n[cid:image001.png@01]\nGood day").text == "[cid:image001.png@01]\nGood day"


def test_a_head_with_each_cell_on_a_line_of_its_own_is_read() -> None:
    who = f"From\n:\n{NAME}\n<\n{ADDRESS}\n>"
    head = f"{who}\nDate\n:\n17 March 2026 15:04\nSubject\n:\n{SUBJECT}\nTo\n:\n<rasmus@castwell.example>"
    found = hop(f"---------- Forwarded message ---------\n{head}\n\nGood day")
    assert (found.name, found.address, found.subject, found.text) == (NAME, ADDRESS, SUBJECT, "Good day")


def test_a_date_that_was_cut_before_its_hour_is_whole() -> None:
    head = f"From: {NAME} <{ADDRESS}>\nTo: Rasmus\nSubject: {SUBJECT}\nDate: Tue, 17 Mar 2026\n15:04:00 +0100"
    found = hop(f"{head}\n\nGood day")
    assert found.date is not None
    assert (found.date.hour, found.date.minute, found.text) == (15, 4, "Good day")


def test_labels_glued_to_the_zone_of_a_date_are_labels() -> None:
    head = f"From: {NAME} <{ADDRESS}>To: Rasmus <rasmus@castwell.example>Sent: March 17, 2026 at 03:04:00 PM GMTSubject: {SUBJECT}"
    assert hop(f"----- Forwarded Message ----- {head}\nGood day").subject == SUBJECT


def test_the_mark_of_an_outsider_is_no_blotted_name() -> None:
    found = read(
        mail(HEAD.replace(f"{NAME} <{ADDRESS}>", f"[External] {NAME}") + "\n\nGood day", subject=f"FW: {SUBJECT}")
    )
    assert found.customer is not None
    assert found.customer.name == NAME


def test_underscores_around_a_line_of_the_head_are_no_subject() -> None:
    head = HEAD.replace(f"Subject: {SUBJECT}", f"__Subject: {SUBJECT}__")
    assert hop(f"{head}\n\nGood day").subject == SUBJECT


def test_who_wrote_below_a_rule_is_unknown_where_only_day_and_subject_are_left() -> None:
    text = f"please enter it\n\n________________________________\nSent: 17 March 2026 15:04\nSubject: {SUBJECT}\n\nGood day"
    assert read(mail(text, subject="see below")).customer is None


def test_a_text_on_the_one_line_of_its_head_is_no_recipients_name() -> None:
    head = (
        f"From: {NAME} <{ADDRESS}> Date: Tue, Mar 17, 2026 at 3:04 PM Subject: {SUBJECT} To: <rasmus@castwell.example>"
    )
    found = hop(f"---------- Forwarded message --------- {head} Three of nine are porous.")
    assert found.text == "Three of nine are porous."
    assert [(each.name, each.address) for each in found.to] == [("", "rasmus@castwell.example")]


def test_the_rule_that_closes_a_forward_is_no_text() -> None:
    text = (
        f"----------  Forwarded Message  ----------\n\n{HEAD}\n\nThree are porous.\n----------------------------------"
    )
    assert hop(text).text == "Three are porous."


def test_the_lines_that_frame_an_original_are_no_text() -> None:
    opening, closing = "===8<======Original message text======", "===8<======End of original message text======"
    text = f"This is a forwarded message\n{HEAD}\n\n{opening}\nThree are porous.\n{closing}\n"
    assert hop(text).text == "Three are porous."


def test_backslashes_of_markdown_are_no_part_of_a_name() -> None:
    head = HEAD.replace(f"{NAME} <{ADDRESS}>", f'\\"{NAME}\\" \\<[{ADDRESS}](mailto:{ADDRESS})\\>')
    found = hop(f"{head}\n\nThree are porous.")
    assert (found.name, found.address) == (NAME, ADDRESS)


def test_chinese_labels_that_grew_together_with_an_address_are_found() -> None:
    text = (
        f"发件人：{ADDRESS}发送时间：2026年3月17日 15:04收件人：rasmus@castwell.example主题：{SUBJECT}\n\n三件有气孔。"
    )
    found = hop(text)
    assert (found.address, found.subject, found.text) == (ADDRESS, SUBJECT, "三件有气孔。")
    assert [each.address for each in found.to] == ["rasmus@castwell.example"]


def test_a_short_text_above_the_forwarders_signature_is_the_text_of_a_head_without_a_date() -> None:
    card = "-- \nRasmus Quill\nSales | Castwell\nrasmus.quill@castwell.example"
    assert hop(f"Від кого: {ADDRESS}\nТема: s\n\nporous\n\n{card}", "Fwd: lots").text.startswith("porous")


def test_an_original_message_line_is_no_subject() -> None:
    text = f"-----Original Message-----\nFrom: {ADDRESS}\nSent: 17 March 2026 15:04\n\nTwelve are porous.\n\n-- \nRasmus Quill"
    assert (hop(text).subject, hop(text).text[:6]) == ("", "Twelve")


def test_a_subject_with_a_dash_is_whole_below_labels_that_nobody_knows() -> None:
    head = (
        f"Absendername:  {NAME} <{ADDRESS}>\nZeitpunkt:     17. März 2026, 15:04\nTitelzeile:    Wellen - passen nicht"
    )
    assert hop(f"{head}\n\nGuten Tag", "WG: Wellen - passen nicht").subject == "Wellen - passen nicht"


def test_lone_quotation_marks_around_what_is_carried_are_no_part_of_it() -> None:
    assert hop(f'{HEAD}\n"\nGood day,\n\nthree are porous.\n"').text == "Good day,\n\nthree are porous."
