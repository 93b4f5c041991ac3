// The select menus of Block Kit as comboboxes: where the options come from is the only difference.

import { gesture } from "./api.js";
import { combobox } from "./combobox.js";
import { avatar } from "./mentions.js";
import { channelTitle, humans, placeName, store } from "./store.js";
import { words } from "./text.js";
import { shownOptions } from "./values.js";

const fromOption = (option) => ({
  value: option.value,
  label: words(option.text),
  description: words(option.description),
});

function fromAnswer({ options, option_groups: groups }) {
  if (groups)
    return groups.map((group) => ({ label: words(group.label), items: group.options.map(fromOption) }));
  return [{ items: (options ?? []).map(fromOption) }];
}

const fromPerson = (user) => ({
  value: user.id,
  label: user.real_name || user.name,
  description: user.title,
  picture: () => avatar(user, "small"),
});
const fromChannel = (channel) => ({
  value: channel.id,
  label: placeName(channel),
  description: channel.topic || null,
});

const SOURCES = {
  static: { filter: true, groups: (element) => fromAnswer(element) },
  users: { filter: true, groups: () => [{ items: humans().map(fromPerson) }] },
  conversations: {
    filter: true,
    groups: () => [
      {
        items: [...store.channels.values()]
          .sort((a, b) => channelTitle(a).localeCompare(channelTitle(b)))
          .map(fromChannel),
      },
    ],
  },
  channels: {
    filter: true,
    groups: () => [{ items: [...store.channels.values()].filter((one) => !one.is_im).map(fromChannel) }],
  },
  external: { filter: false, groups: askApp },
};

async function askApp(element, { block, surface }, typed) {
  if (typed.length < (element.min_query_length ?? 3)) return [];
  const answer = await gesture("options", {
    as: store.as,
    action_id: element.action_id,
    block_id: block.block_id,
    value: typed,
    container: surface.container,
  });
  if (answer.notice) surface.warn?.(answer.notice);
  return fromAnswer(answer.options || answer.option_groups ? answer : (answer.ack ?? {}));
}

function chosen(source, element, field) {
  const values = [field.value ?? []].flat();
  if (source === SOURCES.external)
    return shownOptions(element, field.block.block_id, field.surface.state).map(fromOption);
  const all = source.groups(element, field, "").flatMap((group) => group.items);
  return values.map((value) => all.find((item) => item.value === value)).filter(Boolean);
}

function select(kind, multi) {
  const source = SOURCES[kind];
  return (element, field) =>
    combobox({
      source: (typed) => source.groups(element, field, typed),
      filter: source.filter,
      multi,
      max: element.max_selected_items,
      chosen: chosen(source, element, field),
      placeholder: words(element.placeholder) || "Select…",
      label: field.label ?? words(element.placeholder),
      props: { ...field.props, autofocus: element.focus_on_load },
      change: (items) => field.commit(multi ? items.map((item) => item.value) : (items[0]?.value ?? null)),
    }).node;
}

export const SELECTS = Object.fromEntries(
  Object.keys(SOURCES).flatMap((kind) => [
    [`${kind}_select`, select(kind, false)],
    [`multi_${kind}_select`, select(kind, true)],
  ]),
);
