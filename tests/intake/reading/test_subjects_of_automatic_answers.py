"""Automatic answers that only their subject gives away, by language and by layout, and people who use the same words."""

from __future__ import annotations

import pytest

from handlers.intake.reading import read
from tests.mails.builders import mail

AUTOMATIC = {
    "Erantzun automatikoa: Eraztunak": "Ez nago.",
    "Аутоматски одговор: Прстенови": "На одмору сам.",
    "स्वचालित प्रत्युत्तर: छल्ले": "मैं छुट्टी पर हूँ।",
    "ავტომატური პასუხი: რგოლები": "შვებულებაში ვარ.",
    "Përgjigje automatike: Unaza": "Jam me pushime.",
    "Out of Office Re: Rings": "I am out until Monday.",
    "Out of office RE: Rings": "At the depot all week, Gwen can help.",
    "Ik ben afwezig Re: Ringen": "Ik ben met vakantie tot 12 maart.",
    "Vakantie: Re: Ringen": "Tot 12 maart ben ik weg.",
    "Automaattinen poissaoloviesti": "Olen poissa.",
    "[Auto-Reply] Rings": "Somebody will look at it.",
    "【自動返信】リングの件": "お問い合わせありがとうございます。",
    "[자동응답] 문의": "확인 후 연락드리겠습니다.",
    "Re: Rings (Automatic Response)": "I am away until 5 July and cannot read your mail.",
    "Ida Berg is out of the office": "I will be out of the office from 2 March and will return on 9 March.",
}
PEOPLE = {
    "Kari Moen is out of the office": "I will be out of the office too, so please write to Jan.\n\nIda",
    "Re: [Auto-Reply] Rings": "Your answer came by itself. Who looks at lot L-2231?\n\nIda",
    "Fault AX-4 (auto response)": "The pump's auto response fails. I am away until Friday, so please answer Jan.\n\nIda",
    "Re: Pump (auto response)": "The auto response of the pump fails. " + "It trips at 4 bar, I am away. " * 20,
    "[Autoclave 4] Rings leak": "Twelve rings of lot L-2231 leak.\n\nIda",
    "Vacances: fermeture de l'usine": "Nous serons fermés et absents du 3 au 21 août, dernière commande le 25 juillet.\n\nIda",
}


@pytest.mark.parametrize("subject", AUTOMATIC)
def test_a_subject_gives_an_automatic_answer_away(subject: str) -> None:
    assert (
        read(mail(AUTOMATIC[subject], subject=subject, sender="Ida Berg <ida@fjord.example>")).machine == "auto_reply"
    )


@pytest.mark.parametrize("subject", PEOPLE)
def test_people_with_such_words_in_their_subject_stay_people(subject: str) -> None:
    assert read(mail(PEOPLE[subject], subject=subject, sender="Ida Berg <ida@fjord.example>")).machine is None
