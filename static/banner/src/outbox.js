/** @import {Sent} from "./types.d.ts" */
import { parseAnswer } from "./answer.js";
import { keepAnswer, readCookie } from "./cookie.js";
import { address, site } from "./here.js";
import { resolve } from "./resolve.js";
import { kept } from "./storage.js";

const PATIENCE = 6e5;
let delivering = false;
/** What is under way. @type {Promise<Response | void> | undefined} */ let posted;

/** Takes a decision and keeps it until the service has acknowledged it. @param {Sent} decision */
export const keep = (decision) => write(pending().concat(decision));

/** Sends what was not acknowledged, on this page or an earlier one, in the order in which it was decided. */
export async function deliver() {
  if (delivering) return;
  delivering = true;
  let wait = 1e3;
  // Read anew each time: another decision may have come in while one was under way.
  for (let decision; (decision = pending()[0]);) {
    // A POST without a preflight request, as it goes out as plain text; it outlives the page.
    posted = fetch(address("consents"), {
      method: "POST",
      body: JSON.stringify(decision),
      credentials: "include",
      keepalive: true,
    }).catch(() => {}); // offline: nobody answers
    const answer = await posted;
    // Settled is what the service itself has kept, or refused for good: a page of a proxy's own is neither.
    if (/^2.*json|^4(?!08|25|29).*problem/.test(`${answer?.status} ${answer?.headers.get("content-type")}`)) {
      write(pending().filter(({ id }) => id != decision.id));
      keepNewest();
    } else {
      wait = Math.min(wait * (1.5 + Math.random()), PATIENCE);
      const asked = /** @type {any} */ (answer?.headers.get("retry-after"));
      await new Promise((resolve) => setTimeout(resolve, Math.max(1e3 * asked || 0, wait)));
    }
  }
  delivering = false;
}

/** The newest decision holds: the service may have put an older one into the cookie, when it acknowledged that late. */
export function keepNewest() {
  const answer = parseAnswer(readCookie());
  // Who has no answer needs no look into storage, which is slow when it is first opened.
  const newest = answer && pending().pop();
  const at = newest && Date.parse(newest.decided_at) / 1e3;
  if (at && at > answer.at) keepAnswer({ ...newest, at, grants: resolve(site, newest) });
}

/** Resolves when nothing is under way. */
export const settled = () => posted;

/** @returns {Sent[]} */
function pending() {
  try {
    return JSON.parse(kept("outbox") || "[]").filter((/** @type {Sent} */ { categories, counters }) => categories && counters);
  } catch {
    return []; // somebody else's rubbish under our name
  }
}

/** @param {Sent[]} decisions */
const write = (decisions) => kept("outbox", JSON.stringify(decisions));
