/** @import {Details} from "../types.d.ts" */

/** What the first file lends. */
export const {
  _address: address,
  _button: button,
  _display: display,
  _expire: expire,
  _follow: follow,
  _element: element,
  _isStale: isStale,
  _kept: kept,
  _language: language,
  _remove: remove,
  _settled: settled,
  _site: site,
  _standing: standing,
  _titles: titles,
  _toggle: toggle,
} = KIT;

/** What the server appended. @type {Details} */
export const details = DETAILS;

/** The texts in it. */
export const words = details.texts;
