import { on } from "./emit.js";

/** Does something once somebody sees the page: at once, or when one that was rendered ahead is shown. @param {() => void} work */
export function onceSeen(work) {
  if (!(/** @type {any} */ (document)).prerendering) return work();
  const stop = on("change", () => { // told when it is shown, before anything runs
    stop();
    work();
  });
}
