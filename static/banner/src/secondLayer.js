/** @import {Decision} from "./types.d.ts" */
import { answerButtons } from "./answerButtons.js";
import { completed } from "./decision.js";
import { button, element, heading } from "./element.js";
import { emit } from "./emit.js";
import { site } from "./here.js";
import { display, displayed } from "./host.js";
import { withMore } from "./more.js";
import { obey } from "./settle.js";
import * as texts from "./texts.js";
import { toggle } from "./toggle.js";

/** Every category with a switch, and one click to save, accept, refuse or close; explained when the second file is there. */
export function showSecondLayer() {
  if (displayed("dialog")) return;
  const dialog = element(
    "dialog",
    { part: "dialog", "aria-label": texts.preferences },
    element(
      "div",
      { part: "head" },
      heading(texts.preferences),
      button("close", texts.close, () => dialog.close()),
    ),
    ...["necessary", ...site.categories].map((id) =>
      element("section", { part: "category" }, element("h3", {}, toggle(id, texts.categories[id], id == "necessary")))
    ),
    element("div", { part: "buttons" }, button("save", texts.save, () => obey("save", chosen(dialog))), ...answerButtons()),
  );
  display(dialog);
  withMore((more) => more._explain(dialog));
  emit("show");
}

/** What the switches say. A category that still says the same leaves counters alone that are not shown. @param {HTMLElement} dialog */
function chosen(dialog) {
  /** @type {Decision} */ const decision = { categories: {}, counters: {} };
  for (const { name, checked, defaultChecked } of dialog.querySelectorAll("input")) {
    if (site.counters[name]) decision.counters[name] = checked;
    else if (checked != defaultChecked) decision.categories[name] = checked;
  }
  return completed(decision);
}
