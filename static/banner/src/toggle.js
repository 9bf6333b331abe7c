import { allows } from "./current.js";
import { element } from "./element.js";

/**
 * A labelled switch that stands as the visitor answered: off before her first answer, always on where it is necessary.
 * @param {string} id
 * @param {string} title
 * @param {boolean} necessary
 */
export function toggle(id, title, necessary) {
  const input = element("input", { type: "checkbox", role: "switch", part: "switch", name: id });
  input.defaultChecked = allows(id);
  input.disabled = necessary;
  return element("label", {}, element("span", {}, title), input);
}
