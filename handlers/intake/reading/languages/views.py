"""What a phone or a web mail writes around a mail that it shows, in lower case."""

from __future__ import annotations

TO_ME = frozenset({
    "to me", "to: me", "an mich", "an: mich", "à moi", "à : moi", "para mí", "para mi", "a me", "para mim", "aan mij",
    "do mnie", "do: mnie", "mně", "komu: mně", "pre mňa", "mne", "till mig", "til mig", "til meg", "minulle", "nekem",
    "către mine", "мне", "кому: мне", "мені", "до мен", "bana", "alıcı: ben", "σε μένα", "προς εμένα", "自分",
    "to 自分", "나에게", "发送至 我", "收件人：我", "給我", "za mene", "kepada saya", "tới tôi", "ถึง ฉัน", "إلى أنا",
    "אלי",
})  # fmt: skip
INBOX = frozenset({
    "inbox", "posteingang", "boîte de réception", "recibidos", "bandeja de entrada", "posta in arrivo",
    "caixa de entrada", "postvak in", "odebrane", "doručená pošta", "doručené", "inkorg", "indbakke", "innboks",
    "saapuneet", "beérkező levelek", "mesaje primite", "входящие", "вхідні", "входящи", "gelen kutusu", "εισερχόμενα",
    "受信トレイ", "받은편지함", "收件箱", "收件匣", "primljeno", "kotak masuk",
})  # fmt: skip
