import { button, isStale, words } from "./given.js";
import { say } from "./say.js";

/**
 * Says what was done; with an offer to reload where something still runs that cannot be told to stop.
 * @param {"saved" | "withdrawn" | "erased"} done
 */
export function conclude(done) {
  const { reload, reloadNow, [done]: text } = words;
  if (isStale()) say(`${text} ${reload}`, button("reload", reloadNow, () => location.reload()));
  else say(text);
}
