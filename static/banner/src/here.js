/** @import {Settings} from "./types.d.ts" */
import { chooseLanguage } from "./chooseLanguage.js";

/** The settings that the server appended. @type {Settings} */
export const site = SETTINGS;

export const language = chooseLanguage(
  document.documentElement.lang,
  navigator.languages,
  Object.keys(site.languages),
);

// Everything is asked of where this script came from, also behind a path of the site's own.
const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);

/** The address of one of the service's calls for this site. @param {string} path */
export const address = (path) => new URL(path, src).href;
