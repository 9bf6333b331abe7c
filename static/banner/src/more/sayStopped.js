import { details, kit } from "./given.js";

const { button, isStale, say } = kit;

/** Says that consent is withdrawn; with an offer to reload where something runs that cannot be told to stop. @param {string} [done] */
export function sayStopped(done = details.texts.withdrawn) {
  const { reload, reloadNow } = details.texts;
  if (isStale()) say(`${done} ${reload}`, button("reload", reloadNow, () => location.reload()));
  else say(done);
}
