/** @import {Answer, Site, Standing} from "./types.d.ts" */
import { record } from "./record.js";

/**
 * What holds now for one who gave this answer. Denied unless granted by an answer that still counts.
 * @param {Site} site
 * @param {Answer | null} answer
 * @param {number} now Unix seconds
 * @param {boolean} [withdrawn] her last decision took back: the cookie alone cannot tell
 * @returns {Standing}
 */
export function standing({ asks, validity, categories, counters }, answer, now, withdrawn) {
  const expires = answer ? answer.at + validity : 0;
  const counts = !!answer && now < expires && answer.edition >= asks;
  let given = false;
  const granted = (/** @type {string} */ id) => {
    const yes = counts && answer.grants.includes(id);
    given ||= yes;
    return yes;
  };
  return {
    categories: { necessary: true, ...record(categories, granted) },
    counters: record(Object.keys(counters), (id) => counters[id].category == "necessary" || granted(id)),
    visitor: answer && answer.visitor != "-" ? answer.visitor : null,
    status: counts ? given ? "given" : withdrawn ? "withdrawn" : "refused" : answer ? "expired" : "unknown",
    ask: !counts,
    edition: answer && answer.edition,
    recordedAt: answer && iso(answer.at),
    expiresAt: answer && iso(expires),
  };
}

/** A moment as the interface writes it. @param {number} seconds */
export const iso = (seconds) => new Date(seconds * 1e3).toISOString();
