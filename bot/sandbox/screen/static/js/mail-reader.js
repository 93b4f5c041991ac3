// The reading pane: who, what, when; the text, the HTML in its frame, every header, the raw mail.

import { get } from "./api.js";
import { el, icon, replace } from "./dom.js";
import { mailFrame } from "./mail-frame.js";
import { attachmentAddress, rawAddress } from "./mail-parts.js";
import { header } from "./mail-quote.js";
import { avatar } from "./mentions.js";
import { dateAndTime } from "./time.js";
import { sizeOf } from "./uploads.js";

const FACES = {
  html: { label: "HTML", has: (mail) => Boolean(mail.html), draw: (mail) => mailFrame(mail.html) },
  text: {
    label: "Text",
    has: () => true,
    draw: (mail) =>
      el("pre", { class: "mail-text", tabindex: "0" }, mail.text?.trim() ? mail.text : "(no text)"),
  },
  headers: {
    label: "Headers",
    has: () => true,
    draw: (mail) =>
      el(
        "dl",
        { class: "mail-headers", tabindex: "0" },
        mail.headers.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
      ),
  },
  raw: { label: "View raw", has: () => true, draw: rawFace },
};

function rawFace(mail) {
  const node = el("pre", { class: "mail-raw", tabindex: "0" }, "…");
  fetch(rawAddress(mail))
    .then((answer) => answer.text())
    .then(
      (raw) => replace(node, raw),
      () => replace(node, "The raw mail could not be read."),
    );
  return node;
}

const AUTHENTICATION = /\b(spf|dkim|dmarc)=(\w+)/gi;

function authentication(mail) {
  const results = [...header(mail, "Authentication-Results").matchAll(AUTHENTICATION)];
  return results.map(([, method, result]) =>
    el("span", { class: `auth ${result === "pass" ? "pass" : "fail"}` }, `${method.toUpperCase()} ${result}`),
  );
}

function head(mail, { reply, forward }) {
  const from = header(mail, "From");
  const date = Date.parse(header(mail, "Date"));
  return el(
    "header",
    { class: "mail-head" },
    el("h1", {}, header(mail, "Subject") || "(no subject)"),
    el(
      "div",
      { class: "mail-actions" },
      el("button", { type: "button", class: "button", on: { click: reply } }, icon("answer"), "Reply"),
      el("button", { type: "button", class: "button", on: { click: forward } }, icon("forward"), "Forward"),
    ),
    el(
      "div",
      { class: "mail-people" },
      avatar({ real_name: from.replace(/<.*>/, "").replaceAll('"', "").trim() || from }, ""),
      el(
        "div",
        {},
        el("strong", {}, from),
        el(
          "div",
          { class: "mail-to" },
          "to ",
          header(mail, "To"),
          header(mail, "Cc") ? `, cc ${header(mail, "Cc")}` : "",
        ),
      ),
      el(
        "div",
        { class: "mail-when" },
        el("time", {}, Number.isNaN(date) ? header(mail, "Date") : dateAndTime(date)),
        el("span", {}, authentication(mail)),
      ),
    ),
  );
}

function attachments(mail) {
  if (!mail.attachments.length) return null;
  return el(
    "ul",
    { class: "mail-attachments", "aria-label": "Attachments" },
    mail.attachments.map((one) =>
      el(
        "li",
        {},
        el(
          "a",
          { class: "file-card", href: attachmentAddress(mail, one), download: one.name || "attachment" },
          icon("file"),
          el(
            "span",
            {},
            el("strong", {}, one.name || "attachment"),
            el("small", {}, `${one.type} · ${sizeOf(one.size)}`),
          ),
        ),
      ),
    ),
  );
}

export class MailReader {
  /** actions: {reply(mail), forward(mail)} */
  constructor(node, actions) {
    Object.assign(this, { node, actions, face: null });
    this.empty();
  }

  empty() {
    replace(
      this.node,
      el(
        "div",
        { class: "mail-empty" },
        icon("mail"),
        el("p", {}, "Choose a mail, write one, or drop an .eml file anywhere."),
      ),
    );
  }

  async show(id) {
    const mail = await get(`mail/message/${encodeURIComponent(id)}`);
    const body = el("div", { class: "mail-body" });
    const offered = Object.entries(FACES).filter(([, face]) => face.has(mail));
    const tabs = offered.map(([name, face]) =>
      el(
        "button",
        { type: "button", role: "tab", data: { face: name }, on: { click: () => choose(name) } },
        face.label,
      ),
    );
    const choose = (name) => {
      this.face = name;
      tabs.forEach((tab) => tab.setAttribute("aria-selected", String(tab.dataset.face === name)));
      replace(body, FACES[name].draw(mail));
    };
    replace(
      this.node,
      head(mail, { reply: () => this.actions.reply(mail), forward: () => this.actions.forward(mail) }),
      attachments(mail),
      el("div", { class: "faces", role: "tablist", "aria-label": "How to show it" }, tabs),
      body,
    );
    choose(offered.some(([name]) => name === this.face) && this.face !== "text" ? this.face : offered[0][0]);
  }
}
