"""Plain complaints in each language: how many of how many, delivered on which day, of which lot, part and order."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handlers.intake.reading.fields import extract
from handlers.intake.reading.fields.languages import languages_of
from handlers.intake.reading.fields.words import folded_words

_WORDINGS = Path(__file__).parents[2] / "mails" / "wordings" / "learn"
_SENT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)

# Language and text; seven of sixty, part KL-4471, lot 26-118, order 4500771203, delivered on 28 September.
_COMPLAINTS = [
    (
        "no",
        "Hei,\nvi må dessverre reklamere. Artikkelnr. KL-4471, parti 26-118, bestilling 4500771203.\nLevert: 28.09.2026\n"
        "7 av 60 braketter er sprukket. Vennlig hilsen",
    ),
    (
        "sk",
        "Dobrý deň,\nreklamujeme diely č. KL-4471, šarža 26-118, objednávka č. 4500771203.\nDodané dňa: 28.9.2026\n"
        "Sedem z 60 držiakov, ktoré ste nám poslali, je prasknutých. Prosíme o vyjadrenie. S pozdravom",
    ),
    (
        "sl",
        "Pozdravljeni,\nreklamiramo artikel št. KL-4471, šarža 26-118, naročilo št. 4500771203.\nDobavljeno dne: 28.9.2026\n"
        "7 od 60 nosilcev je počenih. Prosimo za odgovor. Lep pozdrav",
    ),
    (
        "hr",
        "Poštovani,\nreklamiramo šifru dijela, šifra KL-4471, šarža br. 26-118, narudžba br. 4500771203.\n"
        "Datum isporuke: 28.09.2026\nOd isporučenih 60 komada njih sedam je puknuto. Molimo zamjenu. Srdačan pozdrav",
    ),
    (
        "bg",
        "Уважаеми господа,\nрекламираме артикул № KL-4471, партида № 26-118, поръчка № 4500771203.\n"
        "Дата на доставка: 28.09.2026\n7 от 60 държача са спукани. Моля за отговор. С уважение",
    ),
    (
        "sr",
        "Поштовани,\nрекламирамо шифру KL-4471, шаржа бр. 26-118, поруџбина бр. 4500771203.\n"
        "Датум испоруке: 28.09.2026\nОд испоручених 60 комада седам је напукнуто. Молимо замену. Хвала, поздрав",
    ),
    (
        "uk",
        "Доброго дня,\nрекламуємо деталь № KL-4471, партія № 26-118, замовлення № 4500771203.\n"
        "Дата поставки: 28.09.2026\nСім із 60 кронштейнів тріснуті. Просимо відповісти. З повагою",
    ),
    (
        "el",
        "Καλημέρα σας,\nκωδικός KL-4471, παρτίδα 26-118, παραγγελία 4500771203.\nΗμερομηνία παράδοσης: 28/09/2026\n"
        "Επτά από τα 60 στηρίγματα είναι ραγισμένα. Παρακαλούμε για την απάντησή σας.",
    ),
    (
        "ko",
        "안녕하세요,\n품번 KL-4471, 로트번호 26-118, 발주번호 4500771203 건입니다.\n납품일: 2026.09.28\n"
        "60개 중 7개에서 균열이 발견되었습니다. 회신 부탁드립니다.",
    ),
    (
        "et",
        "Tere,\ndetaili nr KL-4471, partii nr 26-118, tellimuse nr 4500771203.\nTarnekuupäev: 28.09.2026\n"
        "60 tükist 7 on pragunenud. Palume vastust. Lugupidamisega",
    ),
    (
        "lv",
        "Labdien,\ndetaļas nr. KL-4471, partijas nr. 26-118, pasūtījuma nr. 4500771203.\nPiegādes datums: 28.09.2026\n"
        "7 no 60 kronšteiniem ir saplaisājuši. Lūdzu atbildiet. Ar cieņu",
    ),
    (
        "lt",
        "Laba diena,\ndetalės nr. KL-4471, partijos nr. 26-118, užsakymo nr. 4500771203.\nPristatymo data: 2026-09-28\n"
        "Septyni iš 60 laikiklių yra įtrūkę. Prašome atsakyti. Pagarbiai",
    ),
    (
        "ca",
        "Bon dia,\npeça núm. KL-4471, lot 26-118, comanda núm. 4500771203.\nData de lliurament: 28/09/2026\n"
        "Set dels 60 suports són esquerdats. Gràcies per la vostra resposta. Atentament",
    ),
    (
        "is",
        "Góðan daginn,\nvörunúmer KL-4471, lotunúmer 26-118, pöntunarnúmer 4500771203.\nAfhendingardagur: 28.09.2026\n"
        "Sjö af 60 festingum eru sprungnar. Vinsamlegast svarið okkur. Kveðja",
    ),
    (
        "he",
        'שלום רב,\nמק"ט KL-4471, מספר אצווה 26-118, הזמנה מספר 4500771203.\nתאריך אספקה: 28.09.2026\n'
        "7 מתוך 60 יחידות נמצאו סדוקות. אנא השיבו. תודה",
    ),
    (
        "ar",
        "السلام عليكم،\nرقم القطعة KL-4471، رقم الدفعة 26-118، أمر الشراء رقم 4500771203.\nتاريخ التسليم: 28/09/2026\n"
        "وجدنا أن 7 من أصل 60 قطعة متشققة. يرجى الرد. شكرا",
    ),
    (
        "hi",
        "नमस्ते,\nपार्ट नंबर KL-4471, लॉट नंबर 26-118, क्रय आदेश संख्या 4500771203।\nडिलीवरी की तारीख: 28.09.2026\n"
        "60 में से 7 ब्रैकेट टूटे हुए हैं। कृपया उत्तर दें। धन्यवाद",
    ),
    (
        "th",
        "เรียน ฝ่ายคุณภาพ\nหมายเลขชิ้นส่วน KL-4471 ล็อต 26-118 ใบสั่งซื้อเลขที่ 4500771203\nวันที่ส่งมอบ: 28/09/2026\n"
        "พบชิ้นงานแตกร้าว 7 ชิ้น จากทั้งหมด 60 ชิ้น กรุณาตอบกลับ",
    ),
    (
        "vi",
        "Kính gửi quý công ty,\nmã hàng KL-4471, lô 26-118, đơn đặt hàng số 4500771203.\nNgày giao hàng: 28/09/2026\n"
        "7 trên 60 chiếc bị nứt. Vui lòng phản hồi cho chúng tôi. Trân trọng",
    ),
    (
        "id",
        "Selamat pagi,\nnomor part KL-4471, nomor lot 26-118, nomor pesanan 4500771203.\nTanggal pengiriman: 28.09.2026\n"
        "Tujuh dari 60 braket yang kami terima retak. Mohon jawaban. Terima kasih",
    ),
    (
        "hu",
        "Tisztelt Hölgyem,\ncikkszám: KL-4471, tételszám: 26-118, megrendelésszám: 4500771203.\nSzállítás dátuma: 2026.09.28\n"
        "60 db-ból 7 repedt. Kérjük válaszukat. Üdvözlettel",
    ),
    (
        "ro",
        "Bună ziua,\nreper KL-4471, lot 26-118, comanda nr. 4500771203.\nData livrării: 28.09.2026\n"
        "Șapte din cele 60 de suporturi sunt fisurate. Vă rugăm să răspundeți. Cu stimă",
    ),
    (
        "tr",
        "Merhaba,\nparça no KL-4471, parti no 26-118, sipariş no 4500771203.\nTeslim tarihi: 28.09.2026\n"
        "60 adetten 7'si çatlak. Lütfen bilgi verin. Saygılarımla",
    ),
    (
        "da",
        "Hej,\nvarenr. KL-4471, batchnr. 26-118, ordrenr. 4500771203.\nLeveret den: 28.09.2026\n"
        "Syv ud af 60 beslag er revnet. Vi beder om svar. Venlig hilsen",
    ),
    (
        "fi",
        "Hei,\ntuotenumero KL-4471, eränumero 26-118, tilausnumero 4500771203.\nToimituspäivä: 28.9.2026\n"
        "60 kappaleesta 7 on haljennut. Pyydämme vastausta. Ystävällisin terveisin",
    ),
]


@pytest.mark.parametrize(("code", "text"), _COMPLAINTS)
def test_a_complaint_in_each_language(code: str, text: str) -> None:
    found = extract(text, sent=_SENT, leaning=("complaint", ""))
    assert languages_of(folded_words(text))[0] == code
    assert found.quantity_affected[0].value.split()[0] == "7"
    assert found.quantity_total[0].value.split()[0] == "60"
    assert found.part[0].value == "KL-4471"
    assert found.lot[0].value == "26-118"
    assert found.po[0].value == "4500771203"
    assert found.delivery_date[0].value == "2026-09-28"


# Twelve of 250, the whole first.
_WHOLE_FIRST = [
    ("no", "Hei, av de 250 mottatte boltene er tolv rustne. Vi trenger svar. Hilsen"),
    ("sk", "Dobrý deň, z 250 dodaných skrutiek je dvanásť hrdzavých. Prosím o vyjadrenie, ďakujem."),
    ("sl", "Pozdravljeni, od 250 prejetih vijakov jih je dvanajst zarjavelih. Prosimo za odgovor, hvala."),
    ("hr", "Poštovani, od 250 primljenih vijaka dvanaest je hrđavo. Molimo odgovor, hvala."),
    ("bg", "Здравейте, от 250 получени болта дванадесет са ръждясали. Моля за отговор, благодаря."),
    ("uk", "Вітаю, з 250 отриманих болтів дванадцять іржаві. Прошу відповісти, дякую."),
    ("sr", "Поштовани, од 250 примљених вијака дванаест је рђаво. Молимо одговор, хвала."),
    ("el", "Καλημέρα σας, από τις 250 βίδες που παραλάβαμε δώδεκα είναι σκουριασμένες. Παρακαλώ για απάντηση."),
    ("ko", "안녕하세요. 납품된 250개 중에서 열두 개가 녹슨 상태입니다. 확인 부탁드립니다."),
    ("et", "Tere, 250 saadud kruvist on kaksteist roostes. Palume vastust, täname."),
    ("lv", "Labdien, no 250 saņemtajām skrūvēm divpadsmit ir sarūsējušas. Lūdzam atbildi, paldies."),
    ("lt", "Laba diena, iš 250 gautų varžtų dvylika yra surūdiję. Prašome atsakyti, ačiū."),
    ("ca", "Bon dia, dels 250 cargols rebuts dotze són rovellats. Gràcies per la vostra resposta."),
    ("is", "Góðan daginn, af 250 mótteknum skrúfum eru tólf ryðgaðar. Vinsamlegast svarið, takk."),
    ("he", "שלום, מתוך 250 ברגים שקיבלנו שנים עשר חלודים. אנא תשובתכם, תודה."),
    ("ar", "السلام عليكم، من أصل 250 برغي تم استلامها وجدنا 12 قطعة صدئة. يرجى الرد، شكرا."),
    ("hi", "नमस्ते, प्राप्त 250 बोल्ट में से बारह बोल्ट जंग लगे हैं। कृपया उत्तर दें।"),
    ("th", "จากทั้งหมด 250ชิ้น มี 12ชิ้น เป็นสนิม กรุณาตรวจสอบ"),
    ("vi", "Kính gửi quý công ty, trong số 250 bu lông nhận được có 12 chiếc bị gỉ. Vui lòng phản hồi."),
    ("id", "Selamat pagi, dari 250 baut yang kami terima, dua belas berkarat. Mohon jawaban, terima kasih."),
    ("hu", "Tisztelt Partnerünk, a 250 db csavarból tizenkettő rozsdás. Kérjük válaszukat."),
    ("ro", "Bună ziua, din cele 250 de șuruburi primite douăsprezece sunt ruginite. Vă rugăm să răspundeți."),
    ("tr", "Merhaba, teslim aldığımız 250 cıvatadan on ikisi paslı. Lütfen bilgi verin."),
    ("da", "Hej, af de 250 modtagne bolte er tolv rustne. Vi beder om svar. Venlig hilsen"),
    ("fi", "Hei, 250 saadusta ruuvista kaksitoista on ruosteessa. Pyydämme vastausta."),
]


@pytest.mark.parametrize(("code", "text"), _WHOLE_FIRST)
def test_a_part_behind_its_whole(code: str, text: str) -> None:
    found = extract(text, sent=_SENT, leaning=("complaint", ""))
    assert languages_of(folded_words(text))[0] == code
    assert found.quantity_affected[0].value.split()[0] == "12"
    assert found.quantity_total[0].value.split()[0] == "250"


# Fourteen are bad, eighty came.
_TOLD_APART = [
    ("no", "Hei, 14 stk lekker av totalt 80 ventiler vi fikk. Mvh"),
    ("sk", "Dobrý deň, v dodávke 80 ks ventilov sme našli 14 ks netesných. Ďakujeme, prosíme o stanovisko."),
    ("sl", "Spoštovani, prejeli smo 80 ventilov, 14 jih pušča. Prosimo za zamenjavo."),
    ("hr", "Poštovani, dobili smo 80 ventila, 14 komada propušta. Molimo vas za zamjenu."),
    ("bg", "Здравейте, получихме 80 клапана, 14 броя текат, теч при уплътнението. Моля за становище."),
    ("uk", "Доброго дня, отримали 80 клапанів, 14 шт. протікають. Просимо замінити."),
    ("el", "Καλημέρα, παραλάβαμε 80 βαλβίδες, 14 τεμάχια έχουν διαρροή. Παρακαλούμε για αντικατάσταση."),
    ("ko", "안녕하세요, 밸브 80개 입고되었는데 14개가 누유됩니다. 회신 바랍니다."),
    ("et", "Tere, saime 80 ventiili, 14 tk lekib. Palun vastake."),
    ("lv", "Labdien, saņēmām 80 vārstus, 14 gab. tek. Lūdzu atbildiet."),
    ("lt", "Laba diena, gavome 80 vožtuvų, 14 vnt. praleidžia. Prašome pakeisti."),
    ("ca", "Bon dia, hem rebut 80 vàlvules i 14 peces tenen fuites. Us demanem resposta, gràcies."),
    ("is", "Góðan daginn, við fengum 80 loka og 14 stk leka. Vinsamlegast svarið, kveðja."),
    ("he", "שלום רב, 14 מ-80 שסתומים דולפים. אנא השיבו לנו."),
    ("ar", "تحية طيبة، استلمنا 80 صمام ووجدنا 14 قطعة معيبة. يرجى الرد."),
    ("hi", "नमस्ते, हमें 80 वाल्व मिले, 14 नग लीक कर रहे हैं। कृपया जवाब दें।"),
    ("th", "เรียนคุณสมชาย ได้รับวาล์ว 80 ตัว พบรั่ว 14 ตัว กรุณาตอบกลับ"),
    ("vi", "Kính gửi, chúng tôi nhận được 80 van, 14 cái bị rò rỉ. Trân trọng cảm ơn."),
    ("id", "Selamat siang, kami menerima 80 katup, 14 buah bocor. Mohon penggantian."),
    ("hu", "Jó napot, kaptunk 80 db szelepet, ebből 14 db szivárog. Kérem, válaszoljanak."),
    ("ro", "Bună ziua, am primit 80 de supape și 14 bucăți curg. Mulțumesc."),
    ("tr", "Merhaba, 80 adet vana geldi, 14 tanesi sızdırıyor. Bilginize, teşekkürler."),
    ("da", "Hej, vi fik 80 ventiler, og 14 stk er utætte. Tak, mvh"),
    ("fi", "Hei, saimme 80 venttiiliä, joista 14 kpl vuotaa. Ystävällisin terveisin"),
]


@pytest.mark.parametrize(("code", "text"), _TOLD_APART)
def test_what_came_and_what_of_it_is_bad(code: str, text: str) -> None:
    found = extract(text, sent=_SENT, leaning=("complaint", ""))
    assert languages_of(folded_words(text))[0] == code
    assert found.quantity_affected[0].value.split()[0] == "14"
    assert found.quantity_total[0].value.split()[0] == "80"


_NEW = {  # those with small tables
    *("no", "sk", "sl", "hr", "bg", "sr", "uk", "el", "ko", "et", "lv", "lt"),
    *("ca", "is", "he", "ar", "hi", "th", "vi", "id"),
}
_WRITTEN_ALIKE = {"nb": "no", "sr": "hr", "bs": "hr"}  # Serbian in Latin letters


def test_no_mail_of_another_language_is_taken_for_one_with_a_small_table() -> None:
    wrong = [
        (body["id"], body["language"], guess)
        for file in sorted(_WORDINGS.glob("*.jsonl"))
        for body in map(json.loads, file.read_text("utf-8").splitlines())
        if "text" in body
        for guess in languages_of(folded_words(f"{body['subject']}\n{body['text']}"))[:1]
        if guess in _NEW and guess not in {body["language"], _WRITTEN_ALIKE.get(body["language"])}
    ]
    assert wrong == []


def test_words_of_a_language_count_only_where_it_is_spoken() -> None:
    found = extract("Hoi, 14 van de 50 tandwielen hebben een braam op de flank, graag een reactie van jullie.")
    assert found.quantity_affected[0].value == "14"  # no Vietnamese valves
    assert extract("El técnico lo 2611 dijo que no es de la caja.").lot == ()  # no Vietnamese lot
