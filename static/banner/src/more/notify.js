import { kit } from "./given.js";
import { say } from "./say.js";

const { _kept: kept, _policyLink: policyLink, _site: site, _texts: texts } = kit;

/** Tells of an edition that only informs, until the visitor hides it; her answer stands. */
export const notify = () => say(texts.notice || "", policyLink(), () => kept("notice", `${site.edition}`));
