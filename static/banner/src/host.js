import { dress } from "./dress.js";
import { emit } from "./emit.js";
import { language } from "./here.js";

/** `<kelisim-banner>`: in the page only while it has something to show. @type {HTMLElement | undefined} */
let host;
/** @type {ShadowRoot} */ let root;

/** Where the focus was before it came to us. @type {any} */
let before;

/** Whether a part is on display. @param {string} part */
export const displays = (part) => !!host && !!root.querySelector(`[part~=${part}]`);

/** Puts a banner, dialog or message on display. @param {HTMLElement} node */
export function display(node) {
  if (!host) {
    host = document.createElement("kelisim-banner");
    host.lang = language;
    host.addEventListener("focusin", ({ relatedTarget }) => before = relatedTarget || before);
    root = dress(host);
  }
  root.append(node);
  // First in the page, so the keyboard comes to it first.
  if (!host.isConnected) document.body.prepend(host);
  if (node instanceof HTMLDialogElement) {
    node.onclose = () => remove(node); // Escape closes it: hidden, and nothing granted
    node.showModal();
  }
}

/** Takes it off display; the focus goes back to where it was. @param {HTMLElement} node */
export function remove(node) {
  const focused = node.matches(":focus-within");
  node.remove();
  if (!root.firstChild) host?.remove();
  if (focused) before?.focus();
}

/** Takes everything off display, the uppermost first: a dialog gives the focus back to what is under it. */
export function clear() {
  for (const node of host ? [...root.children].reverse() : []) {
    if (node instanceof HTMLDialogElement) node.close();
    remove(/** @type {HTMLElement} */ (node));
  }
  emit("hide");
}
