// The workspace's sidebar: channels, direct messages, apps, with unread badges.

import { el, icon, replace } from "./dom.js";
import { avatar } from "./mentions.js";
import { appName, appPerson, channelTitle, isAppDm, person, store } from "./store.js";

const byTitle = (a, b) => channelTitle(a).localeCompare(channelTitle(b));

function entry({ href, picture, label, unread, current, open }) {
  return el(
    "li",
    {},
    el(
      "a",
      {
        href,
        class: `side-entry ${unread ? "unread" : ""}`,
        "aria-current": current ? "page" : null,
        on: {
          click: (event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            open();
          },
        },
      },
      picture,
      el("span", { class: "side-label" }, label),
      unread
        ? el(
            "span",
            { class: "unread-badge" },
            String(unread),
            el("span", { class: "visually-hidden" }, " unread"),
          )
        : null,
    ),
  );
}

function group(title, entries) {
  if (!entries.length) return null;
  return el("section", {}, el("h2", {}, title), el("ul", {}, entries));
}

function head() {
  const connected = store.app?.connected;
  return el(
    "header",
    { class: "side-head" },
    el("strong", {}, store.team?.name ?? "Workspace"),
    el(
      "span",
      { class: `line ${connected ? "up" : "down"}` },
      `${appName()} is ${connected ? "connected" : "not connected"}`,
    ),
  );
}

/** `current`: channel id or "home"; open(id) shows another place; `seen`: channels looked at just now. */
export function drawSidebar(node, { current, open }) {
  const channels = [...store.channels.values()].filter((one) => one.is_member !== false || one.is_im);
  const place = (channel, picture) =>
    entry({
      href: `/?as=${store.as}&channel=${channel.id}`,
      picture,
      label: channelTitle(channel),
      unread: current === channel.id ? 0 : channel.unread,
      current: current === channel.id,
      open: () => open(channel.id),
    });
  const appDm = channels.find(isAppDm);
  const focused = node.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  replace(
    node,
    head(),
    group(
      "Channels",
      channels
        .filter((one) => !one.is_im)
        .sort(byTitle)
        .map((one) => place(one, icon(one.is_private ? "lock" : "hash"))),
    ),
    group(
      "Direct messages",
      channels
        .filter((one) => one.is_im && one !== appDm)
        .sort(byTitle)
        .map((one) => place(one, avatar(person(one.with), "tiny"))),
    ),
    group("Apps", [
      entry({
        href: `/?as=${store.as}&channel=home`,
        picture: avatar(appPerson(), "tiny"),
        label: appName(),
        unread: current === "home" || current === appDm?.id ? 0 : appDm?.unread,
        current: current === "home" || current === appDm?.id,
        open: () => open("home"),
      }),
    ]),
  );
  if (focused) node.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}
