// The middle of the workspace: a channel or a direct message with its messages and composer.

import { gesture } from "./api.js";
import { Composer } from "./composer.js";
import { el, icon, replace } from "./dom.js";
import { avatar } from "./mentions.js";
import { MessageList } from "./messages.js";
import { Newest } from "./newest.js";
import { isAppDm, person, placeName, store } from "./store.js";
import { toast } from "./toast.js";
import { dropZone } from "./uploads.js";

function channelHead(channel) {
  const other = channel.is_im ? person(channel.with) : null;
  const about = other ? other.title : channel.topic;
  return el(
    "header",
    { class: "place-head" },
    other ? avatar(other, "small") : icon("hash"),
    el("h1", {}, other ? placeName(channel) : channel.name),
    about ? el("p", {}, about) : null,
    other
      ? null
      : el(
          "span",
          {
            class: "members",
            title: `${channel.members.length} members`,
            "aria-label": `${channel.members.length} members`,
          },
          channel.members.slice(0, 3).map((id) => avatar(person(id), "tiny")),
          el("span", {}, String(channel.members.length)),
        ),
  );
}

/** Runs a message shortcut; the menu is gone by the time it fails, so its notice is a toast. */
export function shortcutRunner(channel, acted) {
  return async (message, shortcut) => {
    const answer = await gesture("message_shortcut", {
      as: store.as,
      channel,
      ts: message.ts,
      callback_id: shortcut.callback_id,
    });
    if (answer.notice) toast(answer.notice, answer.ok ? "done" : "wrong");
    acted(answer);
  };
}

export class Conversation {
  /** around: {openThread(ts), acted(answer), head?}; head replaces the usual title line (App's tabs). */
  constructor(node, channel, around) {
    Object.assign(this, { node, channel, around, newest: new Newest() });
    const host = {
      channel: channel.id,
      inThread: false,
      openThread: around.openThread,
      acted: around.acted,
      runShortcut: shortcutRunner(channel.id, around.acted),
    };
    this.list = new MessageList(host, { label: `Messages in ${placeName(channel)}` });
    this.composer = new Composer(
      { channel: channel.id, label: `Message ${placeName(channel)}` },
      (answer) => {
        this.list.toEnd();
        around.acted(answer);
      },
    );
    replace(node, around.head ?? channelHead(channel), this.list.node, this.composer.node);
    node.setAttribute("aria-label", isAppDm(channel) ? "Messages with the app" : placeName(channel));
    this.drop = el(
      "div",
      { class: "drop-here", "aria-hidden": "true" },
      icon("clip"),
      `Drop to add to ${placeName(channel)}`,
    );
    node.append(this.drop);
    this.take = (files) => this.composer.addFiles(files);
  }

  async refresh() {
    const answer = await this.newest.read("messages", { as: store.as, channel: this.channel.id });
    if (answer) this.list.show(answer.messages);
  }
}

/** One drop zone for the middle, whatever it shows. */
export function dropsInto(node, current) {
  dropZone(node, (files) => current()?.take?.(files));
}
