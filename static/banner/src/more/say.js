import { button, display, element, remove, words } from "./given.js";

/** @type {HTMLElement | undefined} */ let said;

/**
 * Says a sentence in place of the one before, without taking the focus. With something to do beside it, it stays until
 * it is hidden; else it goes after eight seconds in which neither pointer nor focus was on it.
 * @param {string} text
 * @param {HTMLElement | false} [action]
 * @param {() => void} [hidden] called when the visitor hides it
 */
export function say(text, action, hidden) {
  const told = element("span", {}, text);
  const line = element("p", { role: "status" }, told);
  const box = element("div", { part: "message" }, line, action, action && "\u2003", button("hide", words.hide, () => {
    remove(box);
    hidden?.();
  }));
  said?.remove();
  display(said = box);
  // A reader announces what comes into a live region, not the region that came with it. Its room is there at once.
  told.style = "visibility:hidden";
  setTimeout(() => told.style = "", 50);
  const leave = () => setTimeout(() => box.matches(":hover,:focus-within") ? leave() : remove(box), 8e3);
  if (!action) leave();
}
