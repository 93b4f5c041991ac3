"""What mail systems write into bounces, by language; all in lower case."""

from __future__ import annotations

# Subjects that bounces begin with or contain.
BOUNCE_SUBJECTS = (
    "undeliver", "undelivered mail", "delivery status notification", "delivery failure", "delivery failed",
    "delivery failu", "mail delivery", "returned mail", "returned to sender", "return to sender",
    "failure notice",
    "failed delivery", "failed mail", "mail failed", "returning to sender", "returning message",
    "mail failure", "mail system error", "mail error",
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
    "nachricht zurück", "mail zurück", "nicht angekommen", "came back", "n'est pas arrivé", "no ha llegado", "non è arrivat",
    "não chegou", "niet aangekomen", "nie dotarł", "nedorazil", "kom inte fram", "kom ikke frem", "nem érkezett meg",
    "rückläufer", "empfänger unbekannt",
    "nelze doručit", "nedoručiteľ", "nedoručen", "kézbesíthetetlen", "nem kézbesíthető", "nelivrat",
    "nu s-a putut livra",
    "недоставл", "не доставлен", "не удалось доставить", "невозможно доставить", "недоставка",
    "ошибка доставки",
    "не може да бъде доставен", "αδυναμία παράδοσης", "δεν παραδόθηκε", "teslim edilemedi",
    "iletilemedi", "isporuka nije uspjela",
    "メールエラー", "配信不能", "配信できません", "配信エラー", "送信エラー", "送信できません", "宛先不明",
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
    "address rejected", "recipient rejected", "host unknown",
    "unknown host", "no valid recipient", "failed addresses", "domain not found",
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
    "nicht zustellen", "nicht ausliefern", "refused by", "pas pu remettre", "pas pu délivrer", "podido entregar",
    "riusciti a consegnare",
    "conseguimos entregar", "niet bezorgen", "niet afleveren", "udało się dostarczyć", "podařilo doručit", "inte leverera",
    "ikke levere", "voineet toimittaa",
    "nebylo možné doručit", "nelze doručit", "nem sikerült", "nu a putut fi", "не удалось доставить",
    "не может быть доставлен",
    "не было доставлено", "не доставлено", "не существует", "teslim edilemedi", "配信できません",
    "配送できません", "届けられ", "送信できません",
    "届きません", "送信先", "宛先", "お届けできません", "エラー", "無法傳遞", "無法投遞", "无法投递",
    "未能送达", "退信", "无法送达", "不存在",
    "전송하지 못", "전달되지", "배달할 수 없", "반송", "تعذر تسليم", "لم يتم تسليم", "לא נמסר",
    "ไม่สามารถส่ง", "nicht angenommen", "nicht entgegengenommen", "was not accepted", "has been blocked", "was blocked",
    "wurde blockiert", "a été bloqué", "ha sido bloquead", "è stato bloccat", "foi bloquead", "is geblokkeerd",
    "została zablokowan",
    "byla zablokován", "nebyla přijat", "kätte toimetada", "kohale toimetada", "δεν παραδόθηκε", "δεν ήταν δυνατή η παράδοση",
    "δεν μπόρεσε να παραδοθεί", "isporučena nije", "nije isporučen", "ni bila dostavljena", "nebola doručen", "netika piegādāt",
    "nepavyko pristatyti", "không thể gửi", "không gửi được", "tidak dapat dikirim",
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
        "mailbox full|mailbox is full|full mailbox|一杯|mailbox.{0,3} full|over quota|quota exceeded|"
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
        "invalid (?:final delivery )?(?:recipient|mailbox|address|user)|no mailbox|no account|not a valid|not our customer|"
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
    ("(?:mail|message) loop|too many hops|hop count|loops back|routing loop", "5.4.6"),
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
        "connection refused|connection (?:was |to .{1,40} )?(?:lost|reset|dropped|failed)|"
        "(?:not|n't) (?:respond|reachable)|network is unreachable|no route|unable to connect|couldn't connect|"
        "can't connect|no answer from",
        "4.4.1",
    ),
    ("greylist|graylist|try again later|temporar|deferred|delayed|postponed", "4.0.0"),
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
    "first 100 lines", "first part of", "対象のメール", "原始邮件",
    "kopie der nachricht", "исходное сообщение",
)  # fmt: skip

# Behind these words a bounce lists whom it could not reach, on the same line or below.
LISTED_BELOW = (
    "following recipient", "following address", "following user", "following mailbox", "recipients or groups",
    "these recipients", "failed addresses follow", "could not be delivered to", "couldn't be delivered to",
    "was not delivered to", "wasn't delivered to", "not be delivered to", "delivery of email to this address",
    "unable to deliver message to", "undeliverable address", "failed recipient", "folgende empfänger", "folgenden empfänger",
    "folgender empfänger", "folgende adresse", "folgenden adresse", "folgende e-mail-adresse", "destinataires suivants",
    "destinataire suivant", "adresse suivante", "adresses suivantes", "siguientes destinatarios", "siguiente destinatario",
    "destinatarios siguientes", "siguientes direcciones", "siguiente dirección", "seguenti destinatari", "seguente destinatario",
    "destinatari seguenti", "seguenti indirizzi", "seguente indirizzo", "seguintes destinatários", "seguinte destinatário",
    "seguintes endereços", "seguinte endereço", "volgende geadresseerden", "volgende ontvanger", "volgende adres",
    "następujących adresatów", "następujących odbiorców", "następujący adres", "následujícím příjemcům", "následující adres",
    "következő címzett", "următorii destinatari", "följande mottagare", "følgende modtager", "følgende mottaker",
    "seuraaville vastaanottajille", "aşağıdaki alıcı", "следующим получател", "следующим адрес", "следующему адрес",
    "наступним одержувач", "次の受信者", "次の宛先", "以下の宛先", "以下の受信者", "下列收件人", "以下收件人",
    "下列地址", "以下地址", "다음 수신자", "다음 받는 사람",
)  # fmt: skip

# A mail, in the subject of a bounce: a delivery that failed may be a lorry's.
MAIL_WORDS = (
    "mail", "message", "nachricht", "messaggio", "mensaje", "correo", "mensagem", "bericht", "wiadomo", "zpráv", "üzenet",
    "mesaj", "meddelande", "meddelelse", "melding", "viesti", "сообщени", "письм", "повідомлен", "лист", "メール", "邮件",
    "郵件", "메일",
)  # fmt: skip
YOUR_MAIL = (
    "your message", "your mail", "your email", "your e-mail", "message that you sent", "message you sent", "mail you sent",
    "ihre nachricht", "ihre e-mail", "ihre mail", "votre message", "votre courriel", "su mensaje", "su correo",
    "il tuo messaggio", "il suo messaggio", "sua mensagem", "uw bericht", "twoja wiadomość", "vaše zpráva", "ditt meddelande",
    "din besked", "din melding", "viestisi", "ваше сообщение", "ваше письмо", "ваш лист", "mesajınız", "あなたのメール", "您的邮件",
    "您的郵件", "귀하의 메일", "보내신 메일",
)  # fmt: skip
