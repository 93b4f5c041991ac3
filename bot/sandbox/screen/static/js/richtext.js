// rich_text blocks: nothing in them is parsed, so a text element is a text node with styles around it.

import { el } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcastChip, channelChip, groupChip, userChip } from "./mentions.js";
import { link } from "./mrkdwn.js";
import { slackDate } from "./time.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function styled(node, style = {}) {
  return Object.entries(STYLES).reduce(
    (inner, [name, tag]) => (style[name] ? el(tag, {}, inner) : inner),
    node,
  );
}

function lines(text) {
  return text.split("\n").flatMap((line, n) => (n ? [el("br"), line] : [line]));
}

const INLINE = {
  text: (part) => el("span", {}, lines(part.text ?? "")),
  link: (part) => link(part.url, part.text),
  user: (part) => userChip(part.user_id),
  channel: (part) => channelChip(part.channel_id, ""),
  usergroup: (part) => groupChip(part.usergroup_id),
  broadcast: (part) => broadcastChip(part.range),
  emoji: (part) => emoji(part.name),
  color: (part) => el("span", { class: "swatch", tint: part.value }, part.value),
  date: (part) =>
    el("time", { class: "date" }, slackDate(part.timestamp * 1000, part.format ?? "{date_short_pretty}")),
};

function unknown(part) {
  return el("span", { class: "unknown" }, `unknown rich text element: ${part.type}`);
}

const inlineAll = (parts = []) =>
  parts.map((part) => styled((INLINE[part.type] ?? unknown)(part), part.style));

function list(part) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const items = part.elements.map((item) => el("li", {}, inlineAll(item.elements)));
  return el(
    tag,
    { class: `indent-${Math.min(part.indent ?? 0, 5)}`, start: tag === "ol" ? (part.offset ?? 0) + 1 : null },
    items,
  );
}

const plainText = (parts = []) => parts.map((part) => part.text ?? part.url ?? "").join("");

const PARTS = {
  rich_text_section: (part) => el("p", {}, inlineAll(part.elements)),
  rich_text_quote: (part) => el("blockquote", {}, inlineAll(part.elements)),
  rich_text_preformatted: (part) => el("pre", {}, plainText(part.elements)),
  rich_text_list: list,
};

export function richText(block) {
  return el(
    "div",
    { class: "rich-text" },
    (block.elements ?? []).map((part) => (PARTS[part.type] ?? unknown)(part)),
  );
}
