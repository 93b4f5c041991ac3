"""Bounces and automatic answers whose headers say nothing of a machine, and people who write in the same words."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.mails.builders import mail

BOUNCES = {
    "Mail Subsystem <noreply@zimin-gidro.example>": (
        "Недоставленное сообщение: Рекламация",
        "Ваше письмо не доставлено получателю gleb@zimin-gidro.example.\nПричина: 550 Mailbox unavailable\n",
        "gleb@zimin-gidro.example",
    ),
    "Postfächer Admin <admin@huber-heizung.example>": (
        "Nachricht konnte nicht zugestellt werden",
        "Ihre E-Mail an traudl@huber-heizung.example konnte nicht zugestellt werden.\nFehler: 550 No such user\n",
        "traudl@huber-heizung.example",
    ),
    "Consegna fallita <mailer-daemon@conti-saldature.example>": (
        "Consegna non riuscita",
        "Il messaggio per aldo@conti-saldature.example non è stato consegnato: casella piena.\n",
        "aldo@conti-saldature.example",
    ),
    "邮件系统 <postmaster@haina-jx.example>": (
        "系统退信",
        "抱歉，您的邮件被退回来了。\n\n收件人：chenli@haina-jx.example\n退信原因：收件人邮箱不存在 (550 User not found)\n",
        "chenli@haina-jx.example",
    ),
}
AUTOMATIC = {
    "Re: Рекламация C-12": (
        "Здравствуйте!\nЯ в отпуске до 28 сентября, доступа к почте нет. По срочным вопросам: office@zimin-gidro.example."
    ),
    "Re: Reklamacja C-12": (
        "Dzień dobry,\njestem na urlopie do 22 września. W pilnych sprawach: biuro@sowa-agd.example.\nKinga Sowa"
    ),
    "AW: Reklamation C-12": (
        "Guten Tag,\nich bin bis 25.09.2026 nicht im Haus. In dringenden Fällen: +49 555 0112, zentrale@boese-guss.example."
    ),
    "[Ticket 5521] Abbiamo ricevuto la tua richiesta": (
        "Gentile cliente,\nabbiamo ricevuto la tua richiesta e risponderemo entro 24 ore.\nSi prega di non rispondere."
    ),
    "Your request has been logged (REQ-2219)": (
        "Thank you for contacting us. Your request has been logged.\n\nPlease do not reply to this email."
    ),
    "부재중 자동 응답: 불만 C-12": "안녕하세요.\n9월 18일까지 휴가입니다. 급한 용무는 대표번호로 연락 바랍니다.",
}
PEOPLE = {
    "Re: Klagomål C-12": "Hej,\njag är tillbaka från semestern. Partiet har kommit tillbaka, 12 av 400 läcker.\nAda",
    "AW: Reklamation C-14": "Guten Tag,\nbin ab Montag im Urlaub, bitte dringend antworten: 120 Teile von Los 4711 sind undicht.",
    "Delivery failure again": "Hi,\nthe delivery failed again: the truck did not come. 3 pallets missing, 550 boxes in all.\nKit",
    "Re: complaint 8812": (
        "Hello,\nthis is urgent. I am on vacation from Friday, so please answer kit@moss-dye.example before: lot 4711 leaks."
    ),
    "Mail could not be delivered?": (
        "Hello,\nmy mail to quality@castwell.example was returned, user unknown. Is the address still right?\nKit"
    ),
    "Order 4711": "We have received your message about the pumps. Thank you. The replacement leaves today.\nKit",
}


@pytest.mark.parametrize("sender", BOUNCES)
def test_a_bounce_without_any_report_names_whom_it_did_not_reach(sender: str) -> None:
    subject, text, recipient = BOUNCES[sender]
    reading = read(mail(text, subject=subject, sender=sender))
    assert reading.machine == "bounce"
    assert reading.bounce is not None
    assert reading.bounce.recipient == recipient


@pytest.mark.parametrize("subject", AUTOMATIC)
def test_an_automatic_answer_is_known_by_its_words_alone(subject: str) -> None:
    assert read(mail(AUTOMATIC[subject], subject=subject)).machine == "auto_reply"


@pytest.mark.parametrize("subject", PEOPLE)
def test_people_who_write_of_absences_and_deliveries_are_people(subject: str) -> None:
    assert read(mail(PEOPLE[subject], subject=subject)).machine is None


NOBODY = "Return-Path: <>\n"
GAVE_UP = {
    "a robot that cites the head of our mail": (
        "We gave up on your e-mail",
        "For five days the other server never picked up.\n\n> From: quality@castwell.example\n> Subject: lot 7\n"
        "> Message-Id: <20261120.77A@castwell.example>\n\nThe Robot",
    ),
    "a gateway in Czech that speaks of whom it kept the mail from": (
        "Vaše zpráva byla zablokována",
        "Zpráva pro vyroba@odlitky.example nebyla doručena, protože příloha je na naší bráně zakázána.",
    ),
    "a firewall that does not take a file": (
        "Nachricht abgewiesen",
        "Die Firewall hat Ihre E-Mail nicht angenommen.\n\nAbsender: quality@castwell.example\nEmpfänger: "
        "einkauf@kueche.example\nGrund: Datei verschlüsselt",
    ),
}


@pytest.mark.parametrize("who", GAVE_UP)
def test_a_system_without_a_return_path_that_speaks_of_our_mail_returns_it(who: str) -> None:
    subject, text = GAVE_UP[who]
    assert read(mail(text, subject=subject, sender="Gate <gate@relay.example>", headers=NOBODY)).machine == "bounce"


def test_the_identifier_of_our_mail_is_read_whatever_it_is_called() -> None:
    text = (
        "Il suo messaggio non può essere consegnato a:\n\n  ida@posta.example\n\nErrore: utente sconosciuto (5.1.1)\n"
    )
    text += "Identificativo: <foto.2@castwell.example>"
    bounce = read(
        mail(text, subject="Messaggio non consegnato", sender="mailer-daemon@posta.example", headers=NOBODY)
    ).bounce
    assert bounce is not None
    assert (bounce.recipient, bounce.message_id, bounce.status) == (
        "ida@posta.example",
        "<foto.2@castwell.example>",
        "5.1.1",
    )


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Afwezig: Uw klacht is ontvangen", "T/m 16 oktober ben ik er niet. Uw bericht lees ik bij terugkomst."),
        ("Ausência temporária Re: lote 7", "Estarei em viagem até 24/11. Responderei depois."),
        (
            "Re: votre réclamation",
            "Mme Berg ne fait plus partie de nos effectifs ; le présent message ne sera ni lu ni transféré.",
        ),
        (
            "Jan Klimt ist nicht mehr im Unternehmen",
            "Herr Klimt ist aus unserem Unternehmen ausgeschieden. Diese Antwort wurde automatisch erzeugt.",
        ),
    ],
)
def test_who_is_away_or_gone_answers_by_a_machine_though_no_header_says_so(subject: str, text: str) -> None:
    assert read(mail(text, subject=subject)).machine == "auto_reply"


def test_a_person_may_tell_that_somebody_is_gone() -> None:
    text = "Herr Klimt ist nicht mehr im Unternehmen. Bitte senden Sie den 8D-Bericht künftig an mich."
    assert read(mail(text, subject="Re: 8D zu Los 7")).machine is None
