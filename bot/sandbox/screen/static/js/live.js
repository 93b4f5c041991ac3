// Server-sent events of the sandbox. Changes come in bursts (one gesture moves a message, a view and a
// badge), so they are gathered for a moment and told once, never in the middle of a click.

import { afterPress } from "./press.js";

const GATHER_MS = 40;

const EVERY_KIND = ["message", "ephemeral", "view", "home", "channel", "presence", "mail", "clock"];

/**
 * Calls `changed(kinds, changes)` for each burst, and once more with every kind after a lost connection,
 * because what happened meanwhile is not known. `connected(bool)` tells the state of the line.
 * Resolves when the line is up, or has failed for the first time. `since`: what is known already.
 */
export function listen({ as, since }, { changed, connected = () => {} }) {
  const asked = new URLSearchParams({ as, ...(since === undefined ? {} : { since }) });
  const source = new EventSource(`/sandbox/changes?${asked}`);
  let burst = [];
  let timer = null;
  let lost = false;

  const tell = () => {
    const changes = burst;
    burst = [];
    timer = null;
    changed(new Set(changes.map((change) => change.kind)), changes);
  };
  const gather = (change) => {
    burst.push(change);
    timer ??= setTimeout(() => afterPress().then(tell), GATHER_MS);
  };

  addEventListener("pagehide", () => source.close());
  source.onmessage = (event) => gather(JSON.parse(event.data));
  return new Promise((resolve) => {
    source.onerror = () => {
      lost = true;
      connected(false);
      resolve();
    };
    source.onopen = () => {
      connected(true);
      if (lost) EVERY_KIND.forEach((kind) => gather({ kind }));
      lost = false;
      resolve();
    };
  });
}
