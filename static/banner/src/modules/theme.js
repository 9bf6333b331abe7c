/** @import {Kit, Theme} from "../types.d.ts" */

/**
 * Dresses the banner as the site file says: its colours and measures, its logo, and which answer stands first.
 * @param {Kit} kit
 * @param {Theme} options
 */
export default function theme({ _hooks: hooks, _root, _element: element, _on: on }, options) {
  const { rules, logo, rejectFirst } = hooks.theme || options;
  const root = _root();
  const [sheet] = root.adoptedStyleSheets;
  for (const rule of rules) sheet.insertRule(rule, sheet.cssRules.length);
  // Said while nothing is painted yet: nobody sees the one become the other.
  on("show", () => {
    const banner = root.querySelector("[part~=banner]");
    if (logo && banner && !banner.querySelector("img")) banner.prepend(element("img", { part: "logo", src: logo, alt: "" }));
    if (rejectFirst) {
      for (const accept of root.querySelectorAll("[part~=accept]")) {
        if (accept.nextElementSibling?.matches("[part~=reject]")) accept.before(accept.nextElementSibling);
      }
    }
  });
}
