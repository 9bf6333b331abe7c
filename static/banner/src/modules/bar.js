/** @import {Kit} from "../types.d.ts" */
import css from "../bar.css";

/** The style of a banner that lies along an edge of the window. @param {Kit} kit */
export default function bar({ _root: root }) {
  const [sheet] = root().adoptedStyleSheets;
  sheet.insertRule(css, sheet.cssRules.length);
}
