import { kept, site } from "./given.js";
import { say } from "./say.js";

/**
 * Tells of an edition that only informs, until the visitor hides it; her answer stands.
 * @param {string | undefined} notice
 * @param {HTMLElement | false} link
 */
export const notify = (notice, link) => say(notice || "", link, () => kept("notice", `${site.edition}`));
