import { current } from "./current.js";
import { button, element } from "./element.js";
import { forget } from "./forget.js";
import { address, language, site, texts } from "./here.js";
import { clear, display, remove } from "./host.js";
import { policyLink } from "./policyLink.js";
import { isStale } from "./revoke.js";
import { kept } from "./storage.js";
import { toggle } from "./toggle.js";

/**
 * What the second file works with: parts of the first that are in the page already. The build shortens the names, in
 * both files alike.
 */
export const kit = {
  _address: address,
  _button: button,
  _clear: clear,
  _display: display,
  _element: element,
  _forget: forget,
  _isStale: isStale,
  _kept: kept,
  _language: language,
  _policyLink: policyLink,
  _remove: remove,
  _site: site,
  _texts: texts,
  _toggle: toggle,
  _standing: () => current,
};
