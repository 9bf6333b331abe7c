import { kit } from "./given.js";

const { _address: address, _standing: standing } = kit;

/** The signed copy of the visitor's last consent record; rejects when there is none, or the service is away. */
export async function receipt() {
  const path = `visitors/${standing().visitor}/records`;
  const { records: [{ record }] } = await read(path);
  return read(`${path}/${record}`);
}

/** @param {string} path */
const read = async (path) => (await fetch(address(path))).json();
