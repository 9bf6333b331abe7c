// Stand-in for Meta's fbevents.js: page views and button clicks as pictures asked of facebook.com/tr;
// `fbq('consent', 'revoke')` holds everything until `grant`.

const pixels = [];
let revoked = false;
let held = [];

const track = (event) => {
  if (revoked) held.push(event);
  else for (const id of pixels) ask(`www.facebook.com/tr/?id=${id}&ev=${event}&dl=${page}&fbp=${recall("_fbp")}&ts=${Date.now()}`);
};

const methods = {
  consent: (word) => {
    revoked = word === "revoke";
    if (revoked) return;
    const waiting = held;
    held = [];
    waiting.forEach(track);
  },
  init: (id) => {
    pixels.push(id);
    if (!revoked) keep("_fbp", `fb.1.${Date.now()}.${number()}`, 90 * day);
  },
  track,
  trackCustom: track,
};

fbq.callMethod = (method, ...words) => methods[method]?.(...words);
for (const call of fbq.queue.splice(0)) fbq.callMethod(...call);

watch((what, event) => {
  if (what === "click" && !revoked && event.target.closest?.("a, button")) track("SubscribedButtonClick");
});
