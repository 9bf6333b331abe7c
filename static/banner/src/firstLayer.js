import { answerButtons } from "./answerButtons.js";
import { current } from "./current.js";
import { button, element, heading } from "./element.js";
import { emit } from "./emit.js";
import { site } from "./here.js";
import { display, displayed } from "./host.js";
import { objects } from "./objects.js";
import { policyLink } from "./policyLink.js";
import { showSecondLayer } from "./secondLayer.js";
import * as texts from "./texts.js";

/** When she was asked. @type {number | undefined} */
export let asked;

/** Asks: what for, by whom, and three buttons of equal weight. */
export function showFirstLayer() {
  if (displayed("banner")) return;
  const { layout, position, asks } = site;
  const { edition, status } = current;
  const why = status == "expired" && (/** @type {number} */ (edition) < asks ? texts.notice : texts.expired);
  const modal = layout == "modal";
  display(element(
    modal ? "dialog" : "section",
    { part: `banner ${layout} ${position}`, "aria-label": texts.title },
    heading(texts.title),
    why && element("p", { part: "notice" }, why),
    objects && element("p", { part: "notice" }, texts.gpc),
    element("p", { part: "text" }, texts.body, "\n", texts.controller, "\n", policyLink()),
    element("div", { part: "buttons" }, ...answerButtons(), button("customise", texts.customise, showSecondLayer)),
  ));
  asked = Date.now();
  emit("show");
}
