// Stand-in for Google's gtag.js, as Analytics (G-) and as Ads (AW-): reads `dataLayer`, obeys Consent Mode
// and `ga-disable-…`. Like the original it goes on without cookies while storage is denied.

const id = address.searchParams.get("id");
const ads = id.startsWith("AW-");
const storage = ads ? "ad_storage" : "analytics_storage";
const consent = {};

const allowed = () => consent[storage] !== "denied";
const gcs = () => `gcs=G1${Number(consent.ad_storage !== "denied")}${Number(consent.analytics_storage !== "denied")}`;

const report = (event) => {
  if (window[`ga-disable-${id}`]) return;
  if (ads) {
    if (allowed()) keep("_gcl_au", `1.1.${number()}.${seconds()}`, 90 * day);
    ask(`googleads.g.doubleclick.net/pagead/viewthroughconversion/${id.slice(3)}/?random=${number()}&${gcs()}&en=${event}`);
    return;
  }
  let visitor = number();
  if (allowed()) {
    visitor = keep("_ga", `GA1.1.${number()}.${seconds()}`, 2 * year);
    remember(`_ga_${id.slice(2)}`, `GS2.1.s${seconds()}`, 2 * year);
  }
  send(`www.google-analytics.com/g/collect?v=2&tid=${id}&${gcs()}&cid=${visitor}&en=${event}&dl=${page}`);
};

const commands = {
  consent: (kind, changes) => Object.assign(consent, changes),
  config: (target) => {
    if (target !== id) return;
    report("page_view");
    // Enhanced measurement is Analytics' alone; Ads waits for conversions.
    if (!ads) watch((what, event) => (what === "scroll" || event.target.closest?.("a, button")) && report(what));
  },
  event: (name, { send_to: to = id } = {}) => to === id && report(name),
};

const read = (message) => message?.length !== undefined && commands[message[0]]?.(message[1], message[2]);

window.dataLayer ??= [];
for (const message of window.dataLayer) read(message);
const push = window.dataLayer.push.bind(window.dataLayer);
window.dataLayer.push = (...messages) => {
  const length = push(...messages);
  messages.forEach(read);
  return length;
};
