/** @import {Decision} from "./types.d.ts" */
import { allows, current } from "./current.js";
import { completed } from "./decision.js";
import { on } from "./emit.js";
import { showFirstLayer } from "./firstLayer.js";
import { hide } from "./host.js";
import { more } from "./more.js";
import { showSecondLayer } from "./secondLayer.js";
import { settle } from "./settle.js";
import { when } from "./when.js";
import { whenBody } from "./whenBody.js";

/** `window.kelisim`, as `kelisim.d.ts` promises it. The page that calls it is not told what it asked for. */
export const face = {
  allows,
  when,
  on,
  ready: Promise.resolve(),
  get standing() {
    return current;
  },
  acceptAll: () => settle("accept-all", true),
  rejectAll: () => settle("reject-all", true),
  withdraw: () => settle("withdraw", true),
  decide: (/** @type {Partial<Decision>} */ decision) => settle("api", true, completed(decision)),
  show: () => whenBody(showFirstLayer),
  preferences: () => whenBody(showSecondLayer),
  hide,
  receipt: () => more().then((more) => more._receipt()),
  // Each a task of its own: one that fails stops neither the others nor us.
  push: (/** @type {(face: object) => void} */ task) => void face.ready.then(() => task(face)),
};
