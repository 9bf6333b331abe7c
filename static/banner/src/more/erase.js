import { address, forget } from "./given.js";

/** Erases the visitor from the service, then from this browser; rejects when the service did not do it. @param {string} visitor */
export async function erase(visitor) {
  const response = await fetch(address("visitors/" + visitor), { method: "DELETE" });
  if (!response.ok) throw response;
  forget();
}
