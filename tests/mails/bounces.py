"""Bounces as mail systems word them, standard and home-made, with what a reader must find in each.

Every one speaks of the same mail: <a1b2@castwell.example>, sent to a recipient of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

ID = "<a1b2@castwell.example>"
RETURNED = (
    "Return-Path: <quality@castwell.example>\nReceived: from mail.castwell.example by "
    "mx.{host} with ESMTP; Tue, 17 Mar 2026 15:04:00 +0100\n"
    f"Message-ID: {ID}\nFrom: Castwell Quality <quality@castwell.example>\nTo: {{to}}\n"
    f"Subject: NCR-2026-0042: containment\n"
    "Date: Tue, 17 Mar 2026 15:04:00 +0100\n\nDear supplier,\nplease see the report.\n"
)


@dataclass(frozen=True, slots=True)
class BounceMail:
    name: str
    raw: bytes
    recipient: str
    status: str  # "" when any status will do
    message_id: str = ID


def _plain(
    name: str,
    sender: str,
    subject: str,
    text: str,
    recipient: str,
    status: str,
    *,
    headers: str = "",
    returned: bool = True,
) -> BounceMail:
    host = recipient.partition("@")[2]
    body = text.format(to=recipient, returned=RETURNED.format(host=host, to=recipient))
    raw = (
        f"From: {sender}\nTo: quality@castwell.example\nSubject: {subject}\nDate: Tue, 17 "
        f"Mar 2026 15:10:00 +0100\n{headers}"
        f"MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{body}"
    )
    return BounceMail(name, raw.encode(), recipient, status, ID if returned else "")


def _report(
    name: str,
    sender: str,
    subject: str,
    text: str,
    fields: str,
    recipient: str,
    status: str,
    *,
    kind: str = "message/rfc822",
) -> BounceMail:
    host = recipient.partition("@")[2]
    returned = RETURNED.format(host=host, to=recipient)
    raw = (
        f"Return-Path: <>\nFrom: {sender}\nTo: quality@castwell.example\nSubject: "
        f"{subject}\nDate: Tue, 17 Mar 2026 15:10:00 +0100\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="bb"\n\n'
        f"--bb\nContent-Type: text/plain; charset=utf-8\n\n{text.format(to=recipient)}\n"
        f"--bb\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.castwell.example\n\n{fields.format(to=recipient)}\n\n--bb\n"
        f"Content-Type: {kind}\n\n{returned}\n--bb--\n"
    )
    return BounceMail(name, raw.encode(), recipient, status)


BOUNCES: tuple[BounceMail, ...] = (
    _report(
        "postfix",
        "MAILER-DAEMON@mx.castwell.example (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        (
            "This is the mail system at host mx.castwell.example.\n\nI'm sorry to have to "
            "inform you that your message could not\nbe delivered.\n\n<{to}>: host "
            "mx.gone.example[192.0.2.7] said: 550 5.1.1 User unknown"
        ),
        (
            "Final-Recipient: rfc822; {to}\nOriginal-Recipient: rfc822;{to}\nAction: failed\n"
            "Status: 5.1.1\nRemote-MTA: dns; mx.gone.example\nDiagnostic-Code: smtp; 550 "
            "5.1.1 User unknown"
        ),
        "jorun@gone.example",
        "5.1.1",
    ),
    _report(
        "postfix_headers_only",
        "MAILER-DAEMON (Mail Delivery System)",
        "Undelivered Mail Returned to Sender",
        "<{to}>: mailbox is full",
        ("Final-Recipient: rfc822; {to}\nAction: failed\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 Mailbox full"),
        "full@box.example",
        "5.2.2",
        kind="text/rfc822-headers",
    ),
    _report(
        "sendmail",
        "Mail Delivery Subsystem <MAILER-DAEMON@relay.example>",
        "Returned mail: see transcript for details",
        (
            "The original message was received at Tue, 17 Mar 2026\n\n   ----- The following "
            "addresses had permanent fatal errors -----\n<{to}>\n    (reason: 550 Requested "
            "action not taken)"
        ),
        ("Final-Recipient: RFC822; {to}\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: SMTP; 550 5.7.1 blocked"),
        "arvid@blocked.example",
        "5.7.1",
    ),
    _report(
        "exchange_online",
        ("Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@castwell.example>"),
        "Undeliverable: NCR-2026-0042: containment",
        "Your message to {to} couldn't be delivered.\nanna wasn't found at parts.example.",
        (
            "Final-Recipient: rfc822;{to}\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: "
            "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found"
        ),
        "anna@parts.example",
        "5.1.10",
    ),
    _report(
        "delayed",
        "Mail Delivery System <Mailer-Daemon@relay.example>",
        "Delayed Mail (still being retried)",
        "Your message could not be delivered for 4 hours. It will be retried.",
        (
            "Final-Recipient: rfc822; {to}\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: "
            "X-Postfix; connect: Connection timed out"
        ),
        "slow@queue.example",
        "4.4.1",
    ),
    _report(
        "generic_status",
        "postmaster@relay.example",
        "Delivery Status Notification (Failure)",
        "Delivery to the following recipients failed.\n\n       {to}",
        (
            "Final-Recipient: rfc822;{to}\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: "
            "smtp;550 5.2.1 account disabled"
        ),
        "lars@shut.example",
        "5.2.1",
    ),
    _plain(
        "qmail",
        "MAILER-DAEMON@mail.castwell.example",
        "failure notice",
        "Hi. This is the qmail-send program at mail.castwell.example.\nI'm afraid I "
        "wasn't able to deliver your message to the following addresses.\nThis is a "
        "permanent error; I've given up. Sorry it didn't work out.\n\n"
        "<{to}>:\n192.0.2.9 does not like recipient.\nRemote host said: 550 5.1.1 no such "
        "user\nGiving up on 192.0.2.9.\n\n--- Below this line is a copy of the message.\n\n"
        "{returned}",
        "birk@qm.example",
        "5.1.1",
    ),
    _plain(
        "exim",
        "Mail Delivery System <Mailer-Daemon@srv.castwell.example>",
        "Mail delivery failed: returning message to sender",
        "This message was created automatically by mail delivery software.\n\nA message "
        "that you sent could not be delivered to one or more of its\nrecipients. This is "
        "a permanent error. The following address(es) failed:\n\n"
        "  {to}\n    Unrouteable address\n\n------ This is a copy of the message, "
        "including all the headers. ------\n\n{returned}",
        "tuva@exim.example",
        "5.1.1",
        headers="X-Failed-Recipients: tuva@exim.example\nAuto-Submitted: auto-replied\n",
    ),
    _plain(
        "exim_delay",
        "Mail Delivery System <Mailer-Daemon@srv.castwell.example>",
        "Warning: message 1w2x3y-000A1B-CD delayed 24 hours",
        "This message was created automatically by mail delivery software.\nA message "
        "that you sent has not yet been delivered to one or more of its\nrecipients after "
        "more than 24 hours on the queue.\n\nThe message identifier is:     "
        "1w2x3y-000A1B-CD\n\n"
        "The address to which the message has not yet been delivered is:\n\n  {to}\n    "
        "Delay reason: Connection timed out\n\nNo action is required on your part. "
        "Delivery attempts will continue for\nsome time.\n",
        "una@late.example",
        "4.4.7",
        returned=False,
    ),
    _plain(
        "exchange_2003",
        "System Administrator <postmaster@castwell.example>",
        "Undeliverable: NCR-2026-0042: containment",
        "Your message\n\n  To:      Odd Lie\n  Subject: NCR-2026-0042: containment\n  "
        "Sent:    Tue, 17 Mar 2026 15:04:00 +0100\n\ndid not reach the following "
        "recipient(s):\n\n{to} on Tue, 17 Mar 2026 15:04:11 +0100\n"
        "    The e-mail account does not exist at the organization this message was sent "
        "to.\n    <mx.castwell.example #5.1.1>\n\n{returned}",
        "odd.lie@exc.example",
        "5.1.1",
    ),
    _plain(
        "gmail",
        "Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
        "Delivery Status Notification (Failure)",
        "** Address not found **\n\nYour message wasn't delivered to {to} because the "
        "address couldn't be found, or is unable to receive mail.\n\nThe response from "
        "the remote server was:\n550 5.1.1 The email account that you tried to reach does "
        "not exist.\n\n"
        "----- Original message -----\n\n{returned}",
        "frida@gm.example",
        "5.1.1",
        headers=f"X-Failed-Recipients: frida@gm.example\nIn-Reply-To: {ID}\n",
    ),
    _plain(
        "yahoo",
        "MAILER-DAEMON@yahoo.example",
        "Failure Notice",
        (
            "Sorry, we were unable to deliver your message to the following address.\n\n"
            "<{to}>:\n554: delivery error: dd This user doesn't have a yahoo.example account "
            "({to}) [0] - mta1.example\n\n--- Below this line is a copy of the message.\n\n"
            "{returned}"
        ),
        "gorm@yahoo.example",
        "5.1.1",
    ),
    _plain(
        "domino",
        "Mail Router <postmaster@notes.example>",
        ("DELIVERY FAILURE: User hedda (hedda@notes.example) not listed in Domino Directory"),
        (
            "Your message\n\n  Subject: NCR-2026-0042: containment\n\nwas not delivered to:\n\n"
            "  {to}\n\nbecause:\n\n  User hedda ({to}) not listed in Domino Directory\n\n"
            "{returned}"
        ),
        "hedda@notes.example",
        "5.1.1",
    ),
    _plain(
        "groupwise",
        "Mailer-Daemon <postmaster@gw.example>",
        "Message status - undeliverable",
        (
            "The message that you sent was undeliverable to the following:\n\n"
            "\tingrid@gw.example (user not found)\n\nPossibly truncated original message "
            "follows:\n\n{returned}"
        ),
        "ingrid@gw.example",
        "5.1.1",
    ),
    _plain(
        "ezweb",
        "Postmaster <Postmaster@ezweb.example>",
        "Mail System Error - Returned Mail",
        "The user(s) account is temporarily over quota.\n\n<{to}>\n\n{returned}",
        "kenji@ezweb.example",
        "5.2.2",
    ),
    _plain(
        "japanese",
        "Mail Administrator <Postmaster@mobile.example>",
        "配信不能：メールをお届けできませんでした",
        (
            "お客様が送信されたメールは、次の宛先へお届けできませんでした。\n\n<{to}>\n理由: "
            "宛先のメールアドレスが存在しません。\n\n送信されたメールのヘッダ:\n{returned}"
        ),
        "sato@mobile.example",
        "5.1.1",
    ),
    _plain(
        "chinese",
        "PostMaster@mail.example",
        "系统退信",
        (
            "抱歉，您的邮件被退回来了……\n原邮件信息：\n收件人\n{to}\n"
            "退信原因：收件人邮件地址({to})不存在，邮件无法送达。\n英文说明: 550 User not "
            "found\n\n{returned}"
        ),
        "wang@mail.example",
        "5.1.1",
    ),
    _plain(
        "german",
        "Mail Delivery System <mailer-daemon@kunden.example>",
        "Mail delivery failed: returning message to sender",
        "Diese Nachricht wurde automatisch erstellt.\nIhre E-Mail konnte an folgende "
        "Adresse nicht zugestellt werden:\n\n{to}:\nSMTP error from remote server for "
        "RCPT TO command, host: mx.gm.example (192.0.2.3) reason: 550 Requested action "
        "not taken: mailbox unavailable\n\n"
        "--- The header of the original message is following. ---\n\n{returned}",
        "jens@gmx.example",
        "5.1.1",
    ),
    _plain(
        "french",
        "Administrateur Système <postmaster@messagerie.example>",
        "Non remis : NCR-2026-0042",
        (
            "Votre message n'a pas pu être remis au destinataire suivant :\n\n{to}\n\n"
            "L'adresse n'existe pas. #5.1.1\n\n{returned}"
        ),
        "lea@messagerie.example",
        "5.1.1",
    ),
    _plain(
        "russian",
        "mailer-daemon@corp.example",
        "Недоставленное сообщение",
        (
            "Это письмо создано автоматически сервером.\n\nК сожалению, ваше письмо не может "
            "быть доставлено одному или нескольким получателям:\n\n{to}\n\nuser not found\n\n"
            "{returned}"
        ),
        "ivan@corp.example",
        "5.1.1",
    ),
    _plain(
        "courier",
        '"Courier mail server at relay.example" <postmaster@relay.example>',
        "NOTICE: mail delivery status.",
        (
            "This is a delivery status notification from relay.example,\nrunning the Courier "
            "mail server.\n\n                           UNDELIVERABLE MAIL\n\nYour message to "
            "the following recipients cannot be delivered:\n\n<{to}>:\n    mx.cou.example "
            "[192.0.2.4]:\n<<< 550 User unknown.\n\n{returned}"
        ),
        "kari@cou.example",
        "5.1.1",
    ),
    _plain(
        "james",
        "postmaster@james.example",
        "Failed delivery",
        "Hi. This is the James mail server at james.example.\nI'm afraid I wasn't able to "
        "deliver your message to the following addresses.\nThis is a permanent error; "
        "I've given up. Sorry it didn't work out.  Below\nI include the list of "
        "recipients and the reason why I was unable to deliver\nyour message.\n\n"
        "Failed recipient(s):\n{to}\n\nError message:\n550 5.1.1 unknown\n\n{returned}",
        "liv@jam.example",
        "5.1.1",
    ),
    _plain(
        "mdaemon",
        "MDaemon at md.example <MDaemon@md.example>",
        "WARNING: message delivery failure",
        (
            "The attached message had PERMANENT fatal delivery errors!\n\nThe following "
            "addresses did NOT receive a copy of it:\n\n> {to}\n\n--- Session Transcript ---\n"
            " <<< 552 Message too large\n\n{returned}"
        ),
        "mona@md2.example",
        "5.3.4",
    ),
    _plain(
        "no_such_domain",
        "MAILER-DAEMON@relay.example",
        "Returned mail: Host unknown (Name server: nowhere.example: host not found)",
        (
            "   ----- The following addresses have delivery notifications -----\n{to}  "
            "(unrecoverable error)\n\n   ----- Transcript of session follows -----\n550 "
            "{to}... Host unknown (Name server: nowhere.example: host not found)\n\n   ----- "
            "Original message follows -----\n{returned}"
        ),
        "nils@nowhere.example",
        "5.1.2",
    ),
    _plain(
        "spam_refused",
        "Mail Delivery System <MAILER-DAEMON@mx.castwell.example>",
        "Undelivered Mail Returned to Sender",
        (
            "<{to}>: host mx.strict.example[192.0.2.8] said: 554 Message rejected as spam by "
            "our content filter (in reply to end of DATA command)\n\n{returned}"
        ),
        "olga@strict.example",
        "5.7.1",
    ),
    _plain(
        "no_phrase_in_english",
        "Mail Delivery Subsystem <MAILER-DAEMON@correo.example>",
        "Mensaje no entregado",
        ("No se ha podido entregar el mensaje a:\n\n   {to}\n\nMotivo: la dirección no existe\n\n{returned}"),
        "pilar@correo.example",
        "5.1.1",
    ),
)
