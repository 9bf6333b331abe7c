import { allows } from "./current.js";
import { on } from "./emit.js";
import { ran } from "./run.js";

/** Resolves once the category or counter is allowed; what the page then starts counts as running. @param {string} id */
export const when = (id) =>
  new Promise((/** @type {(_: void) => void} */ resolve) => {
    const look = () => {
      if (!allows(id)) return;
      stop();
      resolve(void ran.add(id));
    };
    const stop = on("change", look);
    look();
  });
