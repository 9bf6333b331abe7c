import { countersOf } from "./countersOf.js";
import { describe } from "./describe.js";
import { element, language, site, titles, words } from "./given.js";

/** Fills every `<div data-consent="declaration">` with the table of cookies and counters, in the page's own style. */
export function declare() {
  /** @type {NodeListOf<HTMLElement>} */
  const places = document.querySelectorAll('[data-consent="declaration"]:not([lang])');
  for (const place of places) {
    place.lang = language; // and it is not filled twice
    place.style.overflow = "auto"; // a narrow page scrolls the table, not itself
    place.tabIndex = 0; // also by keyboard
    place.replaceChildren(table());
  }
}

/** One row a counter, under the heading of its category. */
function table() {
  const { counter, vendor, purpose, cookies } = words;
  const groups = ["necessary", ...site.categories].filter((id) => countersOf(id)[0]).map((id) => {
    const rows = countersOf(id).map(describe).map(({ name, vendor, purpose, cookies }) =>
      row("row", name, vendor, purpose, cookies)
    );
    return element("tbody", { valign: "top" }, row("rowgroup", titles[id]), ...rows);
  });
  return element("table", { cellpadding: "5" }, element("thead", {}, row("col", counter, vendor, purpose, cookies)), ...groups);
}

/**
 * A row that begins with a heading; one that heads columns is headings throughout.
 * @param {string} scope
 * @param {...(Node | string)} cells
 */
const row = (scope, ...cells) =>
  element("tr", {}, ...cells.map((cell, at) => {
    const made = at && scope != "col" ? element("td", {}, cell) : element("th", { scope }, cell);
    made.style.textAlign = "start"; // browsers centre headings
    return made;
  }));
