import { coverHeld } from "./covers.js";
import { stay } from "./host.js";
import { MARKED } from "./marked.js";
import { withMore } from "./more.js";
import { runScripts } from "./run.js";
import { loadSources } from "./sources.js";

const DECLARATION = '[data-consent="declaration"]';
const WATCHED = `${MARKED},[data-requires],${DECLARATION}`;

/** Brings the page in line with what is allowed now. */
export function apply() {
  loadSources();
  runScripts();
  // By the next frame the page has its style: the room of what is covered is known without a forced layout.
  requestAnimationFrame(coverHeld);
  if (document.querySelector(DECLARATION)) withMore((more) => more._declare());
}

/** Does so at once, and again for whatever is parsed or added later. */
export function applyAlways() {
  apply();
  document.addEventListener("DOMContentLoaded", apply);
  new MutationObserver((records) => {
    stay();
    const found = document.readyState == "loading" || records.some(({ addedNodes }) =>
      [.../** @type {NodeListOf<Element>} */ (addedNodes)].some((node) =>
        node.matches?.(WATCHED) || node.querySelector?.(WATCHED)
      )
    );
    if (found) apply();
  }).observe(document, { childList: true, subtree: true });
}
