"""The main job, over the wire: a forwarded complaint becomes a record, a person makes an NCR of it and closes it."""

from __future__ import annotations

from tests.stage import FORWARD, Stage, picture


def test_a_forwarded_complaint_is_registered_and_becomes_an_ncr_that_is_closed(stage: Stage) -> None:
    delphine, quinn, ines = stage.person("delphine"), stage.person("quinn"), stage.person("ines")

    stage.mail("delphine", "Fwd: Scratched pump housings", FORWARD, attachments=[picture()])
    card = quinn.wait_for_message("#quality", "CMP-2026-0001")
    shown = str(card["blocks"])
    assert "Elin Sandström" in shown
    assert "elin.sandstrom@norrby.example" in shown
    assert "Norrby Pumps AB" in shown
    assert "slack_file" in shown
    told = delphine.wait_for_message("app", "CMP-2026-0001")
    assert "Elin Sandström" in str(told["blocks"])

    assert quinn.click(card, "Raise NCR…")["ok"]
    form = quinn.wait_for_view()
    assert "'initial_value': '12 of 400'" in str(form["blocks"]), "what the mail says is not typed again"
    assert "'initial_value': 'L-4711'" in str(form["blocks"])
    assert quinn.submit(form, {"part": "H-200"})["ok"]
    ncr = quinn.wait_for_message("#quality", "NCR-2026-0001")

    quinn.click(ncr, "I take it")
    ncr = quinn.wait_for_message("#quality", "Owner: Quinn Adeyemi")
    priya = stage.person("priya")
    priya.click(ncr, "Contain…")
    priya.submit(priya.wait_for_view(), {"containment": "Stock blocked, 40 pieces sorted.", "shipped": "no"})
    ncr = priya.wait_for_message("#quality", "Stock blocked")
    priya.click(ncr, "Disposition…")
    form = priya.wait_for_view()
    values = {
        "severity": "minor",
        "quantity_affected": "12",
        "disposition": "scrap",
        "rationale": "Sealing face is gone.",
    }
    assert priya.submit(form, values)["ok"]
    ncr = priya.wait_for_message("#quality", "dispositioned")
    quinn.click(ncr, "Carried out…")
    quinn.submit(quinn.wait_for_view(), {"evidence": "12 pieces crushed, scrap note S-88.", "unusable": "yes"})
    ncr = quinn.wait_for_message("#quality", "executed")
    quinn.click(ncr, "Close…")
    assert quinn.wait_for_message("#quality", "You own it, so somebody else has to close it.")["ephemeral"]
    assert quinn.views() == [], "what no answer could lift is said before anybody types"
    ines.click(ncr, "Close…")
    ines.submit(
        ines.wait_for_view(),
        {"capa_needed": "no", "capa_reason": "One cart fell over.", "no_costs_reason": "Below 50 EUR"},
    )
    closed = ines.wait_for_message("#quality", "closed")
    assert "Contain…" not in str(closed["blocks"])
    ines.wait_for_message("#quality", "Inês Carvalho", thread=closed["ts"])
    assert stage.driver.problems() == []
