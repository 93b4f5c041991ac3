// A list of messages that is re-read often and re-drawn rarely: a message whose facts are the same keeps
// its node, with its open menus, warnings and half-made choices.

import { el } from "./dom.js";
import { messageNode, tsMs } from "./message.js";
import { dayTitle, isoDay } from "./time.js";

const JOIN_WITHIN_S = 300;

function joins(message, previous) {
  return (
    Boolean(previous) &&
    previous.user === message.user &&
    !previous.ephemeral &&
    !message.ephemeral &&
    !message.subtype &&
    !previous.subtype &&
    Number(message.ts) - Number(previous.ts) < JOIN_WITHIN_S &&
    isoDay(tsMs(message.ts)) === isoDay(tsMs(previous.ts)) &&
    !(message.bot && message.blocks?.length)
  );
}

const divider = (ts) =>
  el(
    "div",
    { class: "day", role: "separator", "aria-label": dayTitle(tsMs(ts)) },
    el("span", {}, dayTitle(tsMs(ts))),
  );

export class MessageList {
  /** host: see messageNode; `dividers`: day lines between messages; `lead`: node shown before the first. */
  constructor(host, { dividers = true, label = "Messages", lead = null } = {}) {
    Object.assign(this, { host, dividers, lead, kept: new Map(), following: true });
    this.node = el("div", {
      class: "messages",
      role: "log",
      "aria-live": "polite",
      "aria-relevant": "additions",
      "aria-label": label,
      tabindex: "0",
      on: {
        scroll: () => {
          this.following = this.#atEnd;
        },
      },
    });
    new ResizeObserver(() => {
      if (this.following) this.toEnd();
    }).observe(this.node);
    this.node.addEventListener(
      "load",
      () => {
        if (this.following) this.toEnd();
      },
      true,
    ); // a picture has grown
  }

  get #atEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.node;
    return scrollHeight - scrollTop - clientHeight < 80;
  }

  show(messages) {
    const kept = new Map();
    const rows = messages.flatMap((message, n) => {
      const previous = messages[n - 1];
      const row = this.#row(message, joins(message, previous));
      kept.set(message.ts, row);
      const newDay = this.dividers && (!previous || isoDay(tsMs(previous.ts)) !== isoDay(tsMs(message.ts)));
      return newDay ? [this.#divider(message.ts), row.node] : [row.node];
    });
    this.kept = kept;
    this.#place([this.lead, ...rows].filter(Boolean));
    if (this.following) this.toEnd();
  }

  #row(message, joined) {
    const face = JSON.stringify([message, joined]);
    const before = this.kept.get(message.ts);
    return before?.face === face ? before : { face, node: messageNode(message, joined, this.host) };
  }

  #divider(ts) {
    const day = isoDay(tsMs(ts));
    const before = this.node.querySelector(`:scope > .day[data-day="${day}"]`);
    const node = before?.textContent === dayTitle(tsMs(ts)) ? before : divider(ts);
    node.dataset.day = day;
    return node;
  }

  /** Puts the rows in order and touches only what moved, so that the focus stays. */
  #place(rows) {
    rows.forEach((row, n) => {
      const there = this.node.children[n];
      if (there !== row) this.node.insertBefore(row, there ?? null);
    });
    while (this.node.children.length > rows.length) this.node.lastElementChild.remove();
  }

  toEnd() {
    this.following = true;
    this.node.scrollTop = this.node.scrollHeight;
  }
}
