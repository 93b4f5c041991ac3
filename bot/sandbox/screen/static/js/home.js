// The app's own place: its Home tab (a view that the app publishes for each person) and its messages.

import { gesture } from "./api.js";
import { renderBlocks } from "./blocks.js";
import { el, replace } from "./dom.js";
import { avatar } from "./mentions.js";
import { Newest } from "./newest.js";
import { appName, appPerson, store } from "./store.js";
import { Surface, warnBeside } from "./surface.js";

/** The title line of the app with its two tabs; `choose` is "home" or the DM's id. */
export function appHead(current, dm, choose) {
  const tab = (id, label) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        class: "app-tab",
        "aria-selected": String(current === id),
        on: { click: () => choose(id) },
      },
      label,
    );
  return el(
    "header",
    { class: "place-head app-head" },
    avatar(appPerson(), "small"),
    el("h1", {}, appName()),
    el(
      "div",
      { class: "app-tabs", role: "tablist", "aria-label": `Parts of ${appName()}` },
      tab("home", "Home"),
      dm ? tab(dm.id, "Messages") : null,
    ),
  );
}

export class AppHome {
  constructor(node, { dm, choose, acted }) {
    Object.assign(this, { acted, face: undefined, newest: new Newest() });
    this.notice = el("div", { class: "composer-notice" });
    this.body = el("div", { class: "home-body", role: "tabpanel", "aria-label": "Home", tabindex: "0" });
    replace(node, appHead("home", dm, choose), this.notice, this.body);
    node.setAttribute("aria-label", `Home of ${appName()}`);
  }

  async opened() {
    const answer = await gesture("home_opened", { as: store.as });
    warnBeside(this.notice, answer.notice);
    await this.refresh();
  }

  async refresh() {
    const answer = await this.newest.read("home", { as: store.as });
    if (!answer) return;
    const { view } = answer;
    const face = JSON.stringify(view && [view.id, view.hash, view.blocks]);
    if (face === this.face) return;
    this.face = face;
    replace(
      this.body,
      view
        ? this.#blocks(view)
        : el("p", { class: "empty" }, `${appName()} has not published a Home for you yet.`),
    );
  }

  #blocks(view) {
    const surface = new Surface({
      kind: "home",
      container: { type: "view", view_id: view.id },
      state: view.state?.values,
      acted: this.acted,
    });
    return renderBlocks(view.blocks, surface);
  }
}
