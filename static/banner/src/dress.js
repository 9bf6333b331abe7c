import css from "./banner.css";

/** @type {CSSStyleSheet | undefined} */ let sheet;

/** Gives an element its shadow and our style, which no `style-src` of the page forbids. @param {HTMLElement} host */
export function dress(host) {
  const root = host.attachShadow({ mode: "open" });
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  root.adoptedStyleSheets = [sheet];
  return root;
}
