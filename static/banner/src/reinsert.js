/**
 * Takes an element out of the page and puts it back where it was: a script that has not run yet runs then, a frame or
 * a player comes back empty.
 * @param {Element} element
 */
export function reinsert(element) {
  const { parentNode, nextSibling } = element;
  element.remove();
  parentNode?.insertBefore(element, nextSibling);
}
