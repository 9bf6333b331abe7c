import { apply } from "./apply.js";
import { current, refresh } from "./current.js";
import { emitChange } from "./emit.js";
import { clear } from "./host.js";
import { tellCounters } from "./revoke.js";

/** Obeys what was decided elsewhere: in another tab, or while this page lay in the back/forward cache. */
export function followOthers() {
  // The outbox tells other tabs at once where there is storage; the rest is seen when she comes back to the page.
  for (const event of ["storage", "focus", "pageshow"]) addEventListener(event, follow);
}

function follow() {
  const before = current;
  refresh(before.status == "withdrawn");
  if (JSON.stringify(before) == JSON.stringify(current)) return;
  tellCounters(before);
  apply();
  clear();
  emitChange();
}
