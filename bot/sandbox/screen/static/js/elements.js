// Every element of Block Kit that a person can press or fill in, one function each.
//
// A function gets the element and its `field`: {block, surface, value, commit(value), props, asLabel}.
// `commit` either records what was chosen (input block) or acts at once (section, actions); the element
// does not know which.

import { confirmed } from "./confirm.js";
import { el, iconButton } from "./dom.js";
import {
  checkboxes,
  dates,
  emails,
  numbers,
  plainText,
  radioButtons,
  richTextInput,
  times,
  timestamps,
  urls,
} from "./inputs.js";
import { menuButton } from "./menu.js";
import { SELECTS } from "./pickers.js";
import { words } from "./text.js";
import { fileInput } from "./uploads.js";
import { imageFrame } from "./images.js";

async function press(button, act) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  await act();
  button.removeAttribute("aria-busy");
}

function button(element, field) {
  const act = async () => {
    if (!(await confirmed(element.confirm))) return;
    await press(node, () => field.commit(element.value ?? null));
  };
  const props = {
    class: `button ${element.style ?? ""}`,
    "aria-label": element.accessibility_label,
    data: { actionId: element.action_id },
  };
  const node = element.url
    ? el(
        "a",
        { ...props, href: element.url, target: "_blank", rel: "noreferrer noopener", on: { click: act } },
        words(element.text),
      )
    : el("button", { ...props, type: "button", on: { click: act } }, words(element.text));
  return node;
}

function overflow(element, field) {
  const node = iconButton("more", "More actions", null, {
    class: "button overflow",
    data: { actionId: element.action_id },
  });
  return menuButton(node, "More actions", () =>
    element.options.map((option) => ({
      label: words(option.text),
      description: words(option.description),
      select: async () => {
        if (option.url) window.open(option.url, "_blank", "noreferrer");
        if (await confirmed(element.confirm)) await press(node, () => field.commit(option.value));
      },
    })),
  );
}

const ELEMENTS = {
  button,
  overflow,
  image: (element) => imageFrame(element, "thumb"),
  plain_text_input: plainText,
  rich_text_input: richTextInput,
  email_text_input: emails,
  url_text_input: urls,
  number_input: numbers,
  datepicker: dates,
  timepicker: times,
  datetimepicker: timestamps,
  checkboxes,
  radio_buttons: radioButtons,
  file_input: fileInput,
  ...SELECTS,
};

/** What Slack would not know either is shown red, so that nobody takes it for finished. */
export function unknownBox(what, type) {
  return el(
    "div",
    { class: "unknown", role: "note" },
    el("strong", {}, `Unknown ${what}`),
    " ",
    el("code", {}, String(type)),
  );
}

const CONFIRMS_ITSELF = new Set(["button", "overflow"]);

/**
 * One element outside an input block. Choosing in it acts at once; without `field` wiring of an input block
 * its name for screen readers is the placeholder or the section's text.
 */
export function actingElement(element, block, surface, label) {
  const draw = ELEMENTS[element.type];
  if (!draw) return unknownBox("element", element.type);
  const holder = el("span", { class: `element element-${element.type}` });
  const commit = async (value) => {
    if (!CONFIRMS_ITSELF.has(element.type) && !(await confirmed(element.confirm))) return;
    await surface.act(element, block, value, holder);
  };
  holder.append(
    draw(element, { block, surface, value: surface.value(element, block), commit, props: {}, label }),
  );
  return holder;
}

/** The element of an input block: `props` tie it to its label, hint and error. */
export function inputElement(element, block, surface, props, label) {
  const draw = ELEMENTS[element.type];
  if (!draw) return unknownBox("element", element.type);
  const commit = (value) => surface.input(element, block, value);
  const keep = (value) => surface.keep(element, block, value);
  const act = (value) => surface.act(element, block, value);
  return draw(element, {
    block,
    surface,
    value: surface.value(element, block),
    commit,
    keep,
    act,
    props,
    label,
    inInput: true,
  });
}
