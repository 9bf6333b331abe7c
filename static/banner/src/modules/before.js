/** @import {Call, Kit} from "../types.d.ts" */
const page = /** @type {any} */ (window);

/**
 * Tells counters to wait for consent before their scripts come, and that it was given when it is for the first time.
 * Later changes they are told like all others.
 * @param {Kit} kit
 * @param {Record<string, Call[]>} calls by counter: into a queue (`_paq.push`), or to a global of its snippet (`fbq`)
 */
export default function before({ _allows: allows, _call: call, _on: on, _site: site }, calls) {
  /** What was told to wait and nothing else yet. @type {Set<string>} */ const waiting = new Set();
  const grant = () => {
    for (const id of waiting) {
      if (!allows(id)) continue;
      waiting.delete(id);
      call(site.counters[id].grant);
    }
  };
  for (const id in calls) {
    const told = () => {
      waiting.add(id);
      grant();
    };
    const [[path]] = calls[id];
    const [name, method] = path.split(".");
    if (method) {
      try {
        page[name] ||= [];
      } catch { /* storage may be forbidden */ }
      call(calls[id]);
      told();
    } else meet(name, (global) => {
      for (const [, ...values] of calls[id]) global(...values);
      told();
    });
  }
  on("change", grant);
}

/**
 * Speaks to a global as soon as the page's snippet has made it. It must not be there before: snippets do nothing where
 * it is. And its queue comes after it, so it is tried whenever the page reads it.
 * @param {string} name
 * @param {(global: any) => void} speak fails as long as the global is not complete
 */
function meet(name, speak) {
  let value = page[name];
  let isBusy = false;
  const property = { configurable: true, enumerable: true };
  Object.defineProperty(page, name, {
    ...property,
    get() {
      if (value && !isBusy) {
        isBusy = true;
        try {
          speak(value);
          Object.defineProperty(page, name, { ...property, value, writable: true });
        } catch { /* not yet */ }
        isBusy = false;
      }
      return value;
    },
    set(given) {
      value = given;
    },
  });
  void page[name];
}
