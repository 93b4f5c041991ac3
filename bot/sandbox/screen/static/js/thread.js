// The thread pane at the right: the first message, its replies, a composer of its own.

import { Composer } from "./composer.js";
import { shortcutRunner } from "./conversation.js";
import { el, iconButton, replace } from "./dom.js";
import { MessageList } from "./messages.js";
import { Newest } from "./newest.js";
import { placeName, store } from "./store.js";
import { dropZone } from "./uploads.js";

export class ThreadPane {
  constructor(node, { acted, closed }) {
    Object.assign(this, { node, acted, closed, channel: null, ts: null, newest: new Newest() });
    node.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented) this.close();
    });
    dropZone(node, (files) => this.composer?.addFiles(files));
  }

  open(channel, ts) {
    Object.assign(this, { channel, ts });
    const acted = (answer) => {
      this.list.toEnd();
      this.acted(answer);
    };
    this.list = new MessageList(
      {
        channel: channel.id,
        inThread: true,
        openThread: () => this.composer.focus(),
        acted: this.acted,
        runShortcut: shortcutRunner(channel.id, this.acted),
      },
      { dividers: false, label: "Replies" },
    );
    this.composer = new Composer({ channel: channel.id, threadTs: ts, label: "Reply…" }, acted);
    replace(
      this.node,
      el(
        "header",
        { class: "place-head" },
        el("h2", {}, "Thread"),
        el("p", {}, placeName(channel)),
        iconButton("close", "Close thread", () => this.close()),
      ),
      this.list.node,
      this.composer.node,
    );
    this.node.hidden = false;
    this.composer.focus();
    return this.refresh();
  }

  close() {
    if (this.node.hidden) return;
    this.node.hidden = true;
    this.ts = null;
    replace(this.node);
    this.closed();
  }

  async refresh() {
    if (!this.ts) return;
    const { ts, channel } = this;
    const answer = await this.newest.read("messages", { as: store.as, channel: channel.id, thread_ts: ts });
    if (!answer || this.ts !== ts) return;
    const { messages } = answer;
    this.list.show(messages);
    const count = messages.filter((message) => message.ts !== ts).length;
    this.node.querySelector(".place-head p").textContent =
      `${placeName(channel)} · ${count === 1 ? "1 reply" : `${count} replies`}`;
  }
}
