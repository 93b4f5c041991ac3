"""Forwards of the less common clients, each the same mail of Tuesday, 17 March 2026, 15:04."""

from __future__ import annotations

from tests.mails.builders import ADDRESS, NAME, SUBJECT

BODY = "Good day\n\nporous"
ODD_FORWARDS: dict[str, str] = {
    "lotus": (
        f"Please see\n\n----- Forwarded by Rasmus Quill/Castwell on 03/18/2026 08:30 "
        f"AM -----\n\nFrom:\t{NAME} <{ADDRESS}>\nTo:\tRasmus Quill/Castwell@Castwell\n"
        f"Cc:\tInes Tabor/Castwell@Castwell\nDate:\t03/17/2026 03:04 PM\n"
        f"Subject:\t{SUBJECT}\n\n\n\n{BODY}"
    ),
    "lotus2": (
        f"----- Forwarded by Rasmus Quill/Castwell on 03/18/2026 08:30 AM -----\n\n"
        f"{NAME} <{ADDRESS}>\n03/17/2026 03:04 PM\n\nTo\nRasmus "
        f"Quill/Castwell@Castwell\ncc\n\nSubject\n{SUBJECT}\n\n\n{BODY}"
    ),
    "lotus_de": (
        f"----- Weitergeleitet von Rasmus Quill/Castwell am 18.03.2026 08:30 -----\n\n"
        f"Von:        {NAME} <{ADDRESS}>\nAn:        Rasmus Quill\nDatum:        "
        f"17.03.2026 15:04\nBetreff:        {SUBJECT}\n\n{BODY}"
    ),
    "zoho": (
        f"FYI\n\n============ Forwarded message ============\nFrom: {NAME} <{ADDRESS}>\n"
        f"To: <r@castwell.example>\nDate: Tue, 17 Mar 2026 15:04:00 +0100\nSubject: "
        f"{SUBJECT}\n============ Forwarded message ============\n\n{BODY}"
    ),
    "mailru": (
        f"-------- Пересылаемое сообщение --------\nОт кого: {NAME} <{ADDRESS}>\nКому: "
        f"r@castwell.example\nДата: Вторник, 17 марта 2026, 15:04 +03:00\nТема: "
        f"{SUBJECT}\n\n{BODY}"
    ),
    "mutt": (
        f"----- Forwarded message from {NAME} <{ADDRESS}> -----\n\nDate: Tue, 17 Mar "
        f"2026 15:04:00 +0100\nFrom: {NAME} <{ADDRESS}>\nTo: r@castwell.example\n"
        f"Subject: {SUBJECT}\nUser-Agent: Mutt/1.5\n\n{BODY}\n\n----- End forwarded "
        f"message -----\nbye"
    ),
    "kmail": (
        f"----------  Forwarded Message  ----------\n\nSubject: {SUBJECT}\nDate: "
        f"Tuesday, 17 March 2026, 15:04:00 CET\nFrom: {NAME} <{ADDRESS}>\nTo: "
        f"r@castwell.example\n\n{BODY}\n"
        f"-------------------------------------------------------"
    ),
    "roundcube": (
        f"-------- Original Message --------\nSubject: {SUBJECT}\nDate: 2026-03-17 "
        f"15:04\nFrom: {NAME} <{ADDRESS}>\nTo: r@castwell.example\n\n{BODY}"
    ),
    "squirrel": (
        f"---------------------------- Original Message ----------------------------\n"
        f'Subject: {SUBJECT}\nFrom:    "{NAME}" <{ADDRESS}>\nDate:    Tue, March 17, '
        f"2026 3:04 pm\nTo:      r@castwell.example\n"
        f"--------------------------------------------------------------------------\n\n"
        f"{BODY}"
    ),
    "zimbra": (
        f'----- Forwarded Message -----\nFrom: "{NAME}" <{ADDRESS}>\nTo: "r" '
        f"<r@castwell.example>\nSent: Tuesday, March 17, 2026 3:04:00 PM\nSubject: "
        f"{SUBJECT}\n\n{BODY}"
    ),
    "oe": (
        f"\n----- Original Message ----- \nFrom: {NAME} \nTo: r@castwell.example \nSent: "
        f"Tuesday, March 17, 2026 3:04 PM\nSubject: {SUBJECT}\n\n{BODY}"
    ).replace(NAME, f'"{NAME}" <{ADDRESS}>'),
    "qq": (
        f"\n\n------------------ 原始邮件 ------------------\n发件人: "
        f'"{NAME}"<{ADDRESS}>;\n发送时间: 2026年3月17日(星期二) 下午3:04\n收件人: '
        f'"r"<r@castwell.example>;\n主题: {SUBJECT}\n\n{BODY}'
    ),
    "netease": (
        f"-------- 转发邮件信息 --------\n发件人：{NAME} <{ADDRESS}>\n"
        f"发送日期：2026-03-17 15:04:00\n收件人：r@castwell.example\n主题：{SUBJECT}\n"
        f"{BODY}"
    ),
    "naver": (
        f'-----Original Message-----\nFrom: "{NAME}" <{ADDRESS}>\nTo: '
        f"<r@castwell.example>\nCc:\nSent: 2026-03-17 (화) 15:04:00 (GMT+09:00)\n"
        f"Subject: {SUBJECT}\n\n{BODY}"
    ),
    "outlookjp": (
        f"-----Original Message-----\r\nFrom: {NAME} <{ADDRESS}> \r\nSent: Tuesday, "
        f"March 17, 2026 3:04 PM\r\nTo: r@castwell.example\r\nSubject: {SUBJECT}\r\n\r\n"
        f"{BODY}"
    ),
    "front": (
        f"---------- Forwarded message ----------\nFrom: {NAME} <{ADDRESS}>\nDate: On "
        f"Tue, Mar 17, 2026 at 3:04 PM\nSubject: Fwd: {SUBJECT}\nTo: "
        f"r@castwell.example\n\n{BODY}"
    ).replace("Fwd: ", ""),
    "superhuman": (
        f"---------- Forwarded message ----------\nFrom: {NAME} <{ADDRESS}>\nDate: "
        f"Tue, Mar 17 2026 at 3:04 PM\nSubject: {SUBJECT}\nTo: r@castwell.example\n\n"
        f"{BODY}"
    ),
    "fastmail": (
        f"----- Original message -----\nFrom: {NAME} <{ADDRESS}>\nTo: "
        f"r@castwell.example\nSubject: {SUBJECT}\nDate: Tue, 17 Mar 2026 15:04:00 "
        f"+0100\n\n{BODY}"
    ),
    "tutanota": (
        f"--\nSent with Tuta\n\nDate: Mar 17, 2026, 15:04\nFrom: {ADDRESS}\nTo: "
        f"r@castwell.example\nSubject: {SUBJECT}\n\n{BODY}"
    ),
    "emclient": (
        f'------ Forwarded Message ------\nFrom "{NAME}" <{ADDRESS}>\nTo "r" '
        f"<r@castwell.example>\nDate 17.03.2026 15:04:00\nSubject {SUBJECT}\n\n{BODY}"
    ),
    "emclient2": (
        f'------ Weitergeleitete Nachricht ------\nVon: "{NAME}" <{ADDRESS}>\nAn: '
        f"r@castwell.example\nGesendet: 17.03.2026 15:04:00\nBetreff: {SUBJECT}\n\n"
        f"{BODY}"
    ),
    "horde": (
        f"----- Nachricht von {NAME} <{ADDRESS}> ---------\n     Datum: Tue, 17 Mar "
        f"2026 15:04:00 +0100\n       Von: {NAME} <{ADDRESS}>\n   Betreff: {SUBJECT}\n "
        f"       An: r@castwell.example\n\n{BODY}\n\n----- Ende der Nachricht von "
        f"{NAME} <{ADDRESS}> -----"
    ),
    "ox": (
        f"> ---------- Ursprüngliche Nachricht ----------\n> Von: {NAME} <{ADDRESS}>\n> "
        f"An: r@castwell.example\n> Datum: 17.03.2026 15:04 CET\n> Betreff: {SUBJECT}\n> "
        f"\n>  \n> {BODY}"
    ).replace("\n\n", "\n>\n> "),
    "tonline": (
        f"-----Original-Nachricht-----\nBetreff: {SUBJECT}\nDatum: "
        f'2026-03-17T15:04:00+0100\nVon: "{NAME}" <{ADDRESS}>\nAn: '
        f"r@castwell.example\n\n{BODY}"
    ),
    "iphone_de": (
        f"Von meinem iPhone gesendet\n\nAnfang der weitergeleiteten Nachricht:\n\nVon: "
        f"{NAME} <{ADDRESS}>\nDatum: 17. März 2026 um 15:04:05 MEZ\nAn: "
        f"r@castwell.example\nBetreff: {SUBJECT}\n\n\ufeff{BODY}"
    ),
    "spark": (
        f"FYI\n\n---------- Forwarded message ----------\nFrom: {NAME} <{ADDRESS}>\n"
        f"Date: Mar 17, 2026 at 15:04 +0100\nTo: r@castwell.example\nSubject: "
        f"{SUBJECT}\n\n> Good day\n>\n> porous"
    ),
    "outlookandroid": (
        f"Get Outlook for Android<https://aka.example/x>\n"
        f"________________________________\nFrom: {NAME} <{ADDRESS}>\nSent: Tuesday, "
        f"March 17, 2026 3:04:00 PM\nTo: r <r@castwell.example>\nSubject: {SUBJECT}\n\n"
        f"{BODY}"
    ),
    "exttag": (
        f"*From:* {NAME} <{ADDRESS}>\n*Sent:* Tuesday, March 17, 2026 3:04 PM\n*To:* r\n"
        f"*Subject:* [EXT] {SUBJECT}\n\n*CAUTION:* This is external.\n\n{BODY}"
    )
    .replace("[EXT] ", "")
    .replace("*CAUTION:* This is external.\n\n", ""),
    "allbold": (
        f"**From: {NAME} <{ADDRESS}>**\n**Sent: Tuesday, March 17, 2026 3:04 PM**\n"
        f"**To: r**\n**Subject: {SUBJECT}**\n\n{BODY}"
    ),
    "nocolonspace": (
        f"From:{NAME}<{ADDRESS}>\nSent:Tuesday, March 17, 2026 3:04 PM\nTo:r\nSubject:{SUBJECT}\n\n{BODY}"
    ),
    "datefirst": (
        f"Date: Tue, 17 Mar 2026 15:04:00 +0100\nFrom: {NAME} <{ADDRESS}>\nTo: r\nSubject: {SUBJECT}\n\n{BODY}"
    ),
    "aol": (
        f"-----Original Message-----\nFrom: {NAME} <{ADDRESS}>\nTo: r "
        f"<r@castwell.example>\nSent: Tue, Mar 17, 2026 3:04 pm\nSubject: {SUBJECT}\n\n"
        f"{BODY}"
    ),
    "wrapsubject": (
        f"From: {NAME} <{ADDRESS}>\nSent: Tuesday, March 17, 2026 3:04 PM\nTo: r\n"
        f"Subject: Lekkasje 4711-B: 12 of\n 40 housings porous\n\n{BODY}"
    ),
}
