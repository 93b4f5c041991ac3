"""One plain complaint in each language: how many of how many, delivered on which day, of which lot, part and order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.intake.reading.fields import extract
from handlers.intake.reading.fields.languages import languages_of
from handlers.intake.reading.fields.words import folded_words

_SENT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)

# Language, text, bad pieces, all pieces: part KL-4471, lot 26-118, order 4500771203, delivered on 28 September.
_COMPLAINTS = [
    (
        "no",
        "Hei,\nvi må dessverre reklamere. Artikkelnr. KL-4471, parti 26-118, bestilling 4500771203.\nLevert: 28.09.2026\n"
        "7 av 60 braketter er sprukket. Vennlig hilsen",
        "7",
        "60",
    ),
    (
        "sk",
        "Dobrý deň,\nreklamujeme diely č. KL-4471, šarža 26-118, objednávka č. 4500771203.\nDodané dňa: 28.9.2026\n"
        "Sedem z 60 držiakov, ktoré ste nám poslali, je prasknutých. Prosíme o vyjadrenie. S pozdravom",
        "7",
        "60",
    ),
    (
        "sl",
        "Pozdravljeni,\nreklamiramo artikel št. KL-4471, šarža 26-118, naročilo št. 4500771203.\nDobavljeno dne: 28.9.2026\n"
        "7 od 60 nosilcev je počenih. Prosimo za odgovor. Lep pozdrav",
        "7",
        "60",
    ),
    (
        "hr",
        "Poštovani,\nreklamiramo šifru dijela, šifra KL-4471, šarža br. 26-118, narudžba br. 4500771203.\n"
        "Datum isporuke: 28.09.2026\nOd isporučenih 60 komada njih sedam je puknuto. Molimo zamjenu. Srdačan pozdrav",
        "7",
        "60",
    ),
    (
        "bg",
        "Уважаеми господа,\nрекламираме артикул № KL-4471, партида № 26-118, поръчка № 4500771203.\n"
        "Дата на доставка: 28.09.2026\n7 от 60 държача са спукани. Моля за отговор. С уважение",
        "7",
        "60",
    ),
    (
        "sr",
        "Поштовани,\nрекламирамо шифру KL-4471, шаржа бр. 26-118, поруџбина бр. 4500771203.\n"
        "Датум испоруке: 28.09.2026\nОд испоручених 60 комада седам је напукнуто. Молимо замену. Хвала, поздрав",
        "7",
        "60",
    ),
    (
        "uk",
        "Доброго дня,\nрекламуємо деталь № KL-4471, партія № 26-118, замовлення № 4500771203.\n"
        "Дата поставки: 28.09.2026\nСім із 60 кронштейнів тріснуті. Просимо відповісти. З повагою",
        "7",
        "60",
    ),
    (
        "el",
        "Καλημέρα σας,\nκωδικός KL-4471, παρτίδα 26-118, παραγγελία 4500771203.\nΗμερομηνία παράδοσης: 28/09/2026\n"
        "Επτά από τα 60 στηρίγματα είναι ραγισμένα. Παρακαλούμε για την απάντησή σας.",
        "7",
        "60",
    ),
    (
        "ko",
        "안녕하세요,\n품번 KL-4471, 로트번호 26-118, 발주번호 4500771203 건입니다.\n납품일: 2026.09.28\n"
        "60개 중 7개에서 균열이 발견되었습니다. 회신 부탁드립니다.",
        "7",
        "60",
    ),
    (
        "et",
        "Tere,\ndetaili nr KL-4471, partii nr 26-118, tellimuse nr 4500771203.\nTarnekuupäev: 28.09.2026\n"
        "60 tükist 7 on pragunenud. Palume vastust. Lugupidamisega",
        "7",
        "60",
    ),
    (
        "lv",
        "Labdien,\ndetaļas nr. KL-4471, partijas nr. 26-118, pasūtījuma nr. 4500771203.\nPiegādes datums: 28.09.2026\n"
        "7 no 60 kronšteiniem ir saplaisājuši. Lūdzu atbildiet. Ar cieņu",
        "7",
        "60",
    ),
    (
        "lt",
        "Laba diena,\ndetalės nr. KL-4471, partijos nr. 26-118, užsakymo nr. 4500771203.\nPristatymo data: 2026-09-28\n"
        "Septyni iš 60 laikiklių yra įtrūkę. Prašome atsakyti. Pagarbiai",
        "7",
        "60",
    ),
    (
        "ca",
        "Bon dia,\npeça núm. KL-4471, lot 26-118, comanda núm. 4500771203.\nData de lliurament: 28/09/2026\n"
        "Set dels 60 suports són esquerdats. Gràcies per la vostra resposta. Atentament",
        "7",
        "60",
    ),
    (
        "is",
        "Góðan daginn,\nvörunúmer KL-4471, lotunúmer 26-118, pöntunarnúmer 4500771203.\nAfhendingardagur: 28.09.2026\n"
        "Sjö af 60 festingum eru sprungnar. Vinsamlegast svarið okkur. Kveðja",
        "7",
        "60",
    ),
    (
        "he",
        'שלום רב,\nמק"ט KL-4471, מספר אצווה 26-118, הזמנה מספר 4500771203.\nתאריך אספקה: 28.09.2026\n'
        "7 מתוך 60 יחידות נמצאו סדוקות. אנא השיבו. תודה",
        "7",
        "60",
    ),
    (
        "ar",
        "السلام عليكم،\nرقم القطعة KL-4471، رقم الدفعة 26-118، أمر الشراء رقم 4500771203.\nتاريخ التسليم: 28/09/2026\n"
        "وجدنا أن 7 من أصل 60 قطعة متشققة. يرجى الرد. شكرا",
        "7",
        "60",
    ),
    (
        "hi",
        "नमस्ते,\nपार्ट नंबर KL-4471, लॉट नंबर 26-118, क्रय आदेश संख्या 4500771203।\nडिलीवरी की तारीख: 28.09.2026\n"
        "60 में से 7 ब्रैकेट टूटे हुए हैं। कृपया उत्तर दें। धन्यवाद",
        "7",
        "60",
    ),
    (
        "th",
        "เรียน ฝ่ายคุณภาพ\nหมายเลขชิ้นส่วน KL-4471 ล็อต 26-118 ใบสั่งซื้อเลขที่ 4500771203\nวันที่ส่งมอบ: 28/09/2026\n"
        "พบชิ้นงานแตกร้าว 7 ชิ้น จากทั้งหมด 60 ชิ้น กรุณาตอบกลับ",
        "7",
        "60",
    ),
    (
        "vi",
        "Kính gửi quý công ty,\nmã hàng KL-4471, lô 26-118, đơn đặt hàng số 4500771203.\nNgày giao hàng: 28/09/2026\n"
        "7 trên 60 chiếc bị nứt. Vui lòng phản hồi cho chúng tôi. Trân trọng",
        "7",
        "60",
    ),
    (
        "id",
        "Selamat pagi,\nnomor part KL-4471, nomor lot 26-118, nomor pesanan 4500771203.\nTanggal pengiriman: 28.09.2026\n"
        "Tujuh dari 60 braket yang kami terima retak. Mohon jawaban. Terima kasih",
        "7",
        "60",
    ),
    (
        "hu",
        "Tisztelt Hölgyem,\ncikkszám: KL-4471, tételszám: 26-118, megrendelésszám: 4500771203.\nSzállítás dátuma: 2026.09.28\n"
        "60 db-ból 7 repedt. Kérjük válaszukat. Üdvözlettel",
        "7",
        "60",
    ),
    (
        "ro",
        "Bună ziua,\nreper KL-4471, lot 26-118, comanda nr. 4500771203.\nData livrării: 28.09.2026\n"
        "Șapte din cele 60 de suporturi sunt fisurate. Vă rugăm să răspundeți. Cu stimă",
        "7",
        "60",
    ),
    (
        "tr",
        "Merhaba,\nparça no KL-4471, parti no 26-118, sipariş no 4500771203.\nTeslim tarihi: 28.09.2026\n"
        "60 adetten 7'si çatlak. Lütfen bilgi verin. Saygılarımla",
        "7",
        "60",
    ),
    (
        "da",
        "Hej,\nvarenr. KL-4471, batchnr. 26-118, ordrenr. 4500771203.\nLeveret den: 28.09.2026\n"
        "Syv ud af 60 beslag er revnet. Vi beder om svar. Venlig hilsen",
        "7",
        "60",
    ),
    (
        "fi",
        "Hei,\ntuotenumero KL-4471, eränumero 26-118, tilausnumero 4500771203.\nToimituspäivä: 28.9.2026\n"
        "60 kappaleesta 7 on haljennut. Pyydämme vastausta. Ystävällisin terveisin",
        "7",
        "60",
    ),
]


@pytest.mark.parametrize(("code", "text", "affected", "total"), _COMPLAINTS, ids=[each[0] for each in _COMPLAINTS])
def test_a_complaint_in_each_language(code: str, text: str, affected: str, total: str) -> None:
    found = extract(text, sent=_SENT, kind="complaint")
    assert languages_of(folded_words(text))[0] == code
    assert found.quantity_affected[0].value.split()[0] == affected
    assert found.quantity_total[0].value.split()[0] == total
    assert found.part[0].value == "KL-4471"
    assert found.lot[0].value == "26-118"
    assert found.po[0].value == "4500771203"
    assert found.delivery_date[0].value == "2026-09-28"
