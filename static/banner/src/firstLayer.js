import { current } from "./current.js";
import { button, element } from "./element.js";
import { emit } from "./emit.js";
import { site, texts } from "./here.js";
import { display, displays } from "./host.js";
import { policyLink } from "./policyLink.js";
import { showSecondLayer } from "./secondLayer.js";
import { answerButtons } from "./answerButtons.js";

/** Asks: what for, by whom, and three buttons of equal weight. */
export function showFirstLayer() {
  if (displays("banner")) return;
  const { layout, position, asks } = site;
  const { edition, status } = current;
  const why = edition != null && edition < asks ? texts.notice : status == "expired" && texts.expired;
  const tag = layout == "modal" ? "dialog" : "div";
  display(element(
    tag,
    { part: `banner ${layout} ${position}`, role: tag == "div" ? "region" : tag, "aria-label": texts.label },
    // In the modal layout it has the focus first: no button is closer than another.
    element("h2", { part: "title", tabindex: "-1", autofocus: "" }, texts.title),
    why && element("p", { part: "notice" }, why),
    element("p", { part: "text" }, texts.body, " ", texts.controller, " ", policyLink()),
    element("div", { part: "buttons" }, ...answerButtons(), button("customise", texts.customise, showSecondLayer)),
  ));
  emit("show");
}
