// Builds nodes, never markup. Every string becomes a text node and every address is looked at,
// so what a stranger wrote stays text wherever on the page it ends up.

const SVG = "http://www.w3.org/2000/svg";
const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The address if a person may follow it, else null ("javascript:" and its kin). */
export function safeAddress(address) {
  try {
    return SAFE_SCHEMES.has(new URL(address, location.href).protocol) ? address : null;
  } catch {
    return null;
  }
}

function setEach(target, values) {
  for (const [name, value] of Object.entries(values)) target[name] = value;
}

const SPECIAL = {
  on: (node, listeners) =>
    Object.entries(listeners).forEach(([type, listen]) => node.addEventListener(type, listen)),
  data: (node, values) => setEach(node.dataset, values),
  tint: (node, colour) => node.style.setProperty("--tint", colour),
  value: (node, value) => {
    node.value = value;
  },
  href: (node, address) => {
    if (safeAddress(address)) node.setAttribute("href", address);
  },
};

function setOne(node, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (SPECIAL[name]) SPECIAL[name](node, value);
  else node.setAttribute(name, value === true ? "" : value);
}

/** el("a", {href, class, on: {click}}, "text", child, [children], null) */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setOne(node, name, value);
  return fill(node, ...children);
}

export function fill(node, ...children) {
  node.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return node;
}

export function replace(node, ...children) {
  node.replaceChildren();
  return fill(node, ...children);
}

export function svg(tag, props = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

export function icon(name) {
  return svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `#i-${name}` }));
}

/** A button that shows only a picture; `label` is what a screen reader says and what the tooltip shows. */
export function iconButton(name, label, press, props = {}) {
  return el(
    "button",
    {
      type: "button",
      class: "icon-button",
      "aria-label": label,
      title: label,
      on: { click: press },
      ...props,
    },
    icon(name),
  );
}

let counter = 0;

export function freshId(prefix) {
  counter += 1;
  return `${prefix}-${counter}`;
}
