/** @import {Standing} from "./types.d.ts" */
import { call } from "./call.js";
import { allows } from "./current.js";
import { site } from "./here.js";
import { idle } from "./idle.js";
import { ran } from "./run.js";
import { sweepDenied } from "./sweepDenied.js";

/** Counters that were told to stop in this page, and would not start again by themselves. @type {Set<string>} */
const stopped = new Set();

/** Tells the counters what changed for them. @param {Standing} before */
export function tellCounters({ ask, counters }) {
  for (const id in site.counters) {
    const { grant, revoke } = site.counters[id];
    const allowed = allows(id);
    if (allowed == counters[id]) continue;
    if (!allowed) {
      stopped.add(id);
      call(revoke);
    } else if (stopped.delete(id)) call(grant);
  }
  // Who answers for the first time takes nothing back: what may lie there from before has time.
  if (ask) idle(sweepDenied);
  else sweepDenied();
}

/** Whether something runs on that nobody can tell to stop: then only a reload helps. */
export const isStale = () => [...ran].some((id) => !allows(id) && !site.counters[id]?.revoke);
