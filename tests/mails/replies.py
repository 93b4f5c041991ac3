"""Answers as people of many languages send them: what they wrote, and everything that stands around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    said: str
    closing: str
    footer: str
    attribution: str


ANSWERS: dict[str, Answer] = {
    "en": Answer(
        "We agree with the 8D.\n\nPlease close it.", "Kind regards,\nOttilie Brandvold\nFjordpumper AS",
        "Sent from my iPhone",
        "On Tue, Mar 17, 2026 at 3:04 PM Castwell Quality <quality@castwell.example>\nwrote:",
    ),
    "en-apple": Answer(
        "We agree.", "Cheers\nOttilie", "Sent from my iPad",
        "On 17 Mar 2026, at 15:04, Castwell Quality <quality@castwell.example> wrote:",
    ),
    "de": Answer(
        "Wir sind mit dem 8D einverstanden.", "Mit freundlichen Grüßen\n\nOttilie Brandvold",
        "Von meinem iPhone gesendet",
        "Am 17.03.2026 um 15:04 schrieb Castwell Quality <quality@castwell.example>:",
    ),
    "de-gmail": Answer(
        "Passt so.", "Viele Grüße Ottilie", "Gesendet von Outlook für Android",
        "Am Di., 17. März 2026 um 15:04 Uhr schrieb Castwell Quality <\nquality@castwell.example>:",
    ),
    "fr": Answer(
        "Nous acceptons le 8D.", "Cordialement,\nOttilie", "Envoyé de mon iPhone",
        "Le mar. 17 mars 2026 à 15:04, Castwell Quality <quality@castwell.example> a\nécrit :",
    ),
    "es": Answer(
        "Aceptamos el informe 8D.", "Un saludo,\nOttilie", "Enviado desde mi iPhone",
        "El mar, 17 mar 2026 a las 15:04, Castwell Quality (<quality@castwell.example>)\nescribió:",
    ),
    "it": Answer(
        "Accettiamo il rapporto.", "Cordiali saluti\nOttilie", "Inviato da iPhone",
        "Il giorno mar 17 mar 2026 alle ore 15:04 Castwell Quality <\nquality@castwell.example> ha scritto:",
    ),
    "pt": Answer(
        "Aceitamos o relatório.", "Atenciosamente,\nOttilie", "Enviado do meu iPhone",
        "Castwell Quality <quality@castwell.example> escreveu (terça, 17/03/2026 à(s)\n15:04):",
    ),
    "nl": Answer(
        "Wij zijn akkoord.", "Met vriendelijke groet,\nOttilie", "Verstuurd vanaf mijn iPhone",
        "Op di 17 mrt 2026 om 15:04 schreef Castwell Quality <quality@castwell.example>:",
    ),
    "sv": Answer(
        "Vi godkänner rapporten.", "Med vänlig hälsning\nOttilie", "Skickat från min iPhone",
        "Den tis 17 mars 2026 kl 15:04 skrev Castwell Quality <quality@castwell.example>:",
    ),
    "da": Answer(
        "Vi godkender rapporten.", "Med venlig hilsen\nOttilie", "Sendt fra min iPhone",
        "Den tirs. 17. mar. 2026 kl. 15.04 skrev Castwell Quality <\nquality@castwell.example>:",
    ),
    "no": Answer(
        "Vi godtar rapporten.", "Med vennlig hilsen\nOttilie", "Sendt fra min iPhone",
        "tir. 17. mars 2026 kl. 15:04 skrev Castwell Quality <quality@castwell.example>:",
    ),
    "fi": Answer(
        "Hyväksymme raportin.", "Ystävällisin terveisin\nOttilie", "Lähetetty iPhonesta",
        "ti 17. maalisk. 2026 klo 15.04 Castwell Quality (quality@castwell.example)\nkirjoitti:",
    ),
    "pl": Answer(
        "Akceptujemy raport.", "Pozdrawiam\nOttilie", "Wysłane z iPhone'a",
        "wt., 17 mar 2026 o 15:04 Castwell Quality <quality@castwell.example> napisał(a):",
    ),
    "cs": Answer(
        "Se zprávou souhlasíme.", "S pozdravem\nOttilie", "Odesláno z iPhonu",
        "út 17. 3. 2026 v 15:04 odesílatel Castwell Quality <quality@castwell.example>\nnapsal:",
    ),
    "sk": Answer(
        "So správou súhlasíme.", "S pozdravom\nOttilie", "Odoslané z iPhonu",
        "ut 17. 3. 2026 o 15:04 Castwell Quality <quality@castwell.example> napísal(a):",
    ),
    "hu": Answer(
        "Elfogadjuk a jelentést.", "Üdvözlettel\nOttilie", "Elküldve az iPhone-omról",
        "Castwell Quality <quality@castwell.example> ezt írta (időpont: 2026. márc. 17.,\nK, 15:04):",
    ),
    "ro": Answer(
        "Acceptăm raportul.", "Cu stimă,\nOttilie", "Trimis de pe iPhone",
        "Pe mar., 17 mar. 2026 la 15:04, Castwell Quality <quality@castwell.example> a\nscris:",
    ),
    "ru": Answer(
        "Мы согласны с отчётом.", "С уважением,\nОттилия", "Отправлено с iPhone",
        "вт, 17 мар. 2026 г. в 15:04, Castwell Quality <quality@castwell.example>:",
    ),
    "uk": Answer(
        "Ми погоджуємося.", "З повагою\nОттілія", "Надіслано з iPhone",
        "вт, 17 бер. 2026 р. о 15:04 Castwell Quality <quality@castwell.example> пише:",
    ),
    "el": Answer(
        "Αποδεχόμαστε την αναφορά.", "Με εκτίμηση\nΟττίλια", "Στάλθηκε από το iPhone μου",
        "Στις Τρί 17 Μαρ 2026 στις 3:04 μ.μ., ο χρήστης Castwell Quality <\n"
        "quality@castwell.example> έγραψε:",
    ),
    "tr": Answer(
        "Raporu kabul ediyoruz.", "Saygılarımla\nOttilie", "iPhone'umdan gönderildi",
        "Castwell Quality <quality@castwell.example>, 17 Mar 2026 Sal, 15:04 tarihinde\nşunu yazdı:",
    ),
    "ja": Answer(
        "報告書を了承しました。", "よろしくお願いいたします。\nオッティリエ", "iPhoneから送信",
        "2026年3月17日(火) 15:04 Castwell Quality <quality@castwell.example>:",
    ),
    "zh": Answer(
        "我们同意该报告。", "此致\n敬礼", "从我的iPhone发送",
        "Castwell Quality <quality@castwell.example> 于2026年3月17日周二 15:04写道：",
    ),
    "ko": Answer(
        "보고서에 동의합니다.", "감사합니다\n오틸리에", "나의 iPhone에서 보냄",
        "2026년 3월 17일 (화) 오후 3:04, Castwell Quality <quality@castwell.example>님이 작성:",
    ),
    "hr": Answer(
        "Prihvaćamo izvješće.", "Srdačan pozdrav\nOttilie", "Poslano s mog iPhonea",
        "uto, 17. ožu 2026. u 15:04 Castwell Quality <quality@castwell.example> napisao je:",
    ),
    "vi": Answer(
        "Chúng tôi đồng ý.", "Trân trọng\nOttilie", "Đã gửi từ iPhone của tôi",
        "Vào Th 3, 17 thg 3, 2026 vào lúc 15:04 Castwell Quality <\nquality@castwell.example> đã viết:",
    ),
    "th": Answer(
        "เรายอมรับรายงาน", "ขอแสดงความนับถือ\nOttilie", "ส่งจาก iPhone ของฉัน",
        "ในวันที่ อ. 17 มี.ค. 2026 เวลา 15:04 Castwell Quality <quality@castwell.example>\nเขียนว่า:",
    ),
    "he": Answer(
        "אנו מסכימים לדוח.", "בברכה\nאוטיליה", "נשלח מה-iPhone שלי",
        "\u202bבתאריך יום ג׳, 17 במרץ 2026 ב-15:04 מאת \u202aCastwell Quality\u202c\u200f "
        "<\u202aquality@castwell.example\u202c\u200f>:\u202c",
    ),
    "ar": Answer(
        "نحن نوافق على التقرير.", "مع التحية\nأوتيلي", "أُرسلت من الـ iPhone",
        "في الثلاثاء، 17 مارس 2026 في 3:04 م تمت كتابة ما يلي بواسطة Castwell Quality "
        "<quality@castwell.example>:",
    ),
}  # fmt: skip
QUOTED = "> Dear Ottilie,\n>\n> please find our 8D attached.\n>\n> Castwell Quality\n"
