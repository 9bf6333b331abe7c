import { details, element, words } from "./given.js";

/** What is told of a counter; its country is marked when data cross the border. @param {string} id */
export function describe(id) {
  const { abroad, none } = words;
  const counter = details.counters[id];
  const place = [counter.vendor, counter.country].filter(Boolean).join(", ");
  const cookies = counter.cookies.map(([name, lifetime]) =>
    element("li", {}, element("code", {}, name), lifetime && ` – ${lifetime}`)
  );
  return {
    name: counter.name,
    purpose: counter.purpose,
    vendor: element("span", {}, place, " ", counter.abroad && element("mark", {}, abroad)),
    cookies: cookies[0] ? element("ul", {}, ...cookies) : element("span", {}, none),
  };
}
