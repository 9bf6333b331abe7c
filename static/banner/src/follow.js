import { apply } from "./apply.js";
import { current, refresh } from "./current.js";
import { emitChange } from "./emit.js";
import { hide } from "./host.js";
import { keepNewest } from "./outbox.js";
import { tellCounters } from "./revoke.js";

/** Obeys what holds by now, if it is not what held before. */
export function follow() {
  const before = current;
  keepNewest();
  refresh(before.status == "withdrawn");
  if (JSON.stringify(before) == JSON.stringify(current)) return;
  tellCounters(before);
  apply();
  hide();
  emitChange();
}
