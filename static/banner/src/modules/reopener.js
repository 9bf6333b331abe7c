/** @import {Kit, Reopener} from "../types.d.ts" */

const CORNERS = ["bottom-left", "top-left", "top-right", "bottom-right"];
const STYLE = `
:where([part~=reopener]) { margin: auto }
[part~=reopener] { direction: ltr; position: fixed; inset: 0; z-index: 2147483646; display: flex; gap: .25em; inline-size: fit-content; block-size: fit-content; padding: 0; border: 0; background: none }
[part~=reopener] > button { background: var(--b) }
[part~=reopen] { inline-size: 44px; padding: 0; border-radius: 50% }
svg { display: block; margin: auto; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round }
[part~=move] { opacity: 0; font-size: .86em }
[part~=reopener]:is(:hover, :focus-within) > [part~=move] { opacity: 1 }
[part*=right] { flex-direction: row-reverse }
`;
/** Three sliders. */
const DRAWING = "M3 6h7m4 0h3M3 14h3m4 0h7M10 4v4M10 12v4";

/**
 * A little button in a corner that opens the settings, as long as there is nothing to ask. The visitor may send it on
 * to the next corner, by a click and not by dragging (WCAG 2.2, 2.5.7), and there it stays.
 * @param {Kit} kit
 * @param {Reopener} options
 */
export default function reopener(
  { _root, _button: button, _element: element, _kept: kept, _language: language, _on: on, _preferences: preferences },
  { corner, move },
) {
  const { adoptedStyleSheets, host: banner } = _root();
  const { kelisim } = /** @type {any} */ (window);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  const host = element("kelisim-button", { lang: language });
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [...adoptedStyleSheets, sheet];

  const open = button("reopen", "", kelisim.preferences);
  open.ariaLabel = open.title = preferences;
  open.append(drawing());
  const stand = () => box.setAttribute("part", "reopener " + at());
  // Where her language runs from right to left, its corner is the mirrored one, as the banner's is.
  const own = banner.getAttribute("dir") == "rtl" ? corner.replace(/left|right/, (side) => side == "left" ? "right" : "left") : corner;
  const at = () => /** @type {string} */ (CORNERS.find((known) => known == kept("corner")) || own);
  const box = element("div", {}, open, button("move", move[language], () => {
    kept("corner", CORNERS[(CORNERS.indexOf(at()) + 1) % 4]);
    stand();
  }));
  stand();
  root.append(box);

  const follow = () => kelisim.standing.ask ? host.remove() : document.body?.append(host);
  follow();
  document.addEventListener("DOMContentLoaded", follow);
  on("change", follow);
}

/** The drawing on the button, which needs no file and no style of the page. */
function drawing() {
  const svg = svgElement("svg", { viewBox: "0 0 20 20", width: "20", "aria-hidden": "true" });
  svg.append(svgElement("path", { d: DRAWING }));
  return svg;
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 */
function svgElement(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const each in attributes) made.setAttribute(each, attributes[each]);
  return made;
}
