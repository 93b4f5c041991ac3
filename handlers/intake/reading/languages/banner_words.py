"""What gateways warn of above a mail from outside, by language; all in lower case."""

from __future__ import annotations

# Openings of the banners that gateways put above the text.
BANNERS = (
    "caution", "warning", "external email", "external e-mail", "external sender", "[external]", "attention", "achtung",
    "vorsicht", "this email originated from outside", "this message originated from outside",
    "this email came from outside", "this is an external", "you don't often get email from",
    "you don’t often get email from",
    "sie erhalten nicht häufig", "sie erhalten nicht oft", "einige personen, die diese",
    "some people who received this message", "this message was sent from outside",
    "be careful with this message", "zixcorp", "use caution", "diese e-mail kommt von außerhalb",
    "diese e-mail stammt von", "externe e-mail", "vous n’obtenez pas souvent",
    "vous ne recevez pas souvent",
    "attention : courriel externe", "expéditeur externe", "no suele recibir correo", "correo externo",
    "mittente esterno", "non si ricevono spesso", "u ontvangt niet vaak", "externe afzender",
    "du får inte ofta", "du får ikke ofte", "external:", "ext:", "sender is external", "think secure",
    "security notice", "the sender of this email is outside", "this email has been sent from outside",
    "this email was sent from outside", "external message", "you have not received", "you don't know this sender",
    "extern:", "externe mail", "diese nachricht kommt von", "diese nachricht stammt von", "diese mail kommt von",
    "diese e-mail wurde von", "hinweis: externe", "warnung", "absender außerhalb", "achtung!", "prudence",
    "ce message provient", "cet e-mail provient", "courriel externe", "e-mail externe", "message externe",
    "atención", "precaución", "advertencia", "este correo procede", "este mensaje procede", "mensaje externo",
    "remitente externo", "attenzione", "questa email proviene", "questo messaggio proviene", "messaggio esterno",
    "email esterna", "atenção", "cuidado", "este e-mail é externo", "remetente externo", "e-mail externo",
    "let op", "pas op", "deze e-mail komt van buiten", "externe e-mail", "dit bericht is afkomstig van buiten",
    "uwaga", "wiadomość spoza", "wiadomość zewnętrzna", "nadawca zewnętrzny", "pozor", "externí", "upozornění",
    "varning", "extern avsändare", "detta mejl kommer utifrån", "advarsel", "ekstern afsender", "ekstern avsender",
    "varoitus", "ulkoinen", "figyelem", "külső", "atenție", "expeditor extern", "dikkat", "uyarı", "harici",
    "внимание", "внешнее письмо", "внешний отправитель", "увага", "зовнішній", "προσοχή", "εξωτερικ",
    "внимание!", "注意", "警告", "このメールは社外",
    "このメールは外部", "外部", "【外部", "【注意", "社外", "[外部", "주의", "외부", "[외부", "تنبيه", "תשומת לב",
    "cảnh báo", "peringatan", "คำเตือน", "تحذير", "אזהרה", "waarschuwing", "avvertenza", "avertissement", "aviso", "avviso",
    "hoiatus", "uzmanību", "dėmesio", "upozorenje", "opozorilo",
)  # fmt: skip
# Those of them that begin a sentence about goods as well: "Attention: the outer seal leaks".
ALARMS = frozenset({
    "caution", "warning", "attention", "achtung", "achtung!", "vorsicht", "warnung", "prudence", "atención", "precaución",
    "advertencia", "attenzione", "atenção", "cuidado", "let op", "pas op", "uwaga", "pozor", "externí", "upozornění", "varning",
    "advarsel", "varoitus", "ulkoinen", "figyelem", "külső", "atenție", "dikkat", "uyarı", "harici", "внимание", "внимание!",
    "увага", "зовнішній", "προσοχή", "εξωτερικ", "注意", "警告", "外部", "社外", "주의", "외부", "تنبيه", "תשומת לב", "cảnh báo",
    "peringatan", "คำเตือน", "تحذير", "אזהרה", "waarschuwing", "avvertenza", "avertissement", "aviso", "avviso", "hoiatus",
    "uzmanību", "dėmesio", "upozorenje", "opozorilo", "security notice", "warnung:",
})  # fmt: skip
BANNER_WORDS = (
    "extern", "outside", "not sent from inside", "originated", "often get email", "not often", "nicht häufig", "nicht oft",
    "pas souvent", "no suele", "links", "attachments", "anhänge", "sender", "organi", "außerhalb",
    "expéditeur", "learn why", "unknown sender", "externe", "externo", "esterno", "esterna", "fuera de", "da fuori",
    "all'esterno", "dall'esterno", "fora da", "buiten", "spoza", "zewnątrz", "zewnętrz", "odkaz", "mimo organizaci",
    "utifrån", "utenfor", "udefra", "ekstern", "ulkopuol", "ulkoi", "külső", "kívül", "din afara", "dışından", "harici",
    "извне", "внешн", "ззовні", "зовнішн", "εξωτερικ", "εκτός", "外部", "社外", "链接", "附件", "외부", "링크", "خارج",
    "מחוץ", "bên ngoài", "từ ngoài", "dari luar", "ภายนอก", "väljast", "ārpus", "išorin", "izvana", "vanjsk", "zunanj",
)  # fmt: skip
# The three things that every such warning says, in whatever words: from outside, a mail, what to do with it.
WARNED_OF_OUTSIDE = (
    "extern", "outside", "outsider", "außerhalb", "ausserhalb", "von außen", "hors de", "extérieur", "en dehors", "fuera",
    "esterno", "esterna", "all'infuori", "fora d", "buiten", "spoza", "zewnątrz", "zewnętrz", "vnějšku", "vnější", "mimo",
    "zvonka", "utanför", "utifrån", "udefra", "uden for", "utenfor", "utsiden", "ekstern", "ulkopuol", "ulkoi", "külső",
    "kívül", "din afara", "în afara", "dışından", "dışarıdan", "harici", "внешн", "извне", "за пределами", "ззовні",
    "зовнішн", "външ", "εξωτερικ", "εκτός", "unknown sender", "do not know the sender", "not recognize the sender",
    "unbekannten absender", "expéditeur inconnu", "外部", "社外", "外來", "외부", "خارج", "מחוץ",
    "חיצוני", "ภายนอก", "bên ngoài", "luar",
)  # fmt: skip
WARNED_OF_MAILS = (
    "mail", "message", "sender", "nachricht", "absender", "courriel", "expéditeur", "correo", "mensaje", "remitente",
    "messaggio", "mittente", "bericht", "afzender", "mensagem", "remetente", "wiadomość", "nadawc", "zpráv", "odesílatel",
    "správ", "meddelande", "avsändar", "afsender", "besked", "avsender", "melding", "viesti", "lähettäj", "üzenet", "levél",
    "feladó", "mesaj", "expeditor", "posta", "gönderen", "письм", "сообщени", "отправител", "лист", "повідомлен", "съобщени",
    "μήνυμα", "αποστολέα", "メール", "差出人", "送信者", "邮件", "郵件", "发件人", "메일", "발신", "رسالة", "البريد", "הודעה",
    "שולח", "อีเมล", "thư", "pesan", "surel",
)  # fmt: skip
WARNED_OF_DEEDS = (
    "click", "klick", "klik", "clic", "link", "lien", "enlace", "collegament", "odkaz", "łącz", "länk", "lenke", "linkki",
    "hivatkozás", "legătur", "bağlantı", "tıkla", "ссыл", "посилан", "връзк", "συνδέσμ", "attach", "anhäng", "anlage",
    "pièce", "jointe", "adjunt", "allegat", "anexo", "bijlage", "załącznik", "příloh", "bilag", "bifog", "vedlegg", "liitt",
    "mellékl", "atașament", "ekleri", "вложени", "вкладен", "прикачен", "συνημμέν", "リンク", "添付", "链接", "連結", "附件",
    "링크", "첨부", "روابط", "مرفق", "קישור", "קבצים", "ลิงก์", "liên kết", "tautan", "lampiran", "verify before", "caution",
    "report suspicious", "report phish", "report this",
    "careful", "vorsicht", "prudent", "precaución", "cautela", "voorzichtig", "ostrożn", "opatrn", "försiktig", "forsigtig",
)  # fmt: skip
# A further sentence of a warning forbids or bids something; "attached is the report" does neither.
WARNING_GOES_ON = (
    " not ", "n't ", "n’t ", "never ", "only ", "with care", "suspect", "suspicious", "trust", "treat ", "unless ",
    "click", "verify", "careful", "caution", "beware", "nicht ", "keine",
    "niemals ", "nur ", "klick", "prüfen", "vorsicht", " pas ", "jamais ", "cliqu", "vérifi", "prudent", " no ", "nunca ", "clic",
    "verifi", "cuidado", "cautela", " non ", "mai ", " não ", "niet ", "geen ", "klik", "nie ", "klikn", "ostrożn", "neklik",
    "neotev", " inte ", "aldrig ", "ikke ", "älä", " ne ", "soha ", " nu ", "tıkla", "açma", " не ", "никогда", "μην ", "しないで",
    "注意", "请勿", "不要", "마십시오", "마세요", "لا ", "אל ",
)  # fmt: skip
BY_A_GATEWAY = (
    "verified by",
    "protected by",
    "scanned by",
    "secured by",
    "checked by",
    "geprüft von",
    "vérifié par",
    "verificado por",
)
