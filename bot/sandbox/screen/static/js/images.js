// Pictures. The sandbox fetches nothing from outside: a picture that lies elsewhere is shown as a frame
// with its alternative text and its host.

import { fileAddress } from "./api.js";
import { el, icon } from "./dom.js";
import { words } from "./text.js";

function local(address) {
  const url = new URL(address, location.href);
  return url.origin === location.origin || url.protocol === "data:" || url.protocol === "blob:";
}

function sourceOf(image) {
  if (image.slack_file?.id) return fileAddress(image.slack_file.id);
  return image.image_url ?? image.slack_file?.url ?? "";
}

function elsewhere(address, alt) {
  const host = URL.canParse(address) ? new URL(address).hostname : "nowhere";
  return el(
    "span",
    { class: "picture-elsewhere", role: "img", "aria-label": alt },
    icon("eye"),
    el("span", {}, alt),
    el("small", {}, `on ${host}, not loaded`),
  );
}

export function imageFrame(image, className) {
  const address = sourceOf(image);
  const alt = image.alt_text ?? "";
  if (!URL.canParse(address, location.href) || !local(address)) return elsewhere(address, alt);
  return el("img", { class: className, src: address, alt, loading: "lazy" });
}

export function imageBlock(block) {
  return el(
    "figure",
    { class: "picture" },
    block.title ? el("figcaption", {}, words(block.title)) : null,
    imageFrame(block, "large"),
  );
}
