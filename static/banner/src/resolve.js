/** @import {Decision, Site} from "./types.d.ts" */

/**
 * The ids that a decision grants, in the site's order: a counter's own answer beats its category's.
 * Only `true` is a grant; whatever the site does not know grants nothing.
 * @param {Pick<Site, "categories" | "counters">} site
 * @param {Decision} decision
 */
export const resolve = (site, { categories, counters }) => [
  "necessary",
  ...site.categories.filter((id) => categories[id] === true),
  ...Object.keys(site.counters).filter((id) => {
    const { category } = site.counters[id];
    return site.categories.includes(category) &&
      (counters[id] ?? categories[category]) === true;
  }),
];
