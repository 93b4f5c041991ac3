// A clock face, drawn.

import { svg } from "./dom.js";

const CENTRE = 100;

function mark(hour) {
  const length = hour % 3 === 0 ? 11 : 6;
  return svg("line", {
    class: "dial-mark",
    x1: CENTRE,
    x2: CENTRE,
    y1: 12,
    y2: 12 + length,
    transform: `rotate(${hour * 30} ${CENTRE} ${CENTRE})`,
  });
}

/** {node, show("14:05")} */
export function dial() {
  const hour = svg("line", { class: "dial-hour", x1: CENTRE, x2: CENTRE, y1: CENTRE + 8, y2: 52 });
  const minute = svg("line", { class: "dial-minute", x1: CENTRE, x2: CENTRE, y1: CENTRE + 12, y2: 28 });
  const node = svg(
    "svg",
    { class: "dial", viewBox: "0 0 200 200", "aria-hidden": "true" },
    svg("circle", { class: "dial-face", cx: CENTRE, cy: CENTRE, r: 94 }),
    ...Array.from({ length: 12 }, (_, n) => mark(n)),
    hour,
    minute,
    svg("circle", { class: "dial-pin", cx: CENTRE, cy: CENTRE, r: 5 }),
  );
  const turn = (hand, degrees) => hand.setAttribute("transform", `rotate(${degrees} ${CENTRE} ${CENTRE})`);
  return {
    node,
    show(time) {
      const [hours, minutes] = time.split(":").map(Number);
      turn(hour, (hours % 12) * 30 + minutes / 2);
      turn(minute, minutes * 6);
    },
  };
}
