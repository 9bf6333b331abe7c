// Stand-in for Matomo's matomo.js: page views and outlinks; `forgetConsentGiven` removes its cookies,
// remembers the withdrawal in one of its own, and then requires consent, as the original does.

let site;
let tracker;
let silent = false;
const own = () => [`_pk_id.${site}.demo`, `_pk_ses.${site}.demo`];

const track = (what) => {
  if (silent) return;
  const [visitor, session] = own();
  keep(visitor, `${number().toString(16)}.${seconds()}.`, 393 * day);
  remember(session, 1, 30 * minute);
  send(`${tracker}?idsite=${site}&rec=1&${what}&url=${page}`);
};

const methods = {
  setTrackerUrl: (url) => (tracker = url.slice(collector.length)),
  setSiteId: (id) => (site = id),
  trackPageView: () => track("action_name=view"),
  trackEvent: (category, action) => track(`e_c=${category}&e_a=${action}`),
  enableLinkTracking: () =>
    watch((what, event) => {
      const link = event?.target.closest?.("a[href^=http]");
      if (link && link.host !== location.host) track(`link=${encodeURIComponent(link.href)}`);
    }),
  requireConsent: () => (silent = true),
  setConsentGiven: () => {
    silent = false;
    remember("mtm_consent_removed", "", -1);
  },
  forgetConsentGiven: () => {
    silent = true;
    for (const name of own()) remember(name, "", -1);
    remember("mtm_consent_removed", Date.now(), 30 * year);
  },
};

const push = (...calls) => {
  for (const [name, ...words] of calls) methods[name]?.(...words);
};

// The original, too, takes where and for whom from the queue before anything that sends.
const settings = ([name]) => name.startsWith("set");
const queued = window._paq ?? [];
push(...queued.filter(settings), ...queued.filter((call) => !settings(call)));
window._paq = { push };
