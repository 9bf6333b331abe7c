import css from "./banner.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(css);

/** Gives an element its shadow and our style, which no `style-src` of the page forbids. @param {HTMLElement} host */
export function dress(host) {
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  return root;
}
