/** @import {Decision, Method} from "./types.d.ts" */
import { afterPaint } from "./afterPaint.js";
import { decide } from "./decide.js";
import { everything } from "./decision.js";
import { clear, hide } from "./host.js";
import { withMore } from "./more.js";
import { isStale } from "./revoke.js";

/**
 * Decides, takes the banner away and says so. What cannot be stopped without a reload is said in any case.
 * @param {Method} method
 * @param {boolean} [quiet] the page has its own way of telling
 * @param {Decision} [decision] without one: all or nothing, as the method says
 * @returns {undefined}
 */
export function settle(method, quiet, decision = everything(method == "accept-all")) {
  const done = decide(method, decision);
  hide();
  const stale = isStale();
  if (done && (stale || !quiet)) {
    withMore((more) => more._conclude(stale || method == "withdraw" ? "withdrawn" : "saved"));
  }
}

/**
 * Settles what a click asks for. First she sees that the banner is gone: all else comes right after that frame, or when
 * the page is left before.
 * @param {Method} method
 * @param {Decision} [decision]
 */
export function obey(method, decision) {
  clear();
  let waits = true;
  const fulfil = () => {
    if (waits) {
      waits = false;
      settle(method, false, decision);
    }
  };
  afterPaint(fulfil);
  addEventListener("visibilitychange", fulfil);
}
