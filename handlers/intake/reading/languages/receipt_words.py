"""What every receipt of a ticket system says, and every refusal of a mail system, as stems by language, in lower case.

A receipt says whose (yours), what (a mail, a request) and what became of it (it came, it was registered); the wording
around these is each system's own. A refusal says why a mailbox did not take the mail.
"""

from __future__ import annotations

YOURS = (
    "your", "you ", "ihre", "ihr ", "deine", "votre", "vos ", "su ", "sus ", "vuestr", "suo ", "sua ",
    "tuo ", "tua ", "vostr", "seu ", "vosso",
    "vossa", "uw ", "jouw", "je ", "państwa", "pana", "twoj", "twój", "ditt", "din ", "dina", "er ", "ert", "deres", "jeres",
    "tosi", "nne ", "stisi", "váš", "vaš", "vaše", "bejelentését", "megkeresését", "üzenetét", "levelét", "dumneavoastră",
    "niz ", "nız ", "iniz", "ваш", "вашу", "σας", "お問い合わせ", "お客様", "ご連絡", "您", "고객", "문의", "we got", "got it",
)  # fmt: skip
MATTERS = (
    "mail", "message", "request", "ticket", "case", "inquiry", "enquiry", "query", "nachricht", "anfrage", "anliegen", "meldung",
    "vorgang", "demande", "courriel", "mensaje", "correo", "consulta", "solicitud", "messaggio", "richiesta", "segnalazione",
    "mensagem", "pedido", "solicita", "bericht", "melding", "verzoek", "vraag", "wiadomość", "zgłoszenie", "zapytanie", "ärende",
    "meddelande", "henvendelse", "besked", "sag ", "yhteydenot", "viesti", "tapaus", "dotaz", "požadav", "zpráv", "správ",
    "bejelent", "megkeres", "üzenet", "levél", "levelét", "solicitare", "mesaj", "talep", "taleb", "запрос", "обращени", "заявк",
    "письмо", "запит", "звернен", "заявлен", "αίτημα", "μήνυμα", "upit", "zahtjev", "zahtev", "sporočil", "お問い合わせ", "メール",
    "请求", "邮件", "工单", "來信", "문의", "요청",
)  # fmt: skip
ARRIVED = (
    "received", "we got", "we've got", "have got", "we have your", "has the number", "registered", "logged", "created", "opened",
    "assigned", "on it", "confirming", "erfasst", "angekommen", "eingegangen", "erhalten", "registriert", "angelegt", "parvenu",
    "bien reçu", "enregistr", "ouvert", "llegado", "recibido", "registrad", "abierto", "arrivat", "ricevut", "registrat", "aperto",
    "registrerat", "recebid", "recebemos", "registad", "aberto", "ontvangen", "geregistreerd", "aangemaakt", "dotarł", "otrzymal",
    "zarejestrowan", "przyjęt", "mottagit", "tagit emot", "modtaget", "mottatt", "registrert", "registreret", "kirjattu",
    "vastaanot", "zaevid", "přijat", "obdrž", "prijat", "rögzít", "megkapt", "megérkez", "iktat", "primit", "înregistr",
    "kaydedil", "alınmış", "ulaşmış", "зарегистрирован", "получен", "получили", "принят", "отриман", "зареєстрован", "λάβαμε",
    "καταχωρ", "zaprimljen", "prejeli", "受け付け", "受付", "承り", "登记", "收到", "受理", "已创建", "접수",
)  # fmt: skip
# A disclaimer's "if you have received this message in error" acknowledges nothing.
IN_ERROR = (
    "in error", "by mistake", "by accident", "intended recipient", "irrtüml", "versehentlich", "richtige adressat",
    "par erreur", "por error", "por equivocación", "per errore", "por engano", "por lapso", "ten onrechte", "per abuis",
    "per vergissing", "per ongeluk", "omyłk", "pomyłk", "omylem", "av misstag", "felaktigt",
    "ved en fejl", "ved en feil", "fejlagtigt",
    "erehdyks", "vahingossa", "tévedés", "greșeal", "eroare", "yanlışlık", "ошибочно", "по ошибке", "помилк", "по грешка",
    "κατά λάθος", "greškom", "pomotoma", "誤って", "误收", "錯誤收到", "잘못 수신",
)  # fmt: skip
REFUSED = (
    "unknown", "no such", "not found", "no mailbox", "does not exist", "doesn't exist", "no longer", "refused", "rejected",
    "blocked", "closed", "disabled", "inactive", "full", "quota", "denied", "not accepted", "invalid", "not allowed", "too large",
    "expired", "timed out", "unbekannt", "existiert nicht", "gibt es nicht", "voll", "abgelehnt", "gesperrt", "deaktiviert",
    "inconnu", "n'existe", "plein", "refusé", "désactiv", "desconocid", "no existe", "lleno", "llena", "rechaz", "sconosciut",
    "non esiste", "pien", "rifiutat", "desconhecid", "não existe", "chei", "recusad", "onbekend", "bestaat niet",
    "vol", "geweigerd",
    "nieznan", "nie istnieje", "pełn", "przepełn", "odrzucon", "neexist", "plná", "odmít", "okänd", "finns inte", "ukendt",
    "findes ikke", "ukjent", "finnes ikke", "tuntematon", "täynnä", "ismeretlen", "nem létezik", "megtelt", "necunoscut",
    "nu există", "bilinmeyen", "mevcut değil", "dolu", "не существует", "переполнен", "неизвест", "отклон", "не існує", "άγνωστ",
    "δεν υπάρχει", "不明", "存在し", "不存在", "已满", "拒绝", "없는", "거부",
    "enam ei ole", "ei leitud", "ei saanud", "δεν υπάρχει", "δεν βρέθηκε", "άγνωστ", "ne postoji", "ne obstaja", "neeksistē",
    "neegzistuo",
)  # fmt: skip

# Outlook's receipts where the report around them was lost: the subject begins with the one, the text tells of the other.
READ_SUBJECTS = (
    "read:", "not read:", "gelesen:", "ungelesen:", "lu :", "lu:", "non lu", "leído:", "no leído:", "letto:", "non letto:", "lido:",
    "gelezen:", "niet gelezen:", "läst:", "ej läst:", "læst:", "ikke læst:", "lest:", "ikke lest:", "luettu:", "przeczytano:",
    "nieprzeczytane:", "přečteno:", "přečtené:", "nepřečteno:", "prečítané:", "olvasva:", "citit:", "okundu:", "прочтено:",
    "прочитано:", "開封済み:", "已读:", "已讀:", "읽음:",
)  # fmt: skip
WAS_READ = (
    "was read on", "was deleted without being read", "wurde am", "gelesen", "gelöscht", "a été lu", "supprimé sans", "leído el",
    "se leyó", "è stato letto", "foi lid", "werd gelezen", "is gelezen", "lästes", "blev læst", "ble lest", "luettiin",
    "przeczytan", "přečten", "prečítan", "elolvas", "a fost citit", "okundu", "прочитано", "прочтено", "開封", "已读", "已讀",
    "阅读", "읽음",
)  # fmt: skip
