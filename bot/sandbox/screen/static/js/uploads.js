// Files on their way into the workspace: by the button, dropped or pasted, in the composer and in a
// file_input. A tray shows them; each is uploaded at once and only its id is sent later.

import { uploadFile } from "./api.js";
import { el, icon, iconButton, replace } from "./dom.js";
import { store } from "./store.js";

export class Tray {
  /** changed(ids) is called when a file is added, finished or removed; `isBusy` tells if one is under way. */
  constructor({ changed = () => {}, max = 10 } = {}) {
    Object.assign(this, { changed, max, entries: [] });
    this.node = el("ul", { class: "tray", "aria-label": "Attached files" });
  }

  get ids() {
    return this.entries.filter((entry) => entry.file).map((entry) => entry.file.id);
  }
  get isBusy() {
    return this.entries.some((entry) => !entry.file && !entry.error);
  }

  add(files) {
    const room = this.max - this.entries.length;
    return Promise.all([...files].slice(0, room).map((file) => this.#upload(file)));
  }

  clear() {
    this.entries = [];
    this.#show();
  }

  async #upload(source) {
    const entry = { name: source.name || "pasted.png", file: null, error: null };
    this.entries.push(entry);
    this.#show();
    this.changed(this.ids);
    try {
      entry.file = await uploadFile(store.as, source);
    } catch (error) {
      entry.error = error.message;
    }
    this.#show();
    this.changed(this.ids);
  }

  #remove(entry) {
    this.entries = this.entries.filter((one) => one !== entry);
    this.#show();
    this.changed(this.ids);
  }

  #show() {
    replace(
      this.node,
      this.entries.map((entry) =>
        el(
          "li",
          { class: `tray-file ${entry.error ? "failed" : ""}` },
          icon("file"),
          el("span", {}, entry.name),
          el("small", {}, entry.error ?? (entry.file ? sizeOf(entry.file.size) : "uploading…")),
          iconButton("close", `Remove ${entry.name}`, () => this.#remove(entry)),
        ),
      ),
    );
  }
}

export function sizeOf(bytes) {
  if (!Number.isFinite(bytes)) return "";
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** A hidden file field and the press that opens it. */
export function fileChooser(take, props = {}) {
  const field = el("input", {
    type: "file",
    class: "visually-hidden",
    tabindex: "-1",
    ...props,
    on: {
      change: () => {
        take([...field.files]);
        field.value = "";
      },
    },
  });
  return { field, open: () => field.click() };
}

/** Files dropped on `zone` go to take(files); the zone is marked while they hover over it. */
export function dropZone(zone, take) {
  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  let depth = 0;
  const mark = (change) => {
    depth = Math.max(0, depth + change);
    zone.classList.toggle("dropping", depth > 0);
  };
  zone.addEventListener("dragenter", (event) => {
    if (hasFiles(event)) mark(1);
  });
  zone.addEventListener("dragleave", (event) => {
    if (hasFiles(event)) mark(-1);
  });
  zone.addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  zone.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    zone.classList.remove("dropping");
    take([...event.dataTransfer.files]);
  });
}

const trays = new WeakMap(); // what is typed in a view → the trays of its fields

/** The tray of a field, the same one after a re-draw: an error elsewhere must not hide the chosen files. */
function trayOf(field, element) {
  const kept = trays.get(field.surface.typed) ?? new Map();
  trays.set(field.surface.typed, kept);
  const key = JSON.stringify([field.block.block_id, element.action_id]);
  if (!kept.has(key)) kept.set(key, new Tray({ max: element.max_files ?? 10 }));
  return kept.get(key);
}

/** The file_input element of a modal. */
export function fileInput(element, field) {
  const tray = trayOf(field, element);
  tray.changed = (ids) => {
    if (!tray.isBusy) field.commit(ids);
  };
  const accept = (element.filetypes ?? []).map((type) => `.${type}`).join(",");
  const chooser = fileChooser((files) => tray.add(files), {
    multiple: (element.max_files ?? 10) > 1,
    accept: accept || null,
    "aria-label": field.label ?? "Files",
  });
  const zone = el(
    "div",
    { class: "file-zone", role: "group", ...field.props },
    el("button", { type: "button", class: "button", on: { click: chooser.open } }, icon("clip"), "Add files"),
    el("small", {}, "or drop them here"),
    chooser.field,
    tray.node,
  );
  dropZone(zone, (files) => tray.add(files));
  return zone;
}
