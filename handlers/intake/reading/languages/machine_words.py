"""What mail systems write into bounces and automatic answers, by language; all in lower case."""

from __future__ import annotations

# Subjects that bounces begin with or contain.
BOUNCE_SUBJECTS = (
    "undeliver", "undelivered mail", "delivery status notification", "delivery failure", "delivery failed",
    "delivery failu", "mail delivery", "returned mail", "returned to sender", "return to sender",
    "failure notice",
    "failed delivery", "failed mail", "mail failure", "mail system error", "mail error",
    "nondeliverable", "non deliverable",
    "non-deliverable", "non delivery", "nondelivery", "non-delivery", "delivery report",
    "delivery notification",
    "delivery error", "delivery problem", "delivery delayed", "delayed mail", "delivery has been delayed",
    "warning: could not send message", "warning: message delayed", "could not send message",
    "message not delivered",
    "message could not be delivered", "message undeliverable", "unable to deliver", "user unknown",
    "unknown user",
    "mailbox unavailable", "mailbox full", "mailbox is full", "mailbox disabled", "address not found",
    "recipient not found",
    "email could not be delivered", "rejected mail", "mail rejected", "message rejected", "rejected:",
    "not delivered",
    "quota exceeded", "can't deliver", "cannot deliver", "transient failure", "permanent error",
    "dsn:", "ndr:",
    "message status - undeliverable", "inflex scan report", "mail could not be delivered",
    "email not deliverable",
    "message delivery failure", "unzustellbar", "nicht zugestellt", "nicht zustellbar",
    "zustellung fehlgeschlagen",
    "zustellfehler", "zustellungsfehler", "unzustellbarkeits", "verzögerte zustellung", "non remis",
    "non distribu",
    "remise impossible", "échec de la remise", "échec de remise", "echec de la remise", "non délivr",
    "retour à l'expéditeur",
    "no se puede entregar", "no se ha podido entregar", "no entregado", "no entregable", "error de entrega",
    "mensaje no entregado", "notificación de estado de entrega", "mancato recapito",
    "non recapitabile", "non recapitato",
    "consegna non riuscita", "mancata consegna", "consegna fallita", "messaggio non consegnato", "avviso di mancata",
    "impossibile recapitare", "recapito non riuscito", "errore di recapito", "não entregue",
    "não foi entregue",
    "falha na entrega", "não é possível entregar", "não entregável", "niet bezorgd", "onbestelbaar",
    "kan niet worden bezorgd",
    "niet afgeleverd", "kan inte levereras", "ej levererat", "gick inte att leverera",
    "kan ikke leveres", "ikke levert",
    "kunne ikke leveres", "ei voida toimittaa", "toimitus epäonnistui", "nie dostarczono",
    "niedostarcz", "nie można dostarczyć",
    "zwrot poczty", "zwrot wiadomości", "zwrócona poczta", "nedorucitelna", "nedoručitelná", "vrácená zpráva",
    "retour de courrier", "courrier retourné", "message retourné", "correo devuelto", "mensaje devuelto",
    "posta respinta", "messaggio respinto", "mensagem devolvida", "retour afzender", "post retur", "returpost",
    "palautettu viesti", "visszaküldött", "mesaj returnat", "geri dönen", "возврат почты", "повернено",
    "nachricht zurück", "mail zurück", "rückläufer", "empfänger unbekannt",
    "nelze doručit", "nedoručiteľ", "nedoručen", "kézbesíthetetlen", "nem kézbesíthető", "nelivrat",
    "nu s-a putut livra",
    "недоставл", "не доставлен", "не удалось доставить", "невозможно доставить", "недоставка",
    "ошибка доставки",
    "не може да бъде доставен", "αδυναμία παράδοσης", "δεν παραδόθηκε", "teslim edilemedi",
    "iletilemedi", "isporuka nije uspjela",
    "配信不能", "配信できません", "配信エラー", "送信エラー", "送信できません", "宛先不明",
    "エラーメール", "未配信", "無法傳遞", "未傳遞",
    "无法投递", "未送达", "退信", "退件", "无法送达", "系统退信", "投递失败", "배달되지", "전송 실패",
    "반송", "전달할 수 없",
    "배달 실패", "تعذر تسليم", "فشل التسليم", "לא ניתן למסור", "ไม่สามารถส่ง", "không gửi được",
    "tidak terkirim",
)  # fmt: skip

# Sentences of bounce bodies. One of them beside a daemon as the sender is enough.
BOUNCE_PHRASES = (
    "could not be delivered", "couldn't be delivered", "couldn’t be delivered", "cannot be delivered",
    "can't be delivered",
    "could not deliver", "couldn't deliver", "unable to deliver", "not able to deliver",
    "wasn't able to deliver",
    "was not able to deliver", "was not delivered", "wasn't delivered", "not been delivered",
    "delivery to the following",
    "delivery failed", "delivery failure", "failed to deliver", "delivery has failed",
    "delivery to these recipients",
    "undeliverable", "undelivered", "permanent fatal errors", "transient non-fatal errors",
    "permanent error", "fatal error",
    "did not reach", "could not be reached", "returned to sender", "has been returned", "bounced",
    "user unknown",
    "unknown user", "no such user", "mailbox full", "mailbox is full", "over quota", "quota exceeded",
    "mailbox unavailable",
    "address rejected", "recipient rejected", "host unknown", "domain not found",
    "will not be able to deliver",
    "delivery attempt", "message delayed", "has been delayed", "not yet been delivered",
    "will continue trying", "will be retried",
    "does not exist", "user not found", "address not found", "rejected by", "recipient address",
    "giving up on", "failed permanently",
    "said:", "remote host said", "rcpt to", "smtp error", "error message", "status code", "diagnostic",
    "not listed in",
    "delivery temporarily suspended", "message expired", "retry timeout exceeded",
    "unrouteable address", "unrouteable mail",
    "konnte nicht zugestellt", "nicht zugestellt", "unzustellbar", "zustellung", "nicht ausgeliefert",
    "empfänger unbekannt",
    "n'a pas pu être remis", "n'a pas été remis", "n'a pas pu", "impossible de remettre",
    "n'a pu être", "échec", "no se pudo entregar",
    "no se ha podido", "no pudo ser entregado", "no se puede entregar", "non è stato recapitato",
    "impossibile recapitare", "non è stato possibile",
    "non recapitato", "não pôde ser entregue", "não foi possível", "não pode ser entregue",
    "kon niet worden bezorgd", "niet worden bezorgd", "niet afgeleverd",
    "kunde inte levereras", "kunne ikke leveres", "ei voitu toimittaa", "nie można dostarczyć",
    "nie została dostarczona",
    "nie dostarczono", "nie została doręczona", "takiej skrzynki", "skrzynka nie istnieje", "nie istnieje",
    "non è stato consegnato", "non è stata consegnata", "casella piena", "ваше письмо не доставлено",
    "neexistuje", "schránka", "nebyla doručena", "non è stata recapitata", "non esiste", "no existe", "n'existe pas",
    "ne peut être remis", "não existe", "bestaat niet", "finns inte", "findes ikke", "finnes ikke", "ei ole olemassa",
    "nem létezik", "nu există", "mevcut değil", "не існує", "не доставлен", "δεν υπάρχει", "existiert nicht",
    "gibt es nicht", "ist nicht bekannt", "ist voll", "está lleno", "est pleine", "è piena",
    "nebylo možné doručit", "nelze doručit", "nem sikerült", "nu a putut fi", "не удалось доставить",
    "не может быть доставлен",
    "не было доставлено", "не доставлено", "не существует", "teslim edilemedi", "配信できません",
    "配送できません", "届けられ", "送信できません",
    "届きません", "送信先", "宛先", "お届けできません", "エラー", "無法傳遞", "無法投遞", "无法投递",
    "未能送达", "退信", "无法送达", "不存在",
    "전송하지 못", "전달되지", "배달할 수 없", "반송", "تعذر تسليم", "لم يتم تسليم", "לא נמסר",
    "ไม่สามารถส่ง",
)  # fmt: skip

DAEMONS = (
    "mailer-daemon", "mailer_daemon", "mailerdaemon", "maildaemon", "mail-daemon", "postmaster",
    "mail-deamon", "mailer-deamon",
    "mdaemon", "daemon", "mmdf", "smtpd", "smtp", "mailsystem", "mail.system", "mailadmin",
    "mail-admin", "delivery-status",
    "deliverystatus", "bounce", "bounces", "maildelivery", "mail-delivery", "microsoftexchange",
    "no-reply-bounce", "mta",
    "mailer", "mailsvc", "mailserver", "mail_daemon", "antispam", "returnmail", "undeliverable",
    "internet-gateway", "mailer-agent",
    "post_master", "exchange", "administrator", "root", "sc-noreply", "mailgateway",
)  # fmt: skip
DAEMON_NAMES = (
    "mail delivery", "mailer-daemon", "mailer daemon", "system administrator", "mail administrator",
    "systemadministrator",
    "mail system", "mailsystem", "delivery subsystem", "postmaster", "mail server",
    "message transfer agent", "microsoft outlook",
    "administrateur système", "administrador del sistema", "amministratore sistema",
    "administrador do sistema", "maildelivery",
    "internet mail delivery", "delivery status", "email delivery system", "mail router",
    "system attendant", "systembeheerder",
    "systemadministratör", "システム管理者", "administrator systemu", "mail daemon",
    "delivery service", "mailgate",
)  # fmt: skip

# The wording of the reason, and the enhanced status that it means (RFC 3463); the first that is found counts.
STATUS_BY_WORDS: tuple[tuple[str, str], ...] = (
    (
        "mailbox full|mailbox is full|mailbox.{0,3} full|over quota|quota exceeded|"
        "exceeded.{0,30}quota|quota|insufficient storage|"
        "storage allocation|postfach.{0,20}voll|boîte.{0,20}pleine|inbox is full|inbox is "
        "out of storage|too many messages|容量|いっぱい",
        "5.2.2",
    ),
    (
        (
            "message.{0,20}too (?:large|big)|size limit|exceeds? .{0,30}size|maximum size|"
            "message size|too large|too big|サイズ"
        ),
        "5.3.4",
    ),
    (
        "account.{0,30}(?:disabled|suspended|inactive|deactivated|closed|locked|expired)|mailbox.{0,20}disabled|"
        "user.{0,20}(?:disabled|suspended)|no longer (?:active|in use|available|valid)|"
        "discontinued|利用停止",
        "5.2.1",
    ),
    (
        "user.{0,10} ?unknown|unknown.{0,15} ?(?:user|recipient|address|local)|no such "
        "(?:user|recipient|mailbox|address|account|person)|"
        "user.{0,80}(?:not found|doesn't exist|does not exist|not exist)|not listed in|"
        "mailbox (?:not found|unavailable|does not exist|unknown)|"
        "address (?:not found|does not exist|unknown|rejected)|recipient (?:not found|rejected|unknown|"
        "address rejected|name is not recognized)|"
        "invalid (?:recipient|mailbox|address|user)|no mailbox|no account|not a valid|not our customer|"
        "bad address|addressee unknown|"
        "does ?n[o']t? (?:exist|have a)|does not exist|can't be found|couldn't be found|"
        "couldn’t be found|wasn't found|unrouteable address|"
        "empfänger.{0,20}(?:unbekannt|nicht)|n'existe pas|no existe|non esiste|não existe|"
        "не существует|不存在|"
        "存在しない|存在しません|宛先不明|あて先|user not|not local|undeliverable address|"
        "nicht gefunden|unbekannt",
        "5.1.1",
    ),
    (
        "host (?:unknown|not found)|unknown (?:host|domain)|domain.{0,30}(?:not found|does "
        "not exist|doesn't exist|couldn't be found|unknown)|"
        "name service error|no such (?:host|domain)|nxdomain|unrouteable mail domain|dns error|"
        "couldn't find any host|"
        "can't find.{0,20}(?:host|mx)|no mx|illegal host",
        "5.1.2",
    ),
    ("mail loop|too many hops|hop count|loops back|routing loop", "5.4.6"),
    (
        (
            "relay(?:ing)? (?:denied|not permitted|access denied|not allowed)|not permitted to "
            "relay|unable to relay|not allowed to relay"
        ),
        "5.7.1",
    ),
    (
        "spam|spf|dkim|dmarc|blacklist|blocklist|blocked|blacklisted|reputation|policy|"
        "content rejected|virus|not authori[sz]ed|"
        "access denied|permission denied|banned|filtered|rbl|dnsbl|refused by",
        "5.7.1",
    ),
    (
        "expired|retry timeout|retry time not reached|timed out|timeout|too long in queue|in "
        "the queue too long|been in the queue|for too long|"
        "giving up|could not be delivered for|not been delivered for|gave up",
        "4.4.7",
    ),
    (
        "connection refused|connection (?:was )?(?:lost|reset|dropped|failed)|network is "
        "unreachable|no route|unable to connect|couldn't connect|"
        "can't connect|no answer from",
        "4.4.1",
    ),
    ("greylist|graylist|try again later|temporar|deferred|delayed", "4.0.0"),
)

# Where the returned mail begins inside the text of a bounce.
RETURNED_MARKS = (
    "copy of the message", "copy of your message", "unsent message below", "original message follows",
    "original message:",
    "original message -", "message header follows", "message headers follow", "returned message",
    "undelivered message",
    "message follows", "received: from", "return-path:", "text of your message", "headers of your",
    "headers of the original",
    "header of the", "original headers", "original message header", "original text follows",
    "included below", "mail header",
    "your original message", "--- forwarded message", "mensaje original", "message d'origine",
    "ursprüngliche nachricht",
    "start of returned message", "message contents", "message transcript", "here is a copy",
    "original mail", "unmodified message",
    "元のメール", "原メール", "メールヘッダ", "original mail header", "below is the", "the header of",
    "content of your message",
    "first 100 lines", "first part of", "intended recipient", "対象のメール", "原始邮件",
    "kopie der nachricht", "исходное сообщение",
)  # fmt: skip

# Subjects of automatic answers: alone enough when a colon follows or nothing does.
AUTO_REPLY_SUBJECTS = (
    "automatic reply", "auto reply", "auto-reply", "autoreply", "automated reply",
    "automatic response", "auto response",
    "auto-response", "autoresponse", "automated response", "auto:", "autoresponder", "out of office",
    "out of the office", "out-of-office",
    "ooo:", "oof:", "vacation", "away from", "on vacation", "on leave", "on holiday", "annual leave",
    "automatische antwort",
    "automatische antwort:", "automatische rückantwort", "autom. antwort", "abwesenheitsnotiz",
    "abwesenheit", "abwesend",
    "abwesenheitsnachricht", "abwesenheitsassistent", "abwesenheitsmeldung", "urlaub", "nicht im büro",
    "außer haus",
    "réponse automatique", "reponse automatique", "réponse auto", "absence du bureau",
    "absent du bureau", "absence", "absent",
    "en congé", "message d'absence", "notification d'absence", "respuesta automática",
    "respuesta automatica", "contestación automática",
    "fuera de la oficina", "fuera de oficina", "autorespuesta", "auto-respuesta",
    "risposta automatica", "fuori sede", "fuori ufficio",
    "assente", "assenza", "resposta automática", "resposta automatica", "fora do escritório",
    "ausência", "ausente",
    "ausencia", "automatisch antwoord", "automatische beantwoording", "afwezig", "afwezigheid",
    "niet op kantoor", "afwezigheidsbericht",
    "automatiskt svar", "autosvar", "frånvaro", "frånvarande", "automatisk svar", "autosvar:",
    "fravær", "fraværende", "ikke til stede",
    "ikke på kontoret", "automaattinen vastaus", "automaattivastaus", "poissaoloviesti",
    "poissa toimistosta", "poissaolo",
    "automatyczna odpowiedź", "odpowiedź automatyczna", "autoodpowiedź", "nieobecność", "poza biurem",
    "nieobecny", "automatická odpověď",
    "mimo kancelář", "nepřítomnost", "automatická odpoveď", "mimo kancelárie", "neprítomnosť",
    "automatikus válasz", "házon kívül",
    "távollét", "szabadság", "răspuns automat", "raspuns automat", "în afara biroului",
    "автоматический ответ", "автоответ", "авто ответ",
    "отсутствие", "вне офиса", "нет на работе", "в отпуске", "автоматична відповідь", "автовідповідь",
    "поза офісом", "автоматичен отговор",
    "извън офиса", "αυτόματη απάντηση", "εκτός γραφείου", "απουσία", "otomatik yanıt",
    "otomatik cevap", "ofis dışında", "ofis dışı",
    "automatski odgovor", "izvan ureda", "van kancelarije", "automatski odg", "samodejni odgovor",
    "samodejno", "odsotnost", "automaatvastus",
    "kontorist väljas", "automātiskā atbilde", "automatinis atsakymas", "sjálfvirkt svar",
    "resposta automàtica", "自動応答", "自動返信",
    "不在通知", "不在", "自動回覆", "自动回复", "自動回复", "自动答复", "外出", "休假", "자동 회신",
    "자동회신", "자동 응답", "부재중", "부재 중", "휴가",
    "رد تلقائي", "الرد التلقائي", "خارج المكتب", "תשובה אוטומטית", "מענה אוטומטי", "מחוץ למשרד",
    "ตอบกลับอัตโนมัติ", "ไม่อยู่ที่สำนักงาน",
    "trả lời tự động", "thư trả lời tự động", "vắng mặt", "balasan otomatis", "jawaban otomatis",
    "di luar kantor", "balasan automatik",
    "پاسخ خودکار", "स्वचालित उत्तर", "स्वतः उत्तर",
)  # fmt: skip
# What stands behind a name in a subject: "Ida Berg is out of the office (back on 2 March)".
ABSENCE_IN_SUBJECT = (
    "is out of the office", "is out of office", "will be out of the office", "is away from the office",
    "ist außer haus", "ist ausser haus", "ist nicht im büro", "ist nicht im haus", "ist abwesend", "im urlaub",
    "est absent", "est absente", "absent du bureau", "absente du bureau", "está ausente", "fuera de la oficina",
    "è fuori ufficio", "è assente", "fuori sede", "está ausente", "fora do escritório", "is afwezig",
    "is niet aanwezig", "niet op kantoor", "är inte på kontoret", "är frånvarande", "er ikke på kontoret",
    "er fraværende", "on poissa", "jest nieobecn", "poza biurem", "není v kanceláři", "je mimo kancelář",
    "nincs az irodában", "házon kívül", "nu este la birou", "ofis dışında", "нет в офисе", "вне офиса",
    "отсутствует", "поза офісом", "εκτός γραφείου", "不在", "부재중", "out of office",
)  # fmt: skip
# Sentences by which a machine says that it is one; beside an absence, or in a mail that answers.
SAYS_AUTOMATIC = (
    "automatic reply", "automatic response", "automated reply", "automated response", "automatically generated",
    "auto-generated", "auto-reply", "autoreply", "this is an automated", "this is an automatic",
    "automatische antwort", "automatisch generiert", "automatisch erstellt", "automatisch erzeugt",
    "automatische nachricht", "automatische eingangsbestätigung", "réponse automatique", "message automatique",
    "envoyé automatiquement", "généré automatiquement", "respuesta automática", "mensaje automático",
    "generado automáticamente", "lo envía una máquina", "risposta automatica", "messaggio automatico",
    "generato automaticamente", "generata automaticamente", "resposta automática", "mensagem automática",
    "gerada automaticamente", "automatisch antwoord", "automatisch gegenereerd", "automatisch bericht",
    "automatiskt svar", "automatiskt genererat", "automatisk svar", "automatisk genereret", "automaattinen vastaus",
    "automaattisesti", "automatyczna odpowiedź", "wygenerowana automatycznie", "wiadomość automatyczna",
    "automatická odpověď", "automaticky generov", "automatická odpoveď", "automatikus válasz", "automatikusan",
    "răspuns automat", "mesaj automat", "generat automat", "otomatik", "автоматический ответ", "автоматически",
    "автоматична відповідь", "автоматично", "αυτόματη απάντηση", "αυτόματα", "samodejni odgovor", "automatski",
    "自動返信", "自動応答", "自動送信", "自動的に", "自动回复", "自动发送", "自動回覆", "자동 회신", "자동으로", "자동 응답",
)  # fmt: skip
# Sentences in which a machine speaks of itself; a person who was answered by one writes otherwise.
SPEAKS_OF_ITSELF = (
    "this is an automat", "this is an auto", "this message was generated automatically",
    "this message was sent automatically",
    "this message has been automatically", "this e-mail was automatically", "this email was automatically",
    "this is a system-generated", "this mailbox is not monitored", "dies ist eine automat", "das ist eine automat",
    "diese nachricht wurde automatisch", "diese e-mail wurde automatisch", "diese mail wurde automatisch",
    "automatische eingangsbestätigung", "ceci est un message automatique", "ceci est une réponse automatique",
    "ce message a été envoyé automatiquement", "ce message est généré automatiquement", "este es un mensaje automático",
    "esta es una respuesta automática", "este mensaje se ha generado", "este texto lo envía una máquina",
    "questo è un messaggio automatico", "questa è una risposta automatica", "messaggio generato automaticamente",
    "dit is een automatisch", "dit bericht is automatisch", "esta é uma mensagem automática", "esta é uma resposta automática",
    "to jest automatyczn", "to jest wiadomość automatyczn", "questo messaggio è generato", "questo messaggio è stato generato",
    "wiadomość wygenerowana automatycznie", "ta wiadomość została wygenerowana", "toto je automatick",
    "tato zpráva byla vygenerována", "toto je automatická",
    "detta är ett automat", "detta är ett autosvar", "dette er en automat",
    "dette er et automat", "dette er et autosvar", "tämä on automaatti", "ez egy automatikus", "acesta este un mesaj automat",
    "acesta este un răspuns automat", "bu otomatik", "bu bir otomatik", "это автоматическ",
    "это сообщение отправлено автоматически",
    "це автоматичн", "αυτό είναι ένα αυτόματο", "このメールは自動", "自動返信", "自動送信",
    "此邮件为自动", "此邮件由系统自动", "系统自动", "자동 회신", "자동으로 발송",
)  # fmt: skip
# What only systems ask; believed beside a receipt.
NOT_TO_ANSWER = (
    "do not reply to this", "please do not reply", "don't reply to this", "nicht auf diese", "bitte antworten sie nicht",
    "ne pas répondre à ce", "merci de ne pas répondre", "no responda a este", "por favor, no responda", "non rispondere a questa",
    "si prega di non rispondere", "não responda a esta", "niet op dit bericht", "nie odpowiadać na", "neodpovídejte na",
    "svara inte på", "svar ikke på", "älä vastaa", "ne válaszoljon", "nu răspundeți la", "lütfen yanıtlamayın", "не отвечайте на",
    "返信しないで", "请勿回复", "회신하지 마",
)  # fmt: skip
# Where somebody who is away sends those who cannot wait.
URGENT = (
    "urgent", "dringend", "eilig", "urgenc", "urgente", "urgenze", "urgência", "urgênc", "dringende", "spoed", "brådskande",
    "hastende", "haster", "kiireell", "pilnych", "pilnej", "naléhav", "urgentn", "sürgős", "hitn", "acil", "срочн", "термінов",
    "επείγ", "お急ぎ", "緊急", "紧急", "緊急", "急事", "급한", "긴급", "عاجل", "דחוף",
)  # fmt: skip
# Receipts of ticket systems; believed in a mail whose headers say that a machine sent it.
RECEIPTS = (
    "we have received your", "we received your", "has been received", "was received", "request received", "is in our queue",
    "thank you for contacting", "thank you for your message", "thank you for your mail", "thank you for your e-mail",
    "thank you for your email", "your ticket", "ticket has been", "ticket was", "case has been", "ticket number", "ticket id",
    "wir haben ihre", "ihre nachricht ist", "ihre anfrage ist", "ihre mail ist", "eingangsbestätigung", "ist bei uns eingegangen",
    "vielen dank für ihre nachricht", "vielen dank für ihre anfrage", "vielen dank für ihre e-mail", "vorgangsnummer",
    "danke für ihre nachricht", "nous avons bien reçu", "votre demande a", "votre message a", "accusé de réception",
    "merci pour votre message", "merci de nous avoir", "hemos recibido su", "su correo ha", "su mensaje ha", "su solicitud ha",
    "acuse de recibo", "gracias por contactar", "gracias por su mensaje", "hemos abierto", "abbiamo ricevuto la",
    "la sua richiesta", "la vostra richiesta", "grazie per averci", "conferma di ricezione", "recebemos a sua", "recebemos o seu",
    "a sua mensagem foi", "obrigado pelo contacto", "obrigado por contactar", "wij hebben uw", "we hebben uw", "uw bericht is",
    "bedankt voor uw bericht", "ontvangstbevestiging", "otrzymaliśmy", "państwa zgłoszenie", "dziękujemy za wiadomość",
    "dziękujemy za kontakt", "obdrželi jsme", "váš požadavek", "děkujeme za zprávu", "vi har mottagit", "vi har tagit emot",
    "tack för ditt", "tack för ert", "vi har modtaget din", "vi har modtaget jeres", "tak for din", "tak for jeres",
    "vi har mottatt", "takk for din", "olemme vastaanottaneet", "kiitos viestistä", "kiitos yhteydenotosta", "am primit",
    "vă mulțumim pentru mesaj", "megkaptuk", "köszönjük megkeresését", "mesajınız", "talebiniz", "ваше обращение", "ваше письмо",
    "ваша заявка", "ваше звернення", "ваш лист", "λάβαμε το", "το μήνυμά σας", "受け付けました", "受付いたしました", "承りました",
    "已收到您的", "我们已收到", "접수되었습니다", "접수하였습니다",
)  # fmt: skip
# Words so plain that people use them in subjects too: they need an absence in the body as well.
PLAIN_WORDS = {
    "vacation", "on vacation", "on leave", "on holiday", "away from", "annual leave", "urlaub",
    "absence", "absent", "assente",
    "assenza", "ausente", "ausência", "ausencia", "abwesend", "abwesenheit", "afwezig", "afwezigheid",
    "frånvaro", "frånvarande", "fravær",
    "fraværende", "poissaolo", "nieobecność", "nieobecny", "nepřítomnost", "neprítomnosť", "távollét",
    "szabadság", "отсутствие",
    "в отпуске", "нет на работе", "απουσία", "odsotnost", "不在", "外出", "休假", "휴가", "vắng mặt",
    "out of office", "out of the office",
    "out-of-office", "nicht im büro", "außer haus", "en congé", "samodejno", "automatski odg",
}  # fmt: skip
ABSENCE_PHRASES = (
    "out of the office", "out of office", "away from the office", "away from my", "on vacation",
    "on annual leave", "on holiday",
    "on leave", "on parental leave", "maternity leave", "limited access to", "will be back",
    "i will return", "returning on", "not be available", "currently away",
    "no longer with", "will respond", "automatic reply", "automated response", "auto-reply",
    "nicht im büro", "nicht im haus", "außer haus",
    "abwesend", "im urlaub", "nicht erreichbar", "wieder erreichbar", "wieder für sie da", "ab dem",
    "nicht weitergeleitet", "absent", "en congé",
    "de retour", "en vacances", "fuera de la oficina", "de vacaciones", "estaré ausente", "ausente",
    "fuori ufficio", "fuori sede", "in ferie", "assente", "sarò di ritorno",
    "fora do escritório", "de férias", "ausente", "afwezig", "niet op kantoor", "met vakantie",
    "op vakantie", "på semester", "inte på kontoret", "frånvarande",
    "på ferie", "ikke på kontoret", "fraværende", "poissa", "lomalla", "tavoitettavissa", "na urlopie",
    "nieobecn", "poza biurem", "dovolen", "mimo kancelář", "nepřítom",
    "neprítom", "szabadságon", "nem vagyok", "távol", "concediu", "nu sunt la birou", "в отпуске",
    "отсутств", "вне офиса", "у відпустці", "відсутн", "в отпуск", "извън офиса",
    "εκτός γραφείου", "απουσιάζω", "άδεια", "izinde", "ofis dışında", "tatilde", "godišnjem", "odsot",
    "odsut", "dopust", "puhkusel", "atvaļinājum", "atostog",
    "不在", "休暇", "外出", "出張", "休假", "외출", "휴가", "부재", "إجازة", "خارج المكتب", "בחופשה",
    "מחוץ למשרד", "ลา", "vắng mặt", "nghỉ phép", "cuti", "di luar kantor",
)  # fmt: skip
