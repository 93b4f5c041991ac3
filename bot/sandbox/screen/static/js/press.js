// A click is a press and a release on the same node: what is drawn anew between them swallows it.

let released = Promise.resolve();

document.addEventListener(
  "pointerdown",
  () => {
    released = new Promise((resolve) => {
      const clicked = () => setTimeout(resolve); // the click itself follows the release
      for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, clicked, { once: true });
    });
  },
  true,
);

/** Resolves at once, or as soon as the click that is being made has been made. */
export const afterPress = () => released;
