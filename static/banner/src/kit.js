import { current } from "./current.js";
import { button, element } from "./element.js";
import { expire } from "./expire.js";
import { follow } from "./follow.js";
import { address, language, site, texts } from "./here.js";
import { display, remove } from "./host.js";
import { settled } from "./outbox.js";
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
  _display: display,
  _expire: expire,
  _follow: follow,
  _element: element,
  _isStale: isStale,
  _kept: kept,
  _language: language,
  _policyLink: policyLink,
  _remove: remove,
  _settled: settled,
  _site: site,
  _texts: texts,
  _toggle: toggle,
  _standing: () => current,
};
