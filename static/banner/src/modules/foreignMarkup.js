/** @import {ForeignMarkup, Kit} from "../types.d.ts" */

/**
 * Reads another product's markup as the house's own, and takes over once what was answered to that product.
 * @param {Kit} kit
 * @param {ForeignMarkup} options
 */
export default function foreignMarkup(
  { _allows: allows, _kept: kept, _on: on, _onceSeen: onceSeen, _site: site, _standing: standing },
  { find, attribute, source, words, keeps },
) {
  const isCounter = (/** @type {string} */ id) => id in site.counters;

  /** What decides about an element, as its product said it: the markup may be written over. @type {WeakMap<HTMLElement, string[]>} */
  const deciding = new WeakMap();
  const mark = () => {
    for (const held of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(find))) {
      const said = `${held.getAttribute(attribute)}`.split(/[\s,]+/);
      const ids = deciding.get(held) || said.flatMap((word) => words[word] || []);
      deciding.set(held, ids);
      // Where it takes several, whichever is denied holds it.
      const id = ids.find((id) => !allows(id)) || ids[0];
      if (!id) continue;
      held.dataset[isCounter(id) ? "counter" : "category"] = id;
      const address = held.getAttribute(source);
      if (address) held.dataset.src = address;
    }
  };
  mark();
  new MutationObserver(mark).observe(document, { childList: true, subtree: true });
  on("change", mark);

  if (keeps) {
    onceSeen(() => {
      if (standing().status == "unknown" && !kept("taken")) takeOver(keeps);
    });
  }

  /** @param {NonNullable<ForeignMarkup["keeps"]>} keeps */
  function takeOver({ cookie, answered, yes, said }) {
    // No other cookie may speak for that product.
    const stored = document.cookie.split("; ").filter((each) => each.startsWith(cookie)).join()
      .replace(/(%..)+/g, (part) => {
        try {
          return decodeURIComponent(part);
        } catch {
          return part;
        }
      });
    if (!stored.includes(answered)) return;
    kept("taken", "1");
    const entries = Object.entries(said).map(([id, all]) => {
      const asked = all.filter((word) => stored.includes(word));
      return /** @type {const} */ ([id, !!asked[0] && asked.every((word) => stored.includes(word + yes))]);
    });
    /** @type {any} */ (window).kelisim.decide({
      categories: Object.fromEntries(entries.filter(([id]) => !isCounter(id))),
      counters: Object.fromEntries(entries.filter(([id]) => isCounter(id))),
    });
  }
}
