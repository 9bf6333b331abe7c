import { onScopeDispose, readonly, ref } from "vue";

/**
 * Whether a category or a counter may run, as a readonly ref. False until that is known; follows every change for as
 * long as the component lives: `const allowed = useConsent("youtube")`.
 * @param {string} id
 * @returns {import("vue").Ref<boolean>}
 */
export function useConsent(id) {
  const allowed = ref(false);
  let stop = () => {};
  let gone = typeof window == "undefined"; // nothing is known on a server
  if (!gone) {
    (window.kelisim ||= []).push((kelisim) => {
      if (gone) return;
      const look = () => allowed.value = kelisim.allows(id);
      stop = kelisim.on("change", look);
      look(); // what she answered earlier
    });
  }
  onScopeDispose(() => {
    gone = true;
    stop();
  });
  return readonly(allowed);
}
