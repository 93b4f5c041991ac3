// How people's mail programs quote what they answer or pass on. Real mailboxes are full of these two
// manners, and a reader of mail has to find its way in both, so the sandbox writes both.

import { dateAndTime } from "./time.js";

export const header = (mail, name) =>
  mail.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? "";

const escaped = (text) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "<br>\n");
const sentAt = (mail) => {
  const ms = Date.parse(header(mail, "Date"));
  return Number.isNaN(ms) ? header(mail, "Date") : dateAndTime(ms);
};

/** [label, value] rows that a manner puts above the quoted text. */
const facts = (mail, labels) =>
  labels
    .map(([label, name]) => [label, name === "Date" ? sentAt(mail) : header(mail, name)])
    .filter(([, value]) => value);

const asText = (rows) => rows.map(([label, value]) => `${label}: ${value}`).join("\n");
const asHtml = (rows) => rows.map(([label, value]) => `<b>${label}:</b> ${escaped(value)}<br>`).join("\n");

const GMAIL_LABELS = [
  ["From", "From"],
  ["Date", "Date"],
  ["Subject", "Subject"],
  ["To", "To"],
  ["Cc", "Cc"],
];
const OUTLOOK_LABELS = [
  ["From", "From"],
  ["Sent", "Date"],
  ["To", "To"],
  ["Cc", "Cc"],
  ["Subject", "Subject"],
];

const shownHtml = (mail) => mail.html || `<div>${escaped(mail.text)}</div>`;
const gmailLine = (mail) => `On ${sentAt(mail)} ${header(mail, "From")} wrote:`;
const arrows = (text) =>
  text
    .split("\n")
    .map((line) => `>${line.startsWith(">") ? "" : " "}${line}`)
    .join("\n");

const gmailForward = {
  text: (mail) =>
    `---------- Forwarded message ---------\n${asText(facts(mail, GMAIL_LABELS))}\n\n\n${mail.text}`,
  html: (mail) =>
    `<div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>\n${asHtml(facts(mail, GMAIL_LABELS))}</div><br>${shownHtml(mail)}</div>`,
};

const gmailReply = {
  text: (mail) => `${gmailLine(mail)}\n\n${arrows(mail.text)}`,
  html: (mail) =>
    `<div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escaped(gmailLine(mail))}<br></div><blockquote class="gmail_quote">${shownHtml(mail)}</blockquote></div>`,
};

const outlook = {
  text: (mail) => `________________________________\n${asText(facts(mail, OUTLOOK_LABELS))}\n\n${mail.text}`,
  html: (mail) =>
    `<hr><div id="divRplyFwdMsg" dir="ltr">${asHtml(facts(mail, OUTLOOK_LABELS))}</div><div>${shownHtml(mail)}</div>`,
};

export const MANNERS = {
  gmail: { label: "Gmail style", forward: gmailForward, reply: gmailReply, forwardPrefix: "Fwd:" },
  outlook: { label: "Outlook style", forward: outlook, reply: outlook, forwardPrefix: "FW:" },
  attached: {
    label: "As attached .eml",
    forward: { text: () => "", html: () => null },
    forwardPrefix: "Fwd:",
    onlyForward: true,
  },
};

const bare = (subject) => subject.replace(/^\s*(?:(?:re|fwd?|aw|wg|sv|tr)\s*:\s*)+/i, "");

export const replySubject = (mail) => `Re: ${bare(header(mail, "Subject"))}`;
export const forwardSubject = (mail, manner) =>
  `${MANNERS[manner].forwardPrefix} ${bare(header(mail, "Subject"))}`;

/** The headers that make an answer part of the thread (RFC 5322, section 3.6.4). */
export function threading(mail) {
  const id = header(mail, "Message-ID");
  const references = [header(mail, "References") || header(mail, "In-Reply-To"), id]
    .filter(Boolean)
    .join(" ");
  return id ? { in_reply_to: id, references } : {};
}

/** Own words above the quoted mail, in both faces. */
export function quoted(words, mail, manner, kind) {
  const quote = MANNERS[manner][kind];
  const html = quote.html(mail);
  return {
    text: [words, quote.text(mail)].filter(Boolean).join("\n\n"),
    html: html === null ? undefined : `<div dir="ltr">${escaped(words)}</div><br>${html}`,
  };
}
