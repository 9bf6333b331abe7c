import { details, element, words } from "./given.js";

/** What is told of a counter; its country is marked when data cross the border. @param {string} id */
export function describe(id) {
  const { name, purpose, vendor, abroad, cookies } = details.counters[id];
  const kept = cookies.map(([name, lifetime]) =>
    element("li", {}, element("code", { dir: "ltr" }, name), lifetime && ` – ${lifetime}`)
  );
  return {
    name,
    purpose,
    vendor: element("span", {}, vendor, " ", abroad && element("mark", {}, words.abroad)),
    cookies: kept[0] ? element("ul", {}, ...kept) : element("span", {}, words.none),
  };
}
