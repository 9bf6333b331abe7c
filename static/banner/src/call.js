/** @import {Call} from "./types.d.ts" */

/**
 * Makes a counter's consent calls, as far as the counter is there: `["fbq", "consent", "revoke"]` calls the global,
 * `["=name", value]` assigns it.
 * @param {Call[]} [calls]
 */
export function call(calls = []) {
  for (const [path, ...args] of calls) {
    try {
      if (path[0] == "=") /** @type {any} */ (window)[path.slice(1)] = args[0];
      else {
        const names = path.split(".");
        const method = /** @type {string} */ (names.pop());
        const object = names.reduce((/** @type {any} */ held, name) => held[name], window);
        object[method](...args);
      }
    } catch { /* not loaded in this page, or its own fault: neither may stop the others */ }
  }
}
