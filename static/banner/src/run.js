import { allows } from "./current.js";
import { idOf, MARKED } from "./marked.js";
import { reinsert } from "./reinsert.js";

const HELD = `script:is([type="text/plain"],[data-src])` + MARKED;

/** Ids whose scripts ran in this page: what has started cannot always be stopped. @type {Set<string>} */
export const ran = new Set();

let running = false;

/** Runs the held scripts that are allowed, each once, in the order in which they would have run by themselves. */
export async function runScripts() {
  // Before the document is parsed a script may still be half there, and none of them is urgent.
  if (running || document.readyState == "loading") return;
  running = true;
  // Looked up anew each time: while one loads, the visitor may take back, or the page may add another.
  for (let script; (script = next());) {
    ran.add(idOf(script));
    await awaken(script);
  }
  running = false;
}

/** The script whose turn it is: deferred ones come after all others. */
function next() {
  /** @type {NodeListOf<HTMLScriptElement>} */ const held = document.querySelectorAll(HELD);
  const allowed = [...held].filter((script) => allows(idOf(script)));
  return allowed.find((script) =>
    script.hasAttribute("async") || !script.defer && script.dataset.type != "module"
  ) || allowed[0];
}

/**
 * Makes a script of what was text: the same element, with its attributes, nonce and listeners. Resolves when the next
 * may run.
 * @param {HTMLScriptElement} script
 */
function awaken(script) {
  const { src, type = "" } = script.dataset;
  delete script.dataset.src;
  script.type = type;
  script.async = script.hasAttribute("async"); // unless told otherwise, the browser would run it whenever it likes
  if (src) script.src = src;
  else reinsert(script);
  if (script.src && !script.async) {
    return new Promise((resolve) => ["load", "error"].forEach((end) => script.addEventListener(end, resolve)));
  }
}
