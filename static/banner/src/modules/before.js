/** @import {Call, Kit} from "../types.d.ts" */

/**
 * Tells counters to wait for consent before their scripts come, in the queues that those read; and that it was given,
 * when it is for the first time. Later changes they are told like all others.
 * @param {Kit} kit
 * @param {Record<string, Call[]>} calls by counter
 */
export default function before({ _allows: allows, _call: call, _on: on, _site: site }, calls) {
  const waiting = new Set(Object.keys(calls));
  const grant = () => {
    for (const id of waiting) {
      if (!allows(id)) continue;
      waiting.delete(id);
      call(site.counters[id].grant);
    }
  };
  for (const id of waiting) {
    for (const [path] of calls[id]) /** @type {any} */ (window)[path.split(".")[0]] ||= [];
    call(calls[id]);
  }
  grant();
  on("change", grant);
}
