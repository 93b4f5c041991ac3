// Where blocks stand and what a press there does. A message and App Home act at once; a modal also keeps
// what is typed until it is submitted.

import { gesture } from "./api.js";
import { el, icon } from "./dom.js";
import { store } from "./store.js";
import { shownValue } from "./values.js";

/** The warning triangle beside the thing that was pressed; it leaves with the next press there. */
export function warnBeside(holder, notice) {
  holder.querySelector(":scope > .pressed-wrong")?.remove();
  if (notice) holder.append(el("span", { class: "pressed-wrong", role: "alert" }, icon("warn"), notice));
}

const HOLDS_NOTHING = new Set(["button", "overflow"]);

export class Surface {
  constructor({ kind, container, state = {}, errors = {}, typed = new Map(), acted = () => {} }) {
    Object.assign(this, { kind, container, state, errors, typed, acted });
  }

  #key(element, block) {
    return JSON.stringify([block.block_id, element.action_id]);
  }

  value(element, block) {
    const key = this.#key(element, block);
    return this.typed.has(key) ? this.typed.get(key) : shownValue(element, block.block_id, this.state);
  }

  keep(element, block, value) {
    this.typed.set(this.#key(element, block), value);
  }

  async act(element, block, value, holder = el("span")) {
    warnBeside(holder, null);
    if (this.kind !== "message" && !HOLDS_NOTHING.has(element.type)) this.keep(element, block, value);
    const answer = await gesture("block_action", {
      as: store.as,
      action_id: element.action_id,
      block_id: block.block_id,
      value,
      container: this.container,
    });
    warnBeside(holder, answer.notice);
    this.acted(answer);
  }

  async input(element, block, value) {
    this.keep(element, block, value);
    if (this.container.type !== "view") return this.act(element, block, value);
    const answer = await gesture("input", {
      as: store.as,
      view_id: this.container.view_id,
      block_id: block.block_id,
      action_id: element.action_id,
      value,
    });
    this.acted(answer);
    return answer;
  }

  /** {block_id: {action_id: value}} of everything that was typed or chosen here. */
  get values() {
    const values = {};
    for (const [key, value] of this.typed) {
      const [blockId, actionId] = JSON.parse(key);
      (values[blockId] ??= {})[actionId] = value;
    }
    return values;
  }
}
