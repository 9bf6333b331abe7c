/** @import {Details} from "../types.d.ts" */

/** What the first file lends. @type {typeof import("../kit.js").kit} */
export const kit = KIT;

/** What the server appended. @type {Details} */
export const details = DETAILS;
