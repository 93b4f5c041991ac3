// The form for writing as somebody: a fresh mail, a reply or a forward of the shown one.

import { post } from "./api.js";
import { el, freshId, icon, iconButton, replace } from "./dom.js";
import { fileBase64, originalAttachments, rawAttachment } from "./mail-parts.js";
import { forwardSubject, header, MANNERS, quoted, replySubject, threading } from "./mail-quote.js";
import { warnBeside } from "./surface.js";
import { dropZone, fileChooser, sizeOf } from "./uploads.js";

const TITLES = { fresh: "Write as…", reply: "Reply as…", forward: "Forward as…" };

function row(label, field, note) {
  field.id ||= freshId("mail");
  return el(
    "div",
    { class: "input" },
    el("label", { class: "input-label", for: field.id }, label),
    field,
    note ? el("p", { class: "hint" }, note) : null,
  );
}

const textField = (name, props) =>
  el("input", { class: "field", name, autocomplete: "off", spellcheck: "false", ...props });

/** options: {kind, mail?, from, to, people: ["Name <a@b>"], andon: [address], sent(id)} */
export class MailComposer {
  constructor(options) {
    Object.assign(this, { ...options, attachments: [] });
    this.title = freshId("compose");
    this.dialog = el("dialog", {
      class: "modal compose",
      "aria-labelledby": this.title,
      on: { close: () => this.dialog.remove() },
    });
    this.tray = el("ul", { class: "tray", "aria-label": "Attached files" });
    const chooser = fileChooser((files) => this.#attach(files), {
      multiple: true,
      "aria-label": "Files to attach",
    });
    this.form = el(
      "form",
      { class: "modal-card", on: { submit: (event) => this.#send(event) } },
      el(
        "header",
        {},
        icon("pen"),
        el("h2", { id: this.title }, TITLES[this.kind]),
        iconButton("close", "Close", () => this.dialog.close()),
      ),
      el(
        "div",
        { class: "modal-body" },
        el("div", { class: "block" }, this.#rows()),
        el(
          "div",
          { class: "file-zone" },
          el(
            "button",
            { type: "button", class: "button", on: { click: chooser.open } },
            icon("clip"),
            "Attach files",
          ),
          el("small", {}, "or drop them here"),
          chooser.field,
          this.tray,
        ),
      ),
      el(
        "footer",
        {},
        el("span", { class: "modal-notice" }),
        el("button", { type: "button", class: "button", on: { click: () => this.dialog.close() } }, "Cancel"),
        el("button", { type: "submit", class: "button primary" }, icon("send"), "Send"),
      ),
    );
    this.dialog.append(this.form);
    dropZone(this.form, (files) => this.#attach(files));
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.form.elements[this.kind === "fresh" && !this.from ? "from" : "text"].focus();
  }

  #rows() {
    const list = freshId("known");
    const { mail, kind } = this;
    return [
      el(
        "datalist",
        { id: list },
        this.people.map((one) => el("option", { value: one })),
      ),
      row(
        "From",
        textField("from", {
          required: true,
          value: this.from ?? "",
          list,
          placeholder: "Name <somebody@company.example>",
        }),
      ),
      row("To", textField("to", { required: true, value: this.to ?? "", list })),
      row("Cc", textField("cc", { list })),
      mail ? row(kind === "reply" ? "Quote" : "Forward", this.#manners()) : null,
      row("Subject", textField("subject", { required: true, value: mail ? this.#subject() : "" })),
      row(
        "Text",
        el("textarea", { class: "field", name: "text", rows: mail ? "5" : "9" }),
        mail ? "The shown mail follows below your words." : null,
      ),
      el(
        "label",
        { class: "choice" },
        el("input", { type: "checkbox", name: "authenticated", checked: true }),
        el(
          "span",
          { class: "choice-words" },
          el("span", {}, "Sender is authenticated"),
          el(
            "small",
            {},
            "As if SPF, DKIM and DMARC had passed at the receiving host. Untick to try a forged sender.",
          ),
        ),
      ),
    ];
  }

  #manners() {
    const offered = Object.entries(MANNERS).filter(
      ([, manner]) => this.kind === "forward" || !manner.onlyForward,
    );
    return el(
      "select",
      {
        class: "field",
        name: "manner",
        on: {
          change: () => {
            this.form.elements.subject.value = this.#subject();
          },
        },
      },
      offered.map(([value, manner]) => el("option", { value }, manner.label)),
    );
  }

  get #manner() {
    return this.form?.elements.manner?.value ?? "gmail";
  }
  #subject() {
    return this.kind === "reply" ? replySubject(this.mail) : forwardSubject(this.mail, this.#manner);
  }

  async #attach(files) {
    for (const file of files)
      this.attachments.push({
        name: file.name,
        type: file.type || "application/octet-stream",
        size: file.size,
        base64: await fileBase64(file),
      });
    this.#showTray();
  }

  #showTray() {
    replace(
      this.tray,
      this.attachments.map((one) =>
        el(
          "li",
          { class: "tray-file" },
          icon("file"),
          el("span", {}, one.name),
          el("small", {}, sizeOf(one.size)),
          iconButton("close", `Remove ${one.name}`, () => {
            this.attachments = this.attachments.filter((other) => other !== one);
            this.#showTray();
          }),
        ),
      ),
    );
  }

  async #content(words) {
    if (!this.mail) return { text: words };
    if (this.kind === "reply")
      return { ...quoted(words, this.mail, this.#manner, "reply"), ...threading(this.mail) };
    return quoted(words, this.mail, this.#manner, "forward");
  }

  async #carried() {
    if (this.kind !== "forward") return [];
    return this.#manner === "attached"
      ? [await rawAttachment(this.mail, header(this.mail, "Subject"))]
      : originalAttachments(this.mail);
  }

  async #send(event) {
    event.preventDefault();
    const notice = this.dialog.querySelector(".modal-notice");
    warnBeside(notice, null);
    const { from, to, cc, subject, text, authenticated } = this.form.elements;
    try {
      const attachments = [
        ...this.attachments.map(({ name, type, base64 }) => ({ name, type, base64 })),
        ...(await this.#carried()),
      ];
      const sent = await post("mail/send", {
        from: from.value,
        to: to.value,
        cc: cc.value || undefined,
        subject: subject.value,
        ...(await this.#content(text.value)),
        attachments,
        authenticated: authenticated.checked,
      });
      this.dialog.close();
      this.sent(sent);
    } catch (error) {
      warnBeside(notice, error.message);
    }
  }
}
