import AutoConsent from "@duckduckgo/autoconsent";

/** Runs DuckDuckGo's own client with one rule; what it tells its background comes together in `told`. */
window.told = [];
window.runRule = (rule, autoAction) =>
  void new AutoConsent(async (message) => void told.push(message), {
    enabled: true,
    autoAction,
    enablePrehide: false,
    detectRetries: 20,
    heuristicMode: "off",
  }, { autoconsent: [rule] });
