/** @import {Sent} from "./types.d.ts" */
import { address } from "./here.js";
import { kept } from "./storage.js";

const PATIENCE = 6e5;
let wait = 1e3;
let timer = 0;
let delivering = false;

/** Takes a decision and keeps it until the service has acknowledged it. @param {Sent} decision */
export function send(decision) {
  keep([...pending(), decision]);
  deliver();
}

/** Sends what was not acknowledged, on this page or an earlier one, in the order in which it was decided. */
export async function deliver() {
  if (delivering) return;
  delivering = true;
  clearTimeout(timer);
  // Read anew each time: another decision may have come in while one was under way.
  for (let decision; (decision = pending()[0]);) {
    const { id } = decision;
    const pause = await attempt(decision);
    if (pause) {
      timer = setTimeout(deliver, pause);
      break;
    }
    keep(pending().filter((other) => other.id != id));
    wait = 1e3;
  }
  delivering = false;
}

/** Forgets what was not sent: its visitor is erased. */
export const dropPending = () => keep([]);

/**
 * A POST of JSON without a preflight request; it outlives the page.
 * @param {string} path
 * @param {object} body
 */
export const post = (path, body) =>
  fetch(address(path), {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "content-type": "text/plain" },
    credentials: "include",
    keepalive: true,
  });

/**
 * Milliseconds to wait before the next attempt; 0 when the service has given its last word.
 * @param {Sent} decision
 */
async function attempt(decision) {
  let asked = 0;
  try {
    const { status, headers } = await post("consents", decision);
    // A refusal is final, unless it only says “not now”.
    if (status < 500 && ![408, 425, 429].includes(status)) return 0;
    asked = 1e3 * +(headers.get("retry-after") || 0) || 0;
  } catch { /* offline: nothing answered */ }
  wait = Math.min(wait * 2, PATIENCE);
  return Math.max(asked, wait * (1 + Math.random()));
}

/** @returns {Sent[]} */
function pending() {
  try {
    return JSON.parse(kept("outbox") || "").filter((/** @type {Sent} */ { id }) => id);
  } catch {
    return []; // nothing yet, or somebody else's rubbish under our name
  }
}

/** @param {Sent[]} decisions */
const keep = (decisions) => kept("outbox", JSON.stringify(decisions));
