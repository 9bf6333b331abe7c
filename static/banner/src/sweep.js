/** @import {Counter} from "./types.d.ts" */

/** Removes what a counter has left in the browser: first-party cookies and storage. @param {Counter} counter */
export function sweep({ cookies, storage }) {
  try {
    if (cookies) for (const name of matching(cookies, document.cookie.split(/=[^;]*;? ?/))) expire(name);
    for (const store of storage ? [localStorage, sessionStorage] : []) {
      for (const key of matching(storage, Object.keys(store))) store.removeItem(key);
    }
  } catch { /* forbidden storage holds nothing */ }
}

/**
 * @param {string | undefined} pattern
 * @param {string[]} names
 */
const matching = (pattern, names) => names.filter((name) => RegExp(`^(?:${pattern})$`).test(name));

/**
 * A page cannot see where a cookie was set: so every folder of its path is tried, with its host and every parent.
 * @param {string} name
 */
function expire(name) {
  const labels = location.hostname.split(".");
  let path = "";
  for (const folder of location.pathname.split("/")) {
    path += folder;
    for (const place of [path, path += "/"]) {
      labels.forEach((_, at) => document.cookie = `${name}=;Max-Age=0;Path=${place};Domain=${labels.slice(at).join(".")}`);
      document.cookie = `${name}=;Max-Age=0;Path=${place}`;
    }
  }
}
