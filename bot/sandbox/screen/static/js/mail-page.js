// The Mail tab: boxes, the mails of one, the reading pane, writing and dropping.

import { get } from "./api.js";
import { el, icon, replace } from "./dom.js";
import { MailComposer } from "./mail-compose.js";
import { deliverForm } from "./mail-drop.js";
import { addressOf } from "./mail-parts.js";
import { everyMail, knownPeople } from "./mail-people.js";
import { header } from "./mail-quote.js";
import { MailReader } from "./mail-reader.js";
import { startPage } from "./shell.js";
import { humans, store } from "./store.js";
import { listTime } from "./time.js";
import { toast } from "./toast.js";
import { dropZone } from "./uploads.js";

const nodes = {
  boxes: document.getElementById("boxes"),
  letters: document.getElementById("letters"),
  reader: document.getElementById("main"),
};
const shown = { boxes: [], box: null, mails: [], mail: null };
const seen = new Set();

const andonAddresses = () => shown.boxes.filter((box) => box.kind === "andon").map((box) => box.address);
const reader = new MailReader(nodes.reader, {
  reply: (mail) => write("reply", mail),
  forward: (mail) => write("forward", mail),
});

/** Whose box is open writes; from one of Andon's own boxes it is the acting person. */
async function write(kind, mail = null) {
  const people = await knownPeople(shown.boxes, await everyMail(shown.boxes), humans());
  const isOwn = andonAddresses().includes(shown.box);
  const address = isOwn ? store.me.email : shown.box;
  const self = people.find((one) => addressOf(one) === address) ?? address;
  const to = {
    fresh: () => andonAddresses()[0],
    reply: () => header(mail, "Reply-To") || header(mail, "From"),
    forward: () => andonAddresses()[0],
  };
  new MailComposer({
    kind,
    mail,
    people,
    from: kind === "fresh" && isOwn ? "" : self,
    to: to[kind](),
    sent: arrived("Sent"),
  });
}

function arrived(what) {
  return async () => {
    toast(what);
    await refresh();
  };
}

function boxName(address) {
  const at = address.lastIndexOf("@");
  return el(
    "span",
    { class: "side-label two", title: address },
    el("span", {}, address.slice(0, at)),
    el("small", {}, address.slice(at)),
  );
}

function boxEntry(box) {
  return el(
    "li",
    {},
    el(
      "a",
      {
        href: `?box=${encodeURIComponent(box.address)}`,
        class: `side-entry ${box.unread ? "unread" : ""}`,
        "aria-current": box.address === shown.box ? "page" : null,
        on: {
          click: (event) => {
            event.preventDefault();
            openBox(box.address);
          },
        },
      },
      icon("mail"),
      boxName(box.address),
      box.unread
        ? el("span", { class: "unread-badge" }, String(box.unread))
        : el("span", { class: "side-count" }, String(box.count)),
    ),
  );
}

function drawBoxes() {
  const group = (title, kind) => {
    const entries = shown.boxes.filter((box) => box.kind === kind).map(boxEntry);
    return entries.length ? el("section", {}, el("h2", {}, title), el("ul", {}, entries)) : null;
  };
  replace(
    nodes.boxes,
    el(
      "header",
      { class: "side-head" },
      el(
        "button",
        { type: "button", class: "button write", on: { click: () => write("fresh") } },
        icon("pen"),
        "Write as…",
      ),
    ),
    group("Andon's own", "andon"),
    group("Everybody else", "outside"),
    el("p", { class: "side-note" }, "Drop an .eml anywhere to deliver it."),
  );
}

const shortName = (written) => (written ?? "").replace(/\s*<[^>]*>/, "").replaceAll('"', "") || written;

function mailRow(mail) {
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: `letter ${seen.has(mail.id) ? "" : "fresh"}`,
        "aria-current": mail.id === shown.mail ? "true" : null,
        on: { click: () => openMail(mail.id) },
      },
      el(
        "span",
        { class: "letter-top" },
        el("strong", {}, shortName(mail.from)),
        el("time", {}, listTime(Date.parse(mail.at))),
      ),
      el(
        "span",
        { class: "letter-subject" },
        mail.has_attachments ? icon("clip") : null,
        mail.subject || "(no subject)",
      ),
      el("small", {}, mail.snippet),
    ),
  );
}

function drawLetters() {
  const focused = nodes.letters.contains(document.activeElement);
  replace(
    nodes.letters,
    el(
      "header",
      { class: "letters-head" },
      el("h2", {}, shown.box ?? "No box"),
      el("span", {}, shown.mails.length === 1 ? "1 mail" : `${shown.mails.length} mails`),
    ),
    shown.mails.length
      ? el("ul", { class: "letter-list", on: { keydown: walk } }, shown.mails.map(mailRow))
      : el("p", { class: "empty" }, "No mail in this box."),
  );
  if (focused) nodes.letters.querySelector("[aria-current]")?.focus();
}

function walk(event) {
  const rows = [...nodes.letters.querySelectorAll(".letter")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  rows[rows.indexOf(document.activeElement) + step]?.focus();
}

async function openMail(id) {
  shown.mail = id;
  seen.add(id);
  drawLetters();
  await reader.show(id);
}

async function openBox(address) {
  Object.assign(shown, { box: address, mail: null });
  reader.empty();
  await refresh();
}

async function refresh() {
  shown.boxes = (await get("mail/boxes")).boxes;
  shown.box ??= new URLSearchParams(location.search).get("box") ?? shown.boxes[0]?.address ?? null;
  shown.mails = shown.box ? (await get("mail/messages", { box: shown.box })).messages : [];
  drawBoxes();
  drawLetters();
}

function dropped(files) {
  if (document.querySelector("dialog[open]")) return;
  const mails = files.filter((file) => /\.eml$/i.test(file.name) || file.type === "message/rfc822");
  if (mails.length) deliverForm(mails, { andon: andonAddresses(), delivered: arrived("Delivered") });
  else toast("Only a saved mail (.eml) can be dropped here.", "wrong");
}

startPage(async () => {
  document.body.append(
    el("div", { class: "drop-here", "aria-hidden": "true" }, icon("mail"), "Drop to deliver"),
  );
  dropZone(document.body, dropped);
  await refresh();
  if (shown.mails[0]) await openMail(shown.mails[0].id);
  return async (kinds) => {
    if (kinds.has("mail")) await refresh();
  };
});
