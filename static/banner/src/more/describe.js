import { details, element, words } from "./given.js";

/** What is told of a counter; its country is marked when data cross the border. @param {string} id */
export function describe(id) {
  const { name, purpose, vendor, abroad, cookies } = details.counters[id];
  const kept = cookies.map(([name, lifetime]) =>
    element("div", { role: "listitem" }, element("code", { dir: "ltr" }, name), lifetime && ` – ${lifetime}`)
  );
  return {
    name,
    purpose,
    vendor: element("span", {}, vendor, " ", abroad && element("small", {}, words.abroad)),
    cookies: kept[0] ? element("div", { role: "list" }, ...kept) : element("span", {}, words.none),
  };
}
