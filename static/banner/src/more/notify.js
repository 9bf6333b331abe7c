import { kept, notice, policyLink, site } from "./given.js";
import { say } from "./say.js";

/** Tells of an edition that only informs, until the visitor hides it; her answer stands. */
export const notify = () => say(notice || "", policyLink(), () => kept("notice", `${site.edition}`));
