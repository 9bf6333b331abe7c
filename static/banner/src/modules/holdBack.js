/** @import {Kit} from "../types.d.ts" */

/** So much may wait, and one more. */
const MOST = 499;

/**
 * Holds back what the site did not mark up: whatever loads from, or reports to, an address of a counter that is denied
 * waits, and goes in the order in which it came once the counter is allowed. Nothing that the site did not list.
 * @param {Kit} kit
 * @param {Record<string, string>} patterns by counter, how its addresses go on after the scheme
 */
export default function holdBack({ _allows: allows, _idOf: idOf, _on: on, _ran: ran }, patterns) {
  const link = document.createElement("a");
  /** What waits. @type {[url: string, release: () => void][]} */ const waiting = [];

  /** The counter that an address belongs to. Some share one: whichever is allowed decides. @param {string} url */
  const counterAt = (url) => {
    link.href = url; // as the page would resolve it
    const ids = Object.keys(patterns).filter((id) => link.href.match(`^https?://(${patterns[id]})`));
    return ids.find(allows) || ids[0];
  };

  /**
   * Does something now, or once it is allowed. Who has to wait gets a promise: `fetch` needs one, others do not look.
   * What comes when very much waits is never done, so that a page that stands open for days keeps its memory.
   * @param {string | false} url
   * @param {() => any} release
   */
  const pass = (url, release) => {
    const id = url && counterAt(url);
    if (id && !allows(id)) {
      return new Promise((resolve) => waiting[MOST] || waiting.push([url, () => resolve(release())]));
    }
    if (id) ran.add(id);
    return release();
  };

  /**
   * Stands before a function of the platform.
   * @param {any} place
   * @param {string} name
   * @param {(values: any[], self: any) => string | false} address
   */
  const wrap = (place, name, address) => {
    const own = place[name];
    place[name] = function (/** @type {any[]} */ ...values) {
      return pass(address(values, this), () => own.apply(this, values));
    };
  };
  const first = (/** @type {any[]} */ [target]) => target?.url || target;
  wrap(window, "fetch", first);
  wrap(navigator, "sendBeacon", first);
  wrap(Element.prototype, "setAttribute", ([name, url], element) => name == "src" && !idOf(element) && url);
  for (const { prototype } of [HTMLScriptElement, HTMLImageElement, HTMLIFrameElement]) {
    const src = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(prototype, "src"));
    wrap(src, "set", ([url], element) => !idOf(element) && url);
    Object.defineProperty(prototype, "src", src);
  }
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (/** @type {any[]} */ ...values) {
    // @ts-ignore: what was opened before is forgotten
    delete this.send;
    wrap(this, "send", () => values[1]);
    open.apply(this, /** @type {any} */ (values));
  };

  const { write } = document;
  document.write = document.writeln = (...html) =>
    write.call(document, html.join("").replace(/ src=(["']?)([^"' >]+)/g, (found, quote, url) => {
      const id = counterAt(url);
      return id ? ` data-counter=${id} data-src=${quote + url}` : found; // the house's own markup
    }));

  // What the parser brings is seen before it runs. Frames and pictures get the house's own markup, so that a frame has
  // its cover and is emptied again; a script loses its type too, which is the only thing that Firefox heeds.
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of /** @type {NodeListOf<HTMLScriptElement>} */ (addedNodes)) {
        for (const element of [node, .../** @type {any} */ (node.querySelectorAll?.("[src]") || [])]) look(element);
      }
    }
  }).observe(document, { childList: true, subtree: true });

  /** @param {HTMLScriptElement} element */
  const look = (element) => {
    const { src, type, async, dataset } = element;
    const id = src && !idOf(element) && counterAt(src);
    if (!id) return;
    const isScript = async != null;
    if (!isScript) Object.assign(dataset, { counter: id, src: element.getAttribute("src") });
    if (allows(id)) return ran.add(id);
    element.removeAttribute("src");
    if (isScript) {
      element.type = "text/plain";
      pass(src, () => Object.assign(element, { type, async, src }));
    }
  };

  on("change", () => {
    for (const each of waiting.splice(0)) pass(...each);
  });
}
