/** @import {Decision} from "./types.d.ts" */
import { current } from "./current.js";
import { site } from "./here.js";
import { objects } from "./objects.js";
import { record } from "./record.js";

/** One answer for every category; to advertising a yes of its own where the browser objects. @param {boolean} answer @returns {Decision} */
export const everything = (answer) => ({
  categories: record(site.categories, (id) => answer && !(objects && id == "advertising")),
  counters: {},
});

/**
 * A decision about some, completed with what holds for the others.
 * @param {Partial<Decision>} decision
 * @returns {Decision}
 */
export function completed({ categories = {}, counters = {} }) {
  const others = Object.entries(current.counters).filter(([id]) => categories[site.counters[id].category] == null);
  return {
    categories: { ...current.categories, ...categories },
    counters: { ...Object.fromEntries(others), ...counters },
  };
}
