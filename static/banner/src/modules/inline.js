/** @import {Kit} from "../types.d.ts" */

/**
 * Puts the banner into the flow of the page, where `<div data-consent="banner">` stands: it lies over nothing, so no
 * focus is ever under it (WCAG 2.2, 2.4.11). A page without such a place has it as a bar.
 * @param {Kit} kit
 */
export default function inline({ _root: root, _on: on }) {
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
  document.addEventListener("DOMContentLoaded", lay);
}
