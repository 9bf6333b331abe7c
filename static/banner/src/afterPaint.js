/** Does something once the next frame is seen: what she asked for shows before anything that follows from it. @param {() => void} work */
export const afterPaint = (work) => requestAnimationFrame(() => setTimeout(work));
