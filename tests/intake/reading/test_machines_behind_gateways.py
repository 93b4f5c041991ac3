"""What gateways add to a mail hides no machine and makes none: marks before the subject, disclaimers, wrapped lines."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.mails.builders import mail

PORTAL = "noreply@portal.example"
MARKS = ("[EXT] ", "[EXTERNAL] ", "***SPAM*** ", "** SPAM ** ", "EXT: ", "External: ", "[SPAM?] [EXT] ", "Extern | ")
AUTOMATIC = {
    "Automatic reply: Seal rings": "Somebody will look at it.",
    "[Automatische Antwort] Dichtringe": "Ich melde mich.",
    "Réponse automatique : joints": "Je vous répondrai.",
    "OOO: Out of Office": "I am away, Jan helps.",
    "Out of office reply": "I am away, Jan helps.",
}
DISCLAIMERS = (
    "If you received this message in error, please tell the sender and delete your copy of the mail.",
    "This mail is meant for the intended recipient alone: have you received it otherwise, delete your copy.",
    "Haben Sie diese Nachricht irrtümlich erhalten, vernichten Sie bitte Ihre Kopie.",
    "Si vous avez bien reçu ce courriel par erreur, détruisez votre copie.",
    "Si ha recibido este mensaje por error, borre su copia.",
    "Se ha ricevuto questo messaggio per errore, cancelli la sua copia.",
    "Se recebeu esta mensagem por engano, recebido por outrem, apague a sua cópia.",
    "Hebt u dit bericht per ongeluk ontvangen, verwijder dan uw kopie.",
    "Jeśli Państwa skrzynka otrzymała tę wiadomość omyłkowo, prosimy ją usunąć.",
    "Om du har mottagit detta meddelande av misstag, radera ditt exemplar.",
    "Если вы получили это письмо по ошибке, удалите вашу копию.",
)


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("subject", AUTOMATIC)
def test_marks_before_the_subject_hide_no_automatic_answer(subject: str, mark: str) -> None:
    assert read(mail(AUTOMATIC[subject], subject=mark + subject)).machine == "auto_reply"


@pytest.mark.parametrize("subject", ["Seal rings", "Re: Automatic reply: Seal rings", "Out of office next week"])
@pytest.mark.parametrize("mark", MARKS)
def test_marks_before_the_subject_make_no_machine(subject: str, mark: str) -> None:
    text = "Twelve rings of lot L-2231 leak. I am out of the office from Friday, please answer Jan.\n\nIda"
    assert read(mail(text, subject=mark + subject, sender="Ida Berg <ida@fjord.example>")).machine is None


@pytest.mark.parametrize("disclaimer", DISCLAIMERS)
def test_a_disclaimer_makes_no_receipt_of_what_a_portal_sends(disclaimer: str) -> None:
    text = f"Complaint 5512 was filed: twelve rings of lot L-2231 leak.\n\n{disclaimer}\n"
    reading = read(mail(text, subject="Rings", sender=PORTAL, headers="Auto-Submitted: auto-generated\n"))
    assert reading.machine is None


def test_an_automatic_answer_may_say_so_behind_what_generated_it() -> None:
    headers = "Auto-Submitted: auto-generated; type=vacation\n"
    assert read(mail("I am on the road.", subject="Re: Rings", headers=headers)).machine == "auto_reply"


@pytest.mark.parametrize(
    "words",
    [
        "My mailbox knows you not. Please click here to have your address added: https://gate.example/7",
        "Bitte zeigen Sie mit einem Klick, dass Sie ein Mensch sind: https://gate.example/7",
    ],
)
def test_a_mailbox_that_asks_who_wrote_to_it_is_a_machine(words: str) -> None:
    assert read(mail(f"{words}\n", subject="Re: Rings")).machine == "auto_reply"


def test_the_identifier_of_a_returned_mail_may_be_wrapped_below_its_label() -> None:
    text = (
        "A message that you sent could not be delivered:\n\n  ida@fjord.example\n    550 unknown\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n"
        "To: ida@fjord.example\nMessage-Id:\n<rings.2026-03-17.1@castwell.example>\nSubject: Rings\n\nTwelve rings leak.\n"
    )
    bounce = read(mail(text, subject="Mail delivery failed", sender="mailer-daemon@fjord.example")).bounce
    assert bounce is not None
    assert bounce.message_id == "<rings.2026-03-17.1@castwell.example>"


def test_a_header_in_a_vendors_words_names_the_mail_that_came_back() -> None:
    text = "Your mail to ida@fjord.example could not be delivered: 550 no such user."
    headers = "X-HX-Original-Message-ID: <rings.1@castwell.example>\n"
    raw = mail(text, subject="Undelivered mail", sender="postmaster@fjord.example", headers=headers)
    bounce = read(raw).bounce
    assert bounce is not None
    assert bounce.message_id == "<rings.1@castwell.example>"
