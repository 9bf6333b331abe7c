/** @import {Settings, Standing} from "./types.d.ts" */

/**
 * Where the law lets a site go on until she refuses, one who has not answered counts as if she allowed all.
 * @param {Settings} site
 * @param {Standing} standing
 */
export function presume({ regime }, standing) {
  if (!regime || standing.status != "unknown") return;
  for (const answers of [standing.categories, standing.counters]) {
    for (const id in answers) answers[id] = true;
  }
  standing.ask = regime != "none";
}
