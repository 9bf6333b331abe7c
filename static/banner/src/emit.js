/** @import {Standing} from "./types.d.ts" */
import { current } from "./current.js";

/** Says on `document` that something has happened; the standing goes with it. @param {string} name */
export const emit = (name) => document.dispatchEvent(new CustomEvent("kelisim:" + name, { detail: current }));

/** What tag managers were told last. @type {Standing | undefined} */ let told;

/** Tells tag managers what holds; the same only once, as they fire at each. */
export const pushToDataLayer = () =>
  RICH && told == current ||
  (/** @type {any} */ (window).dataLayer ||= []).push({ event: "kelisim_consent_update", kelisim: RICH ? told = current : current });

/** Says that the standing has changed. */
export function emitChange() {
  emit("change");
  pushToDataLayer();
}

/**
 * Listens to `show`, `hide`, `decide` or `change`; the function that comes back stops it.
 * @param {string} name
 * @param {(standing: Standing) => void} listener
 */
export function on(name, listener) {
  const heard = (/** @type {any} */ { detail }) => listener(detail);
  document.addEventListener("kelisim:" + name, heard);
  return () => document.removeEventListener("kelisim:" + name, heard);
}
