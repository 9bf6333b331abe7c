/** @import {Kit} from "../types.d.ts" */

const UNUSED = '[data-consent="banner"]:not(:has(*)) { display: none }';

/**
 * Puts the banner into the flow of the page, where `<div data-consent="banner">` stands: it lies over nothing, so no
 * focus is ever under it (WCAG 2.2, 2.4.11). A page without such a place has it as a bar. It goes there as soon as the
 * place is parsed, before that is painted; and who is not asked has no room kept free.
 * @param {Kit} kit
 */
export default function inline({ _root, _on: on, _standing: standing }) {
  const root = _root();
  const { host } = root;
  const lay = () => {
    const banner = root.querySelector("[part~=inline]");
    const place = document.querySelector('[data-consent="banner"]');
    if (!banner || root.querySelector("[open]")) return;
    if (place) {
      if (!place.contains(host)) place.append(host);
      banner.part.add("placed");
    } else if (document.readyState != "loading") banner.setAttribute("part", "banner bar bottom");
  };
  on("show", lay);
  const parsed = new MutationObserver(lay);
  parsed.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    parsed.disconnect();
    lay();
  });

  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const follow = () => sheet.replaceSync(standing().ask ? "" : UNUSED);
  follow();
  on("change", follow);
}
