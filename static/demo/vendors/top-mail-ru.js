// Stand-in for Top.Mail.ru's code.js: a page view, then a beat while the page stays open. It knows no
// consent call: once it runs, only leaving the page ends it.

let requests = 0;
const session = number().toString(16);

const track = ({ id, type }) => {
  keep("tmr_lvid", `${number().toString(16)}${number().toString(16)}`, year);
  keep("tmr_lvidTS", Date.now(), year);
  keep("domain_sid", `${session}%3A${Date.now()}`, day);
  remember("tmr_detect", `0%7C${Date.now()}`, day);
  remember("tmr_reqNum", (requests += 1), year);
  ask(`top-fwz1.mail.ru/tracker?js=13;id=${id};e=${type};sid=${session};u=${page};_=${Math.random()}`);
};

const counters = window._tmr ?? [];
counters.forEach(track);
counters.push = (...messages) => messages.forEach(track);
for (const { id } of counters) setInterval(() => track({ id, type: "RT/beat" }), 2000);
window._tmr = counters;
