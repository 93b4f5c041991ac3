// What the page knows of the workspace, and for whom it shows it. One object for the whole page:
// everything else is drawn from it and asks it for names.

import { Newest } from "./newest.js";

const newest = new Newest();
const REMEMBERED = "andon-sandbox-person";

export const store = {
  as: null,
  me: null,
  team: null,
  app: null,
  people: new Map(),
  channels: new Map(),
  commands: [],
  shortcuts: [],
  tz: "UTC",
  clockOffset: 0,
  clockMoved: false,
};

function chosenPerson() {
  return new URLSearchParams(location.search).get("as") ?? localStorage.getItem(REMEMBERED) ?? firstPerson();
}

const firstPerson = () => document.documentElement.dataset.firstPerson || undefined;

/** The workspace as the acting person sees it; a remembered person of another sandbox is forgotten. */
async function fetchState() {
  const as = store.as ?? chosenPerson();
  try {
    return await newest.read("state", { as });
  } catch (error) {
    if (store.as || as === firstPerson()) throw error;
    localStorage.removeItem(REMEMBERED);
    return newest.read("state", { as: firstPerson() });
  }
}

const idOf = (thing) => (typeof thing === "string" ? thing : thing?.id);

export async function loadState() {
  const state = await fetchState();
  if (!state) return store;
  store.people = new Map(state.users.map((user) => [user.id, user]));
  const firstHuman = state.users.find((user) => !user.is_bot && !user.deleted);
  store.me = store.people.get(idOf(state.me)) ?? firstHuman;
  store.channels = new Map(state.channels.map((channel) => [channel.id, channel]));
  Object.assign(store, {
    team: state.team,
    app: state.app,
    commands: state.commands,
    shortcuts: state.shortcuts,
  });
  store.seq ??= state.seq;
  store.as = store.me.id;
  store.tz = store.me.tz || "UTC";
  localStorage.setItem(REMEMBERED, store.as);
  return store;
}

export const person = (id) => store.people.get(id);
export const humans = () => [...store.people.values()].filter((user) => !user.is_bot && !user.deleted);
export const personName = (id) => person(id)?.real_name || person(id)?.name || id;
export const appPerson = () => person(store.app?.bot_user_id);
export const appName = () => store.app?.name ?? "App";

export const isAppDm = (channel) => channel.is_im && channel.with === store.app?.bot_user_id;
export const channelTitle = (channel) => (channel.is_im ? personName(channel.with) : channel.name);

/** "#line-2" or the name of the other person. */
export function placeName(channel) {
  return channel.is_im ? personName(channel.with) : `#${channel.name}`;
}

export function nowMs() {
  return Date.now() + store.clockOffset;
}
