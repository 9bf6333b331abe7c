import { describe } from "./describe.js";
import { details, kit } from "./given.js";

const { _element: element, _site: site, _toggle: toggle } = kit;

/** A counter: its switch, whose it is, where, what for, and its cookies. @param {string} id */
export function counterRow(id) {
  const { name, owner, purpose, cookies } = describe(id);
  return element(
    "div",
    { part: "counter" },
    toggle(id, name, site.counters[id].category == "necessary"),
    element("p", {}, purpose),
    element("p", {}, owner),
    element("details", {}, element("summary", {}, details.texts.cookies), cookies),
  );
}
