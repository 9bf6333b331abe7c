/** What the second file gives to the first; `more.js` calls for it. */
export { declare } from "./declaration.js";
export { explain } from "./explain.js";
export { makeRoom } from "./makeRoom.js";
export { receipt } from "./receipt.js";
export { sayStopped } from "./sayStopped.js";
