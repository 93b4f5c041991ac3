// Whom one may write as: everybody who has a box, wrote or got a mail, or works here.

import { get } from "./api.js";

/** Everybody who has a box or wrote a mail: "Name <address>" where the name is known. */
export async function knownPeople(boxes, mails, users) {
  const named = new Map();
  const add = (written) => {
    const match = /^\s*"?([^"<]*?)"?\s*<([^<>\s]+)>\s*$/.exec(written ?? "");
    if (match?.[1]) named.set(match[2].toLowerCase(), `${match[1]} <${match[2]}>`);
  };
  mails.forEach((mail) => [mail.from, ...[mail.to].flat()].forEach(add));
  users
    .filter((user) => user.email)
    .forEach((user) => named.set(user.email.toLowerCase(), `${user.real_name} <${user.email}>`));
  const outside = boxes
    .filter((box) => box.kind === "outside")
    .map((box) => named.get(box.address.toLowerCase()) ?? box.address);
  return [...new Set([...outside, ...named.values()])];
}

export const everyMail = (boxes) =>
  Promise.all(
    boxes.map((box) =>
      get("mail/messages", { box: box.address }).then(
        (answer) => answer.messages,
        () => [],
      ),
    ),
  ).then((lists) => lists.flat());
