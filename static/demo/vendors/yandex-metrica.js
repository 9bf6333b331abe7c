// Stand-in for Yandex Metrica's tag.js: hit, click map, session replay; obeys `disableYaCounterN` when a
// counter starts, and `destruct` at any time, as the original does.

const running = new Map();

const start = (id, options = {}) => {
  if (window[`disableYaCounter${id}`] || running.has(id)) return;
  keep("_ym_uid", `${seconds()}${number()}`.slice(0, 19), year);
  keep("_ym_d", seconds(), year);
  remember("_ym_isad", 2, 2 * day);
  if (options.webvisor) remember("_ym_visorc", "w", 30 * minute);
  localStorage.setItem(`_ym${id}_lsid`, number());
  send(`mc.yandex.ru/watch/${id}?page-url=${page}&browser-info=pv:1`);
  let seen = 0;
  const replay = setInterval(() => {
    if (!options.webvisor || !seen) return;
    send(`mc.yandex.ru/webvisor/${id}?wv-part=1`, { events: seen });
    seen = 0;
  }, 1000);
  const stay = setTimeout(() => send(`mc.yandex.ru/watch/${id}?browser-info=nb:1`), 15_000);
  const unwatch = watch((what, event) => {
    seen += 1;
    if (what === "click" && options.clickmap) send(`mc.yandex.ru/clmap/${id}?pointer-click=${event.clientX}`);
  });
  running.set(id, () => [clearInterval(replay), clearTimeout(stay), unwatch(), running.delete(id)]);
};

const calls = {
  init: start,
  destruct: (id) => running.get(id)?.(),
  hit: (id, url) => running.has(id) && send(`mc.yandex.ru/watch/${id}?page-url=${encodeURIComponent(url)}`),
  reachGoal: (id, goal) => running.has(id) && send(`mc.yandex.ru/watch/${id}?page-url=goal://${goal}`),
};

const queued = window.ym?.a ?? [];
window.ym = (id, call, ...words) => calls[call]?.(id, ...words);
for (const call of queued) window.ym(...call);
