/** @import {Answer} from "./types.d.ts" */
import { formatAnswer } from "./answer.js";
import { cookieDomain } from "./cookieDomain.js";
import { expire } from "./expire.js";
import { site } from "./here.js";
import { kept } from "./storage.js";

/** The value of the cookie `kelisim`; empty without one, or where the page may not have cookies. */
export function readCookie() {
  try {
    const value = document.cookie.match(/(^|; )kelisim=([^;]*)/)?.[2] || "";
    return value && value != kept("stale") ? value : "";
  } catch {
    return ""; // a sandboxed frame may not even read them
  }
}

/**
 * Writes the answer for as long as it holds. False when the browser did not keep it.
 * @param {Answer} answer
 */
export function keepAnswer(answer) {
  const value = formatAnswer(answer);
  const domain = cookieDomain(site.hosts, location.hostname);
  const write = () => {
    document.cookie = `kelisim=${value};Path=${site.path || "/"};Max-Age=${site.validity};SameSite=Lax` +
      (domain ? ";Domain=" + domain : "") +
      (location.protocol == "https:" ? ";Secure" : "");
    return readCookie() == value;
  };
  try {
    if (write()) return true;
    expire("kelisim"); // an older one, of another path or host, stands before it
    if (write()) return true;
    kept("stale", readCookie()); // and cannot be moved: it is no answer any more
  } catch { /* the same frame: nothing optional runs */ }
  return false;
}
