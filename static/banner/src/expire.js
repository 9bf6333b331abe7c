/**
 * Removes a cookie. A page cannot see where it was set: so every folder of its path is tried, with its host and every
 * parent.
 * @param {string} name
 */
export function expire(name) {
  const labels = location.hostname.split(".");
  let path = "";
  for (const folder of location.pathname.split("/")) {
    path += folder;
    for (const place of [path, path += "/"]) {
      labels.forEach((_, at) => document.cookie = `${name}=;Max-Age=0;Path=${place};Domain=${labels.slice(at).join(".")}`);
      document.cookie = `${name}=;Max-Age=0;Path=${place}`;
    }
  }
}
