// Block Kit: one function a block. `surface` is where the blocks stand (a message, a modal, App Home) and
// what pressing in them does there: {container, state, errors, act, input, keep, value}.

import { el, freshId, icon } from "./dom.js";
import { actingElement, inputElement, unknownBox } from "./elements.js";
import { imageBlock, imageFrame } from "./images.js";
import { markdown } from "./markdown.js";
import { richText } from "./richtext.js";
import { textNodes, words } from "./text.js";

const rich = (text, className = "") => el("div", { class: `mrkdwn ${className}` }, textNodes(text));

function section(block, surface) {
  const main = el(
    "div",
    { class: "section-main" },
    block.text ? rich(block.text) : null,
    block.fields
      ? el(
          "div",
          { class: "fields" },
          block.fields.map((one) => rich(one)),
        )
      : null,
  );
  const accessory = block.accessory ? actingElement(block.accessory, block, surface, labelFrom(block)) : null;
  return el(
    "div",
    { class: "section" },
    main,
    accessory ? el("div", { class: "accessory" }, accessory) : null,
  );
}

const PRESSED = new Set(["button", "overflow", "image"]);

function labelFrom(block) {
  if (PRESSED.has(block.accessory.type)) return undefined;
  return words(block.accessory.placeholder) || words(block.text).slice(0, 80);
}

function header(block) {
  return el(`h${Math.min((block.level ?? 1) + 2, 6)}`, { class: "block-header" }, words(block.text));
}

function context(block) {
  return el(
    "div",
    { class: "context" },
    block.elements.map((element) =>
      element.type === "image"
        ? imageFrame(element, "tiny")
        : el("span", { class: "mrkdwn" }, textNodes(element)),
    ),
  );
}

function actions(block, surface) {
  return el(
    "div",
    { class: "actions" },
    block.elements.map((element) =>
      actingElement(
        element,
        block,
        surface,
        PRESSED.has(element.type) ? undefined : words(element.placeholder),
      ),
    ),
  );
}

const GROUPS = new Set(["checkboxes", "radio_buttons", "file_input"]);

function input(block, surface) {
  const [id, labelId, noteId] = [freshId("input"), freshId("label"), freshId("note")];
  const error = surface.errors?.[block.block_id];
  const isGroup = GROUPS.has(block.element.type);
  const props = {
    id,
    "aria-describedby": noteId,
    "aria-invalid": error ? "true" : null,
    "aria-required": block.optional ? null : "true",
    "aria-labelledby": labelId,
  };
  return el(
    "div",
    { class: `input ${error ? "wrong" : ""}` },
    el(
      isGroup ? "div" : "label",
      { class: "input-label", id: labelId, for: isGroup ? null : id },
      words(block.label),
      block.optional ? el("span", { class: "optional" }, " (optional)") : null,
    ),
    inputElement(block.element, block, surface, props),
    el(
      "div",
      { id: noteId, class: "input-note" },
      error ? el("p", { class: "input-error", role: "alert" }, icon("warn"), error) : null,
      block.hint ? el("p", { class: "hint" }, words(block.hint)) : null,
    ),
  );
}

function cell(one, settings = {}, tag = "td") {
  const inside = one.type === "rich_text" ? richText(one) : (one.text ?? String(one.value ?? ""));
  return el(
    tag,
    {
      class: `align-${settings?.align ?? "left"} ${settings?.is_wrapped ? "wrapped" : ""}`,
      scope: tag === "th" ? "col" : null,
    },
    inside,
  );
}

function table(block) {
  const settings = block.column_settings ?? [];
  const row = (cells, tag) =>
    el(
      "tr",
      {},
      cells.map((one, n) => cell(one, settings[n], tag)),
    );
  const [head, ...rest] = block.rows;
  return el(
    "div",
    { class: "table-frame", tabindex: "0", role: "region", "aria-label": block.caption?.text ?? "Table" },
    el(
      "table",
      {},
      el("thead", {}, row(head, "th")),
      el(
        "tbody",
        {},
        rest.map((cells) => row(cells)),
      ),
    ),
  );
}

function alert(block) {
  const level = block.level ?? block.style ?? "info";
  return el(
    "div",
    { class: `alert alert-${level}`, role: "note" },
    icon(level === "info" ? "info" : "warn"),
    rich(block.text),
  );
}

function card(block, surface) {
  return el(
    "article",
    { class: "card" },
    block.hero_image ? imageFrame(block.hero_image, "large") : null,
    block.title ? el("div", { class: "card-title mrkdwn" }, textNodes(block.title)) : null,
    block.subtitle ? rich(block.subtitle, "card-subtitle") : null,
    block.body ? rich(block.body) : null,
    block.subtext ? rich(block.subtext, "card-subtitle") : null,
    block.actions?.length ? actions({ ...block, elements: block.actions }, surface) : null,
  );
}

const BLOCKS = {
  section,
  header,
  context,
  actions,
  input,
  table,
  alert,
  card,
  divider: () => el("hr", { class: "divider" }),
  image: imageBlock,
  rich_text: richText,
  markdown: (block) => el("div", { class: "mrkdwn markdown" }, markdown(block.text)),
};

function drawn(block, surface) {
  try {
    return BLOCKS[block.type](block, surface);
  } catch (error) {
    return unknownBox("shape of block", `${block.type}: ${error.message}`);
  }
}

export function renderBlocks(blocks, surface) {
  return el(
    "div",
    { class: `blocks on-${surface.kind}` },
    blocks.map((block) =>
      el(
        "div",
        {
          class: `block block-${BLOCKS[block.type] ? block.type : "unknown"}`,
          data: { blockId: block.block_id ?? "" },
        },
        BLOCKS[block.type] ? drawn(block, surface) : unknownBox("block", block.type),
      ),
    ),
  );
}
