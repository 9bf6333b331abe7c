import { ask } from "./ask.js";
import { expire, follow, kept, settled } from "./given.js";

/**
 * Erases the visitor from the service, then from this browser; rejects when the service did not do it. Before that
 * nothing of hers may be under way: it would bring her back.
 * @param {string} visitor
 */
export async function erase(visitor) {
  const pending = kept("outbox");
  kept("outbox", "[]");
  await settled();
  try {
    await ask("visitors/" + visitor, { method: "DELETE" });
  } catch (failure) {
    kept("outbox", pending); // for the next page to send
    throw failure;
  }
  kept("outbox", "[]");
  expire("kelisim");
  follow();
}
