import { allows } from "./current.js";
import { element } from "./element.js";
import { idOf, MARKED } from "./marked.js";

// What is for browsers without modules would never tell that it ended.
const HELD = `script:is([type="text/plain"],[data-src]):not([data-type="text/plain"],[nomodule])` + MARKED;

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
    script.matches("[async],:not([defer],[data-type=module])")
  ) || allowed[0];
}

/**
 * Puts a live script in the place of a held one, which would never run: with its attributes, its nonce, and as it
 * would have been parsed. Resolves when the next one may run.
 * @param {HTMLScriptElement} held
 */
function awaken(held) {
  const { src, type } = held.dataset;
  const script = element("script", {});
  script.async = false; // unless the attribute says otherwise
  for (const { name, value } of held.attributes) {
    if (!/^(type|data-(type|src))$/.test(name)) script.setAttribute(name, value);
  }
  if (type) script.type = type;
  script.nonce = held.nonce; // the attribute is empty once it is in a document
  script.text = held.text;
  if (src) script.src = src;
  const ended = script.src && !script.async &&
    new Promise((resolve) => ["load", "error"].forEach((end) => script.addEventListener(end, resolve)));
  held.replaceWith(script);
  return ended;
}
