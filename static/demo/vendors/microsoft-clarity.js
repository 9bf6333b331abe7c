// Stand-in for Microsoft Clarity: records what happens and sends it as it goes. As in its source,
// `consentv2` with analytics denied drops the cookies and starts again without them; `stop` ends it.

const project = address.pathname.split("/").at(-1);
let cookies = true;
let stop;

const start = () => {
  if (stop) return;
  const visitor = number().toString(36);
  if (cookies) {
    keep("_clck", `${visitor}%5E2%5E0%5E0`, year);
    remember("_clsk", `${visitor}%5E${Date.now()}`, day);
  }
  let events = 1;
  const upload = () => {
    if (events) send("k.clarity.ms/collect", { project, events });
    events = 0;
  };
  upload();
  const rhythm = setInterval(upload, 1000);
  const unwatch = watch(() => (events += 1));
  stop = () => [clearInterval(rhythm), unwatch(), (stop = undefined)];
};

const methods = {
  start,
  stop: () => stop?.(),
  consentv2: ({ analytics_Storage: analytics = "denied" } = {}) => {
    cookies = analytics === "granted";
    if (!cookies) {
      remember("_clck", "", -1);
      remember("_clsk", "", -1);
      stop?.();
      setTimeout(start, 250);
    }
  },
};

const queued = window.clarity?.q ?? [];
window.clarity = (name, ...words) => methods[name]?.(...words);
start();
for (const call of queued) window.clarity(...call);
