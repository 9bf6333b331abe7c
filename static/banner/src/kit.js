import { current } from "./current.js";
import { button, element } from "./element.js";
import { forget } from "./forget.js";
import { address, language, site, texts } from "./here.js";
import { clear } from "./host.js";
import { say } from "./message.js";
import { isStale } from "./revoke.js";
import { toggle } from "./toggle.js";

/** What the second file works with: parts of the first that are in the page already. */
export const kit = {
  address,
  button,
  clear,
  element,
  forget,
  isStale,
  language,
  say,
  site,
  texts,
  toggle,
  standing: () => current,
};
