import { describe } from "./describe.js";
import { element, site, toggle, words } from "./given.js";

/** A counter: its switch, whose it is, where, what for, and its cookies. @param {string} id */
export function counterRow(id) {
  const { name, vendor, purpose, cookies } = describe(id);
  return element(
    "div",
    { part: "counter" },
    toggle(id, name, site.counters[id].category == "necessary"),
    element("p", {}, purpose),
    element("p", {}, vendor),
    element("details", {}, element("summary", {}, words.cookies), cookies),
  );
}
