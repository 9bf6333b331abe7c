/** @import {Answer} from "./types.d.ts" */

// Anything but the exact form is rubbish, and rubbish is no answer.
const FORM = /^1\.([\w-]{22}|-)\.(\d{1,9})\.(\d{1,11})\.([a-z\d-]+(?:~[a-z\d-]+)*)$/;

/**
 * The answer that a cookie's value holds; null when it holds none.
 * @param {string} value
 * @returns {Answer | null}
 */
export function parseAnswer(value) {
  const found = FORM.exec(value);
  return found && { visitor: found[1], edition: +found[2], at: +found[3], grants: found[4].split("~") };
}

/**
 * The value of the cookie for an answer: `1.visitor.edition.seconds.grants`.
 * @param {Answer} answer
 */
export const formatAnswer = ({ visitor, edition, at, grants }) =>
  `1.${visitor}.${edition}.${at}.${grants.join("~")}`;
