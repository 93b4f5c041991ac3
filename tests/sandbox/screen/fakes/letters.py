"""The mails in the stand-in's boxes."""

from __future__ import annotations

from tests.sandbox.screen.fakes.company import Json
from tests.sandbox.screen.fakes.lab import HOSTILE

ANDON = "quality@ravnholt.example"
LENA = "lena.bergqvist@norrstad.example"
SAND = "orders@sandqvist.example"

LEAK_HTML = f"""<html><head><style>.k {{ color: #a33; font-weight: bold }} @import url(https://evil.example/x.css);</style></head>
<body style="font-family: Georgia, serif" onload="document.title='owned'">
<p>Dear colleagues,</p>
<p><span class="k">Three of 24 pump housings</span>
from delivery <b>48812</b> leak at 6 bar along the flange.</p>
<table border="1" cellpadding="6" style="border-collapse: collapse">
<tr style="background:#eef3f2"><th>Piece</th><th>Pressure</th><th>Result</th></tr>
<tr><td>4</td><td>6.0 bar</td><td>leaks</td></tr>
<tr><td>11</td><td>5.8 bar</td><td>leaks</td></tr>
<tr><td>19</td><td>6.0 bar</td><td>leaks</td></tr></table>
<p>Our line stops on Thursday. Please tell us today what we may sort.</p>
<p>Kind regards<br>Lena Bergqvist<br><span style="color:#667">Incoming goods, Norrstad Pumpar AB</span><br><a href="https://norrstad.example/">norrstad.example</a></p>
<img src="https://tracker.example/pixel.gif" alt="logo of Norrstad">{HOSTILE}</body></html>"""

LEAK_TEXT = """Dear colleagues,

Three of 24 pump housings from delivery 48812 leak at 6 bar along the flange.
Our line stops on Thursday. Please tell us today what we may sort.

Kind regards
Lena Bergqvist
Incoming goods, Norrstad Pumpar AB"""

ANSWER = """Dear Lena Bergqvist,

your mail is recorded as CC-2026-0058. Meera Pillai answers you today.

Ravnholt Foundry, Quality"""

PASSED = "mx.ravnholt.example; spf=pass; dkim=pass; dmarc=pass"
FORGED = "mx.ravnholt.example; spf=fail; dkim=none; dmarc=fail"


def letter(number: int, at: str, sender: str, to: str, subject: str, text: str, **more: object) -> Json:
    face = {
        "id": f"m{number}",
        "at": at,
        "from": sender,
        "to": to,
        "subject": subject,
        "text": text,
        "html": None,
    }
    return {
        **face,
        "attachments": [],
        "auth": PASSED,
        "message_id": f"<{number}@mail.example>",
        "extra": [],
        **more,
    }


def seeded() -> list[Json]:
    return [
        letter(
            1,
            "2026-11-23T14:02:00+00:00",
            f"Sandqvist Orders <{SAND}>",
            ANDON,
            "Certificate for lot Q-881",
            "Please find the certificate attached.\n\nBest, the order desk",
            attachments=[{"name": "certificate-Q-881.pdf", "type": "application/pdf", "bytes": b"%PDF-1.7 invented"}],
        ),
        letter(
            2,
            "2026-11-24T07:10:00+00:00",
            "Accounts <billing@sandqvist-pay.example>",
            ANDON,
            "Changed bank details",
            "Dear customer, from today please pay to another account.",
            auth=FORGED,
        ),
        letter(
            3,
            "2026-11-24T08:28:00+00:00",
            f"Lena Bergqvist <{LENA}>",
            ANDON,
            "Leaking pump housings, delivery 48812",
            LEAK_TEXT,
            html=LEAK_HTML,
            attachments=[
                {"name": "pressure-test.csv", "type": "text/csv", "bytes": b"piece;bar\n4;6.0\n"},
                {"name": "flange.jpg", "type": "image/jpeg", "bytes": b"\xff\xd8invented"},
            ],
        ),
        letter(
            4,
            "2026-11-24T08:30:00+00:00",
            f"Ravnholt Quality <{ANDON}>",
            f"Lena Bergqvist <{LENA}>",
            "Your complaint is recorded: CC-2026-0058",
            ANSWER,
        ),
    ]
