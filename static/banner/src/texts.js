/** @import {Said} from "./types.d.ts" */
import { language, site } from "./here.js";

/** What is said, in the visitor's language: `Texts` without their names, which weigh more than they help. */
export let [
  title,
  body,
  controller,
  policy,
  accept,
  reject,
  customise,
  preferences,
  save,
  close,
  categories,
  expired,
  gpc,
  embed,
  requires,
  allow,
  why,
  notice,
] = site.languages[language];

/** Says it in other words. @param {Said} said */
export function reword(said) {
  [
    title,
    body,
    controller,
    policy,
    accept,
    reject,
    customise,
    preferences,
    save,
    close,
    categories,
    expired,
    gpc,
    embed,
    requires,
    allow,
    why,
    notice,
  ] = said;
}
