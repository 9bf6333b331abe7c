// Stand-in for a Google Tag Manager container with no tags in it: it tells the page's life to `dataLayer`,
// and by itself sets no cookie and sends nothing.

const tell = (event) => window.dataLayer.push({ event, "gtm.uniqueEventId": window.dataLayer.length });

window.google_tag_manager ??= {};
window.google_tag_manager[address.searchParams.get("id")] = { dataLayer: window.dataLayer };

if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => tell("gtm.dom"));
else tell("gtm.dom");
if (document.readyState === "complete") tell("gtm.load");
else addEventListener("load", () => tell("gtm.load"));
