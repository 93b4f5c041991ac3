// The Workspace tab: sidebar, conversation or App Home, thread, modals; and what is re-read on a change.

import { Conversation, dropsInto } from "./conversation.js";
import { AppHome, appHead } from "./home.js";
import { ModalStack } from "./modal.js";
import { startPage } from "./shell.js";
import { drawSidebar } from "./sidebar.js";
import { isAppDm, loadState, store } from "./store.js";
import { ThreadPane } from "./thread.js";

const nodes = {
  sidebar: document.getElementById("sidebar"),
  main: document.getElementById("main"),
  thread: document.getElementById("thread"),
};
const modals = new ModalStack();
let current = null; // channel id or "home"
let shown = null; // the Conversation or AppHome in the middle

const thread = new ThreadPane(nodes.thread, { acted, closed: () => shown?.composer?.focus() });

/** After a gesture: its modal is often open before the event stream says so. */
function acted() {
  modals.refresh();
}

const openThread = (ts) => thread.open(store.channels.get(current), ts);
const drawSide = () => drawSidebar(nodes.sidebar, { current, open });
const appDm = () => [...store.channels.values()].find(isAppDm);

function remember(id) {
  const address = new URL(location.href);
  address.searchParams.set("as", store.as);
  address.searchParams.set("channel", id);
  address.hash = "";
  history.replaceState(null, "", address);
}

async function open(id) {
  thread.close();
  current = id;
  remember(id);
  const dm = appDm();
  if (id === "home") {
    shown = new AppHome(nodes.main, { dm, choose: open, acted });
    drawSide();
    await shown.opened();
    return;
  }
  const channel = store.channels.get(id);
  shown = new Conversation(nodes.main, channel, {
    openThread,
    acted,
    head: isAppDm(channel) ? appHead(id, dm, open) : null,
  });
  drawSide();
  if (!document.querySelector("dialog[open]")) shown.composer.focus(); // at once: somebody may be typing already
  await shown.refresh();
  channel.unread = 0;
}

/** Where the address points, else the channel with which the sandbox begins, else the first one. */
function firstPlace() {
  const asked = new URLSearchParams(location.search).get("channel");
  if (asked === "home" || store.channels.has(asked)) return asked;
  const { firstChannel } = document.documentElement.dataset;
  if (store.channels.has(firstChannel)) return firstChannel;
  const channels = [...store.channels.values()]
    .filter((one) => !one.is_im)
    .sort((a, b) => a.name.localeCompare(b.name));
  return (channels.find((one) => one.unread) ?? channels[0])?.id ?? "home";
}

const STATE_KINDS = ["message", "ephemeral", "delete", "channel", "presence"];
const MESSAGE_KINDS = ["message", "ephemeral", "delete"];
const any = (kinds, wanted) => wanted.some((kind) => kinds.has(kind));

async function changed(kinds) {
  const reads = [];
  if (any(kinds, STATE_KINDS)) reads.push(loadState().then(drawSide));
  if (kinds.has("view")) reads.push(modals.refresh());
  if (kinds.has("home") && shown instanceof AppHome) reads.push(shown.refresh());
  if (any(kinds, MESSAGE_KINDS) && shown instanceof Conversation)
    reads.push(shown.refresh(), thread.refresh());
  await Promise.all(reads);
}

document.addEventListener("click", (event) => {
  const chip = event.target.closest("a[data-channel]");
  if (!chip) return;
  event.preventDefault();
  if (store.channels.has(chip.dataset.channel)) open(chip.dataset.channel);
});

startPage(async () => {
  dropsInto(nodes.main, () => shown);
  await open(firstPlace());
  await modals.refresh();
  return changed;
});
