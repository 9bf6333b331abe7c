import { applyAlways } from "./apply.js";
import { obeyClicks } from "./clicks.js";
import { current, refresh } from "./current.js";
import { emit, pushToDataLayer } from "./emit.js";
import { face } from "./face.js";
import { followOthers } from "./followOthers.js";
import { site } from "./here.js";
import { idle } from "./idle.js";
import { kit } from "./kit.js";
import { deliver, keepNewest } from "./outbox.js";
import { sweepDenied } from "./sweepDenied.js";
import { welcome } from "./welcome.js";
import { whenBody } from "./whenBody.js";

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

/** Knows what holds and says so; a second tag on the page finds the first one at work. */
function begin() {
  const page = /** @type {{ kelisim?: any }} */ (window);
  const queue = page.kelisim;
  if (queue?.allows) return;
  keepNewest();
  refresh();
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

// Right after this script, before any other. A browser looks where in the code it is asked for cookies, and for that it
// parses anew whatever is running: a script's whole code, while it is being run for the first time.
face.ready.then(begin);
