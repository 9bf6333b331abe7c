/** @import {Kit} from "../types.d.ts" */

/**
 * Where the visitor may opt out, a signal of her browser is her refusal (Global Privacy Control): it is kept like any
 * other, nothing runs, and nothing is asked.
 * @param {Kit} kit
 */
export default function optOut(
  { _decide: decide, _everything: everything, _follow: follow, _site: site, _standing: standing },
) {
  if (standing().recordedAt) return;
  if (/** @type {any} */ (navigator).globalPrivacyControl) {
    delete site.regime;
    if (!decide("gpc", everything(false))) follow(); // where her refusal cannot be kept it counts in this page
  } else {
    (/** @type {any} */ (window).dataLayer ||= []).push({ event: "kelisim_consent_update", kelisim: standing() });
  }
}
