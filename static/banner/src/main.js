import { applyAlways } from "./apply.js";
import { obeyClicks } from "./clicks.js";
import { current, refresh } from "./current.js";
import { emit, pushToDataLayer } from "./emit.js";
import { face } from "./face.js";
import { followOthers } from "./followOthers.js";
import { site } from "./here.js";
import { idle } from "./idle.js";
import { kit } from "./kit.js";
import { deliver } from "./outbox.js";
import { sweepDenied } from "./sweepDenied.js";
import { welcome } from "./welcome.js";
import { whenBody } from "./whenBody.js";

const page = /** @type {{ kelisim?: any }} */ (window);
const queue = page.kelisim;

/** Begins with a page that somebody sees; nothing is counted or run for one that is only rendered ahead. */
function start() {
  if (!current.ask) {
    pushToDataLayer();
    idle(sweepDenied);
  } else if (RICH && site.regime) pushToDataLayer(); // she is asked, and counts as if she allowed all
  applyAlways();
  obeyClicks();
  whenBody(welcome);
  idle(followOthers);
  idle(deliver); // also without an answer: its cookie may be gone before it could be sent
}

// A second tag on the page finds the first one at work.
if (!queue?.allows) {
  page.kelisim = face;
  MODULES?.(kit);
  if (/** @type {any} */ (document).prerendering) {
    document.addEventListener("prerenderingchange", () => {
      refresh(); // she may have answered meanwhile, on the page before
      emit("change"); // vendors and those that asked meanwhile are told before anything runs
      start();
    });
  } else start();
  queue?.forEach?.(face.push);
}
