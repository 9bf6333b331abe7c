/** @import {Sent} from "./types.d.ts" */
import { keepAnswer } from "./cookie.js";
import { address, site } from "./here.js";
import { resolve } from "./resolve.js";
import { kept } from "./storage.js";

const PATIENCE = 6e5;
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
  let wait = 1e3;
  // Read anew each time: another decision may have come in while one was under way.
  for (let decision; (decision = pending()[0]);) {
    const { id } = decision;
    let asked = 0;
    try {
      const { status, headers } = await post("consents", decision);
      // A refusal is final, unless it only says “not now”.
      if (status < 500 && ![408, 425, 429].includes(status)) {
        keep(pending().filter((other) => other.id != id));
        // The service may have put the older answer into the cookie with that: the newest one holds.
        const newest = pending().pop();
        if (newest) {
          keepAnswer({ ...newest, at: Math.floor(Date.parse(newest.decided_at) / 1e3), grants: resolve(site, newest) });
        }
        continue;
      }
      asked = 1e3 * +(headers.get("retry-after") || 0);
    } catch { /* offline: nobody answered */ }
    wait = Math.min(wait * (1.5 + Math.random()), PATIENCE);
    await new Promise((resolve) => setTimeout(resolve, Math.max(asked || 0, wait)));
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
