"""How clients word a forwarded mail of Tuesday, 17 March 2026, 15:04, language by language.

Kept apart from the tables of the reader on purpose: what is typed twice is checked once. 17 March 2026 is
a Tuesday, which French, Spanish, Italian and Romanian shorten to the same letters as the month.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    sender: str
    sent: str  # the label of Outlook's date
    date: str  # the label of everybody else's date
    to: str
    cc: str
    subject: str
    forwarded: str  # Gmail's and Thunderbird's line, without its dashes
    begin: str  # Apple Mail's line
    long: str  # the date as desktop clients write it
    short: str  # the date as webmail writes it
    prefix: str


WORDS: dict[str, Words] = {
    "en": Words(
        "From", "Sent", "Date", "To", "Cc", "Subject", "Forwarded message", "Begin forwarded message:",
        "Tuesday, March 17, 2026 3:04 PM", "Tue, Mar 17, 2026 at 3:04 PM", "FW",
    ),
    "en-gb": Words(
        "From", "Sent", "Date", "To", "Cc", "Subject", "Forwarded message", "Begin forwarded message:",
        "17 March 2026 15:04", "Tue, 17 Mar 2026 at 15:04", "Fwd",
    ),
    "de": Words(
        "Von", "Gesendet", "Datum", "An", "Cc", "Betreff", "Weitergeleitete Nachricht",
        "Anfang der weitergeleiteten Nachricht:", "Dienstag, 17. März 2026 15:04",
        "Di., 17. März 2026 um 15:04 Uhr", "WG",
    ),
    "fr": Words(
        "De", "Envoyé", "Date", "À", "Cc", "Objet", "Message transféré", "Début du message transféré :",
        "mardi 17 mars 2026 15:04", "mar. 17 mars 2026 à 15:04", "TR",
    ),
    "es": Words(
        "De", "Enviado el", "Fecha", "Para", "CC", "Asunto", "Mensaje reenviado",
        "Inicio del mensaje reenviado:", "martes, 17 de marzo de 2026 15:04",
        "mar, 17 mar 2026 a las 15:04", "RV",
    ),
    "it": Words(
        "Da", "Inviato", "Data", "A", "Cc", "Oggetto", "Messaggio inoltrato",
        "Inizio messaggio inoltrato:", "martedì 17 marzo 2026 15:04", "mar 17 mar 2026 alle ore 15:04",
        "I",
    ),
    "pt": Words(
        "De", "Enviado", "Data", "Para", "Cc", "Assunto", "Mensagem encaminhada",
        "Início da mensagem encaminhada:", "terça-feira, 17 de março de 2026 15:04",
        "ter., 17 de mar. de 2026 às 15:04", "ENC",
    ),
    "nl": Words(
        "Van", "Verzonden", "Datum", "Aan", "CC", "Onderwerp", "Doorgestuurd bericht",
        "Begin doorgestuurd bericht:", "dinsdag 17 maart 2026 15:04", "di 17 mrt 2026 om 15:04", "FW",
    ),
    "sv": Words(
        "Från", "Skickat", "Datum", "Till", "Kopia", "Ämne", "Vidarebefordrat meddelande",
        "Vidarebefordrat brev:", "den 17 mars 2026 15:04", "tis 17 mars 2026 kl. 15:04", "VB",
    ),
    "da": Words(
        "Fra", "Sendt", "Dato", "Til", "Cc", "Emne", "Videresendt meddelelse",
        "Start på videresendt besked:", "17. marts 2026 15:04", "tirs. 17. mar. 2026 kl. 15.04", "VS",
    ),
    "no": Words(
        "Fra", "Sendt", "Dato", "Til", "Kopi", "Emne", "Videresendt melding", "Videresendt melding:",
        "tirsdag 17. mars 2026 15:04", "tir. 17. mars 2026 kl. 15:04", "VS",
    ),
    "fi": Words(
        "Lähettäjä", "Lähetetty", "Päivämäärä", "Vastaanottaja", "Kopio", "Aihe",
        "Edelleenlähetetty viesti", "Välitetty viesti alkaa:", "tiistai 17. maaliskuuta 2026 15.04",
        "ti 17. maalisk. 2026 klo 15.04", "VL",
    ),
    "pl": Words(
        "Od", "Wysłano", "Data", "Do", "DW", "Temat", "Przekazana wiadomość",
        "Początek przekazywanej wiadomości:", "wtorek, 17 marca 2026 15:04", "wt., 17 mar 2026 o 15:04",
        "PD",
    ),
    "cs": Words(
        "Od", "Odesláno", "Datum", "Komu", "Kopie", "Předmět", "Přeposlaná zpráva",
        "Začátek přeposílané zprávy:", "úterý 17. března 2026 15:04", "út 17. 3. 2026 v 15:04", "FW",
    ),
    "sk": Words(
        "Od", "Odoslané", "Dátum", "Komu", "Kópia", "Predmet", "Preposlaná správa",
        "Začiatok preposielanej správy:", "utorok 17. marca 2026 15:04", "ut 17. 3. 2026 o 15:04", "FW",
    ),
    "hu": Words(
        "Feladó", "Elküldve", "Dátum", "Címzett", "Másolatot kap", "Tárgy", "Továbbított üzenet",
        "Továbbított levél kezdete:", "2026. március 17., kedd 15:04", "2026. márc. 17., K, 15:04",
        "Továbbítás",
    ),
    "ro": Words(
        "De la", "Trimis", "Data", "Către", "Cc", "Subiect", "Mesaj redirecționat",
        "Începutul mesajului redirecționat:", "marți, 17 martie 2026 15:04",
        "mar., 17 mar. 2026 la 15:04", "FW",
    ),
    "bg": Words(
        "От", "Изпратено", "Дата", "До", "Копие", "Относно", "Препратено съобщение",
        "Начало на препратеното съобщение:", "вторник, 17 март 2026 г. 15:04",
        "вт, 17.03.2026 г. в 15:04 ч.", "ПР",
    ),
    "ru": Words(
        "От", "Отправлено", "Дата", "Кому", "Копия", "Тема", "Пересылаемое сообщение",
        "Начало переадресованного сообщения:", "17 марта 2026 г. 15:04", "вт, 17 мар. 2026 г. в 15:04",
        "FW",
    ),
    "uk": Words(
        "Від", "Надіслано", "Дата", "Кому", "Копія", "Тема", "Переслане повідомлення",
        "Початок пересланого повідомлення:", "17 березня 2026 р. 15:04", "вт, 17 бер. 2026 р. о 15:04",
        "FW",
    ),
    "el": Words(
        "Από", "Στάλθηκε", "Ημερομηνία", "Προς", "Κοιν.", "Θέμα", "Προωθημένο μήνυμα",
        "Έναρξη προωθημένου μηνύματος:", "Τρίτη, 17 Μαρτίου 2026 15:04",
        "Τρί 17 Μαρ 2026 στις 3:04 μ.μ.", "ΠΡΘ",
    ),
    "tr": Words(
        "Kimden", "Gönderildi", "Tarih", "Kime", "Bilgi", "Konu", "İletilen mesaj",
        "İletilmiş mesajın başlangıcı:", "17 Mart 2026 Salı 15:04", "17 Mar 2026 Sal 15:04", "İLT",
    ),
    "hr": Words(
        "Od", "Poslano", "Datum", "Za", "Kopija", "Predmet", "Proslijeđena poruka",
        "Početak proslijeđene poruke:", "17. ožujka 2026. 15:04", "uto, 17. ožu 2026. u 15:04", "FW",
    ),
    "sr": Words(
        "Od", "Poslato", "Datum", "Za", "Kopija", "Naslov", "Prosleđena poruka",
        "Početak prosleđene poruke:", "utorak, 17. mart 2026. 15:04", "uto, 17. mar 2026. u 15:04", "FW",
    ),
    "sl": Words(
        "Od", "Poslano", "Datum", "Za", "Kp", "Zadeva", "Posredovano sporočilo",
        "Začetek posredovanega sporočila:", "torek, 17. marec 2026 15:04",
        "tor., 17. mar. 2026 ob 15:04", "FW",
    ),
    "et": Words(
        "Saatja", "Saadetud", "Kuupäev", "Adressaat", "Koopia", "Teema", "Edastatud kiri",
        "Edastatud kirja algus:", "teisipäev, 17. märts 2026 15:04", "T, 17. märts 2026 kell 15:04",
        "FW",
    ),
    "lv": Words(
        "No", "Nosūtīts", "Datums", "Kam", "Kopija", "Tēma", "Pārsūtīts ziņojums",
        "Pārsūtītā ziņojuma sākums:", "otrdiena, 2026. gada 17. marts 15:04",
        "otrd., 2026. g. 17. marts, plkst. 15:04", "FW",
    ),
    "lt": Words(
        "Nuo", "Išsiųsta", "Data", "Kam", "Kopija", "Tema", "Persiųstas laiškas",
        "Persiunčiamo laiško pradžia:", "2026 m. kovo 17 d., antradienis 15:04", "2026-03-17, an, 15:04",
        "FW",
    ),
    "ja": Words(
        "差出人", "送信日時", "日付", "宛先", "CC", "件名", "転送メッセージ", "転送されたメッセージ：",
        "2026年3月17日火曜日 15:04", "2026年3月17日(火) 15:04", "転送",
    ),
    "zh": Words(
        "发件人", "发送时间", "日期", "收件人", "抄送", "主题", "转发的邮件", "以下是转发的邮件：",
        "2026年3月17日 15:04", "2026年3月17日周二 15:04", "转发",
    ),
    "zh-tw": Words(
        "寄件者", "寄件日期", "日期", "收件者", "副本", "主旨", "轉寄的郵件", "開始轉寄郵件：",
        "2026年3月17日 星期二 下午 03:04", "2026年3月17日 週二 下午3:04", "轉寄",
    ),
    "ko": Words(
        "보낸 사람", "보낸 날짜", "날짜", "받는 사람", "참조", "제목", "전달된 메시지",
        "전달된 메시지 시작:", "2026년 3월 17일 화요일 오후 3:04", "2026년 3월 17일 (화) 오후 3:04",
        "전달",
    ),
    "ar": Words(
        "من", "تم الإرسال", "التاريخ", "إلى", "نسخة", "الموضوع", "رسالة معاد توجيهها",
        "بداية الرسالة المُعاد توجيهها:", "17 مارس 2026 15:04", "الثلاثاء، 17 مارس 2026 في 3:04 م",
        "إعادة توجيه",
    ),
    "he": Words(
        "מאת", "נשלח", "תאריך", "אל", "עותק", "נושא", "הודעה שהועברה", "תחילת ההודעה שהועברה:",
        "יום שלישי 17 מרץ 2026 15:04", "יום ג׳, 17 במרץ 2026 ב-15:04", "FW",
    ),
    "th": Words(
        "จาก", "ส่ง", "วันที่", "ถึง", "สำเนา", "เรื่อง", "ข้อความที่ส่งต่อ", "เริ่มข้อความที่ส่งต่อ:",
        "17 มีนาคม 2569 15:04", "อ. 17 มี.ค. 2026 เวลา 15:04", "FW",
    ),
    "vi": Words(
        "Từ", "Đã gửi", "Ngày", "Đến", "Cc", "Chủ đề", "Thư được chuyển tiếp",
        "Bắt đầu thư được chuyển tiếp:", "Thứ Ba, 17 tháng 3, 2026 15:04",
        "Th 3, 17 thg 3, 2026 lúc 15:04", "FW",
    ),
    "id": Words(
        "Dari", "Dikirim", "Tanggal", "Kepada", "Cc", "Perihal", "Pesan yang diteruskan",
        "Mulai meneruskan pesan:", "Selasa, 17 Maret 2026 15:04", "Sel, 17 Mar 2026 pukul 15.04", "TRS",
    ),
    "ca": Words(
        "De", "Enviat el", "Data", "Per a", "A/c", "Assumpte", "Missatge reenviat",
        "Inici del missatge reenviat:", "dimarts, 17 març de 2026 15:04",
        "dt., 17 de març 2026 a les 15:04", "RV",
    ),
}  # fmt: skip
