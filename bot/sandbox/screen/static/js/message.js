// One message of a conversation: who, when, blocks or text, files, reactions, replies, and its ⋯ menu.

import { fileAddress } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { el, icon, iconButton } from "./dom.js";
import { emoji } from "./emoji.js";
import { avatar } from "./mentions.js";
import { menuButton } from "./menu.js";
import { mrkdwn } from "./mrkdwn.js";
import { person, personName, store } from "./store.js";
import { Surface } from "./surface.js";
import { clockTime, dateAndTime } from "./time.js";
import { sizeOf } from "./uploads.js";

export const tsMs = (ts) => Number(ts) * 1000;

/** What the sandbox gives back inline; any other file is a download. */
const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

function fileCard(file) {
  const address = fileAddress(file.id);
  if (PICTURES.has(file.mimetype)) {
    return el(
      "a",
      { class: "file-picture", href: address, target: "_blank" },
      el("img", { src: address, alt: file.name, loading: "lazy" }),
      el("span", {}, file.name),
    );
  }
  return el(
    "a",
    { class: "file-card", href: address, download: file.name },
    icon("file"),
    el(
      "span",
      {},
      el("strong", {}, file.name),
      el("small", {}, `${file.mimetype ?? ""} · ${sizeOf(file.size)}`),
    ),
  );
}

function reactions(message) {
  return el(
    "div",
    { class: "reactions" },
    message.reactions.map((one) =>
      el(
        "span",
        { class: "reaction", title: (one.users ?? []).map(personName).join(", ") },
        emoji(one.name),
        " ",
        String(one.count ?? one.users?.length ?? 1),
      ),
    ),
  );
}

function replies(message, openThread) {
  return el(
    "button",
    { type: "button", class: "replies", on: { click: () => openThread(message.ts) } },
    (message.reply_users ?? []).slice(0, 4).map((id) => avatar(person(id), "tiny")),
    el("span", {}, message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`),
  );
}

/** The old coloured bar; apps still use it for the state of a card. */
function attachment(one, surface) {
  return el(
    "div",
    {
      class: "attachment",
      tint: /^#?[0-9a-f]{6}$/i.test(one.color ?? "")
        ? `#${one.color.replace("#", "")}`
        : "var(--line-strong)",
    },
    one.title ? el("strong", {}, one.title) : null,
    one.text ? el("div", { class: "mrkdwn" }, mrkdwn(one.text)) : null,
    one.blocks?.length ? renderBlocks(one.blocks, surface) : null,
  );
}

/** What an app says stands in its blocks; what a person typed stands in the text. */
function body(message, surface) {
  if (message.blocks?.length && (message.bot || !message.text)) return renderBlocks(message.blocks, surface);
  return el(
    "div",
    { class: "mrkdwn" },
    mrkdwn(message.text ?? ""),
    message.edited ? el("small", { class: "edited" }, " (edited)") : null,
  );
}

function tools(message, { openThread, runShortcut }) {
  const shortcuts = store.shortcuts.filter((one) => one.type === "message");
  const more = iconButton("more", "More message actions", null);
  menuButton(more, "Message actions", () =>
    [
      {
        label: "Reply in thread",
        picture: icon("reply"),
        select: () => openThread(message.thread_ts ?? message.ts),
      },
      shortcuts.length ? { heading: store.app?.name } : null,
      ...shortcuts.map((one) => ({
        label: one.name,
        description: one.description,
        picture: icon("bolt"),
        select: () => runShortcut(message, one),
      })),
    ].filter(Boolean),
  );
  return el(
    "div",
    { class: "message-tools", role: "group", "aria-label": "Message actions" },
    iconButton("reply", "Reply in thread", () => openThread(message.thread_ts ?? message.ts)),
    more,
  );
}

function heading(message) {
  const user = person(message.user);
  return el(
    "div",
    { class: "message-head" },
    el("strong", { class: "author" }, personName(message.user)),
    message.bot ? el("span", { class: "app-mark" }, "App") : null,
    user?.title && !message.bot ? el("span", { class: "author-title" }, user.title) : null,
    el("time", { title: dateAndTime(tsMs(message.ts)) }, clockTime(tsMs(message.ts))),
  );
}

/** `host`: {channel, inThread, openThread(ts), runShortcut(message, shortcut), acted(answer)}; `joined`: no head. */
export function messageNode(message, joined, host) {
  const surface = new Surface({
    kind: "message",
    container: { type: "message", channel: host.channel, ts: message.ts },
    acted: (answer) => host.acted?.(answer),
  });
  const isSystem = /^(channel|group)_(join|leave|topic|purpose|name)$/.test(message.subtype ?? "");
  return el(
    "article",
    {
      class: `message ${joined ? "joined" : ""} ${message.ephemeral ? "ephemeral" : ""} ${isSystem ? "system" : ""}`,
      data: { ts: message.ts },
      "aria-label": `${personName(message.user)}, ${clockTime(tsMs(message.ts))}`,
    },
    joined
      ? el("time", { class: "gutter", "aria-hidden": "true" }, clockTime(tsMs(message.ts)))
      : avatar(person(message.user)),
    el(
      "div",
      { class: "message-body" },
      message.ephemeral ? el("div", { class: "only-you" }, icon("eye"), "Only visible to you") : null,
      message.subtype === "thread_broadcast" && !host.inThread
        ? el("div", { class: "only-you" }, icon("reply"), "replied in a thread")
        : null,
      joined ? null : heading(message),
      body(message, surface),
      (message.attachments ?? []).map((one) => attachment(one, surface)),
      message.files?.length ? el("div", { class: "files" }, message.files.map(fileCard)) : null,
      message.reactions?.length ? reactions(message) : null,
      message.reply_count && !host.inThread ? replies(message, host.openThread) : null,
    ),
    message.ephemeral ? null : tools(message, host),
  );
}
