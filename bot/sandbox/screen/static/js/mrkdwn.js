// Slack's mrkdwn, read by hand: blocks of lines first (fences, quotes, lists), then marks within a line.
// Gives nodes. Only & < > are escaped on the wire, so an entity is decoded in text and nowhere else.

import { el, safeAddress } from "./dom.js";
import { emoji } from "./emoji.js";
import { broadcastChip, channelChip, groupChip, userChip } from "./mentions.js";
import { slackDate } from "./time.js";

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

export const decode = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]);

export function link(address, label) {
  const shown = label || address.replace(/^mailto:/, "");
  if (!safeAddress(address)) return document.createTextNode(shown);
  return el("a", { href: address, target: "_blank", rel: "noreferrer noopener" }, shown);
}

function dateChip(body, label) {
  const [, seconds, pattern = "", address] = body.split("^");
  const ms = Number(seconds) * 1000;
  const text = Number.isFinite(ms) && seconds ? slackDate(ms, decode(pattern)) : label;
  return address ? link(decode(address), text) : el("time", { class: "date" }, text);
}

const ANGLE = {
  "@": (body) => userChip(body.slice(1)),
  "#": (body, label) => channelChip(body.slice(1), label),
  "!": (body, label) => {
    if (body.startsWith("!date^")) return dateChip(body, label);
    if (body.startsWith("!subteam^")) return groupChip(label || body.slice(9));
    return broadcastChip(body.slice(1));
  },
};

const ADDRESS = /^[a-z][a-z0-9+.-]*:/i;

function angle([whole, inside]) {
  const bar = inside.indexOf("|");
  const body = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : decode(inside.slice(bar + 1));
  if (ANGLE[body[0]]) return ANGLE[body[0]](body, label);
  return ADDRESS.test(body) ? link(decode(body), label) : decode(whole);
}

const wrap =
  (tag) =>
  ([, inside], options) =>
    el(tag, {}, inline(inside, options));

// `edge`: the mark counts only after a non-word character, as in Slack (a_b_c stays as it is).
const MARKS = [
  { at: /`([^`\n]+)`/y, make: ([, code]) => el("code", {}, decode(code)) },
  { at: /<([^<>\n]+)>/y, make: angle },
  { at: /\*(?!\s)([^*\n]*[^*\s])\*(?!\w)/y, edge: true, make: wrap("strong") },
  { at: /_(?!\s)([^_\n]*[^_\s])_(?!\w)/y, edge: true, make: wrap("em") },
  { at: /~(?!\s)([^~\n]*[^~\s])~(?!\w)/y, edge: true, make: wrap("s") },
  { at: /:([a-z0-9_+'-]+):/y, make: ([, name]) => emoji(name) },
  {
    at: /https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)]/y,
    edge: true,
    parsed: true,
    make: ([url]) => link(decode(url), decode(url)),
  },
  { at: /@(here|channel|everyone)\b/y, edge: true, parsed: true, make: ([, whom]) => broadcastChip(whom) },
];

function markAt(text, position, options) {
  const before = text[position - 1] ?? " ";
  for (const mark of MARKS) {
    if ((mark.edge && /\w/.test(before)) || (mark.parsed && options.verbatim)) continue;
    mark.at.lastIndex = position;
    const match = mark.at.exec(text);
    if (match) return { length: match[0].length, node: mark.make(match, options) };
  }
  return null;
}

/** The marks within one line, as an array of nodes and strings. */
export function inline(text, options = {}) {
  const parts = [];
  let plain = "";
  for (let position = 0; position < text.length;) {
    const mark = "`<*_~:h@".includes(text[position]) ? markAt(text, position, options) : null;
    if (mark) {
      parts.push(decode(plain), mark.node);
      plain = "";
      position += mark.length;
    } else {
      plain += text[position];
      position += 1;
    }
  }
  parts.push(decode(plain));
  return parts.filter((part) => part !== "");
}

const LINE_KINDS = [
  { kind: "quote", at: /^(?:&gt;|>) ?(.*)$/ },
  { kind: "bullet", at: /^\s*[•◦▪-]\s+(.*)$/ },
  { kind: "number", at: /^\s*\d+[.)]\s+(.*)$/ },
];

function classify(line) {
  for (const { kind, at } of LINE_KINDS) {
    const match = at.exec(line);
    if (match) return { kind, text: match[1], start: Number.parseInt(line, 10) };
  }
  return { kind: "plain", text: line };
}

function runs(text) {
  const grouped = [];
  for (const line of text.split("\n").map(classify)) {
    const last = grouped.at(-1);
    if (last?.kind === line.kind) last.lines.push(line.text);
    else grouped.push({ kind: line.kind, lines: [line.text], start: line.start });
  }
  return grouped;
}

const broken = (lines, options) => lines.flatMap((line, n) => [n ? el("br") : null, inline(line, options)]);
const items = (lines, options) => lines.map((line) => el("li", {}, inline(line, options)));

const RUNS = {
  plain: ({ lines }, options) => el("span", { class: "run" }, broken(lines, options)),
  quote: ({ lines }, options) => el("blockquote", {}, broken(lines, options)),
  bullet: ({ lines }, options) => el("ul", {}, items(lines, options)),
  number: ({ lines, start }, options) => el("ol", { start: start || 1 }, items(lines, options)),
};

/** The whole text as an array of nodes. `verbatim`: bare addresses and @here stay text. */
export function mrkdwn(text, options = {}) {
  return text.split(/```\n?([\s\S]*?)\n?```/).flatMap((piece, n) => {
    if (n % 2) return el("pre", {}, decode(piece));
    const trimmed = piece.replace(/^\n|\n$/g, "");
    return trimmed ? runs(trimmed).map((run) => RUNS[run.kind](run, options)) : [];
  });
}
