"""The labels that clients put before the header lines of a forwarded mail, by language and header.

Each language lists the words of its desktop, web and phone clients in lower case and without the colon. A
block may mix languages (Gmail leaves "Cc" English in most), so all words are looked up in one table.
"""

from __future__ import annotations

from typing import Literal

from handlers.intake.reading.languages.system_labels import ADDRESS, MORE

HeaderName = Literal["from", "date", "to", "cc", "subject", "address", "other"]

# language: (from, date, to, cc, subject); words separated by |
BY_LANGUAGE: dict[str, tuple[str, str, str, str, str]] = {
    "ar": (
        "من|المرسل|مرسل من",
        "التاريخ|تاريخ|تاريخ الإرسال|تم الإرسال|أُرسلت|أرسلت|أرسل|الإرسال|مرسل",
        "إلى|الى|المستلم",
        "نسخة|نسخة إلى|نسخة كربونية|نسخة الى",
        "الموضوع|موضوع",
    ),
    "bg": (
        "от|от кого",
        "дата|изпратено|изпратен|изпратено на",
        "до|за|към",
        "копие|копие до|як",
        "относно|тема",
    ),
    "ca": ("de|des de", "data|enviat|enviat el|enviada", "per a|a|per", "a/c|còpia|cc", "assumpte|tema"),
    "cs": (
        "od|odesílatel",
        "datum|odesláno|odeslaný|posláno|dne",
        "komu|pro|příjemce",
        "kopie|v kopii",
        "předmět",
    ),
    "da": ("fra|afsender", "dato|sendt|sendt den", "til|modtager", "kopi|kopi til", "emne"),
    "de": (
        "von|absender",
        "datum|gesendet|gesendet am|gesendet um|zeit|verschickt|sent|erstellt|erstellt am",
        "an|empfänger",
        "kopie|kopie an|cc",
        "betreff|betreffzeile|betrifft|thema",
    ),
    "el": (
        "από|απο|αποστολέας",
        "ημερομηνία|ημ/νία|στάλθηκε|εστάλη|αποστολή|ημερομηνια",
        "προς|παραλήπτης",
        "κοιν.|κοιν|κοινοποίηση|αντίγραφο",
        "θέμα|θεμα",
    ),
    "en": (
        "from|sender|sent by",
        "date|sent|sent on|sent at|date sent|received|received on|posted at|created|created on|created at",
        "to|recipient|recipients|sent to|delivered to",
        "cc|copy|copies|carbon copy|copied|c.c.",
        "subject|subj|re subject|title|topic",
    ),
    "es": (
        "de|remitente|desde",
        "fecha|enviado|enviado el|enviada el|enviado a las|enviada|fecha de envío|creado|creado el",
        "para|a|destinatario",
        "con copia|copia|con copia a|cc",
        "asunto|tema",
    ),
    "et": (
        "saatja|kellelt|from",
        "saadetud|kuupäev|saatmisaeg",
        "adressaat|saaja|kellele",
        "koopia",
        "teema",
    ),
    "eu": ("nork|igorlea|bidaltzailea|nondik", "bidalia|noiz|data", "nori|hartzailea|nora", "kopia", "gaia"),
    "fa": ("از|فرستنده", "تاریخ|ارسال شده|ارسال‌شده|ارسال", "به|گیرنده", "رونوشت|کپی", "موضوع"),
    "fi": (
        "lähettäjä|lähettänyt|keneltä",
        "lähetetty|päivämäärä|päiväys|pvm|lähetyspäivä|aika",
        "vastaanottaja|vastaanottajat|kenelle",
        "kopio|kopiot",
        "aihe|otsikko",
    ),
    "fr": (
        "de|expéditeur|envoyé par|émetteur",
        "date|envoyé|envoyé le|envoyé à|envoyée|envoye|date d'envoi",
        "à|a|pour|destinataire|destinataires",
        "copie|copie à|cc|cci",
        "objet|sujet",
    ),
    "he": (
        "מאת|מ-|שולח|מ",
        "תאריך|נשלח|נשלח ב|נשלח בתאריך|בתאריך",
        "אל|ל-|נמען|לכבוד",
        "עותק|העתק|העתק ל|עותק ל",
        "נושא|הנדון",
    ),
    "hi": (
        "प्रेषक|से|द्वारा",
        "दिनांक|भेजा गया|तारीख|भेजा|तिथि",
        "प्रति|को|प्राप्तकर्ता|सेवा में",
        "प्रतिलिपि|सीसी",
        "विषय",
    ),
    "hr": (
        "od|šalje|pošiljatelj",
        "datum|poslano|poslan|datum slanja",
        "za|prima|primatelj|do",
        "kopija|kopija za",
        "predmet|naslov",
    ),
    "hu": (
        "feladó|küldő|feladta",
        "elküldve|dátum|küldve|küldés ideje",
        "címzett|címzettek|kapja",
        "másolatot kap|másolat|másolatot kapja",
        "tárgy",
    ),
    "id": (
        "dari|pengirim",
        "dikirim|tanggal|terkirim|tgl|dikirim pada|hari/tanggal",
        "kepada|untuk|ke|penerima",
        "tembusan|salinan",
        "perihal|subjek|subyek|judul|hal",
    ),
    "is": ("frá|sendandi", "sent|dagsetning|dags.", "til|viðtakandi", "afrit", "efni"),
    "it": (
        "da|mittente|inviato da",
        "data|inviato|inviata|inviato il|data invio|ricevuto",
        "a|destinatario|per|destinatari",
        "cc|copia|per conoscenza|p.c.",
        "oggetto|soggetto",
    ),
    "ja": (
        "差出人|送信者|発信者|送信元|差出人名|発信元|from",
        "送信日時|日時|日付|送信日|送信時刻|date|送信",
        "宛先|受信者|送信先|あて先|to",
        "cc|写し|カーボンコピー",
        "件名|題名|タイトル|表題",
    ),
    "ko": (
        "보낸 사람|보낸사람|보낸이|발신|발신인|발신자|보내는 사람",
        "보낸 날짜|보낸날짜|날짜|일시|보낸 시간|보낸시간|발신일|전송 시간|전송됨|보냄",
        "받는 사람|받는사람|받는이|수신|수신인|수신자",
        "참조|참조인",
        "제목",
    ),
    "lt": (
        "nuo|siuntėjas",
        "išsiųsta|data|siųsta|išsiuntimo data",
        "kam|iki|gavėjas|skirta",
        "kopija|kopija kam",
        "tema",
    ),
    "lv": (
        "no|sūtītājs",
        "nosūtīts|datums|sūtīts|nosūtīšanas datums",
        "kam|adresāts|līdz|saņēmējs",
        "kopija",
        "tēma|temats|priekšmets",
    ),
    "ms": (
        "daripada|dari",
        "dihantar|tarikh|tarikh dihantar",
        "kepada|ke",
        "salinan|sk",
        "subjek|perkara|tajuk",
    ),
    "nl": (
        "van|afzender",
        "datum|verzonden|verstuurd|verzonden op|verzonden om|verzenddatum",
        "aan|ontvanger|t.a.v.",
        "kopie|cc|kopie aan",
        "onderwerp|betreft",
    ),
    "no": ("fra|avsender", "dato|sendt|sendt den|dato sendt", "til|mottaker", "kopi|kopi til", "emne|tema"),
    "pl": (
        "od|nadawca",
        "data|wysłano|wysłane|wysłany|data wysłania|wysłana|dnia",
        "do|adresat|odbiorca",
        "dw|dw.|kopia|do wiadomości|udw",
        "temat|tytuł",
    ),
    "pt": (
        "de|remetente",
        "data|enviado|enviada|enviado em|enviada em|data de envio|data/hora|enviado a|enviada a",
        "para|destinatário|a",
        "com cópia|cópia|cc|c/c",
        "assunto",
    ),
    "ro": (
        "de la|de|expeditor|expeditorul",
        "data|trimis|trimis la|dată|dată trimitere|trimis:",
        "către|catre|la|pentru|destinatar|destinatarul",
        "copie|copie la",
        "subiect|subiectul",
    ),
    "ru": (
        "от|от кого|отправитель",
        "дата|отправлено|отправлен|время|дата отправки|дата и время|отправлена",
        "кому|к|получатель|получатели",
        "копия|копии|копия для",
        "тема|тема письма",
    ),
    "sk": (
        "od|odosielateľ",
        "odoslané|dátum|poslané|odoslaný|dňa",
        "komu|pre|adresát|príjemca",
        "kópia|v kópii",
        "predmet",
    ),
    "sl": (
        "od|pošiljatelj",
        "poslano|datum|poslal|datum pošiljanja",
        "za|komu|prejemnik|do",
        "kp|v vednost|kopija",
        "zadeva",
    ),
    "sr": (
        "od|šalje|pošiljalac|од|шаље|пошиљалац",
        "datum|poslato|poslano|датум|послато",
        "za|prima|primalac|kome|за|прима|прималац|коме",
        "kopija|cc|копија",
        "naslov|predmet|tema|наслов|предмет|тема",
    ),
    "sv": (
        "från|avsändare",
        "datum|skickat|skickades|skickat den|sänt|datum skickat",
        "till|mottagare",
        "kopia|kopia till|kopior",
        "ämne|rubrik|angående",
    ),
    "th": (
        "จาก|ผู้ส่ง",
        "วันที่|ส่ง|ส่งเมื่อ|ส่งวันที่|วันที่ส่ง|เวลา",
        "ถึง|ผู้รับ|เรียน",
        "สำเนา|สำเนาถึง|สำเนาเรียน",
        "เรื่อง|หัวเรื่อง|หัวข้อ",
    ),
    "tr": (
        "kimden|gönderen|gönderici",
        "gönderildi|gönderilen|tarih|gönderme tarihi|gönderilme tarihi|gönderim tarihi|gönderilme",
        "kime|alıcı|alıcılar",
        "bilgi|kopya|cc",
        "konu",
    ),
    "uk": (
        "від|від кого|відправник|від:",
        "дата|надіслано|відправлено|дата надсилання|надісланий|час",
        "кому|до|одержувач",
        "копія|копії",
        "тема",
    ),
    "vi": (
        "từ|người gửi|bởi",
        "đã gửi|ngày|ngày gửi|vào lúc|đã gửi lúc|gửi lúc|thời gian|vào ngày|gửi",
        "đến|tới|người nhận|gửi đến|gửi tới|cho",
        "đồng gửi|bản sao|đồng kính gửi",
        "chủ đề|tiêu đề",
    ),
    "zh": (
        "发件人|寄件人|发送者|发信人|寄件者|發件人|發信人|自",
        (
            "发送时间|日期|发送日期|时间|已发送|发件时间|寄件日期|傳送時間|傳送日期|發送時間|"
            "發送日期|時間|已傳送|寄件時間"
        ),
        "收件人|收件者|收信人|至",
        "抄送|抄送人|副本|副本抄送|抄送至",
        "主题|主旨|主題|标题|標題|题目",
    ),
}
ORDER: tuple[HeaderName, ...] = ("from", "date", "to", "cc", "subject")

# Lines that clients add to the block; they are passed over.
OTHER = (
    "bcc|cci|cco|bcc:|blind copy|reply-to|reply to|antwort an|antwort-an|antworten an|rispondi-a|répondre-à|responder-a|"
    "antwoorden-aan|antwoord aan|beantwoorden|svar til|svar-til|svar til adresse|svara till|svara-till|vastausosoite|vastaus|"
    "odpowiedz do|odpowiedź do|odpovědět na|odpovědět|odpovedať|válaszcím|răspunde la|ответить|обратный адрес|відповісти|"
    "yanıtla|yanıt adresi|返信先|回复|答复至|회신|gesendet von|envoyé par|enviado por|inviato da|verzonden door|skickat av|"
    "sendt av|sendt af|lähettäjänä|wysłane przez|odeslal|odoslal|küldte|trimis de|отправил|"
    "répondre à|responder a|rispondi a|"
    "attachments|attachment|anlagen|anlage|anhänge|pièces jointes|adjuntos|allegati|anexos|bijlagen|"
    "bilagor|bilaga|"
    "załączniki|přílohy|вложения|添付ファイル|附件|첨부|첨부파일|importance|wichtigkeit|priorität|priority|"
    "importancia|importanza|prioriteit|importância|urgentie|priorità|prioridad|prioridade|priorité|prioritet|vigtighed|"
    "viktighet|tärkeys|prioriteetti|ważność|priorytet|důležitost|priorita|dôležitosť|fontosság|prioritate|önem|важность|приоритет|"
    "важливість|пріоритет|重要度|重要性|優先度|优先级|중요도|sensitivity|vertraulichkeit|categories|kategorien|signed by|security|"
    "organization|organisation|message-id|x-mailer|resent-from|resent-to|resent-date|return-path|mailed-by|"
    "signed-by|reply-to address|list|mailing list|newsgroups|followup-to|references|in-reply-to|user-agent|"
    "content-type|mime-version|received-from|conversation|thread|thread-topic|deadline|due by|delivered-to|"
    "follow up flag|flag status|nachverfolgungskennzeichen|kennzeichnungsstatus|indicateur de suivi|"
    "état de l'indicateur|size|größe|taille|tamaño|dimensione|tamanho|grootte|rozmiar|boyut"
)


def _table() -> dict[str, tuple[HeaderName, frozenset[str]]]:
    found: dict[str, tuple[HeaderName, set[str]]] = {}
    for language, columns in (*BY_LANGUAGE.items(), *MORE.items()):
        for name, words in zip(ORDER, columns, strict=True):
            for word in filter(None, words.split("|")):
                found.setdefault(word, (name, set()))[1].add(language)
    for word in ADDRESS.split("|"):
        found.setdefault(word, ("address", set(BY_LANGUAGE)))
    for word in ["cc", "c.c", "kc", "cc:"]:
        found[word] = ("cc", set(BY_LANGUAGE))
    for word in OTHER.split("|"):
        found.setdefault(word, ("other", set(BY_LANGUAGE)))
    return {word: (name, frozenset(languages)) for word, (name, languages) in found.items()}


LABELS = _table()
LONGEST_LABEL = max(len(word) for word in LABELS)
