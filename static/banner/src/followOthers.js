import { follow } from "./follow.js";

/** Obeys what was decided elsewhere: in another tab, or while this page lay in the back/forward cache. */
export function followOthers() {
  // The outbox tells other tabs at once where there is storage; the rest is seen when she comes back to the page.
  for (const event of ["storage", "focus", "pageshow"]) addEventListener(event, follow);
  follow(); // what was decided before we listened
}
