/** @import {ConsentMode, Kit} from "../types.d.ts" */

/**
 * Tells Google's tags what holds, by consent mode v2: nothing optional before anything else, then what was answered,
 * on every page and at once when it changes.
 * @param {Kit} kit
 * @param {ConsentMode} options
 */
export default function consentMode({ _allows: allows, _on: on, _site: { regime }, _standing: standing }, { types, set, ...fields }) {
  const page = /** @type {any} */ (window);
  const layer = page.dataLayer ||= [];
  // Google's tags read nothing but `arguments`; the page's own `gtag` may not be there yet, or be broken.
  function gtag(/** @type {any[]} */ ..._) {
    layer.push(arguments);
  }
  const tell = (/** @type {string} */ command, /** @type {object} */ more, /** @type {(id: string) => boolean} */ holds) => {
    /** @type {Record<string, unknown>} */ const told = { ...more };
    for (const id in types) {
      for (const type of types[id].split(" ")) told[type] = holds(id) ? "granted" : told[type] || "denied";
    }
    gtag("consent", command, told);
  };
  const update = () => tell("update", {}, allows);

  tell("default", fields, (id) => id == "necessary");
  for (const name in set) gtag("set", name, set[name]);
  if (!standing().ask || regime) update();
  on("change", update);
}
