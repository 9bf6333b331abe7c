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
  /** @type {Promise<unknown> | undefined} */ let loading;
  for (let script; (script = next());) {
    const external = script.dataset.src || script.src;
    // The browser runs external scripts and modules in the order of their insertion; only an inline one has to wait.
    if (loading && !external && !isModule(script)) {
      await loading;
      loading = undefined;
      continue; // ask again: the visitor may have taken back meanwhile
    }
    if (external && !script.hasAttribute("async")) loading = ended(script);
    ran.add(idOf(script));
    awaken(script);
  }
  running = false;
}

/** The script whose turn it is: deferred ones come after all others. */
function next() {
  /** @type {NodeListOf<HTMLScriptElement>} */ const held = document.querySelectorAll(HELD);
  const allowed = [...held].filter((script) => allows(idOf(script)));
  return allowed.find((script) => script.hasAttribute("async") || !script.defer && !isModule(script)) || allowed[0];
}

const isModule = (/** @type {HTMLScriptElement} */ script) => script.dataset.type == "module";

/** Resolves when it has run, or cannot. @param {HTMLScriptElement} script */
const ended = (script) =>
  new Promise((resolve) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", resolve);
  });

/** Makes a script of what was text: the same element, with its attributes, nonce and listeners. @param {HTMLScriptElement} script */
function awaken(script) {
  const { src, type = "" } = script.dataset;
  delete script.dataset.src;
  script.type = type;
  script.async = script.hasAttribute("async"); // or the browser would run it out of order
  if (src) script.src = src;
  else reinsert(script);
}
