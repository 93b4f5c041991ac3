// Slack's text objects: plain_text with its emoji, or mrkdwn.

import { withEmoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";

/** The words of a text object without any marks, for labels and tooltips. */
export const words = (text) => (text ? (text.emoji === false ? text.text : withEmoji(text.text ?? "")) : "");

/** The nodes of a text object. */
export function textNodes(text) {
  if (!text) return [];
  if (text.type === "mrkdwn") return mrkdwn(text.text ?? "", { verbatim: text.verbatim === true });
  return [words(text)];
}
