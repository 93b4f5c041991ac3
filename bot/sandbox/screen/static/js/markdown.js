// The markdown block, its everyday part: headings, lists, quotes, fences, rules, and marks within a line.

import { el } from "./dom.js";
import { link } from "./mrkdwn.js";

const wrap =
  (tag) =>
  ([, inside]) =>
    el(tag, {}, inline(inside));

const MARKS = [
  { at: /`([^`\n]+)`/y, make: ([, code]) => el("code", {}, code) },
  { at: /\[([^\]\n]+)\]\(([^)\s]+)\)/y, make: ([, label, address]) => link(address, label) },
  { at: /\*\*([^*\n]+)\*\*/y, make: wrap("strong") },
  { at: /__([^_\n]+)__/y, make: wrap("strong") },
  { at: /~~([^~\n]+)~~/y, make: wrap("s") },
  { at: /\*([^*\n]+)\*/y, make: wrap("em") },
  { at: /\b_([^_\n]+)_\b/y, make: wrap("em") },
];

function inline(text) {
  const parts = [];
  let plain = "";
  for (let position = 0; position < text.length;) {
    const found = MARKS.map((mark) => {
      mark.at.lastIndex = position;
      return [mark, mark.at.exec(text)];
    }).find(([, match]) => match);
    if (found) {
      parts.push(plain, found[0].make(found[1]));
      plain = "";
      position += found[1][0].length;
    } else {
      plain += text[position];
      position += 1;
    }
  }
  return [...parts, plain].filter((part) => part !== "");
}

const LINES = [
  {
    kind: "heading",
    at: /^(#{1,6})\s+(.*)$/,
    make: ([, marks, text]) => el(`h${Math.min(marks.length + 2, 6)}`, {}, inline(text)),
  },
  { kind: "rule", at: /^\s*(?:---+|\*\*\*+)\s*$/, make: () => el("hr") },
  { kind: "bullet", at: /^\s*[-*+]\s+(.*)$/, within: "ul", make: ([, text]) => el("li", {}, inline(text)) },
  { kind: "number", at: /^\s*\d+[.)]\s+(.*)$/, within: "ol", make: ([, text]) => el("li", {}, inline(text)) },
  { kind: "quote", at: /^>\s?(.*)$/, within: "blockquote", make: ([, text]) => [inline(text), el("br")] },
];

function add(nodes, line) {
  const kind = LINES.find(({ at }) => at.test(line));
  const made = kind ? kind.make(kind.at.exec(line)) : el("p", {}, inline(line));
  if (!kind?.within) return [...nodes, made];
  if (nodes.at(-1)?.localName !== kind.within) nodes.push(el(kind.within));
  nodes.at(-1).append(...[made].flat(2));
  return nodes;
}

export function markdown(text) {
  return text.split(/```[^\n]*\n([\s\S]*?)\n?```/).flatMap((piece, n) => {
    if (n % 2) return [el("pre", {}, piece)];
    return piece
      .split("\n")
      .filter((line) => line.trim())
      .reduce(add, []);
  });
}
