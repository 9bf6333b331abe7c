import { useSyncExternalStore } from "react";

/** Listens to the banner, also where it has not loaded yet. @param {() => void} changed */
function subscribe(changed) {
  let stop = () => {};
  let gone = false;
  (window.kelisim ||= []).push((kelisim) => {
    if (gone) return;
    stop = kelisim.on("change", changed);
    changed(); // what she answered earlier
  });
  return () => {
    gone = true;
    stop();
  };
}

/**
 * Whether a category or a counter may run. False until that is known, on the server too; the component is rendered
 * anew whenever it changes: `const allowed = useConsent("youtube")`.
 * @param {string} id
 * @returns {boolean}
 */
export const useConsent = (id) =>
  useSyncExternalStore(subscribe, () => "allows" in (window.kelisim || []) && window.kelisim.allows(id), () => false);
