// Reads of one thing may overtake each other on the wire: an answer that was asked for before one that is
// shown already is old news, and nothing would come to correct it. Nor does one come in the middle of a click:
// whoever reads here draws what was read.

import { get } from "./api.js";
import { afterPress } from "./press.js";

export class Newest {
  #asked = 0;
  #shown = 0;

  /** The answer, or null when a later read has been answered first. */
  async read(path, params) {
    this.#asked += 1;
    const turn = this.#asked;
    const answer = await get(path, params);
    await afterPress();
    if (turn < this.#shown) return null;
    this.#shown = turn;
    return answer;
  }
}
