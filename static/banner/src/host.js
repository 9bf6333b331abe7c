import { dress } from "./dress.js";
import { element } from "./element.js";
import { emit } from "./emit.js";
import { language } from "./here.js";

/** @typedef {HTMLElement & Partial<HTMLDialogElement>} Layer */

/** @type {ShadowRoot | undefined} */ let shadow;

/** The shadow of `<kelisim-banner>`: made when it is first needed, and in the page only while it has something to show. */
export const root = () => shadow ||= dress(element("kelisim-banner", { lang: language }));

/** What is on display under a part's name. @param {string} part */
export const displayed = (part) => root().querySelector(`[part~=${part}]`);

/** Is in the page while it has something to show, also when that has got another body; first, so the keyboard comes to it first. */
export function stay() {
  if (!shadow?.firstChild) shadow?.host.remove();
  else if (!shadow.isConnected) document.body.prepend(shadow.host);
}

/** Puts a banner, dialog or message on display. @param {Layer} node */
export function display(node) {
  root().append(node);
  stay();
  if (node.showModal) {
    node.onclose = () => remove(node); // Escape closes it: hidden, and nothing granted
    node.showModal(); // and its heading has the focus: no button is closer than another
  }
}

/** Takes it off display. @param {Layer} node */
export function remove(node) {
  node.remove();
  stay();
}

/** Takes everything off display, the uppermost first: a dialog gives the focus back to what is under it. */
export function clear() {
  for (let node; (node = /** @type {Layer | null} */ (shadow?.lastChild));) {
    node.close?.();
    remove(node);
  }
}

/** The same, and says so. */
export function hide() {
  clear();
  emit("hide");
}
