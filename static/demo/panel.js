// The panel: tells live what the page loads, sends and keeps, from what the browser itself reports.
import { forget } from "./forget.js";
import { watchFrames } from "./frames.js";

const panel = document.querySelector(".panel");
const words = JSON.parse(panel.querySelector("[data-words]").textContent);
const { counters, addresses } = JSON.parse(panel.querySelector("[data-facts]").textContent);
const known = addresses.map(([counter, pattern, loads]) => ({ counter, loads, pattern: new RegExp(`^${pattern}`) }));

const ran = new Set();
const sent = new Map();
const asked = [];

const write = (place, text) => {
  if (place && place.textContent !== String(text)) place.textContent = text;
};
const list = (place, lines) => {
  if (place.innerText === lines.join("\n")) return;
  place.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
};

const note = (url) => {
  const { pathname, search } = new URL(url);
  const [, called] = (pathname + search).match(/^\/demo\/collector\/(.*)/) ?? [];
  const address = called && known.find(({ pattern }) => pattern.test(called));
  if (address) {
    ran.add(address.counter);
    if (!address.loads) sent.set(address.counter, (sent.get(address.counter) ?? 0) + 1);
  } else if (pathname.startsWith("/v1/")) {
    asked.push(pathname.replace(/^\/v1\/sites\/[^/]+\//, ""));
  }
};

const cookies = () => document.cookie.split("; ").filter(Boolean).map((pair) => pair.split("=")[0]).sort();
const globbed = (glob, name) => new RegExp(`^${glob.replace(/[.+^$()[\]{}|\\]/g, "\\$&").replaceAll("*", ".*")}$`).test(name);
const whose = (name) => {
  if (name === "kelisim") return "Kelisim";
  const counter = Object.keys(counters).find((id) => counters[id].some((glob) => globbed(glob, name)));
  return panel.querySelector(`[data-counter-row="${counter}"] th`)?.textContent ?? "?";
};

const draw = () => {
  const names = cookies();
  write(panel.querySelector('[data-total="ran"]'), ran.size);
  write(panel.querySelector('[data-total="sent"]'), [...sent.values()].reduce((sum, hits) => sum + hits, 0));
  write(panel.querySelector('[data-total="cookies"]'), names.length);
  for (const row of panel.querySelectorAll("[data-counter-row]")) {
    const id = row.dataset.counterRow;
    row.classList.toggle("running", ran.has(id));
    write(row.querySelector("[data-ran]"), ran.has(id) ? words.does : words.does_not);
    write(row.querySelector("[data-sent]"), sent.get(id) ?? 0);
  }
  list(panel.querySelector("[data-cookies]"), names.length ? names.map((name) => `${name} · ${whose(name)}`) : [words.none]);
  list(panel.querySelector("[data-asked]"), asked);
  const status = window.kelisim?.standing?.status ?? "unknown";
  write(panel.querySelector("[data-status]"), words.statuses[status]);
};

const follow = (entries) => {
  for (const { name } of entries) note(name);
  draw();
};
new PerformanceObserver((seen) => follow(seen.getEntries())).observe({ type: "resource", buffered: true });
watchFrames(follow);
document.addEventListener("kelisim:change", draw);
setInterval(draw, 500);
draw();

panel.querySelector("[data-forget]").addEventListener("click", forget);
