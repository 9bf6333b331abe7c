/** @import {Composed, Details, Kit, Said, Settings} from "./types.d.ts" */

/**
 * Starts a release: the whole banner in one file that never changes, whose tag names the site. Nothing but data is
 * asked for: the site's settings, and later what its second layer tells.
 * @param {(settings: Settings, run: (kit: Kit) => void, script: { src: string }, second: object) => void} first
 * @param {(details: Details) => (kit: Kit) => object} second
 * @param {Record<string, (kit: Kit, options: unknown) => void>} modules
 */
export default async function release(first, second, modules) {
  const { src, dataset: { site } } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const address = new URL(`../sites/${site}/kelisim.json`, src).href;
  const answer = await fetch(address);
  if (!answer.ok) throw Error(`${address} has no settings`);
  const { modules: used, languages: texts, ...rest } = /** @type {Composed} */ (await answer.json());
  const languages = Object.fromEntries(
    Object.entries(texts).map(([language, said]) => [language, /** @type {Said} */ (SAID.map((name) => said[name]))]),
  );
  const run = (/** @type {Kit} */ kit) => {
    for (const [name, options] of Object.entries(used || {})) modules[name]?.(kit, options);
  };
  first({ ...rest, languages }, run, { src: address }, second);
}
