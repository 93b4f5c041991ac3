// Saved mails (.eml) dropped anywhere on the tab: one form asks for the envelope, then all of them are delivered.

import { postBytes } from "./api.js";
import { el, freshId, icon, iconButton, replace } from "./dom.js";
import { envelopeOf } from "./mail-parts.js";
import { warnBeside } from "./surface.js";

function field(name, label, value, list) {
  const id = freshId("drop");
  return el(
    "div",
    { class: "input" },
    el("label", { class: "input-label", for: id }, label),
    el("input", { id, class: "field", name, value, required: true, autocomplete: "off", list }),
  );
}

async function opened(file) {
  const bytes = await file.arrayBuffer();
  return { file, bytes, envelope: envelopeOf(new TextDecoder("utf-8").decode(bytes.slice(0, 65_536))) };
}

function row({ file, envelope }) {
  return el(
    "p",
    { class: "deliver-name" },
    icon("file"),
    el("strong", {}, envelope.subject || file.name),
    el("small", {}, file.name),
  );
}

/** Delivers one after another, in the order in which they were dropped; what was refused is given back with its reason. */
async function deliverAll(mails, { from, to, authenticated }) {
  const refused = [];
  for (const mail of mails) {
    const params = { from: from ?? mail.envelope.from, to, authenticated: authenticated ? 1 : undefined };
    try {
      await postBytes("mail/drop", mail.bytes, "message/rfc822", params);
    } catch (error) {
      refused.push({ ...mail, because: error.message });
    }
  }
  return refused;
}

function refusal(refused, single) {
  return single ? refused[0].because : refused.map(({ file, because }) => `${file.name}: ${because}`).join(" ");
}

/** Asks and delivers; delivered() afterwards. Of several mails each keeps its own sender. `andon`: Andon's own addresses. */
export async function deliverForm(files, { andon, delivered }) {
  let mails = await Promise.all(files.map(opened));
  const [{ envelope }] = mails;
  const single = mails.length === 1;
  const known = andon.some((address) => address.toLowerCase() === envelope.to.toLowerCase());
  const [title, list] = [freshId("deliver"), freshId("andon")];
  const notice = el("span", { class: "modal-notice" });
  const names = el("div", {}, mails.map(row));

  async function deliver(event) {
    event.preventDefault();
    const { from, to, authenticated } = event.target.elements;
    const button = event.target.querySelector("[type=submit]");
    button.disabled = true;
    const before = mails.length;
    mails = await deliverAll(mails, { from: from?.value, to: to.value, authenticated: authenticated.checked });
    button.disabled = false;
    if (mails.length < before) delivered();
    if (!mails.length) {
      dialog.close();
      return;
    }
    replace(names, mails.map(row));
    warnBeside(notice, refusal(mails, single));
  }

  const dialog = el(
    "dialog",
    { class: "modal narrow", "aria-labelledby": title, on: { close: () => dialog.remove() } },
    el(
      "form",
      { class: "modal-card", on: { submit: deliver } },
      el(
        "header",
        {},
        icon("mail"),
        el("h2", { id: title }, single ? "Deliver this mail" : `Deliver these ${mails.length} mails`),
        iconButton("close", "Close", () => dialog.close()),
      ),
      el(
        "div",
        { class: "modal-body" },
        names,
        el(
          "datalist",
          { id: list },
          andon.map((address) => el("option", { value: address })),
        ),
        single ? field("from", "Envelope sender", envelope.from) : null,
        field("to", "Envelope recipient", known ? envelope.to : (andon[0] ?? envelope.to), list),
        el(
          "label",
          { class: "choice" },
          el("input", { type: "checkbox", name: "authenticated", checked: true }),
          el("span", {}, "Sender is authenticated"),
        ),
      ),
      el(
        "footer",
        {},
        notice,
        el("button", { type: "button", class: "button", on: { click: () => dialog.close() } }, "Cancel"),
        el("button", { type: "submit", class: "button primary" }, "Deliver"),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector("[type=submit]").focus();
}
