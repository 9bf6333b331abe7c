import { current } from "./current.js";
import { showFirstLayer } from "./firstLayer.js";
import { address, language, site } from "./here.js";
import { idle } from "./idle.js";
import { withMore } from "./more.js";
import { kept } from "./storage.js";
import { policyLink } from "./policyLink.js";
import * as texts from "./texts.js";

/** Asks where an answer is missing, tells who has answered of an edition that only informs, and else leaves the page alone. */
export function welcome() {
  const { ask, edition } = current;
  if (ask) {
    // The page around this frame asks; its answer comes by the storage that both share. A stranger's page shows no frame.
    if (frameElement && /** @type {any} */ (parent).kelisim) return;
    showFirstLayer();
    idle(countShown);
    idle(() => withMore((more) => more._attend())); // ahead of need
  } else if (texts.notice && (!RICH || edition) && /** @type {number} */ (edition) < site.edition && kept("notice") != site.edition) {
    withMore((more) => more._notify(texts.notice, policyLink()));
  }
}

/** Says to the service that the banner was shown, once in a browser session. */
function countShown() {
  const { edition, banner } = site;
  try {
    sessionStorage["kelisim." + site.site] ||= navigator.sendBeacon(address("shown"), JSON.stringify({ edition, banner, language }));
  } catch { /* who cannot be remembered would be counted again and again */ }
}
