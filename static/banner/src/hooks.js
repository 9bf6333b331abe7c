/** @import {Theme} from "./types.d.ts" */

/**
 * What a module adds to a cover, where it lets new ids come from, and the look in the place of the site's own.
 * @type {{
 *   cover?: (box: HTMLElement, id: string, held: HTMLElement) => void,
 *   visitorId?: () => string,
 *   theme?: Theme,
 * }}
 */
export const hooks = {};
