/** @import {Standing} from "./types.d.ts" */
import { call } from "./call.js";
import { allows } from "./current.js";
import { site } from "./here.js";
import { ran } from "./run.js";
import { sweepDenied } from "./sweepDenied.js";

/** Counters that were told to stop in this page, and would not start again by themselves. @type {Set<string>} */
const stopped = new Set();

/** Tells the counters what changed for them. @param {Standing} before */
export function tellCounters({ counters }) {
  for (const id in site.counters) {
    const { grant, revoke } = site.counters[id];
    const allowed = allows(id);
    if (allowed == counters[id]) continue;
    if (!allowed) {
      stopped.add(id);
      call(revoke);
    } else if (stopped.delete(id)) call(grant);
  }
  sweepDenied();
}

/** Whether something runs on that nobody can tell to stop: then only a reload helps. */
export const isStale = () => [...ran].some((id) => !allows(id) && !site.counters[id]?.revoke);
