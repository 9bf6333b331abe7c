import { countersOf } from "./countersOf.js";
import { counterRow } from "./counterRow.js";
import { details, element, standing } from "./given.js";

/** Tells what a category is for, and lets each of its counters be answered by itself. @param {HTMLElement} section */
export function categoryDetails(section) {
  const [own] = section.querySelectorAll("input");
  const { text, purposes = [] } = details.categories[own.name];
  section.append(
    element("p", {}, text),
    element("ul", {}, ...purposes.map((purpose) => element("li", {}, purpose))),
    ...countersOf(own.name).map(counterRow),
  );
  const [, ...counters] = section.querySelectorAll("input");
  // The category may have been switched before its counters came.
  if (own.checked != standing().categories[own.name]) counters.forEach((counter) => counter.checked = own.checked);

  const mark = () => {
    own.indeterminate = counters.some(({ checked }) => checked != own.checked);
    own.setAttribute("role", own.indeterminate ? "checkbox" : "switch"); // only a checkbox may be mixed
  };
  section.onchange = ({ target }) => {
    if (target == own) counters.forEach((counter) => counter.checked = own.checked);
    else if (counters.every(({ checked }) => checked != own.checked)) own.checked = !own.checked;
    mark();
  };
  mark();
}
