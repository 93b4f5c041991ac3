"""Labels that no mail client writes: those of ticket systems, lists, exports, gateways and translating programs, by language.

They are as those of clients (see labels): from, date, to, cc, subject; words separated by |.
"""

from __future__ import annotations

MORE: dict[str, tuple[str, str, str, str, str]] = {
    "cs": ("z|autor|zadavatel", "kdy|přijato|doručeno|datum a čas|čas", "příjemci|pro koho", "", "věc|téma"),
    "da": ("indsender", "modtaget|tidspunkt", "modtagere", "", "titel|vedrørende"),
    "de": (
        "aus|absenderin|verfasser|autor|einsender|melder",
        "eingegangen|eingang|eingangsdatum|eingang am|empfangen|empfangen am|erhalten|erhalten am|uhrzeit|verschickt worden|"
        "zeitpunkt|sendedatum|versandt|versendet",
        "zu|empfängerin|adressat|gerichtet an|adressiert an",
        "",
        "gegenstand|titel|betr.|bezug",
    ),
    "el": ("", "ελήφθη|παραλήφθηκε", "", "", "τίτλος"),
    "en": (
        "author|submitter|requester|submitted by|reporter",
        "received on|received at|submitted|submitted on|time|timestamp|date/time|date received|date created|created",
        "addressee|addressees",
        "",
        "topic|regarding|object|headline",
    ),
    "es": ("autor|emisor", "recibido|recibido el|fecha y hora|hora", "destinatarios|hacia", "", "título|objeto|ref."),
    "fi": ("", "vastaanotettu|saapunut|kellonaika", "", "", "asia"),
    "fr": (
        "auteur|expéditrice|envoyeur|depuis|demandeur",
        "reçu|reçu le|réception|date de réception|envoi|date et heure|date/heure|heure|quand",
        "vers|adressé à",
        "",
        "titre|thème|concerne",
    ),
    "hr": ("autor", "primljeno|vrijeme", "primatelji", "", ""),
    "hu": ("szerző", "érkezett|beérkezett|időpont|idő", "", "", "cím|téma"),
    "it": ("autore|dal|dalla", "ricevuta|ricevuto il|data e ora|data/ora|ora|quando", "al|alla", "", "titolo|argomento|tema"),
    "ja": ("", "受信日時|受信日|受信", "", "", ""),
    "ko": ("", "받은 날짜|수신일|수신일시", "", "", ""),
    "nl": (
        "uit|auteur|verzender|melder|inzender",
        "ontvangen|ontvangen op|tijd|tijdstip|datum/tijd|datum en tijd|wanneer",
        "geadresseerde|ontvangers|naar",
        "",
        "titel|thema",
    ),
    "no": ("innsender", "mottatt|tidspunkt", "mottakere", "", "tittel"),
    "pl": (
        "z|autor|zgłaszający|nadawczyni|nadany przez",
        "otrzymano|otrzymane|odebrano|data i godzina|data otrzymania|data wpływu|wpłynęło|kiedy|godzina",
        "odbiorcy|odbiorczyni|adresaci",
        "",
        "przedmiot|dotyczy",
    ),
    "pt": ("autor|emissor", "recebido|recebida|recebido em|data e hora|hora", "destinatários", "", "título|tema"),
    "ro": ("autor", "primit|primit la|data și ora", "destinatari", "", "titlu"),
    "ru": ("автор|из", "получено|получен|дата получения|когда", "адресат|адресаты", "", "заголовок|предмет"),
    "sk": ("z|autor", "kedy|prijaté|doručené|čas", "adresáti", "", "vec|téma"),
    "sl": ("avtor", "prejeto|čas|kdaj", "prejemniki", "", ""),
    "sv": ("insändare", "mottaget|mottagen|tidpunkt", "mottagarna", "", "titel"),
    "tr": ("yazan", "alındı|alınma tarihi|tarih ve saat|tarih/saat|saat", "", "", "başlık"),
    "uk": ("автор", "отримано|дата отримання|коли", "адресат", "", "заголовок"),
    "zh": ("", "接收时间|收到时间|接收日期", "", "", ""),
}  # fmt: skip

# Below a From that has only a name, the address has a line or a column of its own.
ADDRESS = (
    "e-mail|email|mail|e-mail address|email address|mail address|e-mail-adresse|mailadresse|e-mailadres|mailadres|adresse|"
    "address|adresse e-mail|adresse mail|adresse électronique|courriel|mél|correo|correo electrónico|indirizzo|indirizzo mail|"
    "indirizzo e-mail|indirizzo email|posta elettronica|endereço|endereço de e-mail|adres|adres e-mail|adres email|"
    "e-mailová adresa|e-post|epost|e-postadress|e-postadresse|sähköposti|sähköpostiosoite|e-mail cím|adresă e-mail|"
    "эл. почта|электронная почта|почта|адрес|адрес эл. почты|ел. пошта|електронна пошта|имейл|e-posta|e-posta adresi|"
    "メール|メールアドレス|邮箱|电子邮件|邮件地址|電子郵件|이메일|메일 주소|อีเมล|adres nadawcy|absenderadresse|sender address"
)

# Over the column of a table that holds the mail itself.
TEXT_WORDS = (
    "text|texte|texto|testo|tekst|teksti|szöveg|message|body|content|contents|nachricht|inhalt|mailtext|contenu|mensaje|contenido|"
    "messaggio|contenuto|mensagem|conteúdo|bericht|inhoud|treść|wiadomość|zpráva|obsah|text zprávy|správa|meddelande|innehåll|"
    "besked|indhold|melding|innhold|viesti|sisältö|üzenet|tartalom|mesaj|conținut|текст|сообщение|содержание|повідомлення|зміст|"
    "metin|ileti|içerik|μήνυμα|κείμενο|本文|内容|正文|內容|내용|본문|comment|description|beschreibung|omschrijving|opis|popis"
)
TEXT = frozenset(TEXT_WORDS.split("|"))
