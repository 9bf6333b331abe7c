/** @import {Standing} from "./types.d.ts" */
import { parseAnswer } from "./answer.js";
import { readCookie } from "./cookie.js";
import { site } from "./here.js";
import { presume } from "./presume.js";
import { standing } from "./standing.js";

/** What holds in this page; always read from the cookie, never written on its own. @type {Standing} */
export let current;

/** Reads anew what holds. @param {boolean} [withdrawn] */
export function refresh(withdrawn) {
  current = standing(site, parseAnswer(readCookie()), Date.now() / 1e3, withdrawn);
  if (RICH) presume(site, current);
  Object.values(current).concat(current).forEach(Object.freeze); // pages are handed it as it is
}

/** What she lets run in this page only. @type {Set<string>} */
export const once = new Set();

/** Whether a category or a counter may run; nothing may in a page that is not shown yet. Never throws. @param {string | undefined} id */
export const allows = (id) =>
  !(/** @type {any} */ (document)).prerendering &&
  (RICH && once.has(/** @type {string} */ (id)) || { ...current.categories, ...current.counters }[/** @type {string} */ (id)] === true);
