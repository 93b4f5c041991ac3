"""Letters that were damaged on the way: mended where that proves itself, and left alone everywhere else."""

from __future__ import annotations

import unicodedata

import pytest

from handlers.intake.reading import read
from handlers.intake.reading.charsets import decode
from handlers.intake.reading.letters import mended
from tests.mails.builders import mail


def misread(text: str) -> str:
    holes = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
    return "".join(chr(byte) if byte in holes else bytes([byte]).decode("cp1252") for byte in text.encode())


SENTENCES = (
    "Größe 12 µm – zu groß",
    "Envoyé à 15 h",
    "Предмет: течь в насосе",
    "主题：轴承异响",
    "ΔP 0,4 bar „Dichtung“",
)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("times", [1, 2])
def test_utf_8_that_was_misread_is_read_again(sentence: str, times: int) -> None:
    damaged = sentence
    for _ in range(times):
        damaged = misread(damaged)
    assert mended(damaged) == sentence


@pytest.mark.parametrize(
    "text",
    [*SENTENCES, "die Maß“ im „Spaß“", "voilà\u00a0»", "NÃO, SÃO", "Ü“", "à\u00a0»", "a = b, A=10, B=20", "x=3D"],
)
def test_letters_that_are_right_stay(text: str) -> None:
    assert mended(text) == text


def test_only_the_misread_lines_change() -> None:
    assert mended(f"Grüße\n{misread('Maß zu groß')}") == "Grüße\nMaß zu groß"


def test_quoted_printable_that_nobody_undid_is_undone() -> None:
    left = "Von: J=C3=B6rn <j@wies.example>=20\nMa=C3=9F=3D12, das ist eine lange Zeile, die um=\nbrochen wurde."
    assert mended(left) == "Von: Jörn <j@wies.example> \nMaß=12, das ist eine lange Zeile, die umbrochen wurde."


FRAMED = "Remark\n==========\nthree of nine\n==========\nare porous"


def test_rules_of_equal_signs_are_no_quoted_printable() -> None:
    assert mended(FRAMED) == FRAMED


def test_rules_stay_whole_among_quoted_printable() -> None:
    left = "Ma=C3=9F=3D12=20\n==========\num=\nbrochen"
    assert mended(left) == "Maß=12 \n==========\numbrochen"


def test_accents_of_their_own_become_letters() -> None:
    assert mended(unicodedata.normalize("NFD", "Größe é")) == "Größe é"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("gb18030", "发件人: 陈立\n主题: 轴承游隙超差\n尊敬的客户：批次有问题，请尽快处理。"),
        ("cp1251", "От: Вадим Орлов\nТема: Брак партии\nЗдравствуйте, насосы текут."),
        ("cp949", "보낸 사람: 김민수\n제목: 부품 불량\n안녕하세요 부품이 불량입니다."),
    ],
)
def test_a_text_of_another_script_is_not_western_whatever_it_says(charset: str, text: str) -> None:
    assert decode(text.encode(charset), "iso-8859-1")[0] == text


@pytest.mark.parametrize("text", ["Größe und Länge: 12 µm …………", "«Voilà», déjà à l’été — – ——— •••• ÄÖÜ"])
def test_a_western_text_stays_western(text: str) -> None:
    assert decode(text.encode("cp1252"), "iso-8859-1")[0] == text


def test_tags_left_in_a_text_part_are_no_part_of_the_mail() -> None:
    last = "write to Otto &lt;otto@lehtinen.example&gt; or <kim@lehtinen.example>.<br>\n"
    left = f"Hello,<br>\n<br>\n<b>12</b> of 40 leak,<br>\n{last}"
    text = "Hello,\n\n12 of 40 leak,\nwrite to Otto <otto@lehtinen.example> or <kim@lehtinen.example>."
    assert read(mail(left)).text == text
