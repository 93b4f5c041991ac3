// An HTML mail, shown as its writer meant it and yet inert: a frame with an empty sandbox (no scripts, no
// origin, no forms), under the page's policy (nothing from outside). What could act is taken out first, so
// that the policy is the second wall and not the first.

import { el } from "./dom.js";

const TAKEN_OUT =
  "script, noscript, iframe, frame, object, embed, applet, form, input, button, select, textarea, link, meta, base, video, audio, source, track, portal, template";
const KEPT_ATTRIBUTES = new Set([
  "align",
  "valign",
  "width",
  "height",
  "colspan",
  "rowspan",
  "bgcolor",
  "color",
  "face",
  "size",
  "border",
  "cellpadding",
  "cellspacing",
  "dir",
  "lang",
  "alt",
  "title",
  "start",
  "type",
]);

const BASE_STYLE = `
  :root { color-scheme: light; }
  body { margin: 0; padding: 16px 20px; background: #fff; color: #1d2326; font: 14px/1.5 "Segoe UI", "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere; }
  img { max-width: 100%; height: auto; }
  .sandbox-link { color: #0b5f66; text-decoration: underline; cursor: help; }
  .sandbox-picture { display: inline-block; padding: 4px 8px; border: 1px dashed #98a3a6; border-radius: 4px; color: #5a666a; font-size: 12px; }`;

const nonce = () => document.querySelector("script[nonce]")?.nonce ?? "";

const TAG = /<\/?[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const WAITING = "data-style";

/**
 * Renames what the policy would report while parsing: style elements, style and on… attributes. Whatever
 * slips through here is still dropped below and refused by the frame.
 */
function disarm(html) {
  return html.replace(TAG, (tag) =>
    tag.replace(/^<(\/?)style\b/i, "<$1x-style").replace(/([\s"'/])(style|on\w+)(?=\s*=)/gi, "$1data-$2"),
  );
}

/** CSS without anything that fetches or leaves the style element. */
function tameCss(css) {
  return css
    .replace(/@import[^;]*;?/gi, "")
    .replace(/url\s*\([^)]*\)/gi, "none")
    .replace(/expression\s*\(|<|-moz-binding|behavior\s*:/gi, "");
}

function picture(image, doc) {
  const source = image.getAttribute("src") ?? "";
  if (/^data:image\/(?:png|jpe?g|gif|webp);/i.test(source)) return;
  const frame = doc.createElement("span");
  frame.className = "sandbox-picture";
  frame.textContent = `picture not loaded: ${image.getAttribute("alt") || source.slice(0, 60) || "no address"}`;
  image.replaceWith(frame);
}

/** A link's address becomes its tooltip: it can be read and not followed. */
function link(anchor, doc) {
  const span = doc.createElement("span");
  span.className = "sandbox-link";
  span.title = anchor.getAttribute("href") ?? "";
  span.append(...anchor.childNodes);
  anchor.replaceWith(span);
}

/** Inline styles move into rules of the one style element that the nonce allows. */
function collectStyles(doc) {
  const rules = [...doc.querySelectorAll("x-style")].map((style) => style.textContent);
  doc.querySelectorAll("x-style").forEach((style) => style.remove());
  doc.querySelectorAll(`[${WAITING}]`).forEach((node, n) => {
    rules.push(`[data-s="${n}"] { ${node.getAttribute(WAITING).replaceAll("}", "")} }`);
    node.dataset.s = String(n);
  });
  return tameCss(rules.join("\n"));
}

function stripAttributes(node) {
  for (const { name } of [...node.attributes]) {
    const kept =
      KEPT_ATTRIBUTES.has(name) ||
      name === "class" ||
      name === "data-s" ||
      (name === "src" && node.localName === "img");
    if (!kept) node.removeAttribute(name);
  }
}

/** The whole document that the frame shows. */
export function inertDocument(html) {
  const doc = new DOMParser().parseFromString(disarm(html), "text/html");
  doc.querySelectorAll(TAKEN_OUT).forEach((node) => node.remove());
  const css = collectStyles(doc);
  doc.querySelectorAll("img, svg image").forEach((image) => picture(image, doc));
  doc.querySelectorAll("svg, math").forEach((node) => node.remove());
  doc.querySelectorAll("a").forEach((anchor) => link(anchor, doc));
  doc.body.querySelectorAll("*").forEach((node) => {
    if (!node.className?.startsWith?.("sandbox-")) stripAttributes(node);
  });
  stripAttributes(doc.body);
  return `<!doctype html><html><head><meta charset="utf-8"><style nonce="${nonce()}">${BASE_STYLE}\n${css}</style></head>${doc.body.outerHTML}</html>`;
}

export function mailFrame(html) {
  return el("iframe", {
    class: "mail-frame",
    sandbox: "",
    title: "Text of the mail",
    referrerpolicy: "no-referrer",
    srcdoc: inertDocument(html),
  });
}
