import { allows } from "./current.js";
import { completed } from "./decision.js";
import { dress } from "./dress.js";
import { button, element } from "./element.js";
import { site } from "./here.js";
import { hooks } from "./hooks.js";
import { idOf, MARKED } from "./marked.js";
import { settle } from "./settle.js";
import * as texts from "./texts.js";

/** What stands in for an element, and the `display` that the element had. @type {WeakMap<Element, [HTMLElement, string]>} */
const covers = new WeakMap();

/** Puts an explanation and an offer in place of frames and features that are not allowed; takes it away again. */
export function coverHeld() {
  /** @type {NodeListOf<HTMLElement>} */
  const held = document.querySelectorAll(`iframe[data-src]${MARKED},[data-requires]`);
  for (const element of held) {
    const id = element.dataset.requires || idOf(element);
    const [cover, display] = covers.get(element) || [];
    if (!allows(id)) cover || coverUp(element, id);
    else if (cover) {
      element.style.display = display || "";
      cover.remove();
      covers.delete(element);
    }
  }
}

/**
 * @param {HTMLElement} held
 * @param {string} id
 */
function coverUp(held, id) {
  const { style, dataset: { src } } = held;
  const { width, height } = held.getBoundingClientRect();
  if (src && height < 50) return; // a pixel: nobody misses it

  const { category = id, name = src && element("a", { href: src }).host } = site.counters[id] || {};
  const text = src ? texts.embed : texts.why?.[id] || texts.requires;
  const cover = element("kelisim-cover", {});
  const box = element(
    "div",
    { part: "cover" },
    element("p", {}, text
      .replace("{counter}", () => name || id)
      .replace("{category}", () => texts.categories[category] || category)),
    site.categories.includes(category) && button("allow", texts.allow, () => {
      settle("save", true, completed({ [site.counters[id] ? "counters" : "categories"]: { [id]: true } }));
      coverHeld();
      if (held.tabIndex < 0) held.tabIndex = -1; // so that the focus can go where the content has come
      held.focus();
    }),
  );
  if (RICH) hooks.cover?.(box, id, held);
  // It takes the room of a frame, so that nothing moves.
  if (src) {
    box.style.cssText = getComputedStyle(held).position == "absolute"
      ? "position:absolute;inset:0"
      : `width:${width}px;max-width:100%;min-height:${height}px`;
  }
  dress(cover).append(box);
  covers.set(held, [cover, style.display]);
  held.before(cover);
  style.setProperty("display", "none", "important");
}
