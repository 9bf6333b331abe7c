import { allows } from "./current.js";
import { idOf, MARKED } from "./marked.js";

const WAITING = `:is([data-src],[data-srcset])${MARKED}:not(script)`;

/** Frames, images and whatever else waits with `data-src`: loads what is allowed, empties what no longer is. */
export function loadSources() {
  /** @type {NodeListOf<HTMLElement>} */ const waiting = document.querySelectorAll(WAITING);
  for (const held of waiting) {
    const allowed = allows(idOf(held));
    for (const name of ["src", "srcset"]) {
      const wanted = held.getAttribute("data-" + name);
      // Loaded is what has its source: nothing else needs to be remembered.
      if (wanted == null || allowed == (held.getAttribute(name) == wanted)) continue;
      if (allowed) held.setAttribute(name, wanted);
      else {
        held.removeAttribute(name);
        unload(held);
      }
    }
  }
}

/**
 * A frame keeps its document until it leaves the page, and a player plays on; so it leaves, and comes back empty.
 * @param {Element} element
 */
function unload(element) {
  const place = new Text();
  element.replaceWith(place);
  place.replaceWith(element);
}
