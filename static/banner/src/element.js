/**
 * An element with attributes and children; what is falsy is left out. Strings become text nodes, so that no text is
 * ever read as markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {...(Node | string | false | 0 | null | undefined)} children
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(.../** @type {Node[]} */ (children.filter(Boolean)));
  return made;
}

/**
 * @param {string} part its name for `::part()`
 * @param {string} text
 * @param {() => void} action
 */
export function button(part, text, action) {
  const made = element("button", { part: "button " + part }, text);
  made.onclick = action;
  return made;
}

/** The heading of a layer, which a dialog gives the focus to. @param {string} text */
export const heading = (text) => element("h2", { part: "title", tabindex: "-1" }, text);
