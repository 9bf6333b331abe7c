import { apply } from "./apply.js";
import { forgetAnswer } from "./cookie.js";
import { current, refresh } from "./current.js";
import { emitChange } from "./emit.js";
import { dropPending } from "./outbox.js";
import { tellCounters } from "./revoke.js";

/** Takes the answer out of this browser: what is not sent yet, the cookie, and what ran by it. */
export function forget() {
  const before = current;
  dropPending();
  forgetAnswer();
  refresh();
  tellCounters(before);
  apply();
  emitChange();
}
