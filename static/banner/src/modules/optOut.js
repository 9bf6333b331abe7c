/** @import {Kit} from "../types.d.ts" */

/**
 * Where the visitor may opt out, a signal of her browser is her refusal (Global Privacy Control): it is kept like any
 * other, nothing runs, and nothing is asked.
 * @param {Kit} kit
 */
export default function optOut(
  { _decide: decide, _everything: everything, _follow: follow, _onceSeen: onceSeen, _site: site, _standing: standing },
) {
  if (!(/** @type {any} */ (navigator)).globalPrivacyControl) return;
  onceSeen(() => {
    if (standing().recordedAt) return;
    delete site.regime;
    if (!decide("gpc", everything(false))) follow(); // where her refusal cannot be kept it counts in this page
  });
}
