/**
 * A page's own script that waits for consent: loads a chat once the visitor allows it, and hides it when she takes
 * that back. Works before the banner has loaded, and without it: then nothing is allowed.
 * @param {string} src the chat's script
 * @param {string} id the category or counter that decides
 */
export function chatWithConsent(src, id = "functional") {
  (window.kelisim ||= []).push(async (kelisim) => {
    await kelisim.when(id);
    const script = document.createElement("script");
    script.src = src;
    document.head.append(script);
    kelisim.on("change", () => document.documentElement.classList.toggle("no-chat", !kelisim.allows(id)));
  });
}
