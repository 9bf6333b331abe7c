/** @import {Method} from "./types.d.ts" */
import { showSecondLayer } from "./secondLayer.js";
import { obey } from "./settle.js";

/** Obeys clicks on whatever carries `data-consent`, also on what is added later. */
export function obeyClicks() {
  document.addEventListener("click", (event) => {
    const wish = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest?.("[data-consent]"))?.dataset.consent;
    if (wish == "preferences") showSecondLayer();
    else if (/^(accept-all|reject-all|withdraw)$/.test(/** @type {string} */ (wish))) obey(/** @type {Method} */ (wish));
    else return;
    event.preventDefault();
  });
}
