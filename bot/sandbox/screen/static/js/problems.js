// What the sandbox could not stand behind: unmodelled calls, refused blocks, gestures nobody acknowledged.
// A red strip under the top bar says how many; opened, it says which.

import { get } from "./api.js";
import { el, icon, replace } from "./dom.js";

const detailOf = (problem) =>
  typeof problem.detail === "string" ? problem.detail : JSON.stringify(problem.detail);

const row = (problem) => el("li", {}, el("code", {}, problem.kind), el("span", {}, detailOf(problem)));

export class Problems {
  constructor(node) {
    Object.assign(this, { node, shown: "" });
  }

  async refresh() {
    const { problems } = await get("problems").catch(() => ({ problems: [] }));
    const face = JSON.stringify(problems);
    if (face === this.shown) return;
    this.shown = face;
    this.#draw(problems);
  }

  #draw(problems) {
    const open = this.node.querySelector("details")?.open ?? false;
    this.node.hidden = problems.length === 0;
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    replace(
      this.node,
      el(
        "details",
        { open },
        el(
          "summary",
          {},
          icon("warn"),
          el("strong", {}, `${count} in the sandbox`),
          el("span", { class: "problem-last" }, problems.length ? detailOf(problems.at(-1)) : ""),
          icon("chevron"),
        ),
        el("ol", {}, [...problems].reverse().map(row)),
      ),
    );
  }
}
