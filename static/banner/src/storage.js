import { site } from "./here.js";

/** What storage would hold where the browser forbids it, or it is full; gone with the page. @type {Record<string, string | undefined>} */
const memory = {};

/**
 * What this site keeps under a name in localStorage, after keeping a value there if one is given.
 * @param {string} name
 * @param {string} [value]
 */
export function kept(name, value) {
  const key = `kelisim.${site.site}.${name}`;
  try {
    if (value) {
      localStorage[key] = value;
      memory[key] = "";
    }
    return memory[key] || localStorage[key];
  } catch {
    return memory[key] = value || memory[key];
  }
}
