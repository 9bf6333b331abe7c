/** @import {Comparison, Kit, Said} from "../types.d.ts" */
import { split } from "../split.js";

/**
 * Shows a visitor one of several banners: the one that her id says, once she has one. Who has none gets one by lot; when
 * she answers, her id is drawn so that it says the same. Until then nothing is kept but, in the place where this browser
 * session remembers that she was asked, the revision of what she saw.
 * @param {Kit} kit
 * @param {Comparison} options
 */
export default function comparison(
  { _hooks: hooks, _language: language, _reword: reword, _site: site, _standing: standing, _visitorId: visitorId },
  { id, weights, others },
) {
  const asked = "kelisim." + site.site;
  const revisions = [site.banner, ...others.map(({ banner }) => banner)];
  const variantOf = (/** @type {string} */ visitor) => split(id, visitor, weights);
  const { visitor } = standing();
  let number = visitor ? variantOf(visitor) : revisions.indexOf(seen(asked) || "");
  if (number < 0) number = variantOf(visitorId());

  hooks.visitorId = () => {
    for (;;) {
      const drawn = visitorId();
      if (variantOf(drawn) == number) return drawn;
    }
  };
  if (number) {
    const { theme = { rules: [] }, texts: worded, ...look } = others[number - 1];
    Object.assign(site, look);
    const { [language]: said } = site.languages;
    reword(/** @type {Said} */ (SAID.map((name, at) => worded[language][name] ?? said[at])));
    hooks.theme = theme;
  }
  addEventListener("pagehide", () => {
    if (seen(asked)) sessionStorage[asked] = revisions[number];
  });
}

/** What this browser session holds under a name; nothing where the page may not look. @param {string} name */
function seen(name) {
  try {
    return /** @type {string | undefined} */ (sessionStorage[name]);
  } catch {
    return undefined;
  }
}
