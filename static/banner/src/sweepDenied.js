import { allows } from "./current.js";
import { expire } from "./expire.js";
import { site } from "./here.js";

/** Removes what denied counters have left in the browser: also what they wrote after they were told, on the page before. */
export function sweepDenied() {
  if (Object.keys(site.counters).every(allows)) return; // storage is slow when it is first opened
  try {
    left("cookies", /** @type {string[]} */ (document.cookie.match(/(?<=^|; )[^=;]*/g))).forEach(expire); // some have no value
    for (const store of [localStorage, sessionStorage]) {
      for (const key of left("storage", Object.keys(store))) store.removeItem(key);
    }
  } catch { /* forbidden storage holds nothing */ }
}

/**
 * The names that only denied counters use: vendors share some among their counters.
 * @param {"cookies" | "storage"} kind
 * @param {string[]} names
 */
const left = (kind, names) =>
  names.filter((name) => {
    const those = Object.keys(site.counters).filter((id) => RegExp(`^(?:${site.counters[id][kind] || "$"})$`).test(name));
    return those[0] && !those.some(allows);
  });
