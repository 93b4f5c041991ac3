"""What gateways and clients do to an answer hides none of the sender's words and adds none: banners, footers, pages, bars."""

from __future__ import annotations

import html

import pytest

from handlers.intake.reading import read
from tests.mails.builders import mail

SENDER = "Ida Berg <ida@fjord.example>"
ATTRIBUTION = "On Tue, 17 Mar 2026 at 15:04, Rasmus Quill <r.quill@castwell.example> wrote:"
WARNINGS = (
    "CAUTION: This email came from outside of the house. Do not click links unless you know the sender.",
    "ACHTUNG: Diese E-Mail kommt von außerhalb. Bitte keine Links öffnen.",
    "Attention : courriel externe. Ne cliquez pas sur les liens d'un expéditeur inconnu.",
    "Uwaga: wiadomość spoza firmy. Nie klikaj w linki.",
)
ALARMS = (
    "Attention: the sender label is not on the boxes.",
    "Warning: the outside seal leaks.",
    "Achtung, externe Kennzeichnung fehlt. Siehe Anhänge.",
    "Attention, les joints externes fuient.",
    "The coating flakes off on the outside. Please see the attached message of our customer.",
    "Uwaga: pierścień zewnętrzny cieknie.",
)
FOOTERS = (
    "Virus-free. www.scanner.example",
    "This e-mail message has been scanned and cleared by a gateway of ours.",
    "Diese E-Mail wurde auf Viren geprüft, sie enthält keine.\nwww.scanner.example",
    "Virenfrei, geprüft von scanner.example am Eingang der Firma",
    "Este correo electrónico ha sido comprobado en busca de virus.",
    "Report this email <https://scanner.example/?t=4711>",
)


@pytest.mark.parametrize("alarm", ALARMS)
def test_an_alarm_about_goods_is_no_banner(alarm: str) -> None:
    assert read(mail(f"{alarm}\n\nWe need new ones by Friday.", sender=SENDER)).reply_text.startswith(alarm)


@pytest.mark.parametrize("warning", WARNINGS)
@pytest.mark.parametrize("said", ["Lot 7 leaks.", "Attached is the report on lot 7.", "Anbei der Bericht", "Thanks!"])
def test_a_banner_takes_no_word_that_shares_its_line(warning: str, said: str) -> None:
    reading = read(mail(f"{warning} {said}\n\n{ATTRIBUTION}\n> Which lot?\n", subject="Re: Rings", sender=SENDER))
    assert reading.reply_text == said
    assert any(each.kind == "banner" and each.text.strip() == warning for each in reading.folded)


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_line_of_a_scanner_is_folded(footer: str) -> None:
    assert read(mail(f"Lot 7 leaks.\n\nRegards\nIda\n\n{footer}\n", sender=SENDER)).reply_text == "Lot 7 leaks."


@pytest.mark.parametrize("quote", ['type="cite"', 'class="gmail_quote"', 'style="border-left: 1px solid"'])
def test_an_answer_below_and_between_quotes_of_a_page_is_read(quote: str) -> None:
    page = (
        f"<p>{html.escape(ATTRIBUTION)}</p><blockquote {quote}><p>Which lot?</p><p>How many?</p></blockquote>"
        f"<p>Lot 7.</p><blockquote {quote}>And the valve?<blockquote {quote}>Is it tight?</blockquote></blockquote>"
        "<div>It is tight.</div>"
    )
    reading = read(mail(page, subject="Re: Rings", sender=SENDER, type="text/html; charset=utf-8"))
    assert reading.reply_text == "Lot 7.\n\nIt is tight."
    assert "> Which lot?" in reading.text
    assert "> > Is it tight?" in reading.text


def test_a_paragraph_that_is_only_set_in_stays_text() -> None:
    page = "<p>We found:</p><blockquote>Twelve rings leak.</blockquote><p>Please answer.</p>"
    reading = read(mail(page, sender=SENDER, type="text/html; charset=utf-8"))
    assert reading.reply_text == "We found:\n\nTwelve rings leak.\n\nPlease answer."


def test_quotes_marked_with_bars_are_told_from_a_table_by_the_attribution() -> None:
    quoted = f"{ATTRIBUTION}\n\n| Which lot?\n\nLot 7.\n\n| How many?\n\nTwelve.\n"
    assert read(mail(quoted, subject="Re: Rings", sender=SENDER)).reply_text == "Lot 7.\n\nTwelve."
    table = "We count:\n\n| lot | rings\n| 7   | 12\n| 8   | none\n\nPlease answer."
    assert read(mail(table, subject="Re: Rings", sender=SENDER)).reply_text == table


def test_a_signature_below_a_dash_that_an_editor_made_long_is_folded() -> None:
    assert read(mail("Lot 7 leaks.\n\n\u2013\nIda Berg\nFjord Pumps AS\n", sender=SENDER)).reply_text == "Lot 7 leaks."


SAID_OF_A_MAIL = (
    "This message is about lot 7: twelve rings leak.",
    "This communication concerns lot 7, twelve rings leak.",
    "Important notice: stop the line, lot 7 leaks.",
    "If you have received this lot already, please block it.",
    "Diese Nachricht ist dringend: Charge 7 ist undicht.",
    "Ce mail fait suite à notre appel : le lot 7 fuit.",
    "Este mensaje es para informarles que el lote 7 gotea.",
    "Questa e-mail riguarda il lotto 7: perde.",
    "Dit bericht gaat over partij 7: de ringen lekken.",
    "Ta wiadomość dotyczy partii 7: pierścienie ciekną.",
    "Это сообщение о партии 7: кольца текут.",
    "このメールはロット7についてです。",
)
DISCLAIMERS = (
    "This message is intended for the addressee only. If you got it by mistake, delete it.",
    "This e-mail and any attachments are confidential and meant for the named recipient.",
    "Diese Nachricht ist vertraulich. Sind Sie nicht der Empfänger, löschen Sie sie bitte.",
    "Ce message est confidentiel. Si vous n'êtes pas le destinataire, merci de le détruire.",
    "Este mensaje es confidencial. Si no es el destinatario, bórrelo.",
    "Questo messaggio è riservato ai destinatari indicati.",
    "Dit bericht is vertrouwelijk en bestemd voor de geadresseerde.",
    "Ta wiadomość jest poufna. Jeśli nie są Państwo adresatem, prosimy ją usunąć.",
    "Это сообщение конфиденциально. Если вы не адресат, удалите его.",
    "このメールは機密です。宛先でない方は削除してください。",
)


@pytest.mark.parametrize("said", SAID_OF_A_MAIL)
@pytest.mark.parametrize("below", ["", *DISCLAIMERS[:3]])
def test_a_sentence_about_a_mail_is_no_disclaimer(said: str, below: str) -> None:
    reading = read(mail(f"Hello Rasmus,\n\n{said}\n\nIda\n\n{below}\n", subject="Rings", sender=SENDER))
    assert said in reading.reply_text
    assert not below or below not in reading.reply_text


@pytest.mark.parametrize("said", DISCLAIMERS)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_disclaimer_is_folded_in_any_of_its_languages(said: str, gap: str) -> None:
    text = f"Lot 7 leaks.\n\nRegards\nIda\n\n{said.replace('. ', f'.{gap}', 1)}\n"
    assert read(mail(text, subject="Rings", sender=SENDER)).reply_text == "Lot 7 leaks."


LABELS = (
    "Classification: INTERNAL",
    "[Klassifizierung: vertraulich]",
    "Sensitivity: General",
    "Classification - Confidential",
)


@pytest.mark.parametrize("below", [*WARNINGS[:3], *LABELS])
def test_a_label_or_warning_below_is_folded(below: str) -> None:
    assert read(mail(f"Lot 7 leaks.\n\nRegards\nIda\n\n{below}\n", sender=SENDER)).reply_text == "Lot 7 leaks."
    answer = f"Lot 7 leaks.\n\n{ATTRIBUTION}\n> Which lot?\n\n{below}\n"
    assert read(mail(answer, subject="Re: Rings", sender=SENDER)).reply_text == "Lot 7 leaks."


@pytest.mark.parametrize(
    "said", [*ALARMS, "Classification: critical", "Klassifizierung: A-Fehler", "External: the seal leaks."]
)
def test_an_alarm_below_stays(said: str) -> None:
    assert said in read(mail(f"Lot 7 has come.\n\n{said}\n", sender=SENDER)).reply_text


MARKS = (
    "[ULKOINEN]",
    "[KÜLSŐ FELADÓ]",
    "<<外部郵件>>",
    "【外部邮件】请注意核实发件人身份",
    "*** This message came from outside. Think before you click. ***",
    "CAUTION - mail with external attachment. Verified by MailWarden.",
    "CAUTION: This message was sent from outside the house. Please do not\nopen attachments unless you know its sender.",
)


@pytest.mark.parametrize("mark", MARKS)
def test_the_whole_of_a_mark_is_folded(mark: str) -> None:
    reading = read(mail(f"{mark}\n\nLot 7 leaks.\n\nIda\n", sender=SENDER))
    assert reading.reply_text == "Lot 7 leaks."
    assert any(each.kind == "banner" and each.text.strip() == mark for each in reading.folded)


def test_a_warning_without_a_full_stop_takes_not_the_line_below() -> None:
    warning = "[EKSTERN AFSENDER] Denne mail kommer udefra - pas på links og vedhæftede filer"
    assert read(mail(f"{warning}\nHej, parti 7 er utæt.\n\nIda\n", sender=SENDER)).reply_text == "Hej, parti 7 er utæt."


def test_a_disclaimer_at_the_top_takes_no_words_below() -> None:
    text = "DISCLAIMER: this mail may be confidential. If it is not for you, delete it.\n\nLot 7 leaks.\n\nIda\n"
    assert "Lot 7 leaks." in read(mail(text, sender=SENDER)).reply_text
