// Typed and ticked inputs: text, numbers, dates, times, checkboxes, radio buttons.
// Typing is kept at once (a re-drawn modal must not lose it) and told to the workspace when the person is
// done with the field, or as often as dispatch_action_config asks.

import { el, freshId } from "./dom.js";
import { textNodes, words } from "./text.js";
import { isoMinute, zonedMs } from "./time.js";

function dispatchesOn(element, field) {
  if (!field.block.dispatch_action) return new Set(["done"]);
  return new Set(element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]);
}

function wire(node, element, field, read = () => node.value || null) {
  const when = dispatchesOn(element, field);
  const { keep = () => {}, commit, act = commit, inInput } = field;
  node.addEventListener("input", () => {
    keep(read());
    if (when.has("on_character_entered")) commit(read());
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || (element.multiline && !event.metaKey && !event.ctrlKey))
      return;
    if (when.has("on_enter_pressed") || !inInput) {
      event.preventDefault();
      event.stopPropagation();
      act(read());
    }
  });
  if (inInput)
    node.addEventListener("change", () => {
      if (when.has("done")) commit(read());
    });
  return node;
}

function textField(type, extra = () => ({})) {
  return (element, field) =>
    wire(
      el(element.multiline ? "textarea" : "input", {
        class: "field",
        type: element.multiline ? null : type,
        placeholder: words(element.placeholder),
        value: field.value ?? "",
        "aria-label": field.label,
        autocomplete: "off",
        minlength: null,
        maxlength: element.max_length,
        autofocus: element.focus_on_load,
        rows: element.multiline ? "4" : null,
        ...extra(element),
        ...field.props,
      }),
      element,
      field,
    );
}

export const plainText = textField("text");
export const richTextInput = (element, field) => plainText({ ...element, multiline: true }, field);
export const emails = textField("email");
export const urls = textField("url");
export const numbers = textField("text", (element) => ({
  inputmode: element.is_decimal_allowed ? "decimal" : "numeric",
}));

function picker(type, read = (value) => value || null, show = (value) => value) {
  return (element, field) => {
    const node = el("input", {
      class: "field picker",
      type,
      value: field.value ? show(field.value) : "",
      "aria-label": field.label ?? words(element.placeholder),
      autofocus: element.focus_on_load,
      ...field.props,
    });
    node.addEventListener("change", () => field.commit(read(node.value)));
    return node;
  };
}

export const dates = picker("date");
export const times = picker("time");
export const timestamps = picker(
  "datetime-local",
  (local) => (local ? Math.round(zonedMs(local) / 1000) : null),
  (seconds) => isoMinute(seconds * 1000),
);

function choices(type, isChecked, read) {
  return (element, field) => {
    const name = freshId("choice");
    const group = el("div", {
      class: "choices",
      role: type === "radio" ? "radiogroup" : "group",
      "aria-label": field.label,
      ...field.props,
    });
    const row = (option) =>
      el(
        "label",
        { class: "choice" },
        el("input", {
          type,
          name,
          value: option.value,
          checked: isChecked(field.value, option.value),
          on: { change: () => field.commit(read(group)) },
        }),
        el(
          "span",
          { class: "choice-words" },
          el("span", {}, textNodes(option.text)),
          option.description ? el("small", {}, textNodes(option.description)) : null,
        ),
      );
    group.append(...element.options.map(row));
    return group;
  };
}

const ticked = (group) => [...group.querySelectorAll("input:checked")].map((input) => input.value);

export const checkboxes = choices("checkbox", (value, option) => (value ?? []).includes(option), ticked);
export const radioButtons = choices(
  "radio",
  (value, option) => value === option,
  (group) => ticked(group)[0] ?? null,
);
