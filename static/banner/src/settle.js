/** @import {Decision, Method} from "./types.d.ts" */
import { decide } from "./decide.js";
import { everything } from "./decision.js";
import { texts } from "./here.js";
import { clear } from "./host.js";
import { say } from "./message.js";
import { more } from "./more.js";
import { isStale } from "./revoke.js";

/**
 * Decides, takes the banner away and says so. What cannot be stopped without a reload is said in any case.
 * @param {Method} method
 * @param {Decision} [decision] without one: all or nothing, as the method says
 * @param {boolean} [quiet] the page has its own way of telling
 */
export function settle(method, decision = everything(method == "accept-all"), quiet) {
  const done = decide(method, decision);
  clear();
  if (!done || quiet && !isStale()) return;
  const saved = () => say(texts.saved);
  if (isStale() || method == "withdraw") more().then(({ sayStopped }) => sayStopped(), saved);
  else saved();
}
