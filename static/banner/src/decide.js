/** @import {Decision, Method} from "./types.d.ts" */
import { apply } from "./apply.js";
import { keepAnswer } from "./cookie.js";
import { current, refresh } from "./current.js";
import { emit, emitChange } from "./emit.js";
import { language, site } from "./here.js";
import { uuid, visitorId } from "./identifiers.js";
import { send } from "./outbox.js";
import { record } from "./record.js";
import { resolve } from "./resolve.js";
import { tellCounters } from "./revoke.js";

/**
 * Keeps a decision, obeys it and sends it. False when the browser does not keep it: then nothing holds, and nothing
 * is sent.
 * @param {Method} method
 * @param {Decision} decision
 */
export function decide(method, decision) {
  const before = current;
  const now = new Date();
  const { edition, banner, categories, counters } = site;
  const grants = resolve(site, decision);
  const granted = (/** @type {string} */ id) => grants.includes(id);
  // Who refuses all and has no id yet gets none, where the site only counts refusals.
  const visitor = before.visitor || (site.refusals && !grants[1] ? "-" : visitorId());
  if (!keepAnswer({ visitor, edition, at: Math.floor(+now / 1e3), grants })) return false;

  refresh(method == "withdraw");
  tellCounters(before);
  apply();
  send({
    id: uuid(),
    visitor,
    decided_at: now.toISOString(),
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
    page: location.origin + location.pathname,
    signals: { gpc: /** @type {any} */ (navigator).globalPrivacyControl === true },
  });
  emit("decide");
  emitChange();
  return true;
}
