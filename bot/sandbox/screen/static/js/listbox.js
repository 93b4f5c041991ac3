// The rows under a text field: select menus of Block Kit and the completion of the composer share it.
// The field keeps the focus; the chosen row is told by aria-activedescendant.

import { el, freshId, replace } from "./dom.js";
import { float } from "./float.js";

export class Listbox {
  /** pick(item) is called with what was chosen; `draw(item)` gives the inside of a row. */
  constructor(field, { label, draw, pick, above = false, matchWidth = true, multi = false }) {
    Object.assign(this, {
      field,
      draw,
      pick,
      above,
      matchWidth,
      items: [],
      rows: [],
      active: -1,
      opened: null,
    });
    this.id = freshId("listbox");
    this.panel = el("div", {
      role: "listbox",
      id: this.id,
      class: "listbox",
      "aria-label": label,
      "aria-multiselectable": multi ? "true" : null,
    });
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.id);
    field.setAttribute("aria-expanded", "false");
  }

  get isOpen() {
    return this.opened !== null;
  }

  /** groups: [{label?, items: [{…, selected?}]}]; `empty` is said when there is nothing. */
  show(groups, empty = null) {
    this.items = groups.flatMap((group) => group.items);
    if (!this.items.length && !empty) return this.close();
    this.rows = [];
    replace(
      this.panel,
      groups.map((group) => this.#group(group)),
      this.items.length ? null : el("p", { class: "empty" }, empty),
    );
    if (!this.opened) {
      const { above, matchWidth } = this;
      this.opened = float(this.panel, this.field.closest(".combo, .composer") ?? this.field, {
        above,
        matchWidth,
        closed: () => this.#closed(),
      });
      this.field.setAttribute("aria-expanded", "true");
    }
    this.opened.place();
    this.activate(
      Math.max(
        0,
        this.items.findIndex((item) => item.selected),
      ),
    );
    return undefined;
  }

  #group(group) {
    const rows = group.items.map((item) => this.#row(item));
    if (!group.label) return rows;
    return el(
      "div",
      { role: "group", "aria-label": group.label },
      el("div", { class: "menu-heading", "aria-hidden": "true" }, group.label),
      rows,
    );
  }

  #row(item) {
    const at = this.rows.length;
    const row = el(
      "div",
      {
        role: "option",
        id: `${this.id}-${at}`,
        class: "option",
        "aria-selected": String(Boolean(item.selected)),
        on: {
          pointerdown: (event) => event.preventDefault(),
          click: () => this.pick(item),
          pointermove: () => this.activate(at, false),
        },
      },
      this.draw(item),
    );
    this.rows.push(row);
    return row;
  }

  activate(at, scroll = true) {
    this.rows[this.active]?.classList.remove("active");
    this.active = at;
    const row = this.rows[at];
    row?.classList.add("active");
    if (scroll) row?.scrollIntoView({ block: "nearest" });
    if (row) this.field.setAttribute("aria-activedescendant", row.id);
  }

  /** True when the key was for the list. */
  key(event) {
    if (!this.isOpen) return false;
    const count = this.rows.length;
    if (event.key === "ArrowDown") this.activate((this.active + 1) % count);
    else if (event.key === "ArrowUp") this.activate((this.active - 1 + count) % count);
    else if (event.key === "Escape") this.close();
    else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && this.items[this.active])
      this.pick(this.items[this.active]);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  close() {
    this.opened?.close();
  }

  #closed() {
    this.opened = null;
    this.active = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
