import { apply } from "./apply.js";
import { call } from "./call.js";
import { coverHeld } from "./covers.js";
import { allows, current, once } from "./current.js";
import { decide } from "./decide.js";
import { everything } from "./decision.js";
import { button, element } from "./element.js";
import { on } from "./emit.js";
import { expire } from "./expire.js";
import { follow } from "./follow.js";
import { address, language, site } from "./here.js";
import { hooks } from "./hooks.js";
import { display, remove, root } from "./host.js";
import { visitorId } from "./identifiers.js";
import { idOf } from "./marked.js";
import { onceSeen } from "./onceSeen.js";
import { settled } from "./outbox.js";
import { isStale } from "./revoke.js";
import { ran } from "./run.js";
import { kept } from "./storage.js";
import { categories, preferences, reword } from "./texts.js";
import { toggle } from "./toggle.js";

/**
 * What the modules and the second file work with: parts of the first that are in the page already. The build shortens
 * the names, in all files alike.
 */
export const kit = {
  _address: address,
  _allows: allows,
  _button: button,
  _display: display,
  _expire: expire,
  _follow: follow,
  _element: element,
  _isStale: isStale,
  _idOf: idOf,
  _kept: kept,
  _language: language,
  _on: on,
  _ran: ran,
  _remove: remove,
  _root: root,
  _settled: settled,
  _site: site,
  _titles: categories,
  _toggle: toggle,
  _standing: () => current,
};

/** What only the modules of the richer build lean on. */
export const more = /** @type {const} */ ({
  _apply: apply,
  _call: call,
  _coverHeld: coverHeld,
  _decide: decide,
  _everything: everything,
  _hooks: hooks,
  _once: once,
  _onceSeen: onceSeen,
  _preferences: preferences,
  _reword: (/** @type {import("./types.d.ts").Said} */ said) => {
    reword(said);
    Object.assign(kit, { _preferences: preferences, _titles: categories });
  },
  _visitorId: visitorId,
});
if (RICH) Object.assign(kit, more);
