// Stand-in for TikTok's events.js: page views and clicks; holds, grants and revokes consent by call.

const pixel = address.searchParams.get("sdkid");
let silent = false;

const track = (event) => {
  if (silent) return;
  keep("_ttp", number().toString(36) + number().toString(36), 389 * day);
  keep("_tt_enable_cookie", 1, 389 * day);
  keep("ttcsid", `${Date.now()}::${number()}`, 90 * day);
  keep(`ttcsid_${pixel}`, `${Date.now()}::${number()}`, 90 * day);
  send("analytics.tiktok.com/api/v2/pixel", { event, pixel });
};

const methods = {
  page: () => track("Pageview"),
  track,
  holdConsent: () => (silent = true),
  revokeConsent: () => (silent = true),
  grantConsent: () => (silent = false),
};

const queued = ttq.splice(0);
for (const [name, method] of Object.entries(methods)) ttq[name] = method;
for (const [name, ...words] of queued) methods[name]?.(...words);

watch((what, event) => what === "click" && event.target.closest?.("a, button") && track("ClickButton"));
