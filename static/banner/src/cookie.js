/** @import {Answer} from "./types.d.ts" */
import { formatAnswer } from "./answer.js";
import { cookieDomain } from "./cookieDomain.js";
import { site } from "./here.js";

/** The value of the cookie `kelisim`; empty without one, or where the page may not have cookies. */
export function readCookie() {
  try {
    return /(?:^|; )kelisim=([^;]*)/.exec(document.cookie)?.[1] || "";
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
  write(value, site.validity);
  return readCookie() == value;
}

/** Takes the answer out of the browser. */
export const forgetAnswer = () => write("", 0);

/**
 * @param {string} value
 * @param {number} seconds
 */
function write(value, seconds) {
  const domain = cookieDomain(site.hosts, location.hostname);
  try {
    document.cookie = `kelisim=${value};Path=${site.path || "/"};Max-Age=${seconds};SameSite=Lax` +
      (domain ? ";Domain=" + domain : "") +
      (location.protocol == "https:" ? ";Secure" : "");
  } catch { /* the same frame: the answer is not kept, and nothing optional runs */ }
}
