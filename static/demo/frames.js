// What embedded players load and send, which the page's own observer cannot see: their stand-ins are of
// the same origin, so the page may look.

/** Calls back with the resources of every frame, each once. */
export const watchFrames = (follow) => {
  const watched = new WeakSet();
  const look = () => {
    for (const frame of document.querySelectorAll("iframe[src]")) {
      const inside = frame.contentWindow;
      if (!inside || watched.has(inside.document) || inside.location.href === "about:blank") continue;
      watched.add(inside.document);
      const seen = new inside.PerformanceObserver((list) => follow(list.getEntries()));
      seen.observe({ type: "resource", buffered: true });
    }
  };
  addEventListener("load", look, true);
};
