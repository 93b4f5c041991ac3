"""Warnings, marks and disclaimers as gateways write them, worded for the tests alone."""

from __future__ import annotations

BANNERS = (
    "CAUTION: This message was sent from outside your company. Think before you open links or files.",
    "EXTERNAL EMAIL - be careful with links and attachments.",
    "Warning: the sender of this message is external. Do not reply with confidential data.",
    "You don't often get email from this sender. Learn why this is important",
    "This email came from an external sender. Verify before you click.",
    "[EXTERNAL] Do not open attachments unless you know the sender.",
    "ACHTUNG: Diese Nachricht kommt von außerhalb des Unternehmens. Öffnen Sie Links und Anhänge nur mit Vorsicht.",
    "Externe E-Mail! Bitte Absender prüfen, bevor Sie Anhänge öffnen.",
    "VORSICHT: externer Absender. Klicken Sie nicht auf unbekannte Links.",
    "ATTENTION : ce courriel provient de l'extérieur. Ne cliquez sur aucun lien avant vérification.",
    "Message externe : soyez prudent avec les pièces jointes.",
    "ATENCIÓN: este correo procede de un remitente externo. No abra enlaces dudosos.",
    "ATTENZIONE: messaggio proveniente dall'esterno. Non aprire allegati sospetti.",
    "LET OP: dit bericht komt van buiten de organisatie. Klik niet zomaar op links.",
    "ATENÇÃO: este e-mail veio de fora da organização. Não clique em links desconhecidos.",
    "UWAGA: wiadomość spoza organizacji. Nie otwieraj podejrzanych załączników.",
    "POZOR: tato zpráva přišla z vnějšku organizace. Neotevírejte neznámé přílohy.",
    "VARNING: det här meddelandet kommer från en extern avsändare. Klicka inte på okända länkar.",
    "ADVARSEL: denne e-mail kommer fra en ekstern afsender. Klik ikke på ukendte links.",
    "ВНИМАНИЕ: письмо получено от внешнего отправителя. Не открывайте подозрительные вложения.",
    "DİKKAT: Bu e-posta kurum dışından gönderilmiştir. Bilmediğiniz bağlantılara tıklamayın.",
    "注意：このメールは社外から送信されています。リンクや添付ファイルにご注意ください。",
    "注意：此邮件来自外部发件人，请谨慎打开链接和附件。",
)
MARKS = (
    *(
        "[EXT]",
        "[EXTERN]",
        "[EXTERNAL]",
        "[SPAM?]",
        "[External Mail]",
        "*** SPAM ***",
        "{Extern}",
        "[EXTERNE]",
        "EXTERN:",
    ),
    *("[ESTERNO]", "[Suspected Spam]", "(EXT)", "<EXTERNAL>", "EXT -", "[外部]", "【社外】", "[ВНЕШНЕЕ]", "⚠️ [EXT]"),
)
DISCLAIMERS = (
    "This e-mail is meant for its addressee only. If it reached you by mistake, write to legal@castwell.example and delete it.",
    "Diese E-Mail enthält vertrauliche Angaben. Sind Sie nicht der Empfänger, löschen Sie sie bitte.",
    "Ce message est confidentiel. Contact : juridique@castwell.example",
)
