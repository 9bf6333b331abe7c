// What all stand-ins share. The collector puts it before each of them, inside one function.

/** This script's own address: its query carries the account, as with the originals. */
const address = new URL(document.currentScript.src);

/** Where the vendors' hosts live on this service. */
const collector = address.pathname.replace(/(\/collector\/).*/, "$1");

/** The part of the service that plays the site: cookies of one site of the demo stay with it. */
const home = location.pathname.match(/^\/demo\/[^/]+/)?.[0] ?? "/";

const minute = 60;
const day = 86_400;
const year = 365 * day;

/** Sets a first-party cookie; without a lifetime it ends with the session. */
const remember = (name, value, seconds) => {
  document.cookie = `${name}=${value}; path=${home}; SameSite=Lax${seconds ? `; max-age=${seconds}` : ""}`;
};

/** The value of a cookie, undefined when there is none. */
const recall = (name) =>
  document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);

/** Sets a cookie unless it is there, and gives its value. */
const keep = (name, value, seconds) => {
  if (recall(name) === undefined) remember(name, value, seconds);
  return recall(name);
};

/** Sends by a method that outlives the page, as most counters do. */
const send = (to, words = {}) => navigator.sendBeacon(collector + to, JSON.stringify(words));

/** Sends the old way: by asking for a picture. */
const ask = (to) => {
  new Image().src = collector + to;
};

const number = () => Math.floor(Math.random() * 9e9) + 1e9;
const seconds = () => Math.floor(Date.now() / 1000);
const page = encodeURIComponent(location.href);

/** Calls back with a thing that happened: a click anywhere, or the first scroll. Returns how to stop. */
const watch = (tell) => {
  const click = (event) => tell("click", event);
  const scroll = () => tell("scroll");
  addEventListener("click", click, true);
  addEventListener("scroll", scroll, { passive: true, once: true });
  return () => {
    removeEventListener("click", click, true);
    removeEventListener("scroll", scroll);
  };
};
