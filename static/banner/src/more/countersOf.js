import { kit } from "./given.js";

const { counters } = kit._site;

/** The counters of a category, in the site's order. @param {string} category */
export const countersOf = (category) => Object.keys(counters).filter((id) => counters[id].category == category);
