/** @import {Kit} from "../types.d.ts" */

/**
 * Lets what was held run in a page that takes no strings for scripts (Trusted Types): what is marked up becomes one by
 * the policy `kelisim`, and nothing else does.
 * @param {Kit} kit
 */
export default function trust({ _idOf: idOf }) {
  const policy = /** @type {any} */ (window).trustedTypes?.createPolicy("kelisim", {
    createScript: (/** @type {string} */ text) => text,
    createScriptURL: (/** @type {string} */ url) => url,
  });
  for (const [name, create] of policy ? [["text", "createScript"], ["src", "createScriptURL"]] : []) {
    const { set, ...rest } = /** @type {any} */ (Object.getOwnPropertyDescriptor(HTMLScriptElement.prototype, name));
    Object.defineProperty(HTMLScriptElement.prototype, name, {
      ...rest,
      set(value) {
        set.call(this, idOf(this) && typeof value == "string" ? policy[create](value) : value);
      },
    });
  }
}
