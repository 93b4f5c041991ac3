// Pieces of a mail as they go into another one: base64 of files, of attachments, of the whole raw mail.

import { header } from "./mail-quote.js";

const PIECE = 0x8000; // fromCharCode takes its bytes as arguments, so not too many at once

export function bytesBase64(bytes) {
  let binary = "";
  for (let at = 0; at < bytes.length; at += PIECE)
    binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}

export const fileBase64 = async (file) => bytesBase64(new Uint8Array(await file.arrayBuffer()));

async function fetchBase64(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`An attachment could not be read (${answer.status}).`);
  return bytesBase64(new Uint8Array(await answer.arrayBuffer()));
}

export const rawAddress = (mail) => `/sandbox/mail/message/${encodeURIComponent(mail.id)}/raw`;
export const attachmentAddress = (mail, one) =>
  `/sandbox/mail/message/${encodeURIComponent(mail.id)}/attachment/${one.index}`;

export async function rawAttachment(mail, name) {
  const safe = (name || "mail")
    .replace(/[^\p{L}\p{N}._-]+/gu, " ")
    .trim()
    .slice(0, 60);
  return {
    name: `${safe || "mail"}.eml`,
    type: "message/rfc822",
    base64: await fetchBase64(rawAddress(mail)),
  };
}

export const originalAttachments = (mail) =>
  Promise.all(
    mail.attachments.map(async (one) => ({
      name: one.name,
      type: one.type,
      base64: await fetchBase64(attachmentAddress(mail, one)),
    })),
  );

/** The header lines of a raw mail that the delivery form needs; folded lines are joined (RFC 5322, 2.2.3). */
export function rawHeaders(raw) {
  const head = raw.split(/\r?\n\r?\n/, 1)[0].replace(/\r?\n[ \t]+/g, " ");
  return {
    headers: head
      .split(/\r?\n/)
      .map((line) => /^([^:\s]+):\s*(.*)$/.exec(line)?.slice(1))
      .filter(Boolean),
  };
}

export function addressOf(written) {
  return /<([^<>\s]+)>/.exec(written)?.[1] ?? /[^\s<>,;"]+@[^\s<>,;"]+/.exec(written)?.[0] ?? "";
}

export const envelopeOf = (raw) => {
  const mail = rawHeaders(raw);
  return {
    from: addressOf(header(mail, "Return-Path")) || addressOf(header(mail, "From")),
    to: addressOf(header(mail, "To")),
    subject: header(mail, "Subject"),
  };
};
