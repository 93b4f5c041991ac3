// The field at the foot of a conversation: Enter sends, Shift+Enter breaks the line, "/" completes a
// command, "@" a person, "#" a channel; files come by button, drop or paste.

import { gesture } from "./api.js";
import { commandWire, completions, messageWire, slashCommand } from "./completion.js";
import { el, icon, iconButton } from "./dom.js";
import { Listbox } from "./listbox.js";
import { APP_PICTURE, avatar } from "./mentions.js";
import { menuButton } from "./menu.js";
import { store } from "./store.js";
import { warnBeside } from "./surface.js";
import { fileChooser, Tray } from "./uploads.js";

const PICTURES = {
  command: () =>
    el(
      "span",
      { class: "avatar app small", "aria-hidden": "true" },
      el("img", { src: APP_PICTURE, alt: "" }),
    ),
  person: (item) => avatar(item.user, "small"),
  channel: () => icon("hash"),
};

const drawItem = (item) => [
  PICTURES[item.kind](item),
  el(
    "span",
    { class: "menu-words" },
    el("span", {}, item.label, item.hint ? el("span", { class: "usage" }, ` ${item.hint}`) : null),
    el("small", {}, item.description),
  ),
];

export class Composer {
  /** place: {channel, threadTs?, label}; sent() is called after something was delivered. */
  constructor(place, sent) {
    Object.assign(this, { place, sent, from: 0 });
    this.tray = new Tray({ changed: () => this.#changed() });
    this.field = el("textarea", {
      class: "composer-field",
      rows: "1",
      placeholder: place.label,
      "aria-label": place.label,
      on: {
        input: () => {
          this.#changed();
          this.#complete();
        },
        keydown: (event) => this.#key(event),
        paste: (event) => this.#paste(event),
        click: () => this.#complete(),
        blur: () => this.list.close(),
      },
    });
    this.hint = el("span", { class: "composer-hint" });
    this.notice = el("div", { class: "composer-notice", "aria-live": "assertive" });
    this.sendButton = iconButton("send", "Send", () => this.send(), { class: "icon-button send" });
    const chooser = fileChooser((files) => this.addFiles(files), {
      multiple: true,
      "aria-label": "Files to attach",
    });
    this.node = el(
      "div",
      { class: "composer-area" },
      this.notice,
      el(
        "div",
        { class: "composer" },
        this.tray.node,
        this.field,
        el(
          "div",
          { class: "composer-tools" },
          iconButton("clip", "Attach files", chooser.open),
          chooser.field,
          iconButton("at", "Mention somebody", () => this.#type("@")),
          place.threadTs ? null : this.#shortcuts(),
          this.hint,
          this.sendButton,
        ),
      ),
    );
    this.list = new Listbox(this.field, {
      label: "Completions",
      draw: drawItem,
      pick: (item) => this.#pick(item),
      above: true,
    });
    this.#changed();
  }

  #shortcuts() {
    const button = iconButton("bolt", "Shortcuts and commands", null);
    return menuButton(
      button,
      "Shortcuts",
      () => [
        { heading: store.app?.name ?? "App" },
        ...store.shortcuts
          .filter((one) => one.type === "global")
          .map((one) => ({
            label: one.name,
            description: one.description,
            picture: icon("bolt"),
            select: () => this.#gesture("global_shortcut", { callback_id: one.callback_id }),
          })),
        {
          label: "Type a command",
          description: "Lists every slash command",
          picture: icon("pen"),
          select: () => this.#type("/"),
        },
      ],
      { above: true },
    );
  }

  focus() {
    this.field.focus();
  }
  addFiles(files) {
    this.focus();
    return this.tray.add(files);
  }

  #type(text) {
    this.field.focus();
    const glue = this.field.value && !this.field.value.endsWith(" ") && text === "@" ? " " : "";
    this.field.setRangeText(glue + text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.#changed();
    this.#complete();
  }

  #changed() {
    this.#grow();
    this.sendButton.disabled = !(this.field.value.trim() || this.tray.ids.length) || this.tray.isBusy;
    const slash = slashCommand(this.field.value);
    const known = slash && store.commands.find((one) => one.command === slash.command);
    this.hint.textContent = known ? [known.command, known.usage_hint].filter(Boolean).join(" ") : "";
  }

  #grow() {
    this.field.style.height = "";
    if (this.field.scrollHeight > this.field.clientHeight)
      this.field.style.height = `${this.field.scrollHeight}px`;
  }

  #complete() {
    const found = completions(this.field.value.slice(0, this.field.selectionStart), {
      inThread: Boolean(this.place.threadTs),
    });
    if (!found) return this.list.close();
    this.from = found.from;
    return this.list.show([{ items: found.items }]);
  }

  #pick(item) {
    this.field.setRangeText(`${item.insert} `, this.from, this.field.selectionStart, "end");
    this.list.close();
    this.#changed();
  }

  #key(event) {
    if (event.isComposing) return;
    const finished =
      event.key === "Enter" && this.list.items[this.list.active]?.insert === this.field.value.trim();
    if (this.list.isOpen && finished) this.list.close();
    else if (this.list.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.send();
    }
  }

  #paste(event) {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    this.addFiles(files);
  }

  async send() {
    const typed = this.field.value.trim();
    if (this.sendButton.disabled) return;
    const slash = slashCommand(typed);
    const { channel, threadTs } = this.place;
    if (slash && threadTs) {
      warnBeside(this.notice, "Slash commands do not work in threads. Use a message shortcut or a button.");
      return;
    }
    if (slash && !store.commands.some((one) => one.command === slash.command)) {
      warnBeside(this.notice, `${slash.command} is not a valid command. Type / to see those that are.`);
      return;
    }
    const files = this.tray.ids;
    this.field.value = "";
    this.tray.clear();
    this.#changed();
    this.list.close();
    const done = slash
      ? await this.#gesture("command", { channel, command: slash.command, text: commandWire(slash.text) })
      : await this.#gesture("message", {
          channel,
          text: messageWire(typed),
          thread_ts: threadTs,
          files: files.length ? files : undefined,
        });
    if (!done && !this.field.value) {
      this.field.value = typed;
      this.#changed();
    }
  }

  async #gesture(name, body) {
    warnBeside(this.notice, null);
    const answer = await gesture(name, { as: store.as, ...body });
    warnBeside(this.notice, answer.notice);
    this.sent(answer);
    return answer.ok;
  }
}
