/** @import {ForeignMarkup, Kit} from "../types.d.ts" */

/**
 * Reads another product's markup as the house's own, and takes over once what was answered to that product.
 * @param {Kit} kit
 * @param {ForeignMarkup} options
 */
export default function foreignMarkup(
  { _allows: allows, _kept: kept, _on: on, _site: site, _standing: standing },
  { find, attribute, source, words, answered, answers },
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

  const stored = document.cookie.replace(/(%..)+/g, (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  if (answered && stored.includes(answered) && standing().status == "unknown" && !kept("taken")) {
    kept("taken", "1");
    const entries = Object.entries(answers).map(([id, all]) => [id, all.every((yes) => stored.includes(yes))]);
    /** @type {any} */ (window).kelisim.decide({
      categories: Object.fromEntries(entries.filter(([id]) => !isCounter(`${id}`))),
      counters: Object.fromEntries(entries.filter(([id]) => isCounter(`${id}`))),
    });
  }
}
