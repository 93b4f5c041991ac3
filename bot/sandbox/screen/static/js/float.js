// A panel that floats beside its anchor in the browser's top layer, so neither a scrolling list nor a
// modal can cut it off. One at a time is open per owner; a press elsewhere closes it.

const GAP = 4;

function place(panel, anchor, { matchWidth = false, above = false } = {}) {
  const box = anchor.getBoundingClientRect();
  if (matchWidth) panel.style.width = `${box.width}px`;
  const height = panel.offsetHeight;
  const roomBelow = innerHeight - box.bottom;
  const goUp = above || (roomBelow < height + GAP && box.top > roomBelow);
  const top = goUp ? box.top - height - GAP : box.bottom + GAP;
  const left = Math.min(box.left, innerWidth - panel.offsetWidth - 8);
  panel.style.top = `${Math.max(8, top)}px`;
  panel.style.left = `${Math.max(8, left)}px`;
}

/**
 * Shows `panel` at `anchor`; returns {close, place}. `closed` is called once, however it was closed.
 * The panel lives beside the anchor in the tree, so that it belongs to the same modal dialog.
 */
export function float(panel, anchor, options = {}) {
  const { closed = () => {} } = options;
  panel.classList.add("float");
  panel.popover = "manual";
  (anchor.closest("dialog") ?? document.body).append(panel);
  panel.showPopover();
  place(panel, anchor, options);

  const outside = (event) => {
    if (!panel.contains(event.target) && !anchor.contains(event.target)) close();
  };
  const moved = (event) => {
    if (!panel.contains(event.target)) close();
  };
  function close() {
    if (!panel.isConnected) return;
    document.removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    document.removeEventListener("wheel", moved, true);
    panel.remove();
    closed();
  }
  document.addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  document.addEventListener("wheel", moved, { capture: true, passive: true });
  return { close, place: () => place(panel, anchor, options) };
}
