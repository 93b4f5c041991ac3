// Slack's confirm object: a small dialog that stands between a press and its effect.

import { el, freshId } from "./dom.js";
import { textNodes, words } from "./text.js";

/** Resolves to true when the person confirmed. */
export function confirmed(confirm) {
  if (!confirm) return Promise.resolve(true);
  const danger = confirm.style === "danger" ? "danger" : "primary";
  const title = freshId("confirm");
  return ask(
    el(
      "dialog",
      { class: "confirm", "aria-labelledby": title },
      el(
        "form",
        { method: "dialog" },
        el("h2", { id: title }, words(confirm.title)),
        el("div", { class: "mrkdwn" }, textNodes(confirm.text)),
        el(
          "footer",
          {},
          el("button", { class: "button", value: "no" }, words(confirm.deny) || "Cancel"),
          el(
            "button",
            { class: `button ${danger}`, value: "yes", autofocus: true },
            words(confirm.confirm) || "Yes",
          ),
        ),
      ),
    ),
  );
}

function ask(dialog) {
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
