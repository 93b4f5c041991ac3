// The Clock tab: what time it is in the sandbox, and how to move it.

import { post } from "./api.js";
import { dial } from "./dial.js";
import { el, freshId, replace } from "./dom.js";
import { readClock, startPage } from "./shell.js";
import { nowMs, store } from "./store.js";
import { clockTime, fullDate, isoDay, isoMinute, zonedMs } from "./time.js";
import { toast } from "./toast.js";

const DAY_MS = 86_400_000;
const ASK_WHILE_MOVING_MS = 400;

const tomorrowAt = (time) => new Date(zonedMs(`${isoDay(nowMs() + DAY_MS)}T${time}`)).toISOString();

const MOVES = [
  { label: "+1 hour", body: () => ({ advance_hours: 1 }) },
  { label: "+8 hours", body: () => ({ advance_hours: 8 }) },
  { label: "Tomorrow 08:00", body: () => ({ until: tomorrowAt("08:00") }) },
  { label: "+1 week", body: () => ({ advance_hours: 168 }) },
];

const face = {
  dial: dial(),
  time: el("p", { class: "clock-time" }),
  date: el("p", { class: "clock-date" }),
  zone: el("p", { class: "clock-zone" }),
  state: el("p", { class: "clock-state", role: "status" }),
};
let moving = false;

function distance(seconds) {
  const minutes = Math.round(Math.abs(seconds) / 60);
  const parts = [
    ["day", Math.floor(minutes / 1440)],
    ["hour", Math.floor((minutes % 1440) / 60)],
    ["minute", minutes % 60],
  ].filter(([, n]) => n);
  return parts.map(([unit, n]) => `${n} ${unit}${n === 1 ? "" : "s"}`).join(" ");
}

function stateLine(offsetSeconds) {
  if (moving) return "Moving, hour by hour…";
  const apart = distance(offsetSeconds);
  return apart ? `${apart} ${offsetSeconds > 0 ? "ahead of" : "behind"} real time` : "In step with real time";
}

function showTime() {
  const ms = nowMs();
  face.dial.show(clockTime(ms));
  replace(face.time, clockTime(ms));
  replace(face.date, fullDate(ms));
  replace(face.zone, `as ${store.me.real_name} reads it, ${store.tz.replaceAll("_", " ")}`);
}

async function read() {
  const clock = await readClock();
  if (!clock) return;
  moving = clock.moving;
  document.querySelectorAll(".clock-move").forEach((button) => {
    button.disabled = moving;
  });
  replace(face.state, stateLine(clock.offset_seconds));
  face.state.classList.toggle("moved", Math.abs(clock.offset_seconds) > 60);
  face.state.classList.toggle("moving", moving);
  showTime();
  if (moving) setTimeout(read, ASK_WHILE_MOVING_MS);
}

async function move(body) {
  const asked = post("clock", body).catch((error) => toast(error.message, "wrong"));
  setTimeout(read, 50);
  await asked;
  await read();
}

const moveButton = (label, body, className = "") =>
  el(
    "button",
    { type: "button", class: `button clock-move ${className}`, on: { click: () => move(body()) } },
    label,
  );

function untilForm() {
  const id = freshId("until");
  const field = el("input", {
    id,
    class: "field picker",
    type: "datetime-local",
    name: "until",
    required: true,
    min: isoMinute(nowMs()),
    value: isoMinute(nowMs() + DAY_MS),
  });
  return el(
    "form",
    {
      class: "clock-until",
      on: {
        submit: (event) => {
          event.preventDefault();
          move({ until: new Date(zonedMs(field.value)).toISOString() });
        },
      },
    },
    el("label", { class: "input-label", for: id }, "Or until"),
    field,
    el("button", { type: "submit", class: "button clock-move" }, "Go there"),
  );
}

function draw() {
  replace(
    document.getElementById("main"),
    el(
      "div",
      { class: "clock" },
      el(
        "section",
        { class: "clock-now", "aria-label": "Date and time of the sandbox" },
        face.dial.node,
        el("div", {}, face.time, face.date, face.zone, face.state),
      ),
      el(
        "section",
        { class: "clock-moves", "aria-label": "Move the clock" },
        el("h1", {}, "Move the clock"),
        el(
          "div",
          { class: "clock-buttons" },
          MOVES.map((one) => moveButton(one.label, one.body)),
        ),
        untilForm(),
        el(
          "p",
          { class: "clock-why" },
          "The clock does not jump: it ticks through every hour on the way, and at each tick Andon does what is due then. ",
          "A week takes a few moments. Signatures and retries keep real time.",
        ),
        moveButton("Back to real time", () => ({ reset: true }), "quiet"),
      ),
    ),
  );
}

startPage(async () => {
  draw();
  await read();
  setInterval(showTime, 1000);
  return async (kinds) => {
    if (kinds.has("clock")) await read();
  };
});
