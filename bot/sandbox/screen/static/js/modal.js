// The stack of modals that the app has open for the acting person. The workspace holds the stack; this
// shows its top view, lets cards of the lower ones peek out, and keeps what is being typed.

import { gesture } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { el, freshId, icon, iconButton, replace } from "./dom.js";
import { avatar } from "./mentions.js";
import { Newest } from "./newest.js";
import { appPerson, store } from "./store.js";
import { Surface, warnBeside } from "./surface.js";
import { words } from "./text.js";

export class ModalStack {
  constructor() {
    this.views = [];
    this.newest = new Newest();
    this.drawn = null;
    this.surface = null;
    this.typed = new Map(); // view id → what was typed there
    this.title = freshId("modal");
    this.dialog = el("dialog", {
      class: "modal",
      "aria-labelledby": this.title,
      on: {
        cancel: (event) => {
          event.preventDefault();
          this.#close();
        },
      },
    });
    document.body.append(this.dialog);
  }

  get #top() {
    return this.views.at(-1);
  }

  async refresh() {
    const answer = await this.newest.read("views", { as: store.as });
    if (!answer) return undefined;
    this.views = answer.views;
    if (!this.#top) return this.#leave();
    const face = JSON.stringify([
      this.#top.id,
      this.#top.hash,
      this.#top.errors,
      this.#top.blocks,
      this.views.length,
    ]);
    if (face !== this.drawn) this.#draw();
    this.drawn = face;
    return undefined;
  }

  #leave() {
    this.drawn = null;
    this.typed.clear();
    if (this.dialog.open) this.dialog.close();
  }

  #draw() {
    const view = this.#top;
    const before = this.#place();
    if (!this.typed.has(view.id)) this.typed.set(view.id, new Map());
    this.surface = new Surface({
      kind: "modal",
      container: { type: "view", view_id: view.id },
      state: view.state?.values,
      errors: view.errors,
      typed: this.typed.get(view.id),
      acted: () => this.refresh(),
    });
    this.dialog.dataset.depth = String(Math.min(this.views.length, 3));
    replace(
      this.dialog,
      el(
        "form",
        {
          class: "modal-card",
          novalidate: true,
          data: { viewId: view.id },
          on: { submit: (event) => this.#submit(event) },
        },
        this.#head(view),
        el("div", { class: "modal-body", tabindex: "-1" }, renderBlocks(view.blocks, this.surface)),
        this.#foot(view),
      ),
    );
    if (!this.dialog.open) this.dialog.showModal();
    this.#restore(before, view);
  }

  #head(view) {
    return el(
      "header",
      {},
      avatar(appPerson(), "small"),
      el("h2", { id: this.title }, words(view.title)),
      this.views.length > 1 ? el("span", { class: "depth" }, `${this.views.length} of 3`) : null,
      iconButton("close", "Close", () => this.#close()),
    );
  }

  #foot(view) {
    const back = this.views.length > 1 && !view.close ? "Back" : "Cancel";
    return el(
      "footer",
      {},
      el("span", { class: "modal-notice" }),
      el(
        "button",
        { type: "button", class: "button", on: { click: () => this.#close() } },
        words(view.close) || back,
      ),
      view.submit ? el("button", { type: "submit", class: "button primary" }, words(view.submit)) : null,
    );
  }

  /** Where the person was in this view, so that a re-draw does not throw them out of their field. */
  #place() {
    const active = document.activeElement;
    const card = this.dialog.querySelector(".modal-card");
    return {
      viewId: card?.dataset.viewId,
      scroll: card?.querySelector(".modal-body").scrollTop ?? 0,
      blockId: active?.closest("[data-block-id]")?.dataset.blockId,
      start: active?.selectionStart,
    };
  }

  #restore(before, view) {
    const wrong = this.dialog.querySelector(".input.wrong :is(input, textarea, button)");
    const body = this.dialog.querySelector(".modal-body");
    const fieldsOf = (block) => block?.querySelector("input, textarea, button");
    if (before.viewId === view.id) body.scrollTop = before.scroll;
    const kept =
      before.viewId === view.id && before.blockId
        ? fieldsOf(this.dialog.querySelector(`[data-block-id="${CSS.escape(before.blockId)}"]`))
        : null;
    const first =
      this.dialog.querySelector("[autofocus]") ?? fieldsOf(this.dialog.querySelector(".block-input"));
    (wrong ?? kept ?? first ?? body).focus();
  }

  #notice(text) {
    warnBeside(this.dialog.querySelector(".modal-notice"), text);
  }

  async #submit(event) {
    event.preventDefault();
    const button = this.dialog.querySelector("[type=submit]");
    if (!button || button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    this.#notice(null);
    const answer = await gesture("view_submission", {
      as: store.as,
      view_id: this.#top.id,
      values: this.surface.values,
    });
    await this.refresh();
    button.removeAttribute("aria-busy");
    const hasErrors = Object.keys(this.#top?.errors ?? {}).length > 0;
    if (this.#top && answer.notice && !hasErrors) this.#notice(answer.notice);
  }

  async #close() {
    if (!this.#top) return this.#leave();
    await gesture("view_closed", { as: store.as, view_id: this.#top.id });
    return this.refresh();
  }
}
