"""Mails in which all that was sent is what is affected: alerts, recalls, requests for a concession."""

from __future__ import annotations

import re

_CONCERNED = re.compile(
    r"\b(?:concession|deviation (?:request|permit)|request for (?:deviation|waiver)|waiver|use as is"
    r"|do not (?:use|process|ship|install|fit)|(?:stop|please stop) (?:using|shipping)|quarantine (?:them|it|the|all)"
    r"|please (?:block|hold|quarantine)"
    r"|stop.?ship|recall|suspect (?:lot|batch|part|stock|material)|put on hold"
    r"|sonderfreigabe|abweicherlaubnis|bauabweichung|rückruf|sperren sie|bitte (?:sperren|nicht)|(?:bestand|ware"
    r"|teile) sperren|nicht (?:verbauen|verarbeiten|verwenden)"
    r"|dérogation|rappel (?:de|du|produit)|bloquer|ne (?:pas|plus) (?:utiliser|monter)|n'utilisez|veuillez bloquer"
    r"|retirada|retiran|bloque(?:en|ar)|no (?:los|las|lo|la) (?:usen|utilicen|monten)|concesión"
    r"|deroga|richiamo|blocco|bloccare|non (?:utilizzar|lavorar|montar)\w*|concessione"
    r"|afwijkingsverzoek|terugroep\w*|blokkeer|blokkeren|niet (?:gebruiken|verwerken|monteren)"
    r"|odstępstw\w*|zablokow\w*|wstrzymać|nie (?:używać|stosować|montować)|wycofan\w*"
    r"|zablokujte|pozastav\w*|nepoužívejte|výjimk\w*|stažení|spärra|dispens|återkall\w*|avvikelsetillstånd|spær\w*|tilbagekald\w*)",
    re.IGNORECASE,
)


def speaks_of_all_that_was_sent(text: str) -> bool:
    return _CONCERNED.search(text) is not None
