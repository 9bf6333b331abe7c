// Stand-in for Rambler's top100.js: counts the view once. It knows no consent call.

window.top100 = function top100({ project }) {
  keep("top100_id", `t1.${project}.${number()}.${Date.now()}`, year);
  keep("adtech_uid", `${number()}:${location.hostname}`, year);
  remember(`t3_sid_${project}`, `s1.${number()}.${Date.now()}.1.1`, 30 * minute);
  ask(`kraken.rambler.ru/cnt/v2/?et=pv&pid=${project}&url=${page}`);
};

const queued = window._top100q ?? [];
window._top100q = { push: (ready) => ready() };
for (const ready of queued) ready();
