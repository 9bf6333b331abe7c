import { element } from "./element.js";
import { site } from "./here.js";
import * as texts from "./texts.js";

/** The link to the site's policy; nothing when its address is none of the web. */
export const policyLink = () =>
  /^https?:/.test(site.policy) && element("a", { part: "link", href: site.policy }, texts.policy);
