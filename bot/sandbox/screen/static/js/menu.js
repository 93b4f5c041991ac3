// A menu of commands: ⋯ of a message, overflow, shortcuts, the person switcher. Arrow keys, Home, End,
// a typed letter and Escape work as in any menu; the focus goes back to where it came from.

import { el, fill } from "./dom.js";
import { float } from "./float.js";

function row(item, choose) {
  const role = item.checked === undefined ? "menuitem" : "menuitemradio";
  return el(
    "button",
    {
      type: "button",
      role,
      class: `menu-item ${item.danger ? "danger" : ""}`,
      tabindex: "-1",
      "aria-checked": item.checked === undefined ? null : String(item.checked),
      on: { click: () => choose(item) },
    },
    item.picture,
    el(
      "span",
      { class: "menu-words" },
      el("span", {}, item.label),
      item.description ? el("small", {}, item.description) : null,
    ),
  );
}

const STEPS = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function byLetter(rows, at, letter) {
  const order = [...rows.slice(at + 1), ...rows.slice(0, at + 1)];
  return order.find(
    (one) =>
      one.textContent.trim().toLowerCase().startsWith(letter) ||
      one.querySelector(".menu-words").textContent.toLowerCase().startsWith(letter),
  );
}

/** items: {label, description?, picture?, danger?, checked?, select()} or {heading}. */
export function openMenu(anchor, label, items, options = {}) {
  const panel = el("div", { role: "menu", "aria-label": label, class: "menu" });
  const opened = float(panel, anchor, {
    ...options,
    closed: () => {
      anchor.setAttribute("aria-expanded", "false");
    },
  });
  const choose = (item) => {
    opened.close();
    anchor.focus();
    item.select();
  };
  fill(
    panel,
    items.map((item) =>
      item.heading
        ? el("div", { class: "menu-heading", role: "presentation" }, item.heading)
        : row(item, choose),
    ),
  );
  opened.place();
  anchor.setAttribute("aria-expanded", "true");

  const rows = [...panel.querySelectorAll("[role^=menuitem]")];
  panel.addEventListener("keydown", (event) => {
    const at = rows.indexOf(document.activeElement);
    const next = STEPS[event.key]?.(at, rows.length);
    if (next !== undefined) rows[next].focus();
    else if (event.key === "Escape" || event.key === "Tab") {
      opened.close();
      anchor.focus();
    } else if (event.key.length === 1 && /\S/.test(event.key))
      byLetter(rows, at, event.key.toLowerCase())?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  (rows.find((one) => one.getAttribute("aria-checked") === "true") ?? rows[0])?.focus();
  return opened;
}

/** A button that opens a menu; `items` is asked at each opening. */
export function menuButton(button, label, items, options) {
  button.setAttribute("aria-haspopup", "menu");
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => openMenu(button, label, items(), options));
  return button;
}
