/**
 * Looks after the focus while a banner stands that is no dialog. Whatever has it is not hidden behind the banner: the
 * page scrolls as if the banner's edge were the window's, and a banner over the very top of the page, where nothing
 * can be scrolled, goes to the bottom (WCAG 2.2, 2.4.11). Afterwards it is back where it was before.
 */
export function attend() {
  const host = /** @type {HTMLElement | null} */ (document.querySelector("kelisim-banner"));
  // A banner that is a bar or a box: in the flow of the page it hides nothing.
  const banner = host?.shadowRoot?.querySelector("[part~=bar],[part~=box]");
  if (!banner) return;

  const { style } = document.documentElement;
  const isOnTop = () => /top/.test(`${banner.part}`);
  const makeRoom = () => {
    const room = banner.clientHeight + 24 + "px";
    style.scrollPaddingBlock = isOnTop() ? room + " auto" : "auto " + room;
  };
  makeRoom();

  /** @type {any} */ let before;
  const follow = (/** @type {any} */ { target, relatedTarget }) => {
    if (target == host) before = relatedTarget || before;
    else if (isOnTop() && target.getBoundingClientRect().top < banner.clientHeight) {
      banner.setAttribute("part", `${banner.part}`.replace("top", "bottom"));
      makeRoom();
    }
  };
  document.addEventListener("focusin", follow);
  document.addEventListener("kelisim:hide", () => {
    document.removeEventListener("focusin", follow);
    style.scrollPaddingBlock = "";
    if (document.activeElement == document.body) before?.focus();
  }, { once: true });
}
