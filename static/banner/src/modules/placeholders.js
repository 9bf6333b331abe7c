/** @import {Kit, Placeholders} from "../types.d.ts" */

/**
 * Lets a placeholder say who would get what, and show its content once: for as long as the page stands, and without an
 * answer that is kept.
 * @param {Kit} kit
 * @param {Placeholders} options
 */
export default function placeholders(
  { _apply: apply, _button: makeButton, _coverHeld: coverHeld, _element: element, _hooks: hooks, _language: language, _once: once },
  { sends, show },
) {
  hooks.cover = (box, id, held) => {
    const sentence = sends[language][id];
    if (sentence) box.firstElementChild?.after(element("p", { part: "sends" }, sentence));
    const button = makeButton("once", show[language], () => {
      once.add(id);
      apply();
      coverHeld();
      if (held.tabIndex < 0) held.tabIndex = -1;
      held.focus();
    });
    button.style.marginTop = ".5em";
    box.querySelector("button")?.after(button);
  };
}
