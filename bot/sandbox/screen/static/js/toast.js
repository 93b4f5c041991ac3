// Short notes at the foot of the page, read out politely.

import { el, icon } from "./dom.js";

const STAYS_MS = 6000;

export function toast(text, kind = "done") {
  const note = el("div", { class: `toast ${kind}` }, icon(kind === "wrong" ? "warn" : "check"), text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), STAYS_MS);
}
