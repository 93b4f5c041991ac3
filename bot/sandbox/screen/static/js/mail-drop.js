// A saved mail (.eml) dropped anywhere on the tab: a short form asks for the envelope, then it is delivered.

import { postBytes } from "./api.js";
import { el, freshId, icon, iconButton } from "./dom.js";
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

/** Asks and delivers; delivered(id) afterwards. `andon`: Andon's own addresses. */
export async function deliverForm(file, { andon, delivered }) {
  const bytes = await file.arrayBuffer();
  const envelope = envelopeOf(new TextDecoder("utf-8").decode(bytes.slice(0, 65_536)));
  const known = andon.some((address) => address.toLowerCase() === envelope.to.toLowerCase());
  const [title, list] = [freshId("deliver"), freshId("andon")];
  const notice = el("span", { class: "modal-notice" });

  async function deliver(event) {
    event.preventDefault();
    const { from, to, authenticated } = event.target.elements;
    try {
      const params = { from: from.value, to: to.value, authenticated: authenticated.checked ? 1 : undefined };
      const { id } = await postBytes("mail/drop", bytes, "message/rfc822", params);
      dialog.close();
      delivered(id);
    } catch (error) {
      warnBeside(notice, error.message);
    }
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
        el("h2", { id: title }, "Deliver this mail"),
        iconButton("close", "Close", () => dialog.close()),
      ),
      el(
        "div",
        { class: "modal-body" },
        el(
          "p",
          { class: "deliver-name" },
          icon("file"),
          el("strong", {}, envelope.subject || file.name),
          el("small", {}, file.name),
        ),
        el(
          "datalist",
          { id: list },
          andon.map((address) => el("option", { value: address })),
        ),
        field("from", "Envelope sender", envelope.from),
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
