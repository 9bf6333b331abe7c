import { ask } from "./ask.js";
import { standing } from "./given.js";

/** The signed copy of the visitor's last consent record; rejects when there is none, or the service is away. */
export async function receipt() {
  const path = `visitors/${standing().visitor}/records`;
  const { records: [{ id }] } = await (await ask(path)).json();
  return (await ask(path + "/" + id)).json();
}
