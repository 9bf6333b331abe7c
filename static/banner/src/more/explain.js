import { categoryDetails } from "./categoryDetails.js";
import { words } from "./given.js";
import css from "./more.css";
import { recordSection } from "./recordSection.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Completes the second layer: what each category is for, its counters, the facts, and what the visitor answered. @param {HTMLElement} dialog */
export function explain(dialog) {
  const { adoptedStyleSheets } = /** @type {ShadowRoot} */ (dialog.getRootNode());
  if (!adoptedStyleSheets[1]) adoptedStyleSheets.push(sheet);
  dialog.querySelectorAll("section").forEach(categoryDetails);
  dialog.lastElementChild?.before(recordSection());

  // The style shows them beside the switches, so that they are no part of a switch's name.
  const { always, off, on } = words;
  for (const { disabled, parentElement } of dialog.querySelectorAll("input")) {
    Object.assign(/** @type {HTMLElement} */ (parentElement).dataset, { on: disabled ? always : on, off });
  }
}
