// Chips for people, channels and groups, and the round pictures with initials.

import { el } from "./dom.js";
import { person, personName, store } from "./store.js";

/** The app's own picture, beside this script whatever version the address carries. */
export const APP_PICTURE = new URL("../andon.svg", import.meta.url).pathname;

const INK = "#3f5961";

export function initials(name) {
  const words = name
    .replace(/[^\p{L}\p{N} ]/gu, " ")
    .trim()
    .split(/\s+/);
  const picked = words.length > 1 ? words[0][0] + words.at(-1)[0] : words[0].slice(0, 2);
  return (picked || "?").toUpperCase();
}

/** White ink needs a dark ground (4.5:1): a colour that is too light is darkened until it is. */
export function darkEnough(colour) {
  const match = /^#?([0-9a-f]{6})$/i.exec(colour ?? "");
  if (!match) return INK;
  let channels = [0, 2, 4].map((at) => Number.parseInt(match[1].slice(at, at + 2), 16));
  const linear = (value) => ((value / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = () =>
    0.2126 * linear(channels[0]) + 0.7152 * linear(channels[1]) + 0.0722 * linear(channels[2]);
  while (luminance() > 0.18) channels = channels.map((value) => value * 0.92);
  return `rgb(${channels.map(Math.round).join(" ")})`;
}

export function avatar(user, size = "") {
  if (user && user.id === store.app?.bot_user_id) {
    return el(
      "span",
      { class: `avatar app ${size}`, "aria-hidden": "true" },
      el("img", { src: APP_PICTURE, alt: "" }),
    );
  }
  const name = user?.real_name || user?.name || "?";
  return el(
    "span",
    { class: `avatar ${size}`, tint: darkEnough(user?.avatar_color), "aria-hidden": "true" },
    initials(name),
  );
}

export function userChip(id) {
  const bare = id.split("|")[0];
  const mine = bare === store.as ? " me" : "";
  return el("span", { class: `chip person-chip${mine}`, title: person(bare)?.title }, `@${personName(bare)}`);
}

export function channelChip(id, label) {
  const name = store.channels.get(id)?.name ?? (label || id);
  return el("a", { class: "chip", href: `#${id}`, data: { channel: id } }, `#${name}`);
}

export const broadcastChip = (whom) => el("span", { class: "chip me" }, `@${whom.split("|")[0]}`);
export const groupChip = (name) => el("span", { class: "chip" }, name.startsWith("@") ? name : `@${name}`);
