/** @import {Kit, Settings} from "../types.d.ts" */

/**
 * Lets the banner run the way its language is written, whatever the page around it does; where that is from right to
 * left, it stands in the mirrored corner.
 * @param {Kit} kit
 * @param {string[]} leftwards the site's languages that are written so
 */
export default function direction({ _root: root, _language: language, _site: site }, leftwards) {
  const isLeftwards = leftwards.includes(language);
  /** @type {HTMLElement} */ (root().host).dir = isLeftwards ? "rtl" : "ltr";
  if (isLeftwards) {
    site.position = /** @type {Settings["position"]} */ (site.position?.replace(/left|right/, (side) => side == "left" ? "right" : "left"));
  }
}
