/** @import {Decision, Method} from "./types.d.ts" */
import { afterPaint } from "./afterPaint.js";
import { decide } from "./decide.js";
import { everything } from "./decision.js";
import { clear } from "./host.js";
import { withMore } from "./more.js";
import { isStale } from "./revoke.js";

/**
 * Decides, takes the banner away and says so. What cannot be stopped without a reload is said in any case.
 * @param {Method} method
 * @param {boolean} [quiet] the page has its own way of telling
 * @param {Decision} [decision] without one: all or nothing, as the method says
 */
export function settle(method, quiet, decision = everything(method == "accept-all")) {
  const done = decide(method, decision);
  clear();
  const stale = isStale();
  if (done && (stale || !quiet)) {
    afterPaint(() => withMore((more) => more._conclude(stale || method == "withdraw" ? "withdrawn" : "saved")));
  }
}
