import css from "./banner.css";

/** @type {CSSStyleSheet | undefined} */ let sheet;

/** Gives an element its shadow and our style, which no `style-src` of the page forbids. @param {HTMLElement} host */
export function dress(host) {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  return root;
}
