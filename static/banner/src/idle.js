/** Does something when the page has nothing better to do. @type {(work: () => void) => void} */
export const idle = window.requestIdleCallback || setTimeout;
