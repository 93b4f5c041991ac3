// The select menus of Block Kit: a field that shows what is chosen, filters while one types, and may hold
// several. Options come from a list at hand or from a question to the app (external select).

import { el, freshId, icon, replace } from "./dom.js";
import { Listbox } from "./listbox.js";

const ASK_AFTER_MS = 200;

const matches = (item, typed) =>
  `${item.label} ${item.description ?? ""}`.toLowerCase().includes(typed.toLowerCase());

function drawRow(item) {
  return [
    item.picture?.(),
    el(
      "span",
      { class: "menu-words" },
      el("span", {}, item.label),
      item.description ? el("small", {}, item.description) : null,
    ),
    el("span", { class: "tick" }, icon("check")),
  ];
}

/** Gives {node, field}. source(typed) → groups or a promise of groups; change(items) on every choice. */
export function combobox({
  source,
  filter = true,
  multi = false,
  max = Infinity,
  chosen = [],
  placeholder,
  change,
  label,
  props = {},
}) {
  let selected = [...chosen];
  let asked = 0;
  let timer = null;
  const field = el("input", {
    type: "text",
    class: "combo-field",
    autocomplete: "off",
    spellcheck: "false",
    id: freshId("combo"),
    placeholder,
    "aria-label": label,
    ...props,
  });
  const chips = el("span", { class: "combo-chips" });
  const node = el("span", { class: `combo ${multi ? "multi" : ""}` }, chips, field, icon("chevron"));
  const list = new Listbox(field, { label: label ?? placeholder ?? "Options", draw: drawRow, pick, multi });

  const isChosen = (item) => selected.some((one) => one.value === item.value);

  function offer(groups, typed) {
    const fitting = ({ label: heading, items }) => ({
      label: heading,
      items: items
        .filter((item) => !filter || matches(item, typed))
        .map((item) => ({ ...item, selected: isChosen(item) })),
    });
    list.show(
      groups.map(fitting).filter((group) => group.items.length),
      "No matches",
    );
  }

  /** A list at hand is shown at once: a fast Enter must meet the filtered rows, never the older ones. */
  function open(typed) {
    const turn = (asked += 1);
    const groups = source(typed);
    if (!(groups instanceof Promise)) {
      offer(groups, typed);
      return;
    }
    list.close();
    groups.then((answer) => {
      if (turn === asked && document.activeElement === field) offer(answer, typed);
    });
  }

  function close() {
    asked += 1;
    clearTimeout(timer);
    list.close();
  }

  function show() {
    if (multi) replace(chips, selected.map(chip));
    else field.value = selected[0]?.label ?? "";
    field.placeholder = multi && selected.length ? "" : (placeholder ?? "");
  }

  function commit(items) {
    selected = items;
    show();
    change(selected);
  }

  function pick(item) {
    if (multi) {
      field.value = "";
      if (isChosen(item)) commit(selected.filter((one) => one.value !== item.value));
      else if (selected.length < max) commit([...selected, item]);
      open("");
    } else {
      close();
      commit([item]);
    }
  }

  function chip(item) {
    return el(
      "span",
      { class: "combo-chip" },
      item.label,
      el(
        "button",
        {
          type: "button",
          "aria-label": `Remove ${item.label}`,
          on: {
            click: () => {
              commit(selected.filter((one) => one !== item));
              field.focus();
            },
          },
        },
        icon("close"),
      ),
    );
  }

  field.addEventListener("click", () => {
    if (!list.isOpen) open("");
  });
  field.addEventListener("focus", () => field.select());
  field.addEventListener("blur", () => {
    close();
    if (!multi) show();
    else field.value = "";
  });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (filter) {
      open(field.value);
      return;
    }
    list.close();
    timer = setTimeout(() => open(field.value), ASK_AFTER_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (list.key(event)) return;
    if (["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      open("");
    }
    if (event.key === "Backspace" && multi && !field.value && selected.length) commit(selected.slice(0, -1));
    if (
      event.key === "Backspace" &&
      !multi &&
      field.selectionStart === 0 &&
      field.selectionEnd === field.value.length &&
      selected.length
    )
      commit([]);
    if (event.key === "Enter") event.preventDefault();
  });
  node.addEventListener("pointerdown", (event) => {
    if (event.target === node || event.target.closest(".icon") === node.lastChild) {
      event.preventDefault();
      field.focus();
      open("");
    }
  });
  show();
  return { node, field };
}
