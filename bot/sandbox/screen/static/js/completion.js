// What may be completed while one types: a slash command at the very beginning, @person and #channel
// anywhere. Pure questions about a text and a caret; the composer shows the answers.

import { humans, store } from "./store.js";

const starts = (text, typed) => text.toLowerCase().startsWith(typed.toLowerCase());
const hasWord = (text, typed) =>
  text.split(/[\s-]+/).some((word) => starts(word, typed)) || starts(text, typed);

function commandItems(typed) {
  const [exact, loose] = [
    store.commands.filter((one) => starts(one.command, typed)),
    store.commands.filter(
      (one) =>
        !starts(one.command, typed) && one.description.toLowerCase().includes(typed.slice(1).toLowerCase()),
    ),
  ];
  return [...exact, ...(typed.length > 3 ? loose : [])].map((one) => ({
    kind: "command",
    insert: one.command,
    label: one.command,
    hint: one.usage_hint,
    description: one.description,
  }));
}

const personItems = (typed) =>
  humans()
    .filter(
      (user) => hasWord(user.real_name || user.name, typed.slice(1)) || starts(user.name, typed.slice(1)),
    )
    .slice(0, 8)
    .map((user) => ({
      kind: "person",
      insert: `@${user.real_name || user.name}`,
      label: user.real_name || user.name,
      description: user.title,
      user,
    }));

const channelItems = (typed) =>
  [...store.channels.values()]
    .filter((one) => !one.is_im && hasWord(one.name, typed.slice(1)))
    .map((one) => ({
      kind: "channel",
      insert: `#${one.name}`,
      label: `#${one.name}`,
      description: one.topic,
    }));

const TRIGGERS = [
  { at: /^\/\S*$/, items: commandItems, threads: false },
  { at: /(?<![\w@])@[\p{L}\d._-]*$/u, items: personItems, threads: true },
  { at: /(?<![\w#])#[\w-]*$/, items: channelItems, threads: true },
];

/** {items, from}: what fits the text before the caret, and where the replaced piece begins; or null. */
export function completions(beforeCaret, { inThread }) {
  for (const { at, items, threads } of TRIGGERS) {
    const match = at.exec(beforeCaret);
    if (!match || (inThread && !threads)) continue;
    const found = items(match[0]);
    if (found.length) return { items: found, from: match.index };
  }
  return null;
}

/** {command, text} if the words are a slash command, known or not; "/" followed by a space is plain text. */
export function slashCommand(typed) {
  const match = /^(\/[^\s/]+)(?:\s+([\s\S]*))?$/.exec(typed.trim());
  return match ? { command: match[1], text: match[2] ?? "" } : null;
}

const longestFirst = (pairs) => pairs.sort(([a], [b]) => b.length - a.length);
const swap = (text, pairs) =>
  longestFirst(pairs).reduce((all, [shown, wire]) => all.replaceAll(shown, wire), text);
const shownName = (user) => `@${user.real_name || user.name}`;
const openChannels = () => [...store.channels.values()].filter((one) => !one.is_im);

/** A message as the workspace takes it: names as ids. It does the escaping itself. */
export function messageWire(typed) {
  return swap(typed, [
    ...humans().map((user) => [shownName(user), `<@${user.id}>`]),
    ...openChannels().map((one) => [`#${one.name}`, `<#${one.id}|${one.name}>`]),
  ]);
}

/** A command's words as the workspace takes them: people by their handle, as typed in Slack. */
export const commandWire = (typed) =>
  swap(
    typed,
    humans().map((user) => [shownName(user), `@${user.name}`]),
  );
