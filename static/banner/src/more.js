import { address, language, site } from "./here.js";
import { kit } from "./kit.js";

/** @typedef {typeof import("./more/main.js").default} More */

/** @type {Promise<More> | undefined} */ let coming;
let version = "?" + DIGEST;

/**
 * What only the second layer and the declaration need, in the visitor's language; fetched once, and again after a
 * failure. It comes as a module, because a page whose `script-src` lets this script in lets in what it imports.
 * @returns {Promise<More>}
 */
export const more = () =>
  coming ||= (RELEASE
    ? fetch(address(`details/${site.banner}/${language}.json`)).then(async (answer) => ({ more: RELEASE(await answer.json()) }))
    : import(address(`details/${site.banner}/${language}.js${version}`))).then(({ more }) => more(kit), (failure) => {
    coming = undefined;
    version += "&"; // a browser may remember by the address that it failed
    throw failure;
  });

/** Uses it when it comes; without it the page stays as it is. @param {(more: More) => void} use */
export const withMore = (use) => more().then(use).catch(() => {});
