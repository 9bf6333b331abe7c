import { site } from "./given.js";

/** The counters of a category, in the site's order. @param {string} category */
export const countersOf = (category) => Object.keys(site.counters).filter((id) => site.counters[id].category == category);
