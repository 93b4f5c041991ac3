// What all three tabs have around them: who is acting, what time it is in the sandbox, what went wrong.

import { get } from "./api.js";
import { el, icon, replace } from "./dom.js";
import { listen } from "./live.js";
import { avatar } from "./mentions.js";
import { menuButton } from "./menu.js";
import { Problems } from "./problems.js";
import { humans, loadState, nowMs, store } from "./store.js";
import { clockTime, format } from "./time.js";
import { toast } from "./toast.js";

const CLOCK_EVERY_MS = 1000;
const PROBLEMS_EVERY_MS = 5000;

function switchTo(id) {
  const address = new URL(location.href);
  address.searchParams.set("as", id);
  location.assign(address);
}

function personSwitcher(node) {
  const button = el(
    "button",
    {
      type: "button",
      class: "person-button",
      "aria-label": `Acting as ${store.me.real_name}. Switch person`,
    },
    avatar(store.me, "small"),
    el("span", { class: "person-words" }, el("small", {}, "acting as"), el("strong", {}, store.me.real_name)),
    icon("chevron"),
  );
  menuButton(button, "Act as", () => [
    { heading: "Act as" },
    ...humans().map((user) => ({
      label: user.real_name,
      description: user.title,
      picture: avatar(user, "small"),
      checked: user.id === store.as,
      select: () => switchTo(user.id),
    })),
  ]);
  replace(node, button);
}

function keepPersonInLinks() {
  for (const link of document.querySelectorAll("a[data-keep-person]")) {
    link.search = `?as=${encodeURIComponent(store.as)}`;
  }
}

function showNow(node) {
  const ms = nowMs();
  replace(
    node,
    icon("clock"),
    el("span", {}, format(ms, { weekday: "short", day: "numeric", month: "short", year: "numeric" })),
    el("strong", {}, clockTime(ms)),
  );
  node.classList.toggle("moved", store.clockMoved);
}

export async function readClock() {
  const clock = await get("clock").catch(() => null);
  if (clock)
    Object.assign(store, {
      clockOffset: Date.parse(clock.now) - Date.now(),
      clockMoved: Math.abs(clock.offset_seconds) > 60,
    });
  return clock;
}

function cannotStart(error) {
  replace(
    document.getElementById("main"),
    el("p", { class: "empty", role: "alert" }, `The sandbox cannot be shown: ${error.message}`),
  );
}

/** A file dropped beside its zone would otherwise replace the page. */
function guardAgainstStrayDrops() {
  for (const type of ["dragover", "drop"]) document.addEventListener(type, (event) => event.preventDefault());
}

/** Starts the page around `start()`, which gives `changed(kinds, changes)` for what comes later. */
export async function startPage(start) {
  try {
    await Promise.all([loadState(), readClock()]);
  } catch (error) {
    cannotStart(error);
    return;
  }
  const now = document.getElementById("now");
  const problems = new Problems(document.getElementById("problems"));
  personSwitcher(document.getElementById("person"));
  keepPersonInLinks();
  const tick = () => showNow(now);
  tick();
  setInterval(tick, CLOCK_EVERY_MS);
  setInterval(() => problems.refresh(), PROBLEMS_EVERY_MS);
  guardAgainstStrayDrops();
  const changed = await start();
  const follow = async (kinds, changes) => {
    if (kinds.has("clock")) {
      await readClock();
      tick();
    }
    await changed(kinds, changes).catch((error) => toast(error.message, "wrong"));
    problems.refresh();
  };
  const connected = (up) => document.documentElement.toggleAttribute("data-offline", !up);
  await listen({ as: store.as, since: store.seq }, { changed: follow, connected });
  await problems.refresh();
  document.documentElement.dataset.ready = "true";
}
