/** @import {Kit} from "../types.d.ts" */

/**
 * Sets the globals by which vendors let a page switch their counters off (`disableYaCounter…`, `ga-disable-…`): before
 * any script of theirs comes, and again whenever the answer changes, so that they start late or stop.
 * @param {Kit} kit
 */
export default function switches({ _allows: allows, _on: on, _site: { counters } }) {
  const set = () => {
    for (const id in counters) {
      for (const [path, value] of counters[id][allows(id) ? "grant" : "revoke"] || []) {
        if (path[0] == "=") /** @type {any} */ (window)[path.slice(1)] = value;
      }
    }
  };
  set();
  on("change", set);
}
