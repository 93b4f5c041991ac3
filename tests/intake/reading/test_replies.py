"""Answers: what the sender wrote stays, everything around it is folded, and nothing is lost."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.mails.builders import mail
from tests.mails.replies import ANSWERS, QUOTED, Answer

DISCLAIMER = (
    "This e-mail and any attachments are confidential.\nIf you are not the intended recipient, please delete it."
)
SHAPES = {
    "everything": "{said}\n\n{closing}\n\n{footer}\n\n{attribution}\n\n{quoted}",
    "quote_only": "{said}\n\n{attribution}\n{quoted}",
    "no_line_between": "{said}\n{attribution}\n{quoted}",
    "no_marks": "{said}\n\n{closing}\n\n{attribution}\n\n{unmarked}",
    "footer": "{said}\n\n{footer}\n\n{attribution}\n{quoted}",
    "closing": "{said}\n\n{closing}\n",
    "dashes": "{said}\n\n-- \nOttilie\nFjordpumper AS",
    "below_the_quote": "{attribution}\n{quoted}\n{said}\n\n{closing}",
    "disclaimer": "{said}\n\n{closing}\n\n{disclaimer}\n\n{attribution}\n\n{quoted}",
}


def answer_mail(answer: Answer, shape: str) -> bytes:
    text = SHAPES[shape].format(
        said=answer.said,
        closing=answer.closing,
        footer=answer.footer,
        attribution=answer.attribution,
        quoted=QUOTED,
        unmarked=QUOTED.replace("> ", "").replace(">", ""),
        disclaimer=DISCLAIMER,
    )
    return mail(text, subject="Re: NCR-2026-0042", headers="In-Reply-To: <a1b2@castwell.example>\n")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", ANSWERS)
def test_only_what_was_said_is_left(language: str, shape: str) -> None:
    reading = read(answer_mail(ANSWERS[language], shape))
    assert reading.reply_text == ANSWERS[language].said
    assert not reading.forwarded


@pytest.mark.parametrize("language", ANSWERS)
def test_nothing_is_lost(language: str) -> None:
    reading = read(answer_mail(ANSWERS[language], "everything"))
    assert {fold.kind for fold in reading.folded} == {"quote", "signature", "mobile_footer"}
    shown = reading.reply_text + "".join(fold.text for fold in reading.folded)
    assert sorted("".join(reading.text.split())) == sorted("".join(shown.split()))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Thanks!", "Thanks!"),
        ("Thank you", "Thank you"),
        ("OK\n\nSent from my iPhone", "OK"),
        ("> Is lot 7 blocked?\n\nYes.\n\n> And lot 8?\n\nNo.", "Yes.\n\nNo."),
        (
            "Dear Ines,\n\nthanks for the report.\nWe found this:\n- porous\n- leaking",
            "Dear Ines,\n\nthanks for the report.\nWe found this:\n- porous\n- leaking",
        ),
        (
            ("Agreed.\n\n-----Original Message-----\nFrom: Ines\nSent: today\nTo: me\nSubject: x\n\nold"),
            "Agreed.",
        ),
        ("Agreed.\n\n----- Ursprüngliche Nachricht -----\nalt", "Agreed."),
        (
            (
                "Agreed.\n\n________________________________\nFrom: Ines <i@castwell.example>\n"
                "Sent: 17 March 2026 15:04\nTo: me\nSubject: x\n\nold"
            ),
            "Agreed.",
        ),
        ("CAUTION: External sender. Do not click links or open attachments.\n\nLot 7 leaks.", "Lot 7 leaks."),
        (
            ("You don't often get email from a@b.example. Learn why this is important\n\nLot 7 leaks."),
            "Lot 7 leaks.",
        ),
        (
            (
                "Lot 7 leaks.\n\nBest regards,\n\nOttilie Brandvold\nQuality | Fjordpumper AS\n"
                "Tel. +47 555 01 23\nwww.fjord.example"
            ),
            "Lot 7 leaks.",
        ),
        ("Lot 7 leaks.\nRegards Ottilie", "Lot 7 leaks."),
        ("Lot 7 leaks.\n\nThanks, Ottilie", "Lot 7 leaks."),
        (
            "Best regards to your team, and please note that lot 7 leaks again.",
            "Best regards to your team, and please note that lot 7 leaks again.",
        ),
        (
            "At 10:30 the tester wrote down:\n0.4 bar\n0.5 bar",
            "At 10:30 the tester wrote down:\n0.4 bar\n0.5 bar",
        ),
        (
            "Lot 7 leaks.\n\nBest regards\nJohn\n\nPS: lot 8 as well.",
            "Lot 7 leaks.\n\nPS: lot 8 as well.",
        ),
        (
            ("Lot 7 leaks.\n\nVielen Dank und freundliche Grüße\n\nJan Meier\nMeier GmbH | Werkstr. 1 | 12345 Ort"),
            "Lot 7 leaks.",
        ),
        ("Lot 7 leaks.\n\nJohn Smith\nQuality Manager\nTel: +44 555 0100", "Lot 7 leaks."),
        ("Lot 7 leaks.\n\n-John Smith", "Lot 7 leaks."),
        ("Please contact:\n\nJohn Smith\nTel: 555 0100", "Please contact:\n\nJohn Smith\nTel: 555 0100"),
        ("Sent from my iPhone\n\nLot 7 leaks", "Sent from my iPhone\n\nLot 7 leaks"),
        (
            ("Hi, see inline.\n\nOn Tue, Mar 17, 2026 at 3:04 PM Q <q@x.example> wrote:\n> Which lot?\n\nLot 7.\n"),
            "Hi, see inline.\n\nLot 7.",
        ),
        (
            "Thanks for the report.\n\nWe will check.\n\nThanks\nJo",
            "Thanks for the report.\n\nWe will check.",
        ),
        ("Lot 7 leaks.\n\nCheers \U0001f642\nJo", "Lot 7 leaks."),
        ("Lot 7 leaks.\n\n—————\nRasmus Quill\nBuyer\nr.quill@castwell.example", "Lot 7 leaks."),
        ("A 7. tétel szivárog.\n\nUdvozlettel:\nKata", "A 7. tétel szivárog."),
        ("Partia 7 cieknie.\n\nZ powazaniem,\nJan Kos", "Partia 7 cieknie."),
        ("Lot 7 leaks.\n\nSent from Windows Mail", "Lot 7 leaks."),
        ("A 7. tétel szivárog.\n\nAz iPhone-omról küldve", "A 7. tétel szivárog."),
        ("Lot 7 leaks.\n\nBlessings from the north,\n\nRasmus", "Lot 7 leaks."),
        ("Ida, Jan,\n\nLot 7 leaks.\n\nRasmus", "Ida, Jan,\n\nLot 7 leaks."),
        (
            "Lot 7 leaks.\n\n________________\n\nLot 8 does not leak.\n\nBest regards\nRasmus",
            "Lot 7 leaks.\n\n________________\n\nLot 8 does not leak.",
        ),
        (
            "Lot 7 it is On Tue, 17 Mar 2026 at 15:04, Ida Berg <ida@castwell.example> wrote:\n> Which lot?",
            "Lot 7 it is",
        ),
        (
            "On Tue, 17 Mar 2026 at 15:04, Ida Berg <ida@castwell.example> wrote:\n"
            "> The pump at line 4 stands still since the shift of Monday and the\nfitter found sand.\n> Which lot is it?\n"
            "lot 7.\n> And the valve?\nis tight\n",
            "lot 7.\n\nis tight",
        ),
        (
            "On Tue, 17 Mar 2026 at 15:04, Ida Berg <ida@castwell.example> wrote:\n"
            "> The drawing of the housing is where it always was, at\n<https://plm.castwell.example/drawings/4711-B>\n"
            "> Is it new?\n"
            "https://plm.fjord.example/4711-C\n",
            "https://plm.fjord.example/4711-C",
        ),
        ("CAUTION: External sender. Do not click links or open attachments.\n\n> Is lot 7 blocked?\n> Ida", ""),
        (
            "CAUTION: External sender. Do not click links or open attachments.\n\nThanks!\n\n"
            "On Tue, 17 Mar 2026 at 15:04, Ida Berg <ida@castwell.example> wrote:\n> Lot 7 is blocked.",
            "Thanks!",
        ),
        ("Lot 7 leaks.\n\n. . . . . . . . . .\nFjord Pumps AS\nwww.fjord.example", "Lot 7 leaks."),
        ("Lot 7 leaks.\n --\nOttilie\nFjordpumper AS", "Lot 7 leaks."),
        ("Partij 7 lekt.\nVerzonden vanuit Outlook voor iOS", "Partij 7 lekt."),
        ("Partia 7 cieknie.\n\nDo widzenia,\nKinga", "Partia 7 cieknie."),
        ("##- Please type your reply above this line -##\nold text", ""),
        ("Warning: the valve leaks.\n\nPlease act.", "Warning: the valve leaks.\n\nPlease act."),
    ],
)
def test_people_write_in_many_ways(text: str, said: str) -> None:
    assert read(mail(text, subject="Re: x")).reply_text == said


QUOTE_OF_THE_PUMP = "\n\nThe pump at line 4\nstands still.\n"


@pytest.mark.parametrize(
    "attribution",
    [
        '17.03.2026, 15.04, "Castwell - Quality" <quality@castwell.example>:',
        '03:04 PM, March 17, 2026, "Castwell" <quality@castwell.example>:',
        "2026-03-17 15:04 GMT+01:00 Castwell Quality <\nquality.and.complaints.of.all.plants@castwell.example>:",
        "---- On Tue, 17 Mar 2026 15:04:11 +0100 quality@castwell.example wrote ----",
        "---- El mar, 17 mar 2026 15:04:11 +0100 Ida Berg escribió ----",
        "вторник, 17 марта 2026 г. пользователь castwell написал:",
        "----- Reply message -----",
        "----- Reply from quality@castwell.example -----",
        "On Tue, 17 Mar 2026 at 15:04, Castwell <quality@castwell.example>\n\nwrote:",
    ],
)
def test_a_quote_without_marks_begins_at_its_attribution(attribution: str) -> None:
    reading = read(mail(f"We send a fitter.\n\n{attribution}{QUOTE_OF_THE_PUMP}", subject="Re: Pump"))
    assert reading.reply_text == "We send a fitter."
    assert not reading.forwarded


def test_a_day_without_its_year_begins_a_quote_that_is_marked() -> None:
    assert (
        read(mail("Lot 7 it is.\n\nLe 17/03, Ida a écrit :\n> Quel lot ?", subject="Re: x")).reply_text
        == "Lot 7 it is."
    )
    text = "Le 17/03, Ida a écrit :\nc'est mon compte rendu"
    assert read(mail(text, subject="Re: x")).reply_text == text


def test_a_day_and_an_address_begin_a_quote_that_is_marked() -> None:
    line = "2026/3/17 Castwell Quality <quality@castwell.example>"
    assert read(mail(f"Lot 7.\n\n{line}\n\n> Which lot?\n")).reply_text == "Lot 7."
    assert read(mail(f"Please write to\n{line}\n\nuntil Friday.\n")).reply_text.startswith("Please write to\n2026/3/17")


@pytest.mark.parametrize(
    "above",
    [
        "Yes",
        "Hi Ida,\nlot 7 it was,\nand all of lot 8",
        "On Friday the last of the boxes was opened.",
        "Die Teile kamen am\nMontag an",
    ],
)
@pytest.mark.parametrize(
    "attribution",
    [
        'On Mar 17, 2026 3:04 PM, "Castwell" <\nquality.and.complaints.of.all.plants@castwell.example> wrote:',
        "Ida Berg <ida@castwell.example> schrieb am Di., 17. März 2026 um 15:04 Uhr:",
        "Am 17. März 2026\num 15:04 schrieb Ida Berg <ida@castwell.example>:",
        "On Tuesday\n17 March 2026 Ida Berg wrote:",
    ],
)
def test_an_attribution_swallows_no_line_that_stands_directly_above(above: str, attribution: str) -> None:
    reading = read(mail(f"{above}\n{attribution}\n\n> Which lot?\n", subject="Re: Lot"))
    assert reading.reply_text == above


def test_a_forward_inside_what_an_answer_quotes_makes_the_answer_no_forward() -> None:
    inner = (
        "---------- Forwarded message ---------\nFrom: Jan Kos <jan@kos.example>\nDate: Mon, 16 Mar 2026 at 09:00\n"
        "Subject: Leak\nTo: quality@castwell.example\n\nLot 7 leaks.\n"
    )
    text = f"Agreed.\n\n-----Original Message-----\n\nPlease look at this.\n\n{inner}"
    answer = read(mail(text, subject="Re: Leak"))
    assert not answer.forwarded
    assert answer.reply_text == "Agreed."
    assert read(mail(text, subject="Fwd: Leak")).forwarded


def test_an_answer_in_html_keeps_the_line_that_runs_into_the_quote() -> None:
    html = (
        '<div dir="ltr">Lot 7</div><div class="gmail_quote">On Tue, 17 Mar 2026 at 15:04, Ida Berg '
        "&lt;ida@castwell.example&gt; wrote:<div>Which lot?</div></div>"
    )
    assert read(mail(html, subject="Re: Lot", type="text/html; charset=utf-8")).reply_text == "Lot 7"


def test_a_forwarder_s_comment_is_kept_apart_from_the_forwarded_mail() -> None:
    text = (
        "Please take over.\n\nKind regards\nRasmus\n\n---------- Forwarded message "
        "---------\nFrom: A B <a@b.example>\nDate: 17 March 2026 15:04\nSubject: x\n"
        "To: y\n\nGood day"
    )
    reading = read(mail(text, subject="Fwd: x"))
    assert reading.reply_text == "Please take over."
    assert reading.original_text == "Good day"
    assert [fold.kind for fold in reading.folded] == ["signature", "forward"]
