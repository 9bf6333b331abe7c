/** What the site has put under consent; `data-service` is another spelling of `data-counter`. */
export const MARKED = ":is([data-category],[data-counter],[data-service])";

/** The id that decides about a marked element: its counter's, else its category's. @param {HTMLElement} element */
export const idOf = ({ dataset }) => dataset.counter || dataset.service || dataset.category || "";
