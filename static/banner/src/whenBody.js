/**
 * Calls when there is a body to show something in; the tag may stand first in the head. In a tab that nobody sees
 * it waits until somebody does.
 * @param {() => void} show
 */
export const whenBody = (show) => document.body ? show() : void requestAnimationFrame(() => whenBody(show));
