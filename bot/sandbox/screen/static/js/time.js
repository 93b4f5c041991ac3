// Dates as the acting person reads them: in their own time zone, by the sandbox's clock.

import { nowMs, store } from "./store.js";

const formatters = new Map();

function formatter(options, zone = store.tz) {
  const key = zone + JSON.stringify(options);
  if (!formatters.has(key))
    formatters.set(key, new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }));
  return formatters.get(key);
}

export const format = (ms, options) => formatter(options).format(ms);
export const clockTime = (ms) => format(ms, { hour: "2-digit", minute: "2-digit" });
export const fullDate = (ms) =>
  format(ms, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const shortDate = (ms) => format(ms, { day: "numeric", month: "short" });
export const dateAndTime = (ms) =>
  format(ms, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });

/** "2026-11-23": comparable, and what a date field holds. */
export function isoDay(ms) {
  const parts = Object.fromEntries(
    formatter({ year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(ms)
      .map((p) => [p.type, p.value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}`;
}

export const isoMinute = (ms) => `${isoDay(ms)}T${clockTime(ms)}`;

const DAY = 86_400_000;

export function nearDay(ms) {
  const day = isoDay(ms);
  if (day === isoDay(nowMs())) return "Today";
  if (day === isoDay(nowMs() - DAY)) return "Yesterday";
  if (day === isoDay(nowMs() + DAY)) return "Tomorrow";
  return null;
}

export const dayTitle = (ms) => nearDay(ms) ?? format(ms, { weekday: "long", day: "numeric", month: "long" });

/** A time today, else a date: for lists. */
export const listTime = (ms) => (isoDay(ms) === isoDay(nowMs()) ? clockTime(ms) : shortDate(ms));

/** Milliseconds of a local "YYYY-MM-DDTHH:MM" in the person's zone. Two looks settle a change of DST. */
export function zonedMs(local) {
  const wanted = Date.parse(`${local}:00Z`);
  let guess = wanted;
  for (let look = 0; look < 2; look += 1) guess += wanted - Date.parse(`${isoMinute(guess)}:00Z`);
  return guess;
}

const STEPS = [
  ["day", DAY],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

export function ago(ms) {
  const distance = ms - nowMs();
  const [unit, size] = STEPS.find(([, step]) => Math.abs(distance) >= step) ?? ["minute", 60_000];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(distance / size), unit);
}

const TOKENS = {
  date_num: (ms) => isoDay(ms),
  date_slash: (ms) => isoDay(ms).replaceAll("-", "/"),
  date: (ms) => format(ms, { day: "numeric", month: "long", year: "numeric" }),
  date_short: (ms) => format(ms, { day: "numeric", month: "short", year: "numeric" }),
  date_long: (ms) => fullDate(ms),
  date_pretty: (ms) => nearDay(ms) ?? TOKENS.date(ms),
  date_short_pretty: (ms) => nearDay(ms) ?? TOKENS.date_short(ms),
  date_long_pretty: (ms) => nearDay(ms) ?? TOKENS.date_long(ms),
  day_divider_pretty: (ms) => dayTitle(ms),
  time: clockTime,
  time_secs: (ms) => format(ms, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
  ago,
};

/** The text of Slack's <!date^…> and of rich text dates: "{date_short} at {time}". */
export function slackDate(ms, pattern) {
  return pattern.replace(/\{(\w+)\}/g, (whole, token) => TOKENS[token]?.(ms) ?? whole);
}
