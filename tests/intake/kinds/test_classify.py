"""What sort of mail it is, why, and when nobody should say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.facts import Address, Attachment, Folded, Hop, Reading
from handlers.intake.reading.fields import Known, KnownThings
from handlers.intake.reading.kinds import classify, kind_of_mail
from handlers.intake.reading.kinds.classes import NAMES
from handlers.intake.reading.kinds.classify import said_by
from handlers.intake.reading.kinds.evidence import shifts
from handlers.intake.reading.kinds.model import Model, shipped_model
from handlers.intake.reading.kinds.signs import signs_of
from tests.mails.builders import mail

COMPLAINT = (
    "We received lot VX2290 on Monday and 26 of 500 washers are cracked. Please send replacement and an 8D report."
)
PCN = (
    "Dear customer, we hereby announce a process change: production of the LX series will be transferred "
    "to Brno from 1 May. Form, fit and function are not affected. Samples are available. "
    "Please give us your approval within 30 days."
)
PDN = "Product discontinuance: the RX series will be discontinued. Last time buy 31 December, last shipment 30 June."
NEWSLETTER = "In this issue: five ways to reduce complaints, webinar dates, interview. Read online. Unsubscribe here."


def reading(subject: str = "", text: str = "", **more: object) -> Reading:
    plain = Reading(sha256="0" * 64, size=1, subject=subject, text=text, reply_text=text)
    return replace(plain, **more)  # type: ignore[arg-type]  # the fields of a Reading, by name


def _blind() -> Model:
    """Says "other" by nine in ten, whatever the text says."""
    names = shipped_model()
    likely = [*[0.0] * 11, 4.6 * names.temperature]
    return replace(names, weights=dict.fromkeys(names.weights, (0.0,) * len(NAMES)), bias=likely)


@pytest.mark.parametrize(
    ("subject", "text", "kind", "subkind"),
    [
        ("Cracked washers", COMPLAINT, "complaint", ""),
        (
            "Reklamation Charge VX2290",
            "Bei der Wareneingangsprüfung haben wir an 26 von 500 Scheiben Risse festgestellt. "
            "Bitte um 8D-Report und Ersatz.",
            "complaint",
            "",
        ),
        ("PCN 26-031: transfer of production", PCN, "supplier_notice", "pcn"),
        ("Discontinuation RX", PDN, "supplier_notice", "pdn"),
        (
            "Abkündigung RX",
            "Die Baureihe RX wird eingestellt. Letzter Bestelltermin 31.12., letzte Lieferung 30.06.",
            "supplier_notice",
            "pdn",
        ),
        (
            "Product recall",
            "We are recalling all heaters of batch 26/02. Stop selling them now and return all stock.",
            "supplier_notice",
            "recall",
        ),
    ],
)
def test_plain_mails_are_told_apart(subject: str, text: str, kind: str, subkind: str) -> None:
    found = classify(subject, text)
    assert (found.kind, found.subkind) == (kind, subkind)
    assert found.confidence > 0.6


def test_the_words_and_headers_that_decided_are_said() -> None:
    found = classify("Cracked washers", COMPLAINT)
    assert any("crack" in reason.lower() for reason in found.because)
    listed = classify("Quality digest", NEWSLETTER, {"list"})
    assert listed.kind == "newsletter"
    assert any("List-Id" in reason for reason in listed.because)


def test_a_doubtful_mail_is_unsure_and_says_so() -> None:
    found = classify("xyzzy", "plugh qwertz")
    assert found.kind == "unsure"
    assert "not sure enough" in found.because[0]


@pytest.mark.parametrize(("subject", "text"), [("", ""), ("...", "!!! 123 ???"), ("", "\n \n")])
def test_a_mail_without_text_is_unsure(subject: str, text: str) -> None:
    assert classify(subject, text).kind == "unsure"


@pytest.mark.parametrize(
    "signs", [{"marked_spam"}, {"forged"}, {"list"}, {"marked_spam", "forged", "list", "file program"}]
)
def test_no_header_throws_a_complaint_away(signs: set[str]) -> None:
    """A spam filter that errs, or a customer who writes through a mailing list, still reaches a person."""
    assert classify("Cracked washers", COMPLAINT, signs).kind not in {"spam", "other", "newsletter"}


def test_machine_mail_needs_no_model() -> None:
    found = kind_of_mail(
        reading("Out of office", "back on Monday", machine="auto_reply", machine_because="Auto-Submitted")
    )
    assert (found.kind, found.confidence, found.because) == ("auto_reply", 1.0, ("Auto-Submitted",))


def test_a_forwarded_mail_is_what_was_forwarded() -> None:
    hop = Hop("Kim", "kim@customer.example", None, "", "Cracked washers", (), (), COMPLAINT, 0.95, "inline")
    found = kind_of_mail(reading("FW: lunch", "see below, can somebody take this?", forwarded=True, chain=(hop,)))
    assert found.kind == "complaint"


def test_a_known_supplier_makes_a_notice_likelier() -> None:
    known = KnownThings(suppliers=(Known("7", "Teldorf", domains=("teldorf.example",)),))
    mail = reading("Information", COMPLAINT, customer=Address("", "qa@teldorf.example"))
    assert "from_supplier" in signs_of(mail, known)
    assert "from_supplier" not in signs_of(replace(mail, customer=Address("", "qa@elsewhere.example")), known)
    shift = dict(zip(NAMES, shifts({"from_supplier"}, NAMES), strict=True))
    assert shift["pcn"] > 0 > shift["complaint"] > shift["spam"]


def test_the_name_of_a_file_counts() -> None:
    file = Attachment("8D-Report_26-0551.pdf", "application/pdf", 10, "0" * 64)
    mail = reading(
        "RE: claim 26-0551",
        "Please see the attachment, root cause and corrective actions inside.",
        attachments=(file,),
    )
    found = kind_of_mail(mail)
    assert (found.kind, found.subkind) == ("supplier_notice", "scar_response")


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Order", "Please send us 12 red reject bins 400x300, purchase order follows."),
        (
            "Application",
            "I apply for the position as quality engineer. I handled complaints for years. CV attached.",
        ),
        ("Invoice 2026-1182", "Please find attached our invoice. Payment due within 30 days."),
        ("Meeting", "You are invited to the quality meeting. Agenda: PPM, open complaints, audit plan."),
        ("Thank you", "The parts were perfect, thank you very much, the team was delighted."),
    ],
)
def test_mails_that_only_mention_quality_are_no_complaints(subject: str, text: str) -> None:
    assert classify(subject, text).kind in {"other", "unsure"}


def test_phishing_that_mentions_a_complaint_is_no_complaint_for_sure() -> None:
    found = classify(
        "Complaint filed",
        "A complaint was filed against you. Click here and verify your account password within 24 hours.",
    )
    assert found.kind in {"spam", "unsure"}


def test_a_very_long_mail_is_read_in_time() -> None:
    found = classify("Cracked washers", COMPLAINT + " lorem ipsum" * 100_000)
    assert found.kind in {"complaint", "unsure"}


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Last delivery", "We checked all 800 hooks of the last delivery and none were scratched. Thank you!"),
        ("Letzte Lieferung", "Von den 800 Haken der letzten Lieferung war kein einziger verkratzt. Vielen Dank!"),
        ("Livraison", "Sur les 800 crochets de la livraison, aucune rayure. Merci à toute l'équipe !"),
    ],
)
def test_a_denied_defect_is_no_complaint(subject: str, text: str) -> None:
    found = classify(subject, text)
    assert found.kind in {"other", "unsure"}
    assert found.kind == "other" or found.confidence < 0.9


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Compliments", "Your fitter was on time, friendly and left everything clean. We are delighted, well done!"),
        ("Großes Lob", "Ihr Monteur war pünktlich und freundlich, wir sind sehr zufrieden. Weiter so!"),
    ],
)
def test_praise_is_not_work_for_the_complaints_desk(subject: str, text: str) -> None:
    assert classify(subject, text).kind == "other"


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        (
            "Thank you, but",
            "Thank you for sending the hinges so fast. Unfortunately a third of them are cracked and have sharp burrs. "
            "Please send replacements.",
        ),
        (
            "Danke und eine Bitte",
            "Vielen Dank für die schnelle Lieferung! Leider sind fünf von vierzig Knöpfen gerissen und einer fehlt. "
            "Könnten Sie uns neue schicken?",
        ),
    ],
)
def test_a_complaint_that_thanks_is_a_complaint(subject: str, text: str) -> None:
    assert classify(subject, text).kind == "complaint"


def test_a_very_polite_complaint_is_at_least_shown_to_a_person() -> None:
    text = (
        "Many thanks for the quick delivery! Unfortunately five of the forty knobs are cracked and one is missing. "
        "Could you send us new ones?"
    )
    assert classify("Thank you, and a question", text).kind in {"complaint", "unsure"}


def test_a_few_words_are_not_binned_by_a_model_that_would() -> None:
    """ "Please see the table" may be a complaint whose table is a picture."""
    short = classify("Three parts", "Kind regards, see below", model=_blind())
    assert short.kind == "unsure"
    assert "so little is said" in short.because[0]
    assert classify("Three parts", "Kind regards, see below", {"list"}, _blind()).kind == "other"


def test_what_a_mailing_list_hangs_below_a_complaint_does_not_make_it_a_newsletter() -> None:
    footer = f"\n{'_' * 47}\nparts mailing list -- parts@falkenau.example\nTo unsubscribe send an email to parts-leave@x.example"
    _, text, _ = said_by(reading("Cracked washers", COMPLAINT + footer))
    assert text == COMPLAINT
    group = 'You received this message because you are subscribed to the Google Groups "qms" group.'
    assert (
        said_by(reading("Cracked washers", f"{COMPLAINT}\n--\n{group}\nTo unsubscribe write to qms@x.example"))[1]
        == COMPLAINT
    )
    below = f"{COMPLAINT}\n{'_' * 47}\nKind regards"
    assert said_by(reading("Cracked washers", below))[1] == below


def test_what_a_colleague_forwards_to_a_list_of_the_house_is_no_list_mail() -> None:
    head = "From: Ida Berg <ida@berg.example>\nSent: 17 March 2026 15:04\nTo: Rasmus\nSubject: Cracked washers"
    sent = {"headers": "List-Id: <qms.castwell.example>\n", "subject": "FW: Cracked washers"}
    assert "list" not in said_by(read(mail(f"{head}\n\n{COMPLAINT}", **sent)))[2]
    assert "list" in said_by(read(mail(COMPLAINT, **sent)))[2]


def test_what_names_harm_and_asks_for_a_remedy_is_not_binned_by_a_model_that_would() -> None:
    assert classify("Greetings", "We wish you a happy new year and send our regards", model=_blind()).kind == "other"
    harmed = classify("Greetings", "Two knobs are cracked, please send a replacement", model=_blind())
    assert harmed.kind == "unsure"
    assert "put right" in harmed.because[0]


def test_a_japanese_complaint_is_understood_and_explained_in_its_words() -> None:
    found = classify(
        "ピンの不良について",
        "お世話になっております。先週納入いただいたピン300個のうち、18個に曲がりと傷がありました。"
        "代替品の手配と原因の調査をお願いいたします。",
    )
    assert found.kind == "complaint"
    assert any(any(word in reason for word in ("不良", "傷", "曲がり", "代替")) for reason in found.because)


def test_a_russian_complaint_is_understood_and_explained_in_its_words() -> None:
    found = classify(
        "Брак в партии пальцев",
        "Здравствуйте! Из трёхсот пальцев, полученных на прошлой неделе, восемнадцать погнуты, на пяти трещины. "
        "Просим заменить и сообщить причину.",
    )
    assert found.kind == "complaint"
    assert any(
        any(word in reason.lower() for word in ("брак", "трещин", "погнут", "замен")) for reason in found.because
    )


OURS = "complaints@falkenau.example"


def answering(text: str, quoted: str, **more: object) -> Reading:
    quote = (Folded("quote", quoted, "quoted"),) if quoted else ()
    return reading(
        "Re: pins",
        text,
        sender=Address("Libby", "libby@webmail.example"),
        to=(Address("", OURS),),
        folded=quote,
        **more,
    )


def test_an_answer_to_a_question_of_ours_is_recognised_by_its_thread() -> None:
    quoted = f"On Monday Falkenau <{OURS}> wrote:\n> Which box do they come from?\n> Shall we send new ones?"
    signs = signs_of(answering("The second one. Yes please.", quoted), KnownThings())
    assert {"reply", "answers us", "we asked"} <= signs


def test_the_message_id_shows_that_it_answers_a_mail_of_ours() -> None:
    mail = answering("The second one.", "", in_reply_to=("<ack-1@mail.falkenau.example>",))
    assert "answers us" in signs_of(mail, KnownThings())
    assert "we asked" not in signs_of(mail, KnownThings())


def test_an_answer_to_somebody_else_or_to_nobody_is_none_to_us() -> None:
    other = answering("Fine.", "", in_reply_to=("<1@elsewhere.example>",))
    assert not {"answers us", "answers nothing"} & signs_of(other, KnownThings())
    assert "answers nothing" in signs_of(answering("As you requested: 40 % off!", ""), KnownThings())
