import { current } from "./current.js";
import { showFirstLayer } from "./firstLayer.js";
import { language, site, texts } from "./here.js";
import { say } from "./message.js";
import { withMore } from "./more.js";
import { post } from "./outbox.js";
import { policyLink } from "./policyLink.js";
import { kept } from "./storage.js";

/** Asks where an answer is missing, tells of an edition that only informs, and else leaves the page alone. */
export function welcome() {
  const { edition } = current;
  if (current.ask) {
    showFirstLayer();
    idle(countShown);
    idle(() => withMore(({ makeRoom }) => makeRoom())); // ahead of need
  } else if (texts.notice && edition != null && edition < site.edition && kept("notice") != site.edition) {
    say(texts.notice, policyLink(), () => kept("notice", `${site.edition}`));
  }
}

/** Does something when the page has nothing better to do. @param {() => void} work */
export const idle = (work) => (window.requestIdleCallback || setTimeout)(work);

/** Says to the service that the banner was shown, once in a browser session. */
function countShown() {
  const { edition, banner } = site;
  const name = "kelisim." + site.site;
  try {
    sessionStorage[name] ||= post("shown", { edition, banner, language }).catch(() => {});
  } catch { /* who cannot be remembered would be counted again and again */ }
}
