import { ask } from "./ask.js";
import { forget } from "./given.js";

/** Erases the visitor from the service, then from this browser; rejects when the service did not do it. @param {string} visitor */
export const erase = (visitor) => ask("visitors/" + visitor, { method: "DELETE" }).then(forget);
