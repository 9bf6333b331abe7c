import { details, kit } from "./given.js";
import { say } from "./say.js";

const { _button: button, _isStale: isStale } = kit;

/**
 * Says what was done; with an offer to reload where something still runs that cannot be told to stop.
 * @param {"saved" | "withdrawn" | "erased"} done
 */
export function conclude(done) {
  const { reload, reloadNow, [done]: text } = details.texts;
  if (isStale()) say(`${text} ${reload}`, button("reload", reloadNow, () => location.reload()));
  else say(text);
}
