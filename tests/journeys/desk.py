"""A person at the page: what they look at, press and type. Nothing here knows an id or an address of the control API."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as Impatience

from tests.switches import PICTURES


@dataclass(frozen=True, slots=True)
class Desk:
    page: Page
    url: str

    def open(self, path: str = "/") -> None:
        self.page.goto(self.url + path)
        self._ready()

    def tab(self, name: str) -> None:
        self._leaving(self.page.get_by_role("navigation", name="Parts of the sandbox").get_by_role("link", name=name))

    def become(self, name: str) -> None:
        """By the switch at the top, which loads the page anew."""
        self.page.get_by_role("button", name=re.compile("^Acting as")).click()
        self._leaving(self.page.get_by_role("menuitemradio", name=re.compile(name)))
        expect(self.page.get_by_role("button", name=f"Acting as {name}")).to_be_visible()

    def _leaving(self, link: Locator) -> None:
        with self.page.expect_navigation():
            link.click()
        self._ready()

    def _ready(self) -> None:
        self.page.wait_for_selector("html[data-ready]")

    def channel(self, name: str) -> None:
        self.page.get_by_role("navigation", name=re.compile("^Channels")).get_by_role(
            "link", name=re.compile(f"^{name}")
        ).click()
        expect(self.page.get_by_role("heading", name=name)).to_be_visible()

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("main").get_by_role("log")

    def card(self, number: str) -> Locator:
        """The app's first message that is headed by this number: what reminds of it comes later."""
        heading = self.page.locator(".rich-text strong", has_text=re.compile(f"^{number}")).first
        return self.log.locator("article", has=heading).first

    def modal(self, title: str) -> Locator:
        return self.page.get_by_role("dialog", name=title)

    def press(self, where: Locator | Page, label: str) -> None:
        where.get_by_role("button", name=label, exact=True).click()

    def field(self, where: Locator, label: str) -> Locator:
        return where.get_by_label(re.compile(f"^{re.escape(label)}( \\(optional\\))?$"))

    def choose(self, where: Locator, label: str, option: str) -> None:
        """One of a list by the first words of its line, which may tell more (of a person their title)."""
        self.field(where, label).click()
        self.page.get_by_role("option", name=re.compile(rf"^{re.escape(option)}(?!\w)")).click()

    def fill(self, modal: Locator, typed: dict[str, str], chosen: dict[str, str] | None = None) -> None:
        for label, text in typed.items():
            self.field(modal, label).fill(text)
        for label, option in (chosen or {}).items():
            self.choose(modal, label, option)

    def send(self, modal: Locator, label: str) -> None:
        """By the button at its foot, and it may stay open."""
        self.press(modal.get_by_role("contentinfo"), label)

    def submit(self, modal: Locator, label: str) -> None:
        self.send(modal, label)
        expect(modal).to_be_hidden()

    def type(self, *keys: str) -> None:
        """Words are typed, names of keys are pressed."""
        for key in keys:
            if re.fullmatch(r"Enter|Tab|Escape|Arrow\w+", key):
                self.page.keyboard.press(key)
            else:
                self.page.keyboard.type(key)

    def say(self, text: str) -> None:
        """Into the composer of the channel that stands there."""
        composer = self.page.get_by_label(re.compile("^Message [#A-Z]"))
        composer.fill(text)
        expect(composer).to_have_value(text)
        composer.press("Enter")

    def look(self, name: str) -> None:
        """Keeps a tall picture of the page where ANDON_PICTURES names a folder, so that people can look at a journey."""
        if PICTURES:
            usual = self.page.viewport_size or {"width": 1280, "height": 800}
            self.page.set_viewport_size({"width": usual["width"], "height": 1500})
            self.page.screenshot(path=Path(PICTURES) / f"{name}.png")
            self.page.set_viewport_size(usual)

    def keep(self, link: Locator, name: str) -> None:
        """The file behind a link, in the folder of the pictures."""
        if PICTURES:
            answer = self.page.request.get(self.url + (link.get_attribute("href") or ""))
            (Path(PICTURES) / name).write_bytes(answer.body())

    def app(self, part: str) -> None:
        """The app's own place: its Home or its Messages."""
        self.page.get_by_role("navigation", name=re.compile("^Channels")).get_by_role(
            "link", name=re.compile("^Andon")
        ).click()
        self.page.get_by_role("tab", name=part).click()

    def menu(self, card: Locator, label: str) -> None:
        """Something of the card's menu “More…”; a card that is being edited closes its menu, and one opens it again."""
        option = self.page.get_by_role("option", name=label, exact=True)
        for last in (False, False, False, True):
            card.get_by_role("combobox", name="More…").click()
            try:
                option.click(timeout=None if last else 1500)
            except Impatience:
                continue
            return

    def number_of(self, words: str) -> str:
        """The number of the card that says this."""
        card = self.log.locator("article", has_text=words).filter(has_text=re.compile(r"(NCR|CMP)-\d{4}-\d{4}")).last
        found = re.search(r"(NCR|CMP)-\d{4}-\d{4}", card.inner_text())
        assert found
        return found[0]
