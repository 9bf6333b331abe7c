import { address } from "./given.js";

/**
 * Asks the service; rejects with the response when it is no success.
 * @param {string} path
 * @param {RequestInit} [how]
 */
export async function ask(path, how) {
  const response = await fetch(address(path), how);
  if (!response.ok) throw response;
  return response;
}
