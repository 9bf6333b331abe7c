/** @import {Decision, Method} from "./types.d.ts" */
import { afterPaint } from "./afterPaint.js";
import { apply } from "./apply.js";
import { keepAnswer } from "./cookie.js";
import { current, refresh } from "./current.js";
import { emit, emitChange } from "./emit.js";
import { asked } from "./firstLayer.js";
import { language, site } from "./here.js";
import { hooks } from "./hooks.js";
import { uuid, visitorId } from "./identifiers.js";
import { objects } from "./objects.js";
import { deliver, keep } from "./outbox.js";
import { record } from "./record.js";
import { resolve } from "./resolve.js";
import { tellCounters } from "./revoke.js";
import { iso } from "./standing.js";

/**
 * Keeps a decision, obeys it and sends it. When the browser does not keep it, nothing holds; it is sent if something
 * did before, else false comes back.
 * @param {Method} method
 * @param {Decision} decision
 */
export function decide(method, decision) {
  const before = current;
  // Later than what it changes, also when the clock was set back.
  const at = Math.max(Math.floor(Date.now() / 1e3), Date.parse(/** @type {string} */ (before.recordedAt)) / 1e3 + 1 || 0);
  const { edition, banner, categories, counters } = site;
  const grants = resolve(site, decision);
  const granted = (/** @type {string} */ id) => grants.includes(id);
  // Who refuses all and has no id yet gets none, where the site only counts refusals.
  const visitor = before.visitor || (site.refusals && !grants[1] ? "-" : (RICH && hooks.visitorId || visitorId)());
  const kept = keepAnswer({ visitor, edition, at, grants });
  // Where nothing can be kept, only what was presumed runs, and ends for this page with anything but a yes to all.
  const presumed = RICH && !kept && method != "accept-all" && site.regime;
  if (presumed) delete site.regime;
  if (!kept && !presumed && before.status != "given") return false;

  refresh(method == "withdraw");
  tellCounters(before);
  keep({
    id: uuid(),
    visitor,
    decided_at: iso(at),
    method,
    categories: record(categories, granted),
    // Only those that differ from their category.
    counters: record(
      Object.keys(counters).filter((id) =>
        categories.includes(counters[id].category) && granted(id) != granted(counters[id].category)
      ),
      granted,
    ),
    edition,
    banner,
    language,
    page: /^http/.test(location.protocol) ? location.origin + location.pathname : null,
    signals: { gpc: objects },
    // Whole seconds since she was asked, if she was.
    after: asked && (Date.now() - asked) / 1e3 | 0,
  });
  emit("decide");
  emitChange();
  deliver();
  afterPaint(apply);
  return true;
}
