// Stand-in for YouTube's player inside its frame: it reports that it is there, and goes on while it is.
// Its cookies are youtube.com's own, so it sets none here.

const report = (event) => send("www.youtube.com/youtubei/v1/log_event", { event });

report("impression");
setInterval(() => report("heartbeat"), 2000);
document.querySelector("button").addEventListener("click", ({ currentTarget: button }) => {
  button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
  report("play");
});
